import { Plus, SearchX, UtensilsCrossed } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category, Item } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { goTo, usePlace } from '../../place/place.ts';
import { useChangeSearch } from '../../place/store-scope.ts';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useMenuWork } from '../menu-context.ts';
import { useEditHref } from './edit-link.ts';
import { EntryMark } from './entry-mark.tsx';
import { MenuRow } from './menu-row.tsx';

const any = 'any';
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** All that is sold, by category, as a guest would read it. */
export function ItemsView(): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const { search } = usePlace();
  const change = useChangeSearch();
  const editHref = useEditHref();
  const words = search.get('search') ?? '';
  const categoryId = search.get('category');
  const { categories, items } = index.catalogue;
  const found = items.filter(
    (item) =>
      (categoryId === null || item.categoryId === categoryId) &&
      (fold(item.name).includes(fold(words.trim())) || fold(item.kitchenName ?? '').includes(fold(words.trim()))),
  );
  const byCategory = Map.groupBy(found, (item) => item.categoryId);
  // An item whose category is gone still has to be found, to be mended.
  const strays = found.filter((item) => !index.categories.has(item.categoryId));
  const fresh = categoryId === null ? {} : { in: categoryId };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={t('menu.search')}
          value={words}
          onChange={(text) => change({ search: text })}
          className="w-full sm:w-72"
        />
        <Select
          label={t('common.category')}
          labelHidden
          className="min-w-44 grow sm:grow-0"
          value={categoryId ?? any}
          onChange={(id) => change({ category: id === any ? null : id })}
          options={[
            { id: any, label: t('menu.anyCategory') },
            ...categories.map(({ id, name }) => ({ id, label: name })),
          ]}
        />
        <Button
          variant="primary"
          icon={<Plus />}
          className="sm:ms-auto"
          onPress={() => goTo(editHref('item', null, fresh))}
        >
          {t('menu.newItem')}
        </Button>
      </div>
      {categories.map((category) => {
        const of = byCategory.get(category.id);
        return of === undefined ? null : <CategoryOfItems key={category.id} category={category} items={of} />;
      })}
      {strays.length > 0 && <CategoryOfItems category={null} items={strays} />}
      {found.length === 0 &&
        (items.length === 0 ? (
          <EmptyState icon={<UtensilsCrossed />} title={t('menu.noItems')}>
            {t('menu.noItemsHint')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={<SearchX />}
            title={t('menu.nothingFound')}
            action={<Button onPress={() => change({ search: null, category: null })}>{t('menu.showAll')}</Button>}
          />
        ))}
    </div>
  );
}

function CategoryOfItems({ category, items }: { category: Category | null; items: readonly Item[] }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const editHref = useEditHref();
  return (
    <section
      data-category={category === null ? undefined : categoryOfHue[category.hue]}
      className="overflow-clip rounded-lg border border-line bg-surface shadow-lift"
    >
      <h2 className="flex items-center gap-2.5 border-b border-line px-5 py-3 text-base font-semibold">
        <span className="h-4 w-1.5 rounded-full bg-category-strong" aria-hidden="true" />
        <span dir="auto">{category?.name ?? t('menu.withoutCategory')}</span>
        <span className="text-sm font-normal text-muted tabular-nums">{formatNumber(items.length, locale)}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} href={editHref('item', item.id)} />
        ))}
      </ul>
    </section>
  );
}

function ItemRow({ item, href }: { item: Item; href: string }): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const { currency } = index.settings;
  const choices = item.modifierGroupIds.map((id) => index.modifierGroups.get(id)?.name ?? id);
  const [only] = item.variants;
  return (
    <MenuRow
      href={href}
      name={item.name}
      wideFigures
      faded={!item.sold}
      marks={
        <>
          {!item.sold && <Badge>{t('menu.notSold')}</Badge>}
          <EntryMark entity="item" id={item.id} />
        </>
      }
      {...(choices.length === 0 ? {} : { note: <span className="line-clamp-1">{choices.join(' · ')}</span> })}
      figures={
        item.variants.length === 1 && only !== undefined ? (
          <MoneyText amountMinor={only.priceMinor} currency={currency} className="font-medium" />
        ) : (
          <span className="flex flex-wrap justify-end gap-x-4 gap-y-0.5">
            {item.variants.map((variant) => (
              <span key={variant.id} className="whitespace-nowrap md:min-w-26">
                <span className="text-xs text-muted" dir="auto">
                  {variant.name}
                </span>{' '}
                <MoneyText amountMinor={variant.priceMinor} currency={currency} className="font-medium" />
              </span>
            ))}
          </span>
        )
      }
    />
  );
}
