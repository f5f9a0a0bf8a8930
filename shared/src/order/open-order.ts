import { applyTaxes } from '../tax/apply-taxes.ts';
import { type AppliedTax, sameTaxes } from '../tax/tax.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, refuse } from './context.ts';
import { leaveFor } from './leave.ts';
import type { SoldLine } from './line.ts';
import type { Order } from './order.ts';

export function openOrder(_order: Order, payload: PayloadOf<'order.open'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const { orderId, orderTypeId, label, guestCount, number } = payload;
  if (!context.index.orderTypes.has(orderTypeId)) return refuse('order_type_unknown', { orderTypeId });
  const { currency, taxPolicy, cashRoundingMinor } = context.index.settings;
  return accept([
    {
      type: 'order.opened',
      payload: {
        orderId,
        number: context.numberFor(number ?? null),
        orderTypeId,
        label: label.trim(),
        guestCount,
        currency,
        taxPolicy,
        cashRoundingMinor,
      },
    },
  ]);
}

/**
 * Name, guests, note and kind of the order. Another kind (dine-in, takeaway) can be under other taxes: the lines come with the event
 * as they are taxed now. Their prices stay those at which they were sold.
 */
export function changeDetails(
  order: Order,
  payload: PayloadOf<'order.change_details'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const orderTypeId = payload.orderTypeId ?? order.orderTypeId;
  const newType = orderTypeId !== order.orderTypeId;
  if (newType && !context.index.orderTypes.has(orderTypeId)) return refuse('order_type_unknown', { orderTypeId });
  return accept([
    {
      type: 'order.details_changed',
      payload: {
        orderId: order.orderId,
        orderTypeId,
        label: payload.label?.trim() ?? order.label,
        guestCount: payload.guestCount ?? order.guestCount,
        note: payload.note ?? order.note,
        lines: newType ? order.lines.flatMap((line) => taxedAs(line, orderTypeId, context)) : [],
      },
    },
  ]);
}

/** The line under the taxes of another kind of order; none when nothing changes. */
function taxedAs(line: SoldLine, orderTypeId: string, { index, businessDate }: OrderContext): SoldLine[] {
  const taxesOf = (taxCategoryId: string): AppliedTax[] =>
    applyTaxes(index.taxes, { taxCategoryId, orderTypeId, businessDate });
  const item = line.itemId === null ? undefined : index.items.get(line.itemId);
  const taxCategoryId = line.taxCategoryId ?? item?.taxCategoryId;
  const taxes = taxCategoryId === undefined ? line.taxes : taxesOf(taxCategoryId);
  const modifiers = line.modifiers.map((modifier) => {
    if (modifier.taxes === null) return modifier;
    const group = index.modifierGroups.get(modifier.groupId);
    const category = group?.modifiers.find(({ id }) => id === modifier.modifierId)?.taxCategoryId;
    return typeof category === 'string' ? { ...modifier, taxes: taxesOf(category) } : modifier;
  });
  const unchanged =
    sameTaxes(taxes, line.taxes) &&
    modifiers.every((modifier, place) => sameTaxes(modifier.taxes, line.modifiers[place]?.taxes ?? null));
  return unchanged ? [] : [{ ...soldPart(line), taxes, modifiers }];
}

/** A line without what happened to it after it was sold, as an event carries it. */
export function soldPart(line: SoldLine): SoldLine {
  const { lineId, itemId, variantId, name, kitchenName, variantName, categoryId, quantity, unitPriceMinor, override } =
    line;
  const { priceLevelId, modifiers, taxes, stationIds, note, seat, course, taxCategoryId, countedDown } = line;
  return {
    lineId,
    itemId,
    variantId,
    name,
    kitchenName,
    variantName,
    categoryId,
    quantity,
    unitPriceMinor,
    override,
    priceLevelId,
    modifiers,
    taxes,
    stationIds,
    note,
    seat,
    course,
    ...(taxCategoryId === undefined ? {} : { taxCategoryId }),
    ...(countedDown === undefined ? {} : { countedDown }),
  };
}
