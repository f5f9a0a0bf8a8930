import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What this place is for: "Parked orders wait here". */
  title: string;
  /** The first step, in a sentence. */
  children?: ReactNode;
  /** A Button that takes the first step. */
  action?: ReactNode;
  className?: string | undefined;
}

/** A place with nothing in it yet: what it is for, and the first step. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps): ReactElement {
  return (
    <div className={classNames('flex flex-col items-center gap-2 px-6 py-10 text-center', className)}>
      {icon !== undefined && (
        <span className="mb-2 grid size-16 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-7">
          {icon}
        </span>
      )}
      <p className="text-base font-semibold text-ink">{title}</p>
      {children !== undefined && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
