import type { ReactElement } from 'react';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { directionOf } from '@auraconnect/shared/ui/i18n.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

export interface TipRow {
  mark: 'front' | 'behind';
  label: string;
  value: string;
  note?: string;
}

/** What a place of a chart is made of, to the cent. */
export function ChartTip({ title, rows }: { title: string; rows: readonly TipRow[] }): ReactElement {
  const { locale } = useUiSettings();
  return (
    <div
      dir={directionOf(locale)}
      className="min-w-44 rounded-md border border-line bg-raised px-3 py-2.5 text-sm text-ink shadow-float"
    >
      <p className="mb-1.5 text-xs font-medium text-muted">{title}</p>
      {rows.map(({ mark, label, value, note }) => (
        <div key={mark} className="flex items-baseline gap-2 py-0.5">
          <Swatch mark={mark} />
          <span className="grow pe-4">{label}</span>
          <span className="text-end">
            <span className="block font-semibold tabular-nums">{value}</span>
            {note !== undefined && <span className="block text-xs text-muted tabular-nums">{note}</span>}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Which bar is which: a narrow full one, a wide pale one. */
export function Swatch({ mark }: { mark: TipRow['mark'] }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block h-3 shrink-0 rounded-[3px]',
        mark === 'front' ? 'w-2 bg-accent' : 'w-3.5 bg-line-strong/60',
      )}
    />
  );
}
