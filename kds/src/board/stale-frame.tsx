import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import type { Freshness } from '../link/freshness.ts';

const frame = { fresh: 'border-transparent', stale: 'border-warning', alarm: 'border-danger' } as const;

/** A board that is not up to date says so by itself: amber after 5 s with its age, red after 15 s with what to do. */
export function StaleFrame({
  fresh,
  onRetry,
  children,
}: {
  fresh: Freshness;
  onRetry: () => void;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const seconds = fresh.ageMs === null ? null : Math.floor(fresh.ageMs / 1000);
  const age = seconds === null ? t('stale.never') : t('stale.age', { count: seconds });
  return (
    <div data-stale={fresh.level} className={classNames('flex h-full flex-col border-8', frame[fresh.level])}>
      {fresh.level === 'stale' && <OfflineBanner kind="stale">{age}</OfflineBanner>}
      {fresh.level === 'alarm' && (
        <OfflineBanner
          kind="alarm"
          trailing={
            <Button variant="secondary" onPress={onRetry}>
              {t('stale.retry')}
            </Button>
          }
        >
          <strong>{age}</strong> {t('stale.do')}
        </OfflineBanner>
      )}
      {children}
    </div>
  );
}
