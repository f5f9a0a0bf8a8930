import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import type { Freshness } from '../link/freshness.ts';

/** The fills and not the inks: amber and red must be seen from the other end of the kitchen. */
const frame = {
  fresh: 'border-transparent',
  stale: 'border-(--warning)',
  alarm: 'border-(--danger)',
} as const;

/**
 * A board that is not up to date says so by itself: amber after 5 s with its age, red after 15 s with what to do. The words lie over
 * the foot of the glass, so that no ticket moves when they come or go.
 */
export function StaleFrame({
  fresh,
  whatToDo,
  onRetry,
  children,
}: {
  fresh: Freshness;
  /** What whoever stands in front of it does in an alarm. */
  whatToDo: string;
  onRetry: () => void;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const seconds = fresh.ageMs === null ? null : Math.floor(fresh.ageMs / 1000);
  const age = seconds === null ? t('stale.never') : t('stale.age', { count: seconds });
  return (
    <div data-stale={fresh.level} className={classNames('relative flex h-full flex-col border-8', frame[fresh.level])}>
      {children}
      <div className="absolute inset-x-0 bottom-0 z-10">
        {fresh.level === 'stale' && (
          <OfflineBanner kind="stale" className="min-h-18">
            <strong className="text-lg">{age}</strong>
          </OfflineBanner>
        )}
        {fresh.level === 'alarm' && (
          <OfflineBanner
            kind="alarm"
            className="min-h-18"
            trailing={
              <Button size="lg" variant="secondary" onPress={onRetry}>
                {t('stale.retry')}
              </Button>
            }
          >
            <strong className="text-lg">{age}</strong> <span className="text-base">{whatToDo}</span>
          </OfflineBanner>
        )}
      </div>
    </div>
  );
}
