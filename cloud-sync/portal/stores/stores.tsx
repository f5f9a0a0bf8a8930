import { ChevronRight, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../parts/moments.ts';
import { ExceptionsNote } from '../exceptions/exceptions-note.tsx';
import { Link } from '../place/link.tsx';
import { usePlace } from '../place/place.ts';
import { useChangeSearch, useHref } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { useStoresInSight } from '../shell/stores-in-sight.ts';
import { ClaimSheet } from './claim-sheet.tsx';
import { HealthDot, useHealthWords } from './health.tsx';
import { SyncProgress } from './sync-progress.tsx';

/** Every store with how it is: talking, catching up, silent, in trouble. */
export function Stores(): ReactElement {
  const { t } = useTranslation();
  const { stores, inScope } = useStoresInSight();
  const change = useChangeSearch();
  const adding = usePlace().search.get('add') !== null;
  return (
    <Page
      title={t('nav.stores')}
      actions={
        <Button variant="primary" icon={<Plus />} onPress={() => change({ add: 1 }, { replace: false })}>
          {t('stores.add')}
        </Button>
      }
    >
      <ExceptionsNote stores={inScope} />
      <ul className="flex flex-col gap-4">
        {stores.map((store) => (
          <li key={store.storeId}>
            <StoreCard store={store} />
          </li>
        ))}
      </ul>
      {adding && <ClaimSheet onClose={() => change({ add: null })} />}
    </Page>
  );
}

function StoreCard({ store }: { store: StoreSummary }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const moments = useMoments(store.timeZone);
  const healthWords = useHealthWords();
  const facts: [label: string, value: string][] = [
    [t('figure.openOrders'), formatNumber(store.openOrderCount, locale)],
    [t('stores.lastOrder'), store.lastOrderAt === null ? '–' : moments.timeOrDate(store.lastOrderAt)],
    [t('stores.lastContact'), store.lastContactAt === null ? '–' : moments.timeOrDate(store.lastContactAt)],
    [t('stores.version'), store.version ?? '–'],
  ];
  return (
    <Link
      href={href(`/stores/${store.storeId}`)}
      className="block rounded-lg border border-line bg-surface px-5 py-4 shadow-lift transition-colors hover:bg-canvas"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <h2 className="truncate text-base font-semibold" dir="auto">
            {store.name}
          </h2>
          <p className="flex items-center gap-2 text-sm text-muted">
            <HealthDot health={store.health} />
            {healthWords(store)}
          </p>
        </div>
        <span className="flex flex-wrap gap-2 empty:hidden">
          {store.alarmCount > 0 && <Badge tone="danger">{t('stores.alarms', { count: store.alarmCount })}</Badge>}
          {store.quarantinedCount > 0 && (
            <Badge tone="warning">{t('stores.heldEvents', { count: store.quarantinedCount })}</Badge>
          )}
          {store.openExceptionCount > 0 && (
            <Badge tone="warning">{t('exceptions.toSettle', { count: store.openExceptionCount })}</Badge>
          )}
          {store.troubledPrinterCount > 0 && (
            <Badge tone="warning">{t('stores.printersTroubled', { count: store.troubledPrinterCount })}</Badge>
          )}
          {store.menuPendingCount > 0 && (
            <Badge tone="info">{t('menu.onItsWay', { count: store.menuPendingCount })}</Badge>
          )}
        </span>
        <ChevronRight className="size-4 shrink-0 text-subtle max-sm:hidden rtl:-scale-x-100" aria-hidden="true" />
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-4">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="truncate text-sm font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {store.pendingEvents > 0 && (
        <div className="mt-4 border-t border-line pt-4">
          <SyncProgress store={store} />
        </div>
      )}
    </Link>
  );
}
