import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

export interface Row {
  id: string;
  title: string;
  text?: ReactNode;
  trailing?: ReactNode;
  leading?: ReactNode;
  quiet?: boolean | undefined;
}

export interface RowListProps {
  label: string;
  rows: readonly Row[];
  /** Absent: nothing can be opened. */
  onOpen?: ((id: string) => void) | undefined;
}

/** Things by name; a tap opens one. */
export function RowList({ label, rows, onOpen }: RowListProps): ReactElement {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id}>
          {onOpen === undefined ? (
            <div className="flex min-h-14 items-center gap-3 px-5 py-2">
              <RowText {...row} />
            </div>
          ) : (
            <Button
              onPress={() => onOpen(row.id)}
              className="flex min-h-14 w-full items-center gap-3 px-5 py-2 text-start -outline-offset-3 data-hovered:bg-sunken data-pressed:bg-sunken"
            >
              <RowText {...row} />
              <ChevronRight className="size-5 shrink-0 text-subtle rtl:-scale-x-100" aria-hidden="true" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function RowText({ title, text, trailing, leading, quiet = false }: Row): ReactElement {
  return (
    <>
      {leading}
      <span className="min-w-0 grow">
        <span
          className={quiet ? 'block truncate text-base text-muted' : 'block truncate text-base font-medium'}
          dir="auto"
        >
          {title}
        </span>
        {text !== undefined && text !== '' && <span className="line-clamp-2 text-sm text-muted">{text}</span>}
      </span>
      {trailing !== undefined && <span className="shrink-0 text-sm tabular-nums text-muted">{trailing}</span>}
    </>
  );
}
