import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSalesNow } from '../cloud/questions.ts';
import { spanLabel } from '../parts/dates.ts';
import { QueryError } from '../parts/query-error.tsx';
import { usePlace } from '../place/place.ts';
import { useChangeSearch, useStoreScope } from '../place/store-scope.ts';
import { daysOf, rangeParameters } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { Page } from '../shell/page.tsx';
import { ExportButton } from './export-button.tsx';
import { OrderFilters } from './order-filters.tsx';
import { OrdersTable } from './orders-table.tsx';
import { readOrdersView } from './orders-view.ts';

/** Every order there is: found, sorted and counted by the cloud. */
export function Orders(): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const storeId = useStoreScope();
  const { search } = usePlace();
  const change = useChangeSearch();
  const nowQuery = useSalesNow({ storeId });
  const today = nowQuery.data?.businessDate;
  const view = readOrdersView(search);
  if (today === undefined && nowQuery.error !== null) {
    return (
      <Page title={t('nav.orders')}>
        <QueryError query={nowQuery} />
      </Page>
    );
  }
  return (
    <Page
      title={t('nav.orders')}
      aside={
        today !== undefined && (
          <p className="text-muted">
            {view.range === null ? t('range.all') : spanLabel(daysOf(view.range, today), locale)}
          </p>
        )
      }
      actions={
        today === undefined ? undefined : (
          <RangePicker
            range={view.range}
            today={today}
            onChange={(range) => change({ ...rangeParameters(range), page: null })}
            onAll={() => change({ range: 'all', back: null, from: null, to: null, page: null })}
          />
        )
      }
    >
      <section className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
        <OrderFilters
          view={view}
          action={today === undefined ? undefined : <ExportButton view={view} today={today} />}
        />
        <OrdersTable view={view} today={today} />
      </section>
    </Page>
  );
}
