import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import type { StoreLink } from '../link/store-link.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';

/** Says when the appliance does not answer, and what happens to edits meanwhile. */
export function LinkBanner({ link }: { link: StoreLink }): ReactElement | null {
  const { t } = useTranslation();
  const { failures } = useSignal(link.stream);
  const { pendingCount, link: outboxLink } = useSignal(link.outbox);
  if (outboxLink === 'blocked') return <OfflineBanner kind="alarm">{t('link.blocked')}</OfflineBanner>;
  if (failures === 0 && outboxLink !== 'retrying') return null;
  return (
    <OfflineBanner
      kind="appliance"
      trailing={
        <Button variant="secondary" onPress={() => link.retryNow()}>
          {t('link.retry')}
        </Button>
      }
    >
      {pendingCount > 0 ? t('link.waiting', { count: pendingCount }) : t('link.away')}
    </OfflineBanner>
  );
}
