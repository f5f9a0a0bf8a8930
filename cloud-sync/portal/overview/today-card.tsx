import { Sunrise } from 'lucide-react';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { Skeleton } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ChartFigure, LookSwitch, useLook } from '../charts/chart-or-table.tsx';
import { Swatch } from '../charts/chart-tip.tsx';
import { hoursInSight, runningHour } from '../charts/hours.ts';
import { useSalesSeries } from '../cloud/questions.ts';
import { dayLabel } from '../parts/dates.ts';
import { QueryError } from '../parts/query-error.tsx';
import { goTo } from '../place/place.ts';
import { useHref, useStoreScope } from '../place/store-scope.ts';
import { HourTable } from './hour-table.tsx';

const HourChart = lazy(() => import('../charts/hour-chart.tsx').then((module) => ({ default: module.HourChart })));

/** The one chart that matters: today by the hour against the same weekday. */
export function TodayCard({ now }: { now: SalesNow | undefined }): ReactElement {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const storeId = useStoreScope();
  const href = useHref();
  const [look, setLook] = useLook();
  const oneDay = (date: string | undefined): { from: string; to: string } | null =>
    date === undefined ? null : { from: date, to: date };
  const scope = { storeId, currency: now?.currency };
  const today = useSalesSeries({ ...scope, span: oneDay(now?.businessDate), by: 'hour', live: true });
  const before = useSalesSeries({ ...scope, span: oneDay(now?.comparison.businessDate), by: 'hour' });
  const nowHour = now === undefined ? null : runningHour(now.asOf, now.businessDate, timeZone);
  const hours = useMemo(
    () =>
      today.data === undefined || before.data === undefined
        ? null
        : hoursInSight(today.data.points, before.data.points, nowHour),
    [today.data, before.data, nowHour],
  );
  const beforeLabel = now === undefined ? '' : dayLabel(now.comparison.businessDate, locale);
  const openHour = (hour: number): void => goTo(href('/orders', { status: 'closed', hour }));
  const sold = hours?.some((hour) => (hour.today?.orderCount ?? 0) + (hour.before?.orderCount ?? 0) > 0) === true;
  const failed = today.error ?? before.error;

  function body(): ReactElement {
    if (hours === null || now === undefined) {
      return failed === null ? (
        <Skeleton className="h-full w-full" />
      ) : (
        <QueryError query={today.error === null ? before : today} className="p-0" />
      );
    }
    if (!sold) {
      return (
        <EmptyState icon={<Sunrise />} title={t('overview.noSalesYet')}>
          {t('overview.noSalesYetHint')}
        </EmptyState>
      );
    }
    if (look === 'table') {
      return <HourTable hours={hours} currency={now.currency} beforeLabel={beforeLabel} onOpen={openHour} />;
    }
    return (
      <ChartFigure label={t('overview.chartLabel', { before: beforeLabel })} className="h-full">
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          <HourChart
            hours={hours}
            currency={now.currency}
            beforeLabel={beforeLabel}
            runningHour={nowHour}
            onOpen={openHour}
          />
        </Suspense>
      </ChartFigure>
    );
  }

  return (
    <Card
      title={t('overview.byHour')}
      description={
        now === undefined ? (
          <Skeleton className="h-5 w-64" />
        ) : (
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="inline-flex items-center gap-1.5">
              <Swatch mark="front" /> {t('range.today')}
            </span>
            <span className="inline-flex items-center gap-1.5">
              <Swatch mark="behind" />
              {t('overview.wholeDay', {
                day: beforeLabel,
                amount: formatMoney(now.comparison.wholeDay.revenueMinor, now.currency, locale),
              })}
            </span>
          </span>
        )
      }
      actions={<LookSwitch look={look} onChange={setLook} />}
    >
      <div className="h-[15.5rem] overflow-y-auto">{body()}</div>
    </Card>
  );
}
