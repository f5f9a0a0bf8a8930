import { useEffect, type ReactElement, type ReactNode } from 'react';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';

export interface PageProps {
  title: string;
  /** Beside the title: how fresh, which days. */
  aside?: ReactNode;
  /** Filters and buttons at the inline end. */
  actions?: ReactNode;
  /** Above the title: the way back. */
  back?: ReactNode;
  children: ReactNode;
}

export function Page({ title, aside, actions, back, children }: PageProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · AuraConnect`;
  }, [title]);
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-80">
          {back}
          {/* Under the title where buttons stand beside it: a longer text then moves nothing under the finger. */}
          <div
            className={classNames(
              'flex flex-wrap items-baseline gap-x-3 gap-y-1',
              actions !== undefined && 'md:flex-col md:items-start md:gap-y-0',
            )}
          >
            <h1 className="text-xl font-semibold tracking-tight" dir="auto">
              {title}
            </h1>
            {aside}
          </div>
        </div>
        {actions !== undefined && (
          <div className="flex max-w-full flex-wrap items-center gap-2 max-md:grow">{actions}</div>
        )}
      </header>
      {children}
    </div>
  );
}
