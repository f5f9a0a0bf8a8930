import { Check, History, LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '@auraconnect/shared/protocol/portal-api.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { usePublications } from '../../cloud/menu-questions.ts';
import { QueryError } from '../../parts/query-error.tsx';
import { useMoments } from '../../parts/moments.ts';
import { useStoresInSight } from '../../shell/stores-in-sight.ts';
import { HealthDot, useHealthWords } from '../../stores/health.tsx';
import { useMenuWork } from '../menu-context.ts';

/** What was published, by whom, and since when the store has it. */
export function HistoryView(): ReactElement {
  const { t } = useTranslation();
  const { storeId } = useMenuWork();
  const query = usePublications(storeId);
  const publications = query.data?.publications;
  if (publications === undefined) {
    return query.error === null ? (
      <SkeletonGroup className="flex flex-col gap-3">
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} className="h-20 w-full" />
        ))}
      </SkeletonGroup>
    ) : (
      <QueryError query={query} />
    );
  }
  if (publications.length === 0) {
    return (
      <EmptyState icon={<History />} title={t('history.none')}>
        {t('history.noneHint')}
      </EmptyState>
    );
  }
  return (
    <ol className="flex flex-col gap-3">
      {publications.map((publication) => (
        <PublicationRow key={publication.publicationId} publication={publication} />
      ))}
    </ol>
  );
}

function PublicationRow({ publication }: { publication: Publication }): ReactElement {
  const { t } = useTranslation();
  const moments = useMoments();
  const { stores } = useStoresInSight();
  const healthWords = useHealthWords();
  const { publishedAt, publishedBy, changes, state, inStoreSince, storeId } = publication;
  const store = stores.find((known) => known.storeId === storeId);
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 rounded-lg border border-line bg-surface px-5 py-4 text-sm shadow-lift">
      <div className="min-w-0 flex-1 basis-80">
        <p className="font-medium" dir="auto">
          {changes
            .map(({ name, kind }) =>
              kind === 'change' || kind === 'same' ? name : `${name} (${t(`review.kind_${kind}`)})`,
            )
            .join(', ')}
        </p>
        <p className="text-xs text-muted">
          {t('history.by', { who: publishedBy, time: moments.dateTime(publishedAt), count: changes.length })}
        </p>
      </div>
      {state === 'in-store' ? (
        <p className="flex items-center gap-2 font-medium text-positive">
          <Check className="size-5" aria-hidden="true" />
          {inStoreSince === null
            ? t('menu.inStore')
            : t('menu.inStoreSince', { time: moments.timeOrDate(inStoreSince) })}
        </p>
      ) : (
        <div role="status">
          <p className="flex items-center gap-2 font-medium text-info">
            <LoaderCircle className="size-5 animate-spin" aria-hidden="true" />
            {t('history.onItsWay')}
          </p>
          {store !== undefined && store.health !== 'current' && (
            <p className="mt-1 flex items-center gap-2 text-xs text-muted">
              <HealthDot health={store.health} /> {healthWords(store)}
            </p>
          )}
        </div>
      )}
    </li>
  );
}
