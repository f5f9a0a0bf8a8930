import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from '../place/link.tsx';

/** To the whole of what a card shows the top of. */
export function MoreLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  return (
    <Link
      href={href}
      className="-me-2 inline-flex min-h-11 items-center gap-0.5 rounded-md px-2 text-sm font-medium text-accent underline-offset-4 hover:underline"
    >
      {children}
      <ChevronRight className="size-4 rtl:-scale-x-100" aria-hidden="true" />
    </Link>
  );
}
