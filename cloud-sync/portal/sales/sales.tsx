import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSalesNow } from '../cloud/questions.ts';
import { CurrencySwitch } from '../parts/currency-switch.tsx';
import { spanLabel } from '../parts/dates.ts';
import { QueryError } from '../parts/query-error.tsx';
import { usePlace } from '../place/place.ts';
import { useChangeSearch, useStoreScope } from '../place/store-scope.ts';
import { daysOf, rangeParameters, readRange } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { Page } from '../shell/page.tsx';
import { BreakdownCard } from './breakdown-card.tsx';
import { ItemsCard } from './items-card.tsx';
import { SalesFigureStrip } from './sales-figure-strip.tsx';
import { useCompared, type Compared, type SalesView } from './sales-view.ts';
import { SeriesCard } from './series-card.tsx';
import { TendersCard } from './tenders-card.tsx';

/** What was sold in the days chosen, and of what it is made. */
export function Sales(): ReactElement {
  const { t } = useTranslation();
  const storeId = useStoreScope();
  const { search } = usePlace();
  const change = useChangeSearch();
  const asked = search.get('currency');
  // Which day today is, the stores' cut-off and clocks decide, not this device's.
  const nowQuery = useSalesNow({ storeId, currency: asked });
  const now = nowQuery.data;
  const range = readRange(search);
  const today = now?.businessDate;
  const view: SalesView | null =
    now === undefined || today === undefined
      ? null
      : { storeId, currency: now.currency, range, today, span: daysOf(range, today), now };
  const compared = useCompared(view);
  if (now === undefined && nowQuery.error !== null) {
    return (
      <Page title={t('nav.sales')}>
        <QueryError query={nowQuery} />
      </Page>
    );
  }
  return (
    <Page
      title={t('nav.sales')}
      aside={view !== null && <Days view={view} compared={compared} />}
      actions={
        today === undefined || now === undefined ? undefined : (
          <>
            <CurrencySwitch
              currencies={now.currencies}
              value={now.currency}
              onChange={(currency) => change({ currency })}
            />
            <RangePicker
              range={range}
              today={today}
              onChange={(next) => change({ ...rangeParameters(next), by: null })}
            />
          </>
        )
      }
    >
      <SalesFigureStrip view={view} compared={compared} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-[minmax(0,1.9fr)_minmax(20rem,1fr)]">
        <SeriesCard view={view} />
        <BreakdownCard view={view} />
        <ItemsCard view={view} />
        <TendersCard view={view} />
      </div>
    </Page>
  );
}

/** The days chosen, and which they are measured against. */
function Days({ view, compared }: { view: SalesView; compared: Compared | null }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { span } = view;
  const whole = compared !== null && compared.currentSpan.from === span.from && compared.currentSpan.to === span.to;
  const how =
    compared?.untilNow === true ? 'sales.comparisonUntilNow' : whole ? 'sales.comparison' : 'sales.comparisonWholeDays';
  return (
    <p className="text-muted">
      {spanLabel(span, locale)}
      {compared !== null && (
        <span className="max-md:hidden">
          {' · '}
          {t(how, { days: spanLabel(compared.beforeSpan, locale) })}
        </span>
      )}
    </p>
  );
}
