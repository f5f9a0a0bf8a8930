import { ChartNoAxesColumn } from 'lucide-react';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SeriesStep, type SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Skeleton } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ChartFigure, LookSwitch, useLook } from '../charts/chart-or-table.tsx';
import { hoursInSight } from '../charts/hours.ts';
import { spanLabel } from '../parts/dates.ts';
import { QueryError } from '../parts/query-error.tsx';
import { goTo, usePlace } from '../place/place.ts';
import { useChangeSearch, useHref } from '../place/store-scope.ts';
import { pointSpan, stepsFor, type Step } from '../range/range.ts';
import { pointLabels } from './point-labels.ts';
import { SeriesTable } from './series-table.tsx';
import { useSeriesOf, type SalesView } from './sales-view.ts';

const SeriesChart = lazy(() =>
  import('../charts/series-chart.tsx').then((module) => ({ default: module.SeriesChart })),
);

const isStep = (text: string | null): text is Step => SeriesStep.safeParse(text).success;

/** A day begins and ends with its sales, not with the dead of night. */
function inSight(series: SalesSeries, view: SalesView): SalesSeries {
  if (series.by !== 'hour' || view.span.from !== view.span.to) return series;
  const points = hoursInSight(series.points, [], null).flatMap(({ today }) => (today === null ? [] : [today]));
  return { ...series, points };
}

/** Sales over the days chosen, as a picture or as figures; each step opens its orders. */
export function SeriesCard({ view }: { view: SalesView | null }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const change = useChangeSearch();
  const by = usePlace().search.get('by');
  const [look, setLook] = useLook();
  const { step, query } = useSeriesOf(view, isStep(by) ? by : null);
  const series = useMemo(
    () => (query.data === undefined || view === null ? null : inSight(query.data, view)),
    [query.data, view],
  );
  const labels = pointLabels(series?.by ?? step, locale, view?.span);
  function open(key: string): void {
    if (view === null || series === null) return;
    const { from, to, hour } = pointSpan(key, series.by, view.span);
    goTo(href('/orders', { status: 'closed', from, to, hour }));
  }

  function body(): ReactElement {
    if (series === null || view === null) {
      return query.error === null ? <Skeleton className="h-full w-full" /> : <QueryError query={query} />;
    }
    if (series.totals.orderCount === 0) {
      return (
        <EmptyState icon={<ChartNoAxesColumn />} title={t('sales.nothing')}>
          {t('sales.nothingHint')}
        </EmptyState>
      );
    }
    if (look === 'table') return <SeriesTable series={series} label={labels.whole} onOpen={open} />;
    return (
      <ChartFigure label={t('sales.chartLabel', { days: spanLabel(view.span, locale) })} className="h-full">
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          <SeriesChart series={series} shortLabel={labels.short} label={labels.whole} onOpen={open} />
        </Suspense>
      </ChartFigure>
    );
  }

  const steps = view === null ? [] : stepsFor(view.span);
  return (
    <Card
      title={t(`series.${step}`)}
      actions={
        <>
          {steps.length > 1 && (
            <RadioGroup<Step>
              label={t('sales.step')}
              labelHidden
              value={step}
              onChange={(next) => change({ by: next === steps[0] ? null : next })}
              options={steps.map((id) => ({ id, label: t(`step.${id}`) }))}
            />
          )}
          <LookSwitch look={look} onChange={setLook} />
        </>
      }
    >
      <div className="h-[21.5rem] overflow-y-auto" aria-busy={query.isPlaceholderData}>
        {body()}
      </div>
    </Card>
  );
}
