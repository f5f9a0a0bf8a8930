import { CircleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

/** What went wrong with what was just tried, right beside it; read out at once. */
export function ProblemNote({
  children,
  supportCode,
}: {
  children: ReactNode;
  supportCode?: string | undefined;
}): ReactElement {
  return (
    <div
      role="alert"
      className="flex items-start gap-2.5 rounded-md bg-danger-soft px-3.5 py-3 text-sm font-medium text-danger"
    >
      <CircleAlert className="mt-px size-5 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        {children}
        {supportCode !== undefined && <p className="mt-1 text-xs font-normal select-all">{supportCode}</p>}
      </div>
    </div>
  );
}
