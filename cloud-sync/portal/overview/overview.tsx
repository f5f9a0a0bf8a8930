import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSalesNow } from '../cloud/questions.ts';
import { ExceptionsNote } from '../exceptions/exceptions-note.tsx';
import { CurrencySwitch } from '../parts/currency-switch.tsx';
import { dayLabel, spanLabel } from '../parts/dates.ts';
import { useMoments } from '../parts/moments.ts';
import { QueryError } from '../parts/query-error.tsx';
import { useStoreScope } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { useStoresInSight } from '../shell/stores-in-sight.ts';
import { PrintersNote } from '../stores/printers-note.tsx';
import { AsOf } from './as-of.tsx';
import { FreshnessNote } from './freshness-note.tsx';
import { NowFigures } from './now-figures.tsx';
import { StoresCard } from './stores-card.tsx';
import { TodayCard } from './today-card.tsx';
import { TopItemsCard } from './top-items-card.tsx';

/** How are we doing now. */
export function Overview(): ReactElement {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const storeId = useStoreScope();
  const moments = useMoments();
  const { inScope } = useStoresInSight();
  const [currency, setCurrency] = useState<string | null>(null);
  const query = useSalesNow({ storeId, currency });
  const now = query.data;
  if (now === undefined && query.error !== null) {
    return (
      <Page title={t('nav.overview')}>
        <QueryError query={query} />
      </Page>
    );
  }
  return (
    <Page
      title={t('overview.title')}
      aside={
        now === undefined ? undefined : (
          <p className="text-muted">
            {spanLabel({ from: now.businessDate, to: now.businessDate }, locale)}
            <span className="max-md:hidden">
              {' · '}
              {t('overview.comparison', {
                day: dayLabel(now.comparison.businessDate, locale),
                time: moments.time(now.asOf),
              })}
            </span>
          </p>
        )
      }
      actions={
        now === undefined ? undefined : (
          <>
            <CurrencySwitch currencies={now.currencies} value={now.currency} onChange={setCurrency} />
            <AsOf asOf={now.asOf} arrivedAtMs={query.dataUpdatedAt} timeZone={timeZone} />
          </>
        )
      }
    >
      {now !== undefined && <FreshnessNote now={now} />}
      <ExceptionsNote stores={inScope} onlyOpen />
      <PrintersNote stores={inScope} />
      <NowFigures now={now} />
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1.9fr)_minmax(20rem,1fr)]">
        <TodayCard now={now} />
        <TopItemsCard now={now} />
      </div>
      <StoresCard now={now} />
    </Page>
  );
}
