import type { ReactElement, ReactNode } from 'react';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';

export interface ShownValue {
  /** Whose it is: "What counts now", "Yours". */
  title: string;
  value: string;
  /** Who made it, and when. */
  note?: ReactNode;
  strong?: boolean;
}

/** Two values of one thing: side by side where there is room, one above the other on a phone. */
export function BothValues({ label, values }: { label: string; values: readonly ShownValue[] }): ReactElement {
  return (
    <div className="px-5 pb-3 text-sm">
      {label !== '' && (
        <p className="pb-1.5 text-muted" dir="auto">
          {label}
        </p>
      )}
      <dl className="grid gap-2 sm:grid-cols-2">
        {values.map(({ title, value, note, strong = false }) => (
          <div
            key={title}
            className={classNames('min-w-0 rounded-md border px-3 py-2', strong ? 'border-line-strong' : 'border-line')}
          >
            <dt className="text-xs text-muted">{title}</dt>
            <dd>
              <span className="block font-semibold break-words tabular-nums" dir="auto">
                {value}
              </span>
              {note !== undefined && <span className="block text-xs text-muted">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
