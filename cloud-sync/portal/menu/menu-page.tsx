import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { indexCatalogue, readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { MenuAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { Tabs } from '@auraconnect/shared/ui/tabs.tsx';
import { useMenu } from '../cloud/menu-questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { goTo } from '../place/place.ts';
import { useHref } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { NobodyHere } from '../shell/nobody-here.tsx';
import { useStoresInSight } from '../shell/stores-in-sight.ts';
import { DecideNote } from './decide/decide-note.tsx';
import { StoreView } from './decide/store-view.tsx';
import { DeliveryNote } from './delivery-note.tsx';
import { DraftBar } from './draft-bar.tsx';
import { useDraft } from './draft/draft-context.tsx';
import { entriesWith, isOf, withChange } from './draft/draft.ts';
import { EditSheet } from './edit/edit-sheet.tsx';
import { CategoriesView } from './list/categories-view.tsx';
import { ChoicesView } from './list/choices-view.tsx';
import { ItemsView } from './list/items-view.tsx';
import { TaxesView } from './list/taxes-view.tsx';
import { MenuProvider, type MenuWork, useMenuWork } from './menu-context.ts';
import { NoMenuYet } from './no-menu-yet.tsx';
import { ProblemsNote } from './problems-note.tsx';
import { HistoryView } from './review/history-view.tsx';
import { ReviewPage } from './review/review-page.tsx';

const views = ['items', 'choices', 'categories', 'taxes', 'store', 'history'] as const;
type View = (typeof views)[number];

/** The menu of one store: looked at, changed in a draft, published, followed into the store. */
export function MenuPage({ view }: { view: string; id: string | null }): ReactElement {
  const { t } = useTranslation();
  const { inScope, chosen } = useStoresInSight();
  const [picked, setPicked] = useState<string | null>(null);
  // A menu is always one store's: with all stores in sight one of them is picked here.
  const store = chosen ?? inScope.find(({ storeId }) => storeId === picked) ?? inScope[0];
  const query = useMenu(store?.storeId ?? null);
  if (store === undefined || !(views.includes(view as View) || view === 'review')) return <NobodyHere />;
  const storePicker =
    chosen === null && inScope.length > 1 ? (
      <Select
        label={t('common.store')}
        labelHidden
        className="w-56"
        value={store.storeId}
        onChange={setPicked}
        options={inScope.map(({ storeId, name }) => ({ id: storeId, label: name }))}
      />
    ) : undefined;
  if (query.data === undefined) {
    return (
      <Page title={t('nav.menu')} actions={storePicker}>
        {query.error === null ? <MenuSkeleton /> : <QueryError query={query} />}
      </Page>
    );
  }
  if (query.data.catalogue === null) {
    return (
      <Page title={t('nav.menu')} actions={storePicker}>
        <NoMenuYet store={store} />
      </Page>
    );
  }
  return (
    <WithDraft answer={query.data}>
      {view === 'review' ? (
        <ReviewPage />
      ) : (
        <Page title={t('nav.menu')} aside={<DeliveryNote delivery={query.data.delivery} />} actions={storePicker}>
          <ProblemsNote problems={query.data.problems} />
          {view !== 'store' && <DecideNote />}
          <MenuTabs view={view as View} />
          <DraftBar />
        </Page>
      )}
      <EditSheet />
    </WithDraft>
  );
}

function WithDraft({ answer, children }: { answer: MenuAnswer; children: ReactElement[] }): ReactElement {
  const { storeId } = answer;
  const { draft, change } = useDraft(storeId);
  const work = useMemo<MenuWork>(() => {
    // Of an entry for all stores and one for this store, this store's counts.
    const own = answer.entries.filter(({ scope }) => scope === storeId);
    const entries = [
      ...answer.entries.filter(
        (entry) => entry.scope !== storeId && !own.some(isOf({ entity: entry.entity as 'item', id: entry.id })),
      ),
      ...own,
    ];
    const drafted = entriesWith(entries, draft);
    return {
      storeId,
      entries,
      disagreements: answer.disagreements,
      storePrices: answer.storePrices,
      drafted,
      index: indexCatalogue(readCatalogue(drafted, 0).catalogue),
      draft,
      change,
      put(key, payload) {
        change((current) => withChange(current, entries.find(isOf(key)) ?? null, key, payload));
      },
    };
  }, [answer.entries, answer.disagreements, answer.storePrices, storeId, draft, change]);
  return <MenuProvider value={work}>{children}</MenuProvider>;
}

const content: Record<View, ReactElement> = {
  items: <ItemsView />,
  choices: <ChoicesView />,
  categories: <CategoriesView />,
  taxes: <TaxesView />,
  store: <StoreView />,
  history: <HistoryView />,
};

function MenuTabs({ view }: { view: View }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const { disagreements } = useMenuWork();
  return (
    <Tabs<View>
      label={t('menu.views')}
      selectedId={view}
      onChange={(id) => goTo(href(id === 'items' ? '/menu' : `/menu/${id}`), { replace: true })}
      items={views.map((id) => ({
        id,
        label: t(`menu.${id}`),
        content: content[id],
        ...(id === 'store' && disagreements.length > 0 ? { count: disagreements.length } : {}),
      }))}
    />
  );
}

function MenuSkeleton(): ReactElement {
  return (
    <SkeletonGroup className="flex flex-col gap-4">
      <Skeleton className="h-11 w-96 max-w-full" />
      <Skeleton className="h-11 w-full" />
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-14 w-full" />
      ))}
    </SkeletonGroup>
  );
}
