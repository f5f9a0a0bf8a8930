import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface CardProps {
  children: ReactNode;
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons or a menu at the inline end of the head. */
  actions?: ReactNode;
  /** Tables and lists that touch the edge. */
  flush?: boolean | undefined;
  className?: string | undefined;
}

/** One thing among others on a page. */
export function Card({ children, title, description, actions, flush = false, className }: CardProps): ReactElement {
  const hasHead = title !== undefined || actions !== undefined;
  return (
    <section
      className={classNames('overflow-clip rounded-lg border border-line bg-surface text-ink shadow-lift', className)}
    >
      {hasHead && (
        <header className="flex flex-wrap items-center gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 grow basis-40">
            {title !== undefined && <h2 className="text-base font-semibold">{title}</h2>}
            {description !== undefined && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={classNames(!flush && 'px-5 pb-5', !flush && !hasHead && 'pt-5')}>{children}</div>
    </section>
  );
}
