import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesFigures, SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { DataTable, type DataTableColumn } from '@auraconnect/shared/ui/data-table.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

type Point = SalesSeries['points'][number];

export interface SeriesTableProps {
  series: SalesSeries;
  label: (key: string) => string;
  onOpen: (key: string) => void;
}

export function SeriesTable({ series, label, onOpen }: SeriesTableProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { currency, totals, points } = series;
  const money = (id: string, header: string, figure: (figures: SalesFigures) => number): DataTableColumn<Point> => ({
    id,
    header,
    align: 'end',
    cell: (point) => <MoneyText amountMinor={figure(point)} currency={currency} hideCurrency />,
    total: <MoneyText amountMinor={figure(totals)} currency={currency} />,
  });
  return (
    <DataTable
      label={t(`series.${series.by}`)}
      dense
      rows={points}
      rowKey={({ key }) => key}
      onRowAction={({ key }) => onOpen(key)}
      columns={[
        { id: 'when', header: t('common.when'), cell: ({ key }) => label(key) },
        {
          id: 'orders',
          header: t('figure.orders'),
          align: 'end',
          cell: ({ orderCount }) => formatNumber(orderCount, locale),
          total: formatNumber(totals.orderCount, locale),
        },
        money('revenue', t('figure.netSales'), ({ revenueMinor }) => revenueMinor),
        money('tax', t('figure.taxes'), ({ taxMinor }) => taxMinor),
        money('total', t('figure.total'), ({ totalMinor }) => totalMinor),
        money('tips', t('figure.tips'), ({ tipMinor }) => tipMinor),
      ]}
    />
  );
}
