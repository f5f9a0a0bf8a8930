import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
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
}

/** One entry of the menu; the whole row opens it. */
export function MenuRow({ href, name, note, figures, marks, faded = false }: MenuRowProps): ReactElement {
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={href}
        className="flex min-h-14 items-center gap-x-4 gap-y-1 px-5 py-2.5 text-sm -outline-offset-3 transition-colors hover:bg-canvas"
      >
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className={faded ? 'font-medium text-muted' : 'font-medium'} dir="auto">
              {name}
            </span>
            {marks}
          </span>
          {note !== undefined && <span className="block text-xs text-muted">{note}</span>}
        </span>
        {figures !== undefined && <span className="max-w-[60%] shrink-0 text-end max-sm:max-w-[45%]">{figures}</span>}
        <ChevronRight className="size-4 shrink-0 text-subtle rtl:-scale-x-100" aria-hidden="true" />
      </Link>
    </li>
  );
}
