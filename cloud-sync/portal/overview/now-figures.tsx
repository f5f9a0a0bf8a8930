import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProvisionalDay, SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { durationLabel, weekdayName } from '../parts/dates.ts';
import { deltaOf } from '../parts/delta.ts';
import { FigureStrip, type Figure } from '../parts/figure-strip.tsx';
import { useMoments } from '../parts/moments.ts';
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
  const provisional = now?.provisional ?? null;
  const today = provisional ?? now?.today;
  const average = provisional === null ? (now?.averageTicketMinor ?? null) : averageOf(provisional);
  /** A figure of the stores' own is compared with nothing: the day it would be compared with may be on its way too. */
  const compared = (current: number | null | undefined, before: number | null | undefined): Figure['delta'] =>
    now === undefined || provisional !== null ? undefined : deltaOf(current ?? null, before ?? null, options);
  const figures: Figure[] = [
    {
      id: 'sales',
      label: t('figure.netSales'),
      value: today === undefined ? undefined : money(today.revenueMinor),
      delta: compared(today?.revenueMinor, comparison?.untilNow.revenueMinor),
      note: provisional === null ? t('figure.netSalesNote') : <Provisional day={provisional} />,
      href: href('/sales'),
    },
    {
      id: 'orders',
      label: t('figure.orders'),
      value: today === undefined ? undefined : formatNumber(today.orderCount, locale),
      delta: compared(today?.orderCount, comparison?.untilNow.orderCount),
      note: provisional === null ? undefined : t('overview.provisional'),
      href: href('/orders', { status: 'closed' }),
    },
    {
      id: 'average',
      label: t('figure.averageOrder'),
      value: now === undefined ? undefined : money(average),
      delta: compared(average, now?.comparisonAverageTicketMinor),
      note: provisional === null ? t('figure.averageOrderNote') : t('overview.provisional'),
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

const averageOf = ({ orderCount, totalMinor }: ProvisionalDay): number | null =>
  orderCount === 0 ? null : Math.round(totalMinor / orderCount);

/** Says plainly that the figure is not worked up from events yet, and what is missing. */
function Provisional({ day }: { day: ProvisionalDay }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments();
  return (
    <span className="text-info">
      <strong className="font-semibold">{t('overview.provisional')}</strong>
      {' · '}
      {t('overview.fromTheStore', {
        count: day.pendingEvents,
        time: moments.timeOrDate(day.asOf),
        events: formatNumber(day.pendingEvents, locale),
      })}
    </span>
  );
}
