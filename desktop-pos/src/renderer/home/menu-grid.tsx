import type { Category, Hue, Item } from '@auraconnect/shared/menu/catalogue.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { SearchX, UtensilsCrossed } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useWords } from '../words/use-words.ts';
import { MenuTile } from './menu-tile.tsx';
import type { Menu } from './use-menu.ts';

export interface MenuGridProps {
  menu: Menu;
  categoryId: string;
  onCategory: (categoryId: string) => void;
  /** What is typed; empty shows the category. */
  query: string;
  onPick: (item: Item) => void;
  onHold: (item: Item) => void;
}

/** The menu: categories above, the items of one below, or what the search finds. */
export function MenuGrid({ menu, categoryId, onCategory, query, onPick, onHold }: MenuGridProps): ReactElement {
  const t = useWords();
  const index = useIndex();
  const remaining = useSignal(useTill().remaining);
  const searching = query.trim() !== '';
  const items = searching
    ? menu.search.find(query, 60)
    : (index.itemsByCategory.get(categoryId) ?? []).filter((item) => item.sold && menu.isOffered(item));
  const hueOf = (item: Item): Hue => index.categories.get(item.categoryId)?.hue ?? 'amber';

  return (
    <section aria-label={t('menu')} className="flex min-h-0 min-w-0 grow flex-col gap-3">
      <CategoryBar
        categories={index.catalogue.categories}
        selectedId={searching ? null : categoryId}
        onSelect={onCategory}
      />
      <div className="min-h-0 grow overflow-y-auto overscroll-contain rounded-lg">
        {index.catalogue.items.length === 0 ? (
          <EmptyState icon={<UtensilsCrossed />} title={t('menuEmptyTitle')}>
            {t('menuEmpty')}
          </EmptyState>
        ) : items.length === 0 ? (
          <EmptyState icon={<SearchX />} title={searching ? t('nothingFound', { query }) : t('categoryEmpty')}>
            {searching ? t('nothingFoundDo') : t('categoryEmptyDo')}
          </EmptyState>
        ) : (
          <ul className="grid auto-rows-[minmax(6rem,auto)] grid-cols-[repeat(auto-fill,minmax(8.75rem,1fr))] gap-2 pb-2">
            {items.map((item) => (
              <li key={item.id}>
                <MenuTile
                  item={item}
                  hue={hueOf(item)}
                  {...menu.priceOf(item)}
                  remaining={remaining.get(item.id) ?? null}
                  isOffered={menu.isOffered(item)}
                  onPick={() => onPick(item)}
                  onHold={() => onHold(item)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function CategoryBar({
  categories,
  selectedId,
  onSelect,
}: {
  categories: readonly Category[];
  selectedId: string | null;
  onSelect: (categoryId: string) => void;
}): ReactElement {
  const t = useWords();
  return (
    <nav aria-label={t('categories')} className="-mx-1 flex shrink-0 gap-2 overflow-x-auto px-1 py-1">
      {categories.map((category) => {
        const isSelected = category.id === selectedId;
        return (
          <Button
            key={category.id}
            data-category={categoryOfHue[category.hue]}
            aria-current={isSelected}
            onPress={() => onSelect(category.id)}
            className={classNames(
              'flex min-h-14 min-w-24 shrink-0 items-center justify-center rounded-lg border-2 px-4 text-base font-semibold whitespace-nowrap transition-[filter] data-pressed:brightness-90',
              isSelected
                ? 'border-category-strong bg-category text-on-category'
                : 'border-transparent bg-surface text-ink',
            )}
          >
            <span className={classNames('max-w-48 truncate', !isSelected && 'border-b-3 border-category-strong')}>
              {category.name}
            </span>
          </Button>
        );
      })}
    </nav>
  );
}
