import { ArrowDown, ArrowUp, Plus, Shapes } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { Link } from '../../place/link.tsx';
import { goTo } from '../../place/place.ts';
import type { Payload } from '../draft/field-changes.ts';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useMenuWork } from '../menu-context.ts';
import { useEditHref } from './edit-link.ts';
import { EntryMark } from './entry-mark.tsx';

/** The order of the tiles on the till. */
export function CategoriesView(): ReactElement {
  const { t } = useTranslation();
  const { index, put } = useMenuWork();
  const editHref = useEditHref();
  const { categories } = index.catalogue;
  /** Swaps with a neighbour and numbers all anew, so that two with the same place come apart. */
  function move(place: number, by: -1 | 1): void {
    const order = [...categories];
    const [moved] = order.splice(place, 1);
    if (moved === undefined) return;
    order.splice(place + by, 0, moved);
    order.forEach((category, position) => {
      if (category.position !== position)
        put({ entity: 'category', id: category.id }, { ...category, position } as unknown as Payload);
    });
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-sm text-muted">{t('menu.categoriesHint')}</p>
        <Button variant="primary" icon={<Plus />} onPress={() => goTo(editHref('category', null))}>
          {t('menu.newCategory')}
        </Button>
      </div>
      {categories.length === 0 ? (
        <EmptyState icon={<Shapes />} title={t('menu.noCategories')}>
          {t('menu.noCategoriesHint')}
        </EmptyState>
      ) : (
        <ol className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
          {categories.map((category, place) => (
            <CategoryRow
              key={category.id}
              category={category}
              href={editHref('category', category.id)}
              onUp={place === 0 ? null : () => move(place, -1)}
              onDown={place === categories.length - 1 ? null : () => move(place, 1)}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

interface CategoryRowProps {
  category: Category;
  href: string;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}

function CategoryRow({ category, href, onUp, onDown }: CategoryRowProps): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const count = index.itemsByCategory.get(category.id)?.length ?? 0;
  return (
    <li
      className="flex items-center border-b border-line pe-2 last:border-b-0"
      data-category={categoryOfHue[category.hue]}
    >
      <Link
        href={href}
        className="flex min-h-14 min-w-0 grow items-center gap-3 px-5 py-2 text-sm -outline-offset-3 transition-colors hover:bg-canvas"
      >
        <span className="size-7 shrink-0 rounded-md border-2 border-category-strong bg-category" aria-hidden="true" />
        <span className="flex min-w-0 grow flex-wrap items-center gap-2">
          <span className="truncate font-medium" dir="auto">
            {category.name}
          </span>
          <EntryMark entity="category" id={category.id} />
        </span>
        <span className="shrink-0 text-muted">{t('menu.itemCount', { count })}</span>
      </Link>
      <IconButton
        label={t('menu.moveUp', { name: category.name })}
        icon={<ArrowUp />}
        disabled={onUp === null}
        onPress={() => onUp?.()}
      />
      <IconButton
        label={t('menu.moveDown', { name: category.name })}
        icon={<ArrowDown />}
        disabled={onDown === null}
        onPress={() => onDown?.()}
      />
    </li>
  );
}
