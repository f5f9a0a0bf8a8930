import { CircleAlert, RotateCcw } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { useUiWords } from './ui-provider.tsx';

export interface ErrorStateProps {
  /** What happened, in one sentence. */
  title: string;
  /** What goes on working meanwhile. */
  stillWorks?: ReactNode;
  /** What the person can do. */
  whatToDo?: ReactNode;
  /** A stable code that support can look up. */
  supportCode?: string | undefined;
  onRetry?: (() => void) | undefined;
  retrying?: boolean | undefined;
  /** Other ways out: more Buttons. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** Something failed: what happened, what still works, what to do, and a code for support. */
export function ErrorState({
  title,
  stillWorks,
  whatToDo,
  supportCode,
  onRetry,
  retrying = false,
  actions,
  className,
}: ErrorStateProps): ReactElement {
  const t = useUiWords();
  return (
    <div role="alert" className={classNames('mx-auto flex max-w-xl flex-col gap-4 p-6', className)}>
      <p className="flex items-start gap-3 text-lg font-semibold text-ink">
        <CircleAlert className="mt-0.5 size-6 shrink-0 text-danger" aria-hidden="true" />
        {title}
      </p>
      {(stillWorks !== undefined || whatToDo !== undefined) && (
        <dl className="flex flex-col gap-3 ps-9 text-sm">
          {stillWorks !== undefined && (
            <div>
              <dt className="font-semibold">{t('stillWorks')}</dt>
              <dd className="text-muted">{stillWorks}</dd>
            </div>
          )}
          {whatToDo !== undefined && (
            <div>
              <dt className="font-semibold">{t('whatToDo')}</dt>
              <dd className="text-muted">{whatToDo}</dd>
            </div>
          )}
        </dl>
      )}
      {(onRetry !== undefined || actions !== undefined) && (
        <div className="flex flex-wrap gap-2 ps-9">
          {onRetry !== undefined && (
            <Button variant="primary" icon={<RotateCcw />} busy={retrying} onPress={onRetry}>
              {t('retry')}
            </Button>
          )}
          {actions}
        </div>
      )}
      {supportCode !== undefined && (
        <p className="ps-9 text-xs text-subtle select-all">{t('supportCode', { code: supportCode })}</p>
      )}
    </div>
  );
}
