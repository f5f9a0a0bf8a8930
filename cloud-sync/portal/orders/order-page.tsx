import { ArrowLeft, ReceiptText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useOrder } from '../cloud/questions.ts';
import { useCatalogueIndex } from '../cloud/menu-questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { rememberedList } from './list-place.ts';
import { OrderBadges } from './order-badges.tsx';
import { OrderFacts } from './order/order-facts.tsx';
import { OrderLines } from './order/order-lines.tsx';
import { OrderMoney } from './order/order-money.tsx';
import { ReceiptPaper } from './order/receipt-paper.tsx';
import { Timeline } from './order/timeline.tsx';

/** One order, down to the paper: what was sold, how it was paid, what happened and who did it. */
export function OrderPage({ orderId }: { orderId: string }): ReactElement {
  const { t } = useTranslation();
  const query = useOrder(orderId);
  const detail = query.data;
  if (detail === undefined) {
    const missing = query.error?.code === 'not_found' || query.error?.code === 'bad_request';
    return (
      <Page title={t('order.title')} back={<BackToList />}>
        {query.error === null ? (
          <OrderSkeleton />
        ) : missing ? (
          <EmptyState icon={<ReceiptText />} title={t('order.missing')}>
            {t('order.missingHint')}
          </EmptyState>
        ) : (
          <QueryError query={query} />
        )}
      </Page>
    );
  }
  return <Order detail={detail} />;
}

function Order({ detail }: { detail: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { order, held, receipt, timeline, storeId } = detail;
  const index = useCatalogueIndex(storeId);
  return (
    <Page
      title={t('order.number', { number: order.number })}
      back={<BackToList />}
      aside={
        <OrderBadges
          row={{
            status: order.status === 'none' ? 'open' : order.status,
            refundedMinor: order.refundedMinor,
            held: held !== null,
          }}
        />
      }
    >
      {held !== null && (
        <OfflineBanner kind="stale" className="rounded-lg">
          {t('order.heldNote')} <span dir="auto">{held.reason}</span>
        </OfflineBanner>
      )}
      {/* One below the other, the paper comes before the long story; side by side it stays in sight along both. */}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <OrderFacts detail={detail} index={index} />
          <OrderLines order={order} />
          <OrderMoney detail={detail} index={index} />
        </div>
        <div className="xl:sticky xl:top-7 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          {receipt === null ? (
            <Card title={t('order.receipt')}>
              <p className="text-sm text-muted">{t('order.noReceipt')}</p>
            </Card>
          ) : (
            <ReceiptPaper document={receipt} index={index} />
          )}
        </div>
        <Timeline entries={timeline} order={order} timeZone={detail.timeZone} index={index} />
      </div>
    </Page>
  );
}

function BackToList(): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  return (
    <Link
      href={rememberedList() ?? href('/orders')}
      className="-ms-2 mb-0.5 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
      {t('nav.orders')}
    </Link>
  );
}

function OrderSkeleton(): ReactElement {
  return (
    <SkeletonGroup className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
      <Skeleton className="h-[36rem] w-full" />
    </SkeletonGroup>
  );
}
