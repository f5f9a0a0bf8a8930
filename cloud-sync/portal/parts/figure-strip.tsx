import type { ReactElement, ReactNode } from 'react';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Stat, type StatDelta } from '@auraconnect/shared/ui/stat.tsx';
import { Link } from '../place/link.tsx';

export interface Figure {
  id: string;
  label: string;
  /** Undefined while loading. */
  value: ReactNode;
  delta?: StatDelta | undefined;
  note?: ReactNode;
  /** What it is made of. */
  href?: string | undefined;
}

/** Figures that belong together, side by side in one card; the first counts most and has the whole width on a phone, and the last when it would stand alone. */
export function FigureStrip({ figures, label }: { figures: readonly Figure[]; label: string }): ReactElement {
  return (
    <section aria-label={label} className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
      <ul className="-me-px -mb-px grid grid-cols-2 md:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
        {figures.map(({ id, label: name, value, delta, note, href }, index) => {
          const stat = <Stat label={name} value={value} delta={delta} note={note} />;
          const cellClass = 'block h-full px-4 py-4 md:px-5';
          const alone = index === 0 || (index === figures.length - 1 && figures.length % 2 === 0);
          return (
            <li key={id} className={classNames('border-e border-b border-line', alone && 'max-md:col-span-2')}>
              {href === undefined ? (
                <div className={cellClass}>{stat}</div>
              ) : (
                <Link
                  href={href}
                  className={classNames(cellClass, '-outline-offset-3 transition-colors hover:bg-canvas')}
                >
                  {stat}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
