import { UtensilsCrossed } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TopItems } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { DataTable, type DataTableColumn } from '@auraconnect/shared/ui/data-table.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useTopItems } from '../cloud/questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { useNarrow } from '../parts/use-narrow.ts';
import { goTo, usePlace } from '../place/place.ts';
import { useChangeSearch, useHref } from '../place/store-scope.ts';
import { isLive, ordersOf, type SalesView } from './sales-view.ts';

type Row = TopItems['items'][number];
const few = 10;
const most = 500;

/** What sold, by revenue or by pieces. */
export function ItemsCard({ view }: { view: SalesView | null }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const change = useChangeSearch();
  const narrow = useNarrow();
  const sort = usePlace().search.get('items') === 'quantity' ? 'quantity' : 'revenue';
  const [limit, setLimit] = useState(few);
  const query = useTopItems({
    storeId: view?.storeId ?? null,
    currency: view?.currency,
    span: view?.span ?? null,
    sort,
    limit,
    live: view !== null && isLive(view),
  });
  const { data } = query;
  const bestShare = Math.max(Number.MIN_VALUE, ...(data?.items.map(({ share }) => share) ?? []));
  const wide: DataTableColumn<Row>[] = [
    {
      id: 'category',
      header: t('common.category'),
      cell: ({ categoryName }) => (
        <span className="text-muted" dir="auto">
          {categoryName ?? '–'}
        </span>
      ),
    },
    {
      id: 'share',
      header: t('sales.share'),
      align: 'end',
      cell: ({ share }) => <Share part={share / bestShare} text={shareLabel(share, locale)} />,
    },
  ];
  const columns: DataTableColumn<Row>[] = [
    {
      id: 'name',
      header: t('common.item'),
      rowHeader: true,
      cell: ({ name }) => (
        <span className="line-clamp-2 font-medium" dir="auto">
          {name}
        </span>
      ),
    },
    ...(narrow ? [] : wide.slice(0, 1)),
    {
      id: 'quantity',
      header: t('sales.quantity'),
      align: 'end',
      sortable: true,
      cell: ({ quantity }) => formatQuantity(quantity, locale),
      total: data === undefined ? undefined : formatQuantity(data.totals.quantity, locale),
    },
    {
      id: 'revenue',
      header: t('figure.netSales'),
      align: 'end',
      sortable: true,
      cell: ({ revenueMinor }) => <MoneyText amountMinor={revenueMinor} currency={view?.currency} />,
      total:
        data === undefined ? undefined : <MoneyText amountMinor={data.totals.revenueMinor} currency={view?.currency} />,
    },
    ...(narrow ? [] : wide.slice(1)),
  ];
  return (
    <Card
      title={t('sales.items')}
      flush
      actions={
        data !== undefined && (data.items.length >= few || limit === most) ? (
          <Button variant="quiet" busy={query.isPlaceholderData} onPress={() => setLimit(limit === few ? most : few)}>
            {limit === few ? t('sales.showAll') : t('sales.showTop', { count: few })}
          </Button>
        ) : undefined
      }
    >
      <DataTable
        label={t('sales.items')}
        dense
        className="max-h-[34rem]"
        columns={columns}
        rows={data?.items ?? []}
        rowKey={({ itemId, name }) => itemId ?? `open ${name}`}
        loading={query.isPending}
        skeletonRows={few}
        error={data === undefined && query.error !== null ? <QueryError query={query} /> : undefined}
        sort={{ columnId: sort, direction: 'descending' }}
        onSortChange={({ columnId }) => change({ items: columnId === 'quantity' ? 'quantity' : null })}
        onRowAction={({ itemId }) => {
          if (view !== null && itemId !== null) goTo(href('/orders', { ...ordersOf(view), item: itemId }));
        }}
        empty={
          <EmptyState icon={<UtensilsCrossed />} title={t('sales.nothing')}>
            {t('sales.nothingHint')}
          </EmptyState>
        }
      />
    </Card>
  );
}

/** With the same digits in each row, so that they stand under one another. */
function shareLabel(share: number, locale: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { style: 'percent', ...digits }).format(share);
}

/** The bar is the item's part of the best one; the figure its part of all. */
function Share({ part, text }: { part: number; text: string }): ReactElement {
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <span className="hidden h-1.5 w-16 overflow-hidden rounded-full bg-sunken lg:block" aria-hidden="true">
        <span className="block h-full rounded-full bg-accent" style={{ inlineSize: `${Math.min(100, part * 100)}%` }} />
      </span>
      <span className="min-w-12">{text}</span>
    </span>
  );
}
