import { ArrowLeft, Store as StoreIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatBusinessDate, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useStore } from '../cloud/questions.ts';
import { useMoments } from '../parts/moments.ts';
import { ExceptionsNote } from '../exceptions/exceptions-note.tsx';
import { QueryError } from '../parts/query-error.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { AlarmsCard } from './alarms-card.tsx';
import { BoxesCard } from './boxes-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { HealthDot, useHealthWords } from './health.tsx';
import { PrintersCard } from './printers-card.tsx';
import { ProofCard } from './proof-card.tsx';
import { QuarantineCard } from './quarantine-card.tsx';
import { SyncProgress } from './sync-progress.tsx';

/** One store: how it is, what waits for a person, what belongs to it, and whether its figures hold. */
export function StorePage({ storeId }: { storeId: string }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const query = useStore(storeId);
  const store = query.data;
  const back = (
    <Link
      href={href('/stores')}
      className="-ms-2 mb-0.5 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
      {t('nav.stores')}
    </Link>
  );
  if (store === undefined) {
    const missing = query.error?.code === 'not_found' || query.error?.code === 'bad_request';
    return (
      <Page title={t('common.store')} back={back}>
        {query.error === null ? (
          <SkeletonGroup className="flex flex-col gap-5">
            <Skeleton className="h-28 w-full" />
            <Skeleton className="h-64 w-full" />
          </SkeletonGroup>
        ) : missing ? (
          <EmptyState icon={<StoreIcon />} title={t('stores.missing')}>
            {t('stores.missingHint')}
          </EmptyState>
        ) : (
          <QueryError query={query} />
        )}
      </Page>
    );
  }
  return (
    <Page title={store.name} back={back} aside={<Health store={store} />}>
      <AlarmsCard store={store} />
      {store.pendingEvents > 0 && (
        <Card>
          <SyncProgress store={store} />
        </Card>
      )}
      <ExceptionsNote stores={[store]} storeId={store.storeId} />
      <StoreFacts store={store} />
      <QuarantineCard store={store} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <PrintersCard store={store} />
        <DevicesCard store={store} />
        <ProofCard store={store} />
      </div>
      <BoxesCard store={store} />
    </Page>
  );
}

function Health({ store }: { store: StoreDetail }): ReactElement {
  const words = useHealthWords();
  return (
    <p className="flex items-center gap-2 text-muted">
      <HealthDot health={store.health} />
      {words(store)}
    </p>
  );
}

function StoreFacts({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments(store.timeZone);
  const facts: [label: string, value: string][] = [
    [t('stores.lastContact'), store.lastContactAt === null ? '–' : moments.dateTime(store.lastContactAt)],
    [t('stores.lastOrder'), store.lastOrderAt === null ? '–' : moments.dateTime(store.lastOrderAt)],
    [t('stores.businessDay'), store.businessDate === null ? '–' : formatBusinessDate(store.businessDate, locale)],
    [t('figure.openOrders'), formatNumber(store.openOrderCount, locale)],
    [t('stores.events'), formatNumber(store.cursorSeq, locale)],
    [t('stores.version'), store.version ?? '–'],
    [t('stores.zone'), [store.timeZone, store.currency].filter((part) => part !== null).join(' · ') || '–'],
    [t('stores.claimedAt'), moments.date(store.claimedAt)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-line bg-surface px-5 py-4 shadow-lift md:grid-cols-4">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="truncate text-sm font-medium tabular-nums" title={value}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
