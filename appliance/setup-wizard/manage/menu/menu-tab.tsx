import { FolderPlus, Plus, UtensilsCrossed } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category, Item, ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useStore } from '../../store/store-context.ts';
import { RowList } from '../row-list.tsx';
import { CategorySheet } from './category-sheet.tsx';
import { GroupSheet } from './group-sheet.tsx';
import { ItemSheet } from './item-sheet.tsx';

type Open =
  | { kind: 'category'; category: Category | null }
  | { kind: 'item'; item: Item | null; categoryId: string }
  | { kind: 'group'; group: ModifierGroup | null };

/** From this many on, looking is slower than typing. */
const searchFrom = 8;

/** Categories with their items, and the choices that items ask for. */
export function MenuTab(): ReactElement {
  const { t } = useTranslation();
  const { locale, currency } = useUiSettings();
  const { answer } = useStore();
  const { categories, items, modifierGroups } = answer.catalogue;
  const [open, setOpen] = useState<Open | null>(null);
  const [search, setSearch] = useState('');
  const readOnly = answer.claimed;
  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase(locale);
    return wanted === '' ? items : items.filter((item) => item.name.toLocaleLowerCase(locale).includes(wanted));
  }, [items, search, locale]);
  const shown =
    search.trim() === ''
      ? categories
      : categories.filter((category) => found.some((item) => item.categoryId === category.id));
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  const priceOf = ({ variants }: Item): string =>
    [...new Set(variants.map((variant) => money(variant.priceMinor)))].slice(0, 3).join(' / ');
  const openItem = (id: string): void => {
    const item = items.find((one) => one.id === id);
    if (item !== undefined) setOpen({ kind: 'item', item, categoryId: item.categoryId });
  };
  const close = (): void => setOpen(null);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {items.length >= searchFrom && (
          <SearchField
            label={t('menu.search')}
            placeholder={t('menu.search')}
            value={search}
            onChange={setSearch}
            className="grow basis-60"
          />
        )}
        {!readOnly && categories.length > 0 && (
          <>
            <Button
              variant="primary"
              icon={<Plus aria-hidden="true" />}
              onPress={() => setOpen({ kind: 'item', item: null, categoryId: categories[0]?.id ?? '' })}
            >
              {t('menu.addItem')}
            </Button>
            <Button
              variant="secondary"
              icon={<FolderPlus aria-hidden="true" />}
              onPress={() => setOpen({ kind: 'category', category: null })}
            >
              {t('menu.addCategory')}
            </Button>
          </>
        )}
      </div>
      {categories.length === 0 && (
        <Card>
          <EmptyState
            icon={<UtensilsCrossed />}
            title={t('menu.none')}
            action={
              !readOnly && (
                <Button
                  variant="primary"
                  size="lg"
                  icon={<FolderPlus aria-hidden="true" />}
                  onPress={() => setOpen({ kind: 'category', category: null })}
                >
                  {t('menu.addCategory')}
                </Button>
              )
            }
          >
            {t('menu.noneText')}
          </EmptyState>
        </Card>
      )}
      {categories.length > 0 && shown.length === 0 && <EmptyState title={t('nothingFound')} />}
      {shown.map((category) => {
        const inside = found.filter((item) => item.categoryId === category.id);
        return (
          <Card
            key={category.id}
            flush
            title={
              <span className="flex items-center gap-2" dir="auto">
                <span
                  data-category={categoryOfHue[category.hue]}
                  className="size-4 shrink-0 rounded-sm bg-category"
                  aria-hidden="true"
                />
                {category.name}
              </span>
            }
            actions={
              !readOnly && (
                <>
                  <Button
                    variant="quiet"
                    onPress={() => setOpen({ kind: 'category', category })}
                    aria-label={t('editOne', { name: category.name })}
                  >
                    {t('edit')}
                  </Button>
                  <Button
                    variant="quiet"
                    icon={<Plus aria-hidden="true" />}
                    onPress={() => setOpen({ kind: 'item', item: null, categoryId: category.id })}
                    aria-label={t('menu.addItemTo', { name: category.name })}
                  >
                    {t('menu.addItem')}
                  </Button>
                </>
              )
            }
          >
            {inside.length === 0 ? (
              <p className="px-5 pb-5 text-sm text-muted">{t('menu.noItems')}</p>
            ) : (
              <RowList
                label={category.name}
                rows={inside.map((item) => ({
                  id: item.id,
                  title: item.name,
                  text: item.variants.length > 1 ? item.variants.map((variant) => variant.name).join(', ') : undefined,
                  quiet: !item.sold,
                  trailing: item.sold ? priceOf(item) : <Badge>{t('menu.notSold')}</Badge>,
                }))}
                onOpen={readOnly ? undefined : openItem}
              />
            )}
          </Card>
        );
      })}
      <Card
        title={t('group.title')}
        description={t('group.text')}
        flush
        actions={
          !readOnly && (
            <Button
              variant="secondary"
              icon={<Plus aria-hidden="true" />}
              onPress={() => setOpen({ kind: 'group', group: null })}
            >
              {t('group.add')}
            </Button>
          )
        }
      >
        {modifierGroups.length === 0 ? (
          <p className="px-5 pb-5 text-sm text-muted">{t('group.none')}</p>
        ) : (
          <RowList
            label={t('group.title')}
            rows={modifierGroups.map((group) => ({
              id: group.id,
              title: group.name,
              text: group.modifiers.map((modifier) => modifier.name).join(', '),
              trailing: group.minimum > 0 ? <Badge>{t('group.required')}</Badge> : undefined,
            }))}
            onOpen={
              readOnly
                ? undefined
                : (id) => setOpen({ kind: 'group', group: modifierGroups.find((group) => group.id === id) ?? null })
            }
          />
        )}
      </Card>
      {open?.kind === 'category' && <CategorySheet category={open.category} onClose={close} />}
      {open?.kind === 'item' && <ItemSheet item={open.item} categoryId={open.categoryId} onClose={close} />}
      {open?.kind === 'group' && <GroupSheet group={open.group} onClose={close} />}
    </>
  );
}
