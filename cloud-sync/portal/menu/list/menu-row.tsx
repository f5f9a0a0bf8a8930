import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Link } from '../../place/link.tsx';

export interface MenuRowProps {
  href: string;
  name: string;
  /** Under the name. */
  note?: ReactNode;
  /** At the inline end, before the marks. */
  figures?: ReactNode;
  marks?: ReactNode;
  faded?: boolean;
  /** Figures that need room: sizes side by side. Rows of a list are alike, so that their columns meet. */
  wideFigures?: boolean;
}

/** One entry of the menu; the whole row opens it. */
export function MenuRow({
  href,
  name,
  note,
  figures,
  marks,
  faded = false,
  wideFigures = false,
}: MenuRowProps): ReactElement {
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={href}
        className="flex min-h-11 items-center gap-x-4 gap-y-1 px-5 py-2 text-sm -outline-offset-3 transition-colors hover:bg-canvas"
      >
        <span className="grid min-w-0 grow gap-x-6 md:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] md:items-center">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className={faded ? 'font-medium text-muted' : 'font-medium'} dir="auto">
              {name}
            </span>
            {marks}
          </span>
          {note !== undefined && <span className="text-xs text-muted">{note}</span>}
        </span>
        {figures !== undefined && (
          <span className={classNames('shrink-0 text-end max-md:max-w-[45%]', wideFigures ? 'md:w-92' : 'md:min-w-24')}>
            {figures}
          </span>
        )}
        <ChevronRight className="size-4 shrink-0 text-subtle rtl:-scale-x-100" aria-hidden="true" />
      </Link>
    </li>
  );
}
