import type { Item, Variant } from '../menu/catalogue.ts';
import { daypartsOn, isItemOffered } from '../menu/daypart.ts';
import { chooseModifiers } from '../menu/modifiers.ts';
import { priceLevelAt } from '../menu/price-level.ts';
import { findVariant, variantPriceMinor } from '../menu/prices.ts';
import { normalizeDecimal } from '../money/decimal.ts';
import { applyTaxes } from '../tax/apply-taxes.ts';
import { parseTimestamp } from '../time/timestamp.ts';
import type { PayloadOf } from './commands-of.ts';
import { type OrderContext, type OrderRefused, refuse } from './context.ts';
import type { ModifierChoice, SoldLine, SoldModifier } from './line.ts';
import type { Order } from './order.ts';

export type Built<T> = { ok: true; value: T } | { ok: false; refused: OrderRefused };
const built = <T>(value: T): Built<T> => ({ ok: true, value });
const failed = (refused: OrderRefused): { ok: false; refused: OrderRefused } => ({ ok: false, refused });

/** The item as it can be sold at this moment. */
export function offeredItem(itemId: string, { index, now }: OrderContext): Built<Item> {
  const item = index.items.get(itemId);
  if (item === undefined) return failed(refuse('item_unknown', { itemId }));
  const on = daypartsOn(index.catalogue.dayparts, parseTimestamp(now), index.settings.timeZone);
  if (!isItemOffered(item, on)) return failed(refuse('item_not_sold', { itemId, name: item.name }));
  return built(item);
}

export function sizeOf(item: Item, variantId: string): Built<Variant> {
  const variant = findVariant(item, variantId);
  return variant === undefined ? failed(refuse('variant_unknown', { itemId: item.id, variantId })) : built(variant);
}

export function modifiersOf(
  item: Item,
  choices: readonly ModifierChoice[],
  order: Pick<Order, 'orderTypeId'>,
  priceLevelId: string | null,
  { index, businessDate }: OrderContext,
): Built<SoldModifier[]> {
  const outcome = chooseModifiers(index, item, choices, { priceLevelId, orderTypeId: order.orderTypeId, businessDate });
  if (outcome.ok) return built(outcome.modifiers);
  const { problem, groupId, groupName, modifierId, chosen, limit } = outcome;
  return failed(refuse('modifiers_invalid', { problem, groupId, groupName, modifierId, chosen, limit }));
}

/** The line that a menu item becomes: names, prices and rates of this moment, which it keeps for ever. */
export function soldLine(
  order: Order,
  payload: PayloadOf<'order.add_line'>,
  approvedBy: string | null,
  context: OrderContext,
): Built<SoldLine> {
  const { index, businessDate } = context;
  const item = offeredItem(payload.itemId, context);
  if (!item.ok) return item;
  const variant = sizeOf(item.value, payload.variantId);
  if (!variant.ok) return variant;
  const priceLevelId = priceLevelAt(index, { orderTypeId: order.orderTypeId, instantMs: parseTimestamp(context.now) });
  const modifiers = modifiersOf(item.value, payload.modifiers, order, priceLevelId, context);
  if (!modifiers.ok) return modifiers;
  const menuPriceMinor = variantPriceMinor(variant.value, priceLevelId);
  const { taxCategoryId, categoryId, name, kitchenName, stationIds } = item.value;
  const override = payload.priceOverride;
  return built({
    lineId: payload.lineId,
    itemId: item.value.id,
    variantId: variant.value.id,
    name,
    kitchenName,
    variantName: shownName(item.value, variant.value),
    categoryId,
    quantity: normalizeDecimal(payload.quantity),
    unitPriceMinor: override?.unitPriceMinor ?? menuPriceMinor,
    override: override === null ? null : { menuPriceMinor, reason: override.reason, approvedBy },
    priceLevelId,
    modifiers: modifiers.value,
    taxes: applyTaxes(index.taxes, { taxCategoryId, orderTypeId: order.orderTypeId, businessDate }),
    stationIds: [...stationIds],
    note: payload.note,
    seat: payload.seat,
    course: payload.course,
    taxCategoryId,
    countedDown: context.remaining(item.value.id) !== null,
  });
}

/** An item with one size does not say which. */
export const shownName = (item: Item, variant: Variant): string | null =>
  item.variants.length > 1 ? variant.name : null;

/** Something that is not on the menu. */
export function openLine(
  order: Order,
  payload: PayloadOf<'order.add_open_item'>,
  { index, businessDate }: OrderContext,
): Built<SoldLine> {
  const { lineId, name, unitPriceMinor, quantity, taxCategoryId, stationId, note } = payload;
  if (!index.taxCategories.has(taxCategoryId)) return failed(refuse('tax_category_unknown', { taxCategoryId }));
  if (stationId !== null && !index.stations.has(stationId)) return failed(refuse('station_unknown', { stationId }));
  return built({
    lineId,
    itemId: null,
    variantId: null,
    name,
    kitchenName: null,
    variantName: null,
    categoryId: null,
    quantity: normalizeDecimal(quantity),
    unitPriceMinor,
    override: null,
    priceLevelId: null,
    modifiers: [],
    taxes: applyTaxes(index.taxes, { taxCategoryId, orderTypeId: order.orderTypeId, businessDate }),
    stationIds: stationId === null ? [] : [stationId],
    note,
    seat: null,
    course: null,
    taxCategoryId,
  });
}
