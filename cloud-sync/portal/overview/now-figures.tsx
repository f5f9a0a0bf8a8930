import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { durationLabel, weekdayName } from '../parts/dates.ts';
import { deltaOf } from '../parts/delta.ts';
import { FigureStrip, type Figure } from '../parts/figure-strip.tsx';
import { useHref } from '../place/store-scope.ts';

/** Today in five figures; each opens what it is made of. */
export function NowFigures({ now }: { now: SalesNow | undefined }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const comparison = now?.comparison;
  const money = (amountMinor: number | null): ReactNode =>
    amountMinor === null || now === undefined ? '–' : <MoneyText amountMinor={amountMinor} currency={now.currency} />;
  const comparedTo =
    now === undefined || comparison === undefined
      ? ''
      : t('overview.comparedTo', { weekday: weekdayName(comparison.businessDate, locale, 'short') });
  const options = { locale, comparedTo };
  const figures: Figure[] = [
    {
      id: 'sales',
      label: t('figure.netSales'),
      value: now === undefined ? undefined : money(now.today.revenueMinor),
      delta:
        now === undefined ? undefined : deltaOf(now.today.revenueMinor, now.comparison.untilNow.revenueMinor, options),
      note: t('figure.netSalesNote'),
      href: href('/sales'),
    },
    {
      id: 'orders',
      label: t('figure.orders'),
      value: now === undefined ? undefined : formatNumber(now.today.orderCount, locale),
      delta: now === undefined ? undefined : deltaOf(now.today.orderCount, now.comparison.untilNow.orderCount, options),
      href: href('/orders', { status: 'closed' }),
    },
    {
      id: 'average',
      label: t('figure.averageOrder'),
      value: now === undefined ? undefined : money(now.averageTicketMinor),
      delta: now === undefined ? undefined : deltaOf(now.averageTicketMinor, now.comparisonAverageTicketMinor, options),
      note: t('figure.averageOrderNote'),
      href: href('/orders', { status: 'closed', sort: 'total' }),
    },
    {
      id: 'open',
      label: t('figure.openOrders'),
      value: now === undefined ? undefined : formatNumber(now.openOrderCount, locale),
      note:
        now === undefined ? undefined : (
          <>
            {t('figure.openDue')} {money(now.openOrdersDueMinor)}
          </>
        ),
      href: href('/orders', { status: 'open', range: 'all' }),
    },
    {
      id: 'kitchen',
      label: t('figure.kitchenTime'),
      value:
        now === undefined ? undefined : now.kitchenSeconds === null ? '–' : durationLabel(now.kitchenSeconds, locale),
      note: t('figure.kitchenTimeNote'),
    },
  ];
  return <FigureStrip figures={figures} label={t('overview.figures')} />;
}
