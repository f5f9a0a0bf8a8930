import { useCallback, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreHealthState, StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatAge, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { StatusDot, type Status } from '@auraconnect/shared/ui/status-dot.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';

const statusOf: Record<StoreHealthState, Status> = { current: 'ok', behind: 'busy', silent: 'warning', never: 'off' };

export function HealthDot({ health }: { health: StoreHealthState }): ReactElement {
  const { t } = useTranslation();
  return <StatusDot status={statusOf[health]} label={t(`health.${health}`)} labelHidden />;
}

/** How a store is, in a line: "Up to date, 4 sec ago". */
export function useHealthWords(): (store: Pick<StoreSummary, 'health' | 'pendingEvents' | 'lastContactAt'>) => string {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const nowMs = useNow();
  return useCallback(
    ({ health, pendingEvents, lastContactAt }) => {
      const age = lastContactAt === null ? '' : formatAge(nowMs - Date.parse(lastContactAt), locale);
      switch (health) {
        case 'current':
          return t('health.currentLine', { age });
        case 'behind':
          return t('health.behindLine', { events: formatNumber(pendingEvents, locale), count: pendingEvents });
        case 'silent':
          return t('health.silentLine', { age });
        case 'never':
          return t('health.neverLine');
      }
    },
    [t, locale, nowMs],
  );
}
