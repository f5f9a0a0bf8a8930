import { createHash } from 'node:crypto';
import type { Category, Hue, Item, Modifier, ModifierGroup, OrderType } from '@auraconnect/shared/menu/catalogue.ts';
import type { SellableMenu } from './order-commands.ts';
import type { FileModifier, FileOrder } from './order-file.ts';

/** The catalogue that a file of orders needs, and how its rows find their way into it. */
export interface MenuOfFile {
  /** Which group of an item holds a modifier: `groupOf.get(itemKey)?.get(modifierKey)`. */
  groupOf: Map<string, Map<string, string>>;
  categories: Category[];
  items: Item[];
  modifierGroups: ModifierGroup[];
  orderTypes: OrderType[];
}

const hues: Hue[] = ['red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink', 'orange'];

/** A stable key for a name from a file: readable, and unique even where two names look alike. */
export function keyOf(prefix: string, name: string): string {
  const readable = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${prefix}-${readable || 'x'}-${digest}`;
}

export const itemKey = (item: string): string => keyOf('item', item);
export const variantKey = (variant: string): string => keyOf('size', variant);
export const orderTypeKey = (orderType: string): string => keyOf('type', orderType);
export const modifierGroupKey = (item: string, part: number): string => keyOf('extras', `${item} ${part}`);
/** A file's modifier at another price is another modifier: a line keeps what was charged. */
export const modifierKey = (modifier: FileModifier): string =>
  keyOf('extra', `${modifier.name} ${modifier.priceMinor}`);

/**
 * Creates every item, size, modifier and order type that the file names. A size costs what it was most often sold for; rows at
 * another price are sold as overrides.
 */
export function menuOfFile(
  orders: readonly FileOrder[],
  target: { taxCategoryId: string; stationIds: string[] },
): MenuOfFile {
  const categories = new Map<string, Category>();
  const prices = new Map<string, Map<string, Map<number, number>>>();
  const categoryOf = new Map<string, string>();
  const modifiers = new Map<string, Map<string, FileModifier>>();
  const orderTypes = new Map<string, OrderType>();
  for (const order of orders) {
    const type = orderTypeKey(order.orderType);
    if (!orderTypes.has(type))
      orderTypes.set(type, { id: type, name: order.orderType, position: 100 + orderTypes.size, takeaway: true });
    for (const line of order.lines) {
      const category = line.category || 'Imported';
      const categoryId = keyOf('category', category);
      if (!categories.has(categoryId)) {
        const hue = hues[categories.size % hues.length] ?? 'blue';
        categories.set(categoryId, { id: categoryId, name: titleCase(category), position: 100 + categories.size, hue });
      }
      if (!categoryOf.has(line.item)) categoryOf.set(line.item, categoryId);
      const sizes = getOrAdd(prices, line.item, () => new Map<string, Map<number, number>>());
      const counts = getOrAdd(sizes, line.variant, () => new Map<number, number>());
      counts.set(line.unitPriceMinor, (counts.get(line.unitPriceMinor) ?? 0) + 1);
      for (const modifier of line.modifiers)
        getOrAdd(modifiers, line.item, () => new Map<string, FileModifier>()).set(modifierKey(modifier), modifier);
    }
  }
  const items = [...prices].map(([name, sizes], position): Item => {
    const variants = [...sizes].map(([size, counts]) => ({
      id: variantKey(size),
      name: size || 'Regular',
      priceMinor: mostSold(counts),
      levelPrices: {},
    }));
    variants.sort((one, other) => one.priceMinor - other.priceMinor);
    return {
      id: itemKey(name),
      name,
      kitchenName: null,
      categoryId: categoryOf.get(name) ?? '',
      position,
      variants,
      modifierGroupIds: partsOf(modifiers.get(name)).map((_, part) => modifierGroupKey(name, part)),
      taxCategoryId: target.taxCategoryId,
      stationIds: target.stationIds,
      daypartIds: [],
      sold: true,
    };
  });
  const groupOf = new Map<string, Map<string, string>>();
  const modifierGroups: ModifierGroup[] = [];
  for (const [item, chosen] of modifiers) {
    for (const [part, entries] of partsOf(chosen).entries()) {
      const id = modifierGroupKey(item, part);
      const groups = getOrAdd(groupOf, itemKey(item), () => new Map<string, string>());
      for (const [key] of entries) groups.set(key, id);
      const sold = entries.map(([key, modifier]) => modifierOf(key, modifier));
      modifierGroups.push({
        id,
        name: 'Extras',
        position: part,
        minimum: 0,
        maximum: null,
        maximumEach: 20,
        freeCount: 0,
        modifiers: sold,
      });
    }
  }
  return { groupOf, categories: [...categories.values()], items, modifierGroups, orderTypes: [...orderTypes.values()] };
}

function modifierOf(id: string, { name, priceMinor }: FileModifier): Modifier {
  return {
    id,
    name,
    kitchenName: null,
    priceMinor,
    levelPrices: {},
    taxCategoryId: null,
    modifierGroupIds: [],
    defaultQuantity: 0,
    sold: true,
  };
}

/** A group holds at most 100 modifiers; an item with more gets more groups. */
function partsOf(chosen: Map<string, FileModifier> | undefined): [string, FileModifier][][] {
  const entries = [...(chosen ?? [])];
  return Array.from({ length: Math.ceil(entries.length / 100) }, (_, part) =>
    entries.slice(part * 100, part * 100 + 100),
  );
}

function mostSold(counts: Map<number, number>): number {
  let best: [number, number] = [0, -1];
  for (const entry of counts) if (entry[1] > best[1]) best = entry;
  return best[0];
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const titleCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The menu that `menuOfFile` made, as orders of the same file are sold from it. */
export function sellFrom(menu: MenuOfFile): SellableMenu {
  const prices = new Map(
    menu.items.flatMap((item) =>
      item.variants.map((variant) => [`${item.id} ${variant.id}`, variant.priceMinor] as const),
    ),
  );
  return {
    orderTypeId: orderTypeKey,
    item: (line) => {
      const itemId = itemKey(line.item);
      const variantId = variantKey(line.variant);
      return { itemId, variantId, menuPriceMinor: prices.get(`${itemId} ${variantId}`) ?? -1 };
    },
    modifier: (itemId, modifier) => {
      const modifierId = modifierKey(modifier);
      return { groupId: menu.groupOf.get(itemId)?.get(modifierId) ?? '', modifierId };
    },
  };
}
