import type { Catalogue, Item, Variant } from '@auraconnect/shared/menu/catalogue.ts';
import type { Payload } from '../draft/field-changes.ts';
import { parsePrice, priceText } from './money-input.ts';
import { newKey } from './new-key.ts';

export interface VariantForm {
  /** Null: a size that is new. */
  id: string | null;
  name: string;
  /** As typed. */
  price: string;
  /** Prices of its own at named price levels, as typed; empty is the size's usual price. */
  levels: Readonly<Record<string, string>>;
}

export type ItemForm = Pick<
  Item,
  'name' | 'categoryId' | 'taxCategoryId' | 'position' | 'modifierGroupIds' | 'stationIds' | 'daypartIds' | 'sold'
> & { kitchenName: string; variants: readonly VariantForm[] };

/** How prices are read and written in the form. */
export interface MoneyWriting {
  currency: string;
  locale: string;
}

/** What keeps a form from becoming an item: a key per field, with the code of the sentence to say. */
export type FormProblems = Readonly<Record<string, string>>;

export function itemFormOf(item: Item, writing: MoneyWriting): ItemForm {
  const text = (amountMinor: number): string => priceText(amountMinor, writing.currency, writing.locale);
  return {
    ...item,
    kitchenName: item.kitchenName ?? '',
    variants: item.variants.map(({ id, name, priceMinor, levelPrices }) => ({
      id,
      name,
      price: text(priceMinor),
      levels: Object.fromEntries(Object.entries(levelPrices).map(([level, amountMinor]) => [level, text(amountMinor)])),
    })),
  };
}

export const emptyVariant: VariantForm = { id: null, name: '', price: '', levels: {} };

/** A new item: last in the category asked for, else in the first; one size, sold at once. */
export function newItemForm({ categories, taxCategories, items }: Catalogue, wanted: string | null): ItemForm {
  const known = categories.some(({ id }) => id === wanted) ? wanted : null;
  const categoryId = known ?? categories[0]?.id ?? '';
  const places = items.filter((other) => other.categoryId === categoryId).map(({ position }) => position);
  return {
    name: '',
    kitchenName: '',
    categoryId,
    taxCategoryId: taxCategories[0]?.id ?? '',
    position: Math.max(-1, ...places) + 1,
    modifierGroupIds: [],
    stationIds: [],
    daypartIds: [],
    sold: true,
    variants: [emptyVariant],
  };
}

/**
 * The item that a form says, on top of the payload that it came from: fields that this page does not know stay as they are.
 * A price that is missing or unreadable, a size without a name beside others and two of the same name are problems.
 */
export function itemOf(
  form: ItemForm,
  id: string,
  base: Payload | null,
  writing: MoneyWriting,
  /** What an only size without a name is called in the data; nobody sees it. */
  onlyName: string,
): { payload: Payload } | { problems: FormProblems } {
  const problems: Record<string, string> = {};
  if (form.name.trim() === '') problems['name'] = 'nameMissing';
  if (form.categoryId === '') problems['category'] = 'categoryMissing';
  if (form.taxCategoryId === '') problems['tax'] = 'taxMissing';
  const several = form.variants.length > 1;
  const seen = new Set<string>();
  const keys = new Set(form.variants.flatMap((variant) => (variant.id === null ? [] : [variant.id])));
  const variants = form.variants.map((variant, place): Variant => {
    const name = variant.name.trim();
    if (several && name === '') problems[`variant ${place}`] = 'sizeNameMissing';
    else if (several && seen.has(name.toLowerCase())) problems[`variant ${place}`] = 'sizeNameTwice';
    seen.add(name.toLowerCase());
    const priceMinor = parsePrice(variant.price, writing.currency, writing.locale);
    if (priceMinor === null || priceMinor < 0) problems[`price ${place}`] = 'priceMissing';
    const levelPrices: Record<string, number> = {};
    for (const [level, typed] of Object.entries(variant.levels)) {
      if (typed.trim() === '') continue;
      const amountMinor = parsePrice(typed, writing.currency, writing.locale);
      if (amountMinor === null || amountMinor < 0) problems[`level ${place} ${level}`] = 'priceMissing';
      else levelPrices[level] = amountMinor;
    }
    const called = name === '' ? onlyName : name;
    const variantId = variant.id ?? newKey(called, 'size', keys);
    keys.add(variantId);
    return { ...baseVariant(base, variantId), id: variantId, name: called, priceMinor: priceMinor ?? 0, levelPrices };
  });
  if (Object.keys(problems).length > 0) return { problems };
  const kitchenName = form.kitchenName.trim();
  const { categoryId, taxCategoryId, position, modifierGroupIds, stationIds, daypartIds, sold } = form;
  const item: Item = {
    id,
    name: form.name.trim(),
    kitchenName: kitchenName === '' ? null : kitchenName,
    categoryId,
    taxCategoryId,
    position,
    modifierGroupIds,
    stationIds,
    daypartIds,
    sold,
    variants,
  };
  return { payload: { ...base, ...item } };
}

function baseVariant(base: Payload | null, variantId: string): object {
  const variants = base?.['variants'];
  const known: unknown = Array.isArray(variants)
    ? variants.find((variant: Variant) => variant.id === variantId)
    : undefined;
  return typeof known === 'object' && known !== null ? known : {};
}
