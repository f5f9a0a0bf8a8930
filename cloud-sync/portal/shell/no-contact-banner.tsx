import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSilentSince } from '../cloud/contact.ts';

/** The cloud does not answer: what is on the screen is from then. Stays as long as it is true. */
export function NoContactBanner(): ReactElement | null {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const queries = useQueryClient();
  const silentSinceMs = useSilentSince();
  if (silentSinceMs === null) return null;
  // This device's own clock and zone: it is this device that lost the cloud.
  const time = formatTime(silentSinceMs, Intl.DateTimeFormat().resolvedOptions().timeZone, locale);
  return (
    <OfflineBanner
      kind="stale"
      className="sticky top-0 z-20"
      trailing={
        <Button variant="quiet" className="text-on-warning!" onPress={() => void queries.invalidateQueries()}>
          {t('common.askAgain')}
        </Button>
      }
    >
      {t('common.noContact', { time })}
    </OfflineBanner>
  );
}
