import { ArrowLeft, PencilLine, Send } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { sentenceOf } from '../../parts/fault-words.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { QueryError } from '../../parts/query-error.tsx';
import { Link } from '../../place/link.tsx';
import { goTo } from '../../place/place.ts';
import { useHref } from '../../place/store-scope.ts';
import { Page } from '../../shell/page.tsx';
import { conflictView, editOf, isOf, settle, withoutChange, type ConflictView } from '../draft/draft.ts';
import { useMenuWork } from '../menu-context.ts';
import { ProblemsNote } from '../problems-note.tsx';
import { ChangeCard } from './change-card.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { conflictsOf, problemsOf, usePreview, usePublish } from './use-publishing.ts';

/** What will change where, before it does: the last look. */
export function ReviewPage(): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const { storeId, draft, change } = useMenuWork();
  const edit = useMemo(() => editOf(storeId, draft), [storeId, draft]);
  const preview = usePreview(edit);
  const publish = usePublish(({ publication }) => {
    // What was published is a draft no more; what was touched meanwhile stays one.
    change((current) =>
      publication.changes.reduce(
        (left, { entity, id }) => withoutChange(left, { entity: entity as 'item', id }),
        current,
      ),
    );
    toasts.show({ tone: 'positive', message: t('review.published', { count: publication.changes.length }) });
    goTo(href('/menu/history'), { replace: true });
  });
  const back = (
    <Link
      href={href('/menu')}
      className="-ms-2 mb-0.5 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
      {t('nav.menu')}
    </Link>
  );
  if (draft.length === 0) {
    return (
      <Page title={t('review.title')} back={back}>
        <EmptyState icon={<PencilLine />} title={t('review.nothing')}>
          {t('review.nothingHint')}
        </EmptyState>
      </Page>
    );
  }
  const data = preview.data;
  const found = data?.conflicts.length === 0 ? conflictsOf(publish.error) : (data?.conflicts ?? []);
  const conflicts = found.flatMap((conflict): ConflictView[] => {
    const mine = draft.find((known) => isOf(known)(conflict) && known.baseRev === conflict.baseRev);
    return mine === undefined ? [] : [conflictView(mine, conflict)];
  });
  const problems = data?.problems.length === 0 ? problemsOf(publish.error) : (data?.problems ?? []);
  const stale = preview.isPlaceholderData;
  const ready = data !== undefined && !stale && conflicts.length === 0 && problems.length === 0;
  return (
    <Page
      title={t('review.title')}
      back={back}
      actions={
        <Button
          variant="primary"
          size="lg"
          icon={<Send className="rtl:-scale-x-100" />}
          disabled={!ready}
          busy={publish.isPending}
          onPress={() => publish.mutate(edit)}
        >
          {t('review.publish', { count: draft.length })}
        </Button>
      }
    >
      {publish.error !== null && publish.error.code !== 'menu_stale' && publish.error.code !== 'menu_invalid' && (
        <ProblemNote supportCode={publish.error.supportCode}>{sentenceOf(publish.error, t)}</ProblemNote>
      )}
      {data === undefined ? (
        preview.error === null ? (
          <SkeletonGroup className="flex flex-col gap-4">
            {draft.map(({ entity, id }) => (
              <Skeleton key={`${entity} ${id}`} className="h-24 w-full" />
            ))}
          </SkeletonGroup>
        ) : (
          <QueryError query={preview} />
        )
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-4">
            {conflicts.map((view) => (
              <ConflictCard
                key={`${view.mine.entity} ${view.mine.id}`}
                view={view}
                onSettle={(keep) => {
                  publish.reset();
                  change((current) => settle(current, view, keep));
                }}
              />
            ))}
            <ProblemsNote problems={problems} />
            {data.changes
              .filter((changed) => draft.some(isOf({ entity: changed.entity as 'item', id: changed.id })))
              // What somebody else published meanwhile stands above, with both values: once is enough.
              .filter(({ entity, id }) => !conflicts.some(({ mine }) => mine.entity === entity && mine.id === id))
              .map((changed) => (
                <ChangeCard key={`${changed.entity} ${changed.id}`} change={changed} />
              ))}
          </div>
          <Card title={t('review.where')} className="xl:sticky xl:top-7">
            <ul className="flex flex-col gap-3">
              {data.stores.map((store) => (
                <li key={store.storeId}>
                  <StatusDot
                    status={store.connected ? 'ok' : 'warning'}
                    className="items-start! [&_svg]:mt-0.5"
                    label={t(store.connected ? 'review.storeConnected' : 'review.storeAway', { store: store.name })}
                  />
                </li>
              ))}
            </ul>
            <p className="mt-4 border-t border-line pt-4 text-xs text-muted">{t('review.oldOrders')}</p>
          </Card>
        </div>
      )}
    </Page>
  );
}
