import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatAge, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { ProgressBar } from '@auraconnect/shared/ui/progress-bar.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { catchUpMs, roundedWaitMs } from './sync-words.ts';

/** How far a store that catches up has come: "14,202 events to go, about 3 min". Nothing when nothing waits. */
export function SyncProgress({ store }: { store: StoreSummary }): ReactElement | null {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { pendingEvents, cursorSeq, durableSeq } = store;
  if (pendingEvents === 0) return null;
  const waitMs = catchUpMs(store);
  const toGo = t('stores.toGo', { count: pendingEvents, events: formatNumber(pendingEvents, locale) });
  return (
    <ProgressBar
      label={t('stores.catchingUp')}
      value={cursorSeq}
      max={Math.max(1, durableSeq)}
      tone={store.health === 'silent' ? 'warning' : 'accent'}
      valueLabel={
        waitMs === null ? toGo : t('stores.toGoAbout', { toGo, age: formatAge(roundedWaitMs(waitMs), locale) })
      }
    />
  );
}
