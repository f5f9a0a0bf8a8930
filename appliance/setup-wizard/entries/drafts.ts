import { Barcode, type Category, type Item, type ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { minorFromTyped, typedFromMinor } from './figures.ts';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';

/** An item as it is being typed: prices may still be missing. */
export interface VariantDraft {
  /** Only for the screen; a new size gets its key when it is saved. */
  row: string;
  id: string | null;
  name: string;
  price: number | null;
}

export interface ItemDraft {
  name: string;
  kitchenName: string;
  categoryId: string;
  variants: VariantDraft[];
  taxCategoryId: string;
  stationIds: readonly string[];
  modifierGroupIds: readonly string[];
  sold: boolean;
  /** As they are typed, with blanks or commas between them. */
  barcodes: string;
}

export interface ModifierDraft {
  row: string;
  id: string | null;
  name: string;
  price: number | null;
  chosen: boolean;
  sold: boolean;
}

export interface GroupDraft {
  name: string;
  minimum: number | null;
  /** Null: no limit. */
  maximum: number | null;
  modifiers: ModifierDraft[];
}

export function itemDraftOf(item: Item, currency: string): ItemDraft {
  return {
    name: item.name,
    kitchenName: item.kitchenName ?? '',
    categoryId: item.categoryId,
    variants: item.variants.map(({ id, name, priceMinor }) => ({
      row: id,
      id,
      name,
      price: typedFromMinor(priceMinor, currency),
    })),
    taxCategoryId: item.taxCategoryId,
    stationIds: item.stationIds,
    modifierGroupIds: item.modifierGroupIds,
    sold: item.sold,
    barcodes: (item.barcodes ?? []).join(' '),
  };
}

/** Keys of `wrong` for what keeps an item from being saved. */
export function itemProblems({ name, categoryId, taxCategoryId, variants, barcodes }: ItemDraft): string[] {
  const names = variants.map((variant) => variant.name.trim().toLowerCase());
  return [
    ...(name.trim() === '' ? ['name'] : []),
    ...(categoryId === '' ? ['category'] : []),
    ...(taxCategoryId === '' ? ['taxCategory'] : []),
    ...(variants.some((variant) => variant.price === null || variant.price < 0) ? ['price'] : []),
    ...(variants.length > 1 && names.some((one) => one === '') ? ['variantName'] : []),
    ...(variants.length > 1 && new Set(names).size < names.length ? ['variantTwice'] : []),
    ...(codesIn(barcodes).every((code) => Barcode.safeParse(code).success) ? [] : ['barcodes']),
  ];
}

/** The entry of a draft without problems. What the form does not show (dayparts, level prices) stays as it was. */
export function itemFrom(draft: ItemDraft, before: Item | null, items: readonly Item[], currency: string): Item {
  const id =
    before?.id ??
    keyFrom(
      draft.name,
      items.map((item) => item.id),
      'item',
    );
  const position = before?.position ?? nextPosition(items.filter((item) => item.categoryId === draft.categoryId));
  const keys = new Set(draft.variants.flatMap((variant) => variant.id ?? []));
  const variants = draft.variants.map((variant) => {
    const old = before?.variants.find((one) => one.id === variant.id);
    const key = variant.id ?? keyFrom(variant.name, keys, 'regular');
    keys.add(key);
    return {
      ...old,
      id: key,
      name: variant.name.trim() || 'Regular',
      priceMinor: minorFromTyped(variant.price ?? 0, currency),
      levelPrices: old?.levelPrices ?? {},
    };
  });
  return {
    ...before,
    id,
    name: draft.name.trim(),
    kitchenName: draft.kitchenName.trim() || null,
    categoryId: draft.categoryId,
    position,
    variants,
    modifierGroupIds: [...draft.modifierGroupIds],
    taxCategoryId: draft.taxCategoryId,
    stationIds: [...draft.stationIds],
    daypartIds: before?.daypartIds ?? [],
    sold: draft.sold,
    ...(codesIn(draft.barcodes).length > 0 || before?.barcodes !== undefined
      ? { barcodes: codesIn(draft.barcodes) }
      : {}),
  };
}

const codesIn = (typed: string): string[] => [...new Set(typed.split(/[\s,;]+/).filter((code) => code !== ''))];

export function groupDraftOf(group: ModifierGroup, currency: string): GroupDraft {
  return {
    name: group.name,
    minimum: group.minimum,
    maximum: group.maximum,
    modifiers: group.modifiers.map(({ id, name, priceMinor, defaultQuantity, sold }) => ({
      row: id,
      id,
      name,
      price: typedFromMinor(priceMinor, currency),
      chosen: defaultQuantity > 0,
      sold,
    })),
  };
}

export function groupProblems({ name, minimum, maximum, modifiers }: GroupDraft): string[] {
  return [
    ...(name.trim() === '' ? ['name'] : []),
    ...(modifiers.length === 0 ? ['noChoices'] : []),
    ...(modifiers.some((modifier) => modifier.name.trim() === '') ? ['choiceName'] : []),
    ...(minimum === null ? ['minimum'] : []),
    ...(minimum !== null && maximum !== null && minimum > maximum ? ['minimumAboveMaximum'] : []),
  ];
}

/** The entry of a draft without problems. Nesting, free choices and level prices stay as they were. */
export function groupFrom(
  draft: GroupDraft,
  before: ModifierGroup | null,
  groups: readonly ModifierGroup[],
  currency: string,
): ModifierGroup {
  const keys = new Set(draft.modifiers.flatMap((modifier) => modifier.id ?? []));
  return {
    ...before,
    id:
      before?.id ??
      keyFrom(
        draft.name,
        groups.map((group) => group.id),
        'choices',
      ),
    name: draft.name.trim(),
    position: before?.position ?? nextPosition(groups),
    minimum: draft.minimum ?? 0,
    maximum: draft.maximum,
    maximumEach: before?.maximumEach ?? 1,
    freeCount: before?.freeCount ?? 0,
    modifiers: draft.modifiers.map((modifier) => {
      const old = before?.modifiers.find((one) => one.id === modifier.id);
      const id = modifier.id ?? keyFrom(modifier.name, keys, 'choice');
      keys.add(id);
      return {
        ...old,
        id,
        name: modifier.name.trim(),
        kitchenName: old?.kitchenName ?? null,
        priceMinor: minorFromTyped(modifier.price ?? 0, currency),
        levelPrices: old?.levelPrices ?? {},
        taxCategoryId: old?.taxCategoryId ?? null,
        modifierGroupIds: old?.modifierGroupIds ?? [],
        defaultQuantity: modifier.chosen ? Math.max(1, old?.defaultQuantity ?? 1) : 0,
        sold: modifier.sold,
      };
    }),
  };
}

export function categoryFrom(
  draft: Pick<Category, 'name' | 'hue'>,
  before: Category | null,
  categories: readonly Category[],
): Category {
  return {
    ...before,
    id:
      before?.id ??
      keyFrom(
        draft.name,
        categories.map((category) => category.id),
        'category',
      ),
    name: draft.name.trim(),
    position: before?.position ?? nextPosition(categories),
    hue: draft.hue,
  };
}

const nextPosition = (list: readonly { position: number }[]): number =>
  Math.max(-1, ...list.map((one) => one.position)) + 1;
