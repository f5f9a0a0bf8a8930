import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow, OrdersPage } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import type { DataTableColumn } from '@auraconnect/shared/ui/data-table.tsx';
import { formatNumber, formatTime } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useCatalogueIndex } from '../cloud/menu-questions.ts';
import { shortMoment } from '../parts/moments.ts';
import { useNarrow, useWide } from '../parts/use-narrow.ts';
import { useStoresInSight } from '../shell/stores-in-sight.ts';
import { OrderBadges } from './order-badges.tsx';
import type { OrdersView } from './orders-view.ts';

/** The columns that the days, the stores and the width of the screen call for. */
export function useOrderColumns(view: OrdersView, page: OrdersPage | undefined): DataTableColumn<OrderRow>[] {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const { stores, chosen, inScope } = useStoresInSight();
  const narrow = useNarrow();
  const wide = useWide();
  const index = useCatalogueIndex(inScope[0]?.storeId ?? null);
  const zones = new Map(stores.map((store) => [store.storeId, store.timeZone]));
  const oneDay =
    view.range !== null &&
    (view.range.kind === 'day' || (view.range.kind === 'custom' && view.range.from === view.range.to));

  const when = (row: OrderRow, instant: string | null): string => {
    if (instant === null) return '–';
    const zone = zones.get(row.storeId) ?? timeZone;
    return oneDay ? formatTime(instant, zone, locale) : shortMoment(instant, zone, locale);
  };
  const money = (row: OrderRow, amountMinor: number): ReactElement => (
    <MoneyText
      amountMinor={amountMinor}
      currency={row.currency}
      className={row.status === 'voided' ? 'text-muted line-through' : undefined}
    />
  );
  const total = (amountMinor: number | undefined): ReactElement | undefined =>
    page === undefined || amountMinor === undefined ? undefined : (
      <MoneyText amountMinor={amountMinor} currency={page.currency} />
    );
  const typeName = (row: OrderRow): string => index?.orderTypes.get(row.orderTypeId)?.name ?? row.orderTypeId;

  const number: DataTableColumn<OrderRow> = {
    id: 'number',
    header: t('orders.number'),
    sortable: true,
    rowHeader: true,
    cell: (row) => (
      <span className="block">
        <span className="flex items-baseline gap-x-2">
          <span className="font-semibold tabular-nums">{row.number}</span>
          {row.label !== '' && (
            <span className="max-w-28 min-w-0 truncate text-muted" dir="auto" title={row.label}>
              {row.label}
            </span>
          )}
        </span>
        <span className="flex flex-wrap items-center gap-x-2 empty:hidden">
          {narrow && <span className="text-xs text-muted">{when(row, row.openedAt)}</span>}
          <OrderBadges row={row} />
        </span>
      </span>
    ),
    total: page === undefined ? undefined : <Nowrap>{t('common.orders', { count: page.totals.orderCount })}</Nowrap>,
  };
  const totalColumn: DataTableColumn<OrderRow> = {
    id: 'total',
    header: t('figure.total'),
    align: 'end',
    sortable: true,
    cell: (row) => (
      <span className="font-semibold">
        {money(row, row.totalMinor)}
        {row.refundedMinor !== 0 && (
          <span className="block text-xs font-normal text-danger">{money(row, -row.refundedMinor)}</span>
        )}
      </span>
    ),
    total: total(page?.totals.totalMinor),
  };
  if (narrow) return [number, totalColumn];

  const several = stores.length > 1 && chosen === null;
  return [
    number,
    {
      id: 'openedAt',
      header: t('orders.opened'),
      sortable: true,
      cell: (row) => <Nowrap>{when(row, row.openedAt)}</Nowrap>,
    },
    ...(several && !wide
      ? []
      : [
          {
            id: 'closedAt',
            header: t('orders.closed'),
            sortable: true,
            cell: (row: OrderRow) => <Nowrap>{when(row, row.closedAt)}</Nowrap>,
          },
        ]),
    ...(several
      ? [
          {
            id: 'store',
            header: t('common.store'),
            sortable: true,
            cell: (row: OrderRow) => (
              <span className="block max-w-40 truncate" dir="auto">
                {row.storeName}
              </span>
            ),
          },
        ]
      : []),
    { id: 'type', header: t('orders.type'), cell: (row) => <span dir="auto">{typeName(row)}</span> },
    ...(wide
      ? [
          {
            id: 'by',
            header: t('orders.by'),
            cell: (row: OrderRow) => (
              <span className="block max-w-36 truncate" dir="auto">
                {row.openedByName}
              </span>
            ),
          },
        ]
      : []),
    {
      id: 'lines',
      header: t('orders.lines'),
      align: 'end',
      sortable: true,
      cell: (row) => formatNumber(row.lineCount, locale),
      total: page === undefined ? undefined : formatNumber(page.totals.lineCount, locale),
    },
    {
      id: 'revenue',
      header: t('figure.netSales'),
      align: 'end',
      sortable: true,
      cell: (row) => money(row, row.revenueMinor),
      total: total(page?.totals.revenueMinor),
    },
    {
      id: 'tip',
      header: t('figure.tips'),
      align: 'end',
      cell: (row) => (row.tipMinor === 0 ? <span className="text-subtle">–</span> : money(row, row.tipMinor)),
      total: total(page?.totals.tipMinor),
    },
    totalColumn,
    {
      id: 'tenders',
      header: t('orders.paidWith'),
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          {row.tenders.map((tender) => (
            <Badge key={tender}>{t(`tender.${tender}`, { defaultValue: tender })}</Badge>
          ))}
        </span>
      ),
    },
  ];
}

function Nowrap({ children }: { children: string }): ReactElement {
  return <span className="whitespace-nowrap tabular-nums">{children}</span>;
}
