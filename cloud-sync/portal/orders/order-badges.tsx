import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';

/** Only what is out of the ordinary: closed and paid needs no word. */
export function OrderBadges({
  row,
}: {
  row: Pick<OrderRow, 'status' | 'refundedMinor' | 'held'>;
}): ReactElement | null {
  const { t } = useTranslation();
  const { status, refundedMinor, held } = row;
  if (status === 'closed' && refundedMinor === 0 && !held) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {status === 'open' && <Badge tone="info">{t('status.open')}</Badge>}
      {status === 'voided' && <Badge>{t('status.voided')}</Badge>}
      {refundedMinor !== 0 && <Badge tone="warning">{t('orders.refunded')}</Badge>}
      {held && <Badge tone="danger">{t('orders.held')}</Badge>}
    </span>
  );
}
