import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesFigures } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { shortSpanLabel } from '../parts/dates.ts';
import { deltaOf } from '../parts/delta.ts';
import { FigureStrip } from '../parts/figure-strip.tsx';
import { useHref } from '../place/store-scope.ts';
import { ordersOf, useSeriesOf, type Compared, type SalesView } from './sales-view.ts';

const averageOf = ({ totalMinor, orderCount }: SalesFigures): number | null =>
  orderCount === 0 ? null : Math.round(totalMinor / orderCount);

export function SalesFigureStrip({
  view,
  compared,
}: {
  view: SalesView | null;
  compared: Compared | null;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const { query } = useSeriesOf(view, null);
  const totals = query.data?.totals;
  const money = (amountMinor: number): ReactElement => (
    <MoneyText amountMinor={amountMinor} currency={view?.currency} />
  );
  const comparedTo =
    compared === null ? '' : t('sales.compared', { days: shortSpanLabel(compared.beforeSpan, locale) });
  const delta = (figure: (figures: SalesFigures) => number | null): ReturnType<typeof deltaOf> =>
    compared === null ? undefined : deltaOf(figure(compared.current), figure(compared.before), { locale, comparedTo });
  const average = totals === undefined ? null : averageOf(totals);
  const orders = view === null ? undefined : href('/orders', ordersOf(view));
  return (
    <FigureStrip
      label={t('sales.figures')}
      figures={[
        {
          id: 'sales',
          label: t('figure.netSales'),
          value: totals === undefined ? undefined : money(totals.revenueMinor),
          delta: delta((figures) => figures.revenueMinor),
          href: orders,
        },
        {
          id: 'orders',
          label: t('figure.orders'),
          value: totals === undefined ? undefined : formatNumber(totals.orderCount, locale),
          delta: delta((figures) => figures.orderCount),
          href: orders,
        },
        {
          id: 'average',
          label: t('figure.averageOrder'),
          value: totals === undefined ? undefined : average === null ? '–' : money(average),
          delta: delta(averageOf),
          href: view === null ? undefined : href('/orders', { ...ordersOf(view), sort: 'total' }),
        },
        {
          id: 'tips',
          label: t('figure.tips'),
          value: totals === undefined ? undefined : money(totals.tipMinor),
          delta: delta((figures) => figures.tipMinor),
        },
      ]}
    />
  );
}
