import { variantPriceMinor } from '../menu/prices.ts';
import { normalizeDecimal } from '../money/decimal.ts';
import { mayDo } from '../staff/roles.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, refuse } from './context.ts';
import { giveBack, moved } from './countdown.ts';
import { leaveFor } from './leave.ts';
import type { SoldLine } from './line.ts';
import { activeQuantity, findLine, isMore, isVoided, wholePieces } from './line-quantities.ts';
import { soldPart } from './open-order.ts';
import type { Order, OrderLine } from './order.ts';
import { type Built, modifiersOf, openLine, shownName, sizeOf, soldLine } from './sold-line.ts';

export function addLine(order: Order, payload: PayloadOf<'order.add_line'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const price = payload.priceOverride === null ? leave : leaveForOverride(context);
  if (!price.allowed) return price.refused;
  if (findLine(order, payload.lineId) !== undefined) return refuse('line_exists', { lineId: payload.lineId });
  const line = soldLine(order, payload, price.approvedBy, context);
  if (!line.ok) return line.refused;
  const pieces = wholePieces(line.value.quantity);
  const out = notEnough(payload.itemId, line.value.name, pieces, context);
  if (out !== null) return out;
  return accept(
    [{ type: 'order.line_added', payload: { orderId: order.orderId, line: line.value } }],
    moved(payload.itemId, pieces, context),
  );
}

/** Somebody who imports orders sells them at the prices of the file: that is what an import is. */
function leaveForOverride(context: OrderContext): ReturnType<typeof leaveFor> {
  const imports = mayDo(context.actor, null, 'order.import');
  return imports.allowed ? imports : leaveFor(context, 'order.price_override');
}

function notEnough(itemId: string, name: string, pieces: number, context: OrderContext): OrderDecision | null {
  const remaining = context.remaining(itemId);
  return remaining !== null && pieces > remaining ? refuse('item_out', { itemId, name, remaining }) : null;
}

export function addOpenItem(
  order: Order,
  payload: PayloadOf<'order.add_open_item'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.open_item');
  if (!leave.allowed) return leave.refused;
  if (findLine(order, payload.lineId) !== undefined) return refuse('line_exists', { lineId: payload.lineId });
  const line = openLine(order, payload, context);
  if (!line.ok) return line.refused;
  return accept([{ type: 'order.line_added', payload: { orderId: order.orderId, line: line.value } }]);
}

/** Another size, other choices or another quantity of a line that the kitchen does not know; nothing to change is accepted. */
export function changeLine(
  order: Order,
  payload: PayloadOf<'order.change_line'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const line = findLine(order, payload.lineId);
  if (line === undefined) return refuse('line_unknown', { lineId: payload.lineId });
  if (line.sentAt !== null) return refuse('line_sent', { lineId: line.lineId });
  const resold = resell(order, line, payload, context);
  if (!resold.ok) return resold.refused;
  const before = soldPart(line);
  const after: SoldLine = {
    ...resold.value,
    quantity: payload.quantity === null ? line.quantity : normalizeDecimal(payload.quantity),
    note: payload.note ?? line.note,
    seat: payload.seat ?? line.seat,
    course: payload.course ?? line.course,
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return accept([]);
  const more =
    line.itemId !== null && line.countedDown === true ? wholePieces(after.quantity) - wholePieces(line.quantity) : 0;
  const out = more > 0 && line.itemId !== null ? notEnough(line.itemId, line.name, more, context) : null;
  if (out !== null) return out;
  return accept(
    [{ type: 'order.line_changed', payload: { orderId: order.orderId, line: after } }],
    line.itemId === null ? [] : moved(line.itemId, more, context),
  );
}

/** The line with another size or other choices, at its own price level; a price that a person set stays set. */
function resell(
  order: Order,
  line: OrderLine,
  payload: PayloadOf<'order.change_line'>,
  context: OrderContext,
): Built<SoldLine> {
  const sold = soldPart(line);
  if (payload.variantId === null && payload.modifiers === null) return { ok: true, value: sold };
  if (line.itemId === null || line.variantId === null)
    return { ok: false, refused: refuse('open_item_fixed', { lineId: line.lineId }) };
  const item = context.index.items.get(line.itemId);
  if (item === undefined) return { ok: false, refused: refuse('item_unknown', { itemId: line.itemId }) };
  let changed = sold;
  if (payload.variantId !== null && payload.variantId !== line.variantId) {
    const variant = sizeOf(item, payload.variantId);
    if (!variant.ok) return variant;
    const menuPriceMinor = variantPriceMinor(variant.value, line.priceLevelId);
    changed = {
      ...changed,
      variantId: variant.value.id,
      variantName: shownName(item, variant.value),
      unitPriceMinor: line.override === null ? menuPriceMinor : line.unitPriceMinor,
      override: line.override === null ? null : { ...line.override, menuPriceMinor },
    };
  }
  if (payload.modifiers === null) return { ok: true, value: changed };
  const modifiers = modifiersOf(item, payload.modifiers, order, line.priceLevelId, context);
  return modifiers.ok ? { ok: true, value: { ...changed, modifiers: modifiers.value } } : modifiers;
}

export function removeLine(
  order: Order,
  payload: PayloadOf<'order.remove_line'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const line = findLine(order, payload.lineId);
  if (line === undefined) return refuse('line_unknown', { lineId: payload.lineId });
  if (line.sentAt !== null) return refuse('line_sent', { lineId: line.lineId });
  return accept(
    [{ type: 'order.line_removed', payload: { orderId: order.orderId, lineId: line.lineId } }],
    giveBack([line], context),
  );
}

/** Takes back some or all of a line that the kitchen has; it sees it struck through on every ticket that has it. */
export function voidLine(order: Order, payload: PayloadOf<'order.void_line'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.void_sent');
  if (!leave.allowed) return leave.refused;
  const line = findLine(order, payload.lineId);
  if (line === undefined) return refuse('line_unknown', { lineId: payload.lineId });
  if (line.sentAt === null) return refuse('line_not_sent', { lineId: line.lineId });
  if (isVoided(line)) return refuse('line_voided', { lineId: line.lineId });
  const left = activeQuantity(line);
  if (isMore(payload.quantity, left)) return refuse('quantity_too_large', { lineId: line.lineId, left });
  const ticketIds = order.tickets
    .filter((ticket) => ticket.lineIds.includes(line.lineId))
    .map((ticket) => ticket.ticketId);
  return accept([
    {
      type: 'order.line_voided',
      payload: {
        orderId: order.orderId,
        lineId: line.lineId,
        quantity: normalizeDecimal(payload.quantity),
        reason: payload.reason,
        approvedBy: leave.approvedBy,
        ticketIds,
      },
    },
  ]);
}

/** Given away on purpose: made and counted, but not charged. */
export function compLine(order: Order, payload: PayloadOf<'order.comp_line'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.comp');
  if (!leave.allowed) return leave.refused;
  const line = findLine(order, payload.lineId);
  if (line === undefined) return refuse('line_unknown', { lineId: payload.lineId });
  if (isVoided(line)) return refuse('line_voided', { lineId: line.lineId });
  if (line.comp !== null) return refuse('line_comped', { lineId: line.lineId });
  return accept([
    {
      type: 'order.line_comped',
      payload: { orderId: order.orderId, lineId: line.lineId, reason: payload.reason, approvedBy: leave.approvedBy },
    },
  ]);
}
