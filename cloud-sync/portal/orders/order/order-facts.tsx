import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { OrderDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatBusinessDate, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../../parts/moments.ts';
import { Link } from '../../place/link.tsx';
import { useHref } from '../../place/store-scope.ts';

export interface OrderFactsProps {
  detail: OrderDetail;
  index: CatalogueIndex | null;
}

/** Where, when, who: in a row above everything else. */
export function OrderFacts({ detail, index }: OrderFactsProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { order, storeId, storeName, timeZone, timeline } = detail;
  const moments = useMoments(timeZone);
  const href = useHref();
  const opened = timeline.find(({ type }) => type === 'order.opened');
  const facts: [label: string, value: ReactNode][] = [
    ...(order.label === '' ? [] : ([[t('order.label'), order.label]] as [string, ReactNode][])),
    [t('orders.type'), index?.orderTypes.get(order.orderTypeId)?.name ?? order.orderTypeId],
    ...(order.guestCount === null
      ? []
      : ([[t('order.guests'), formatNumber(order.guestCount, locale)]] as [string, ReactNode][])),
    [t('orders.opened'), moments.short(order.openedAt)],
    [t('orders.closed'), order.closedAt === null ? '–' : moments.short(order.closedAt)],
    [t('order.businessDay'), formatBusinessDate(order.closedBusinessDate ?? order.businessDate, locale)],
    [t('orders.by'), opened?.actorName ?? index?.staff.get(order.openedBy)?.name ?? order.openedBy],
    [
      t('common.store'),
      <Link key="store" href={href(`/stores/${storeId}`)} className="text-accent underline-offset-4 hover:underline">
        {storeName}
      </Link>,
    ],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-line bg-surface px-5 py-4 shadow-lift sm:grid-cols-4">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="truncate text-sm font-medium" dir="auto" title={typeof value === 'string' ? value : undefined}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
