import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuDelivery } from '@auraconnect/shared/protocol/portal-api.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { useMoments } from '../parts/moments.ts';

/** Whether the store sells by what stands here. */
export function DeliveryNote({ delivery }: { delivery: MenuDelivery }): ReactElement {
  const { t } = useTranslation();
  const moments = useMoments();
  const { state, pendingCount, inStoreSince } = delivery;
  switch (state) {
    case 'in-store':
      return (
        <StatusDot
          status="ok"
          className="text-muted"
          label={
            inStoreSince === null
              ? t('menu.inStore')
              : t('menu.inStoreSince', { time: moments.timeOrDate(inStoreSince) })
          }
        />
      );
    case 'on-its-way':
      return <StatusDot status="busy" label={t('menu.onItsWay', { count: pendingCount })} />;
    case 'not-claimed':
      return <StatusDot status="off" className="text-muted" label={t('menu.notClaimed')} />;
  }
}
