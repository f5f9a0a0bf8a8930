import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, Scale, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reconciliation, ReconciliationFigures, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatMoney, formatNumber, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { QueryError } from '../parts/query-error.tsx';
import { hrefOf } from '../place/place.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';
import { RebuildButton } from './quarantine-card.tsx';

/** The same sales counted three ways that share nothing: figures that can be trusted can be proved. */
export function ProofCard({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const [asked, setAsked] = useState(false);
  // Counting folds the whole journal again: only when somebody wants to know.
  const query = useQuery<Reconciliation, ApiFault>({
    queryKey: ['/reconciliation', store.storeId],
    queryFn: async ({ signal }) =>
      (await (
        await session.fetch(hrefOf('/reconciliation', { storeId: store.storeId }), { signal })
      ).json()) as Reconciliation,
    enabled: asked,
    staleTime: Infinity,
  });
  return (
    <Card
      title={t('proof.title')}
      description={t('proof.hint')}
      actions={
        store.quarantined.length === 0 && query.data?.agrees === false ? <RebuildButton store={store} /> : undefined
      }
    >
      {query.data !== undefined ? (
        <Result result={query.data} currency={store.currency ?? 'USD'} />
      ) : query.error !== null ? (
        <QueryError query={query} className="p-0" />
      ) : query.isFetching ? (
        <SkeletonGroup className="flex flex-col gap-3">
          <Skeleton className="h-6 w-full" />
          <Skeleton className="h-6 w-full" />
          <Skeleton className="h-6 w-full" />
        </SkeletonGroup>
      ) : null}
      <Button
        icon={<Scale />}
        className="mt-4"
        busy={query.isFetching}
        onPress={() => {
          if (asked) void query.refetch();
          else setAsked(true);
        }}
      >
        {query.data === undefined ? t('proof.count') : t('proof.countAgain')}
      </Button>
    </Card>
  );
}

function Result({ result, currency }: { result: Reconciliation; currency: string }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const ways: [label: string, figures: ReconciliationFigures][] = [
    [t('proof.journal'), result.journal],
    [t('proof.readModels'), result.readModels],
    [t('proof.portal'), result.portal],
  ];
  const cellClass = 'border-b border-line py-2 text-end tabular-nums';
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p
        role="status"
        className={`flex items-center gap-2 font-semibold ${result.agrees ? 'text-positive' : 'text-danger'}`}
      >
        {result.agrees ? (
          <BadgeCheck className="size-5" aria-hidden="true" />
        ) : (
          <TriangleAlert className="size-5" aria-hidden="true" />
        )}
        {result.agrees ? t('proof.agrees') : t('proof.differs')}
      </p>
      <div className="overflow-x-auto">
        <table className="w-full">
          <thead>
            <tr className="text-muted">
              <th scope="col" className="border-b border-line py-2 text-start font-medium">
                {t('proof.way')}
              </th>
              <th scope="col" className={`${cellClass} ps-4 font-medium`}>
                {t('figure.orders')}
              </th>
              <th scope="col" className={`${cellClass} ps-4 font-medium`}>
                {t('orders.lines')}
              </th>
              <th scope="col" className={`${cellClass} ps-4 font-medium`}>
                {t('sales.quantity')}
              </th>
              <th scope="col" className={`${cellClass} ps-4 font-medium`}>
                {t('figure.netSales')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ways.map(([label, { orders, lines, quantity, revenueMinor }]) => (
              <tr key={label}>
                <th scope="row" className="border-b border-line py-2 text-start font-normal">
                  {label}
                </th>
                <td className={cellClass}>{formatNumber(orders, locale)}</td>
                <td className={cellClass}>{formatNumber(lines, locale)}</td>
                <td className={cellClass}>{formatQuantity(quantity, locale)}</td>
                <td className={`${cellClass} ps-4 font-medium`}>{formatMoney(revenueMinor, currency, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-xs text-muted">
        {t('proof.from', { count: result.eventCount, events: formatNumber(result.eventCount, locale) })}
        {result.pendingEvents > 0 &&
          ` ${t('proof.pending', { count: result.pendingEvents, events: formatNumber(result.pendingEvents, locale) })}`}
        {result.quarantinedCount > 0 && ` ${t('proof.held', { count: result.quarantinedCount })}`}
      </p>
    </div>
  );
}
