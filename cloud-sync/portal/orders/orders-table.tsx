import { ReceiptText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { DataTable } from '@auraconnect/shared/ui/data-table.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useOrders } from '../cloud/questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { goTo, hrefOf } from '../place/place.ts';
import { useChangeSearch, useHref, useStoreScope } from '../place/store-scope.ts';
import { daysOf } from '../range/range.ts';
import { rememberList } from './list-place.ts';
import { useOrderColumns } from './order-columns.tsx';
import {
  isNarrowed,
  ordersQuestion,
  pageSize,
  sortParameters,
  tableSort,
  withoutFilters,
  type OrdersView,
} from './orders-view.ts';

export function OrdersTable({ view, today }: { view: OrdersView; today: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const storeId = useStoreScope();
  const href = useHref();
  const change = useChangeSearch();
  const live = view.range === null || (today !== undefined && daysOf(view.range, today).to >= today);
  const question =
    today === undefined ? {} : { ...ordersQuestion(view, { storeId, today }), page: view.page, pageSize };
  const query = useOrders(question, live, today !== undefined);
  const { data } = query;
  const columns = useOrderColumns(view, data);
  return (
    <DataTable
      label={t('nav.orders')}
      dense
      className="md:max-h-[calc(100dvh-17rem)] md:min-h-80"
      columns={columns}
      rows={data?.rows ?? []}
      rowKey={({ orderId }) => orderId}
      loading={query.isPending || query.isPlaceholderData}
      skeletonRows={12}
      sort={tableSort(view)}
      onSortChange={(next) => change(sortParameters(view, next))}
      onRowAction={({ orderId }) => {
        rememberList();
        goTo(href(`/orders/${orderId}`));
      }}
      error={data === undefined && query.error !== null ? <QueryError query={query} /> : undefined}
      {...(data !== undefined && data.rowCount > 0
        ? {
            pagination: {
              pageIndex: data.page - 1,
              pageSize: data.pageSize,
              totalRows: data.rowCount,
              onPageChange: (pageIndex: number) => change({ page: pageIndex === 0 ? null : pageIndex + 1 }),
            },
          }
        : {})}
      empty={
        isNarrowed(view) ? (
          <EmptyState
            icon={<ReceiptText />}
            title={t('orders.noneMatch')}
            action={<Button onPress={() => change(withoutFilters)}>{t('orders.clearFilters')}</Button>}
          >
            {t('orders.noneMatchHint')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={<ReceiptText />}
            title={t('orders.none')}
            action={
              <Button onPress={() => goTo(hrefOf('/orders', { store: storeId, range: 'all' }))}>
                {t('orders.showAll')}
              </Button>
            }
          >
            {t('orders.noneHint')}
          </EmptyState>
        )
      }
    />
  );
}
