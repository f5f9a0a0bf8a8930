import { compareDecimal, isZeroDecimal, parseDecimal, powerOfTen } from '../money/decimal.ts';
import { priceOrder } from '../pricing/price-order.ts';
import { mayDo } from '../staff/roles.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, type OrderRefused, refuse } from './context.ts';
import { leaveFor } from './leave.ts';
import type { Discount } from './line.ts';
import { findLine, isVoided } from './line-quantities.ts';
import type { Order } from './order.ts';

/**
 * A discount of one's own is held to the limit of one's role together with all that nobody approved so far: four times ten percent
 * is not ten percent. Above it an approver is needed whose own limit reaches.
 */
export function applyDiscount(
  order: Order,
  payload: PayloadOf<'order.apply_discount'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.discount');
  if (!leave.allowed) return leave.refused;
  const refused = problemWith(order, payload);
  if (refused !== null) return refused;
  const { orderId, discountId, lineId, name, kind, rate, amountMinor } = payload;
  const discount: Discount = { discountId, lineId, name, kind, rate, amountMinor, approvedBy: leave.approvedBy };
  const judged = approve(order, discount, context);
  if (judged.type === 'refusal') return judged;
  return accept([
    { type: 'order.discount_applied', payload: { orderId, discount: { ...discount, approvedBy: judged.approvedBy } } },
  ]);
}

function problemWith(order: Order, payload: PayloadOf<'order.apply_discount'>): OrderRefused | null {
  const { discountId, lineId, kind, rate, amountMinor } = payload;
  if (order.discounts.some((known) => known.discountId === discountId))
    return refuse('discount_exists', { discountId });
  const fits =
    kind === 'percent'
      ? rate !== null && amountMinor === null && compareDecimal(rate, '0') > 0 && compareDecimal(rate, '1') <= 0
      : rate === null && amountMinor !== null;
  if (!fits) return refuse('discount_invalid', { kind, rate, amountMinor });
  const line = lineId === null ? null : findLine(order, lineId);
  if (line === undefined) return refuse('line_unknown', { lineId });
  if (line !== null && isVoided(line)) return refuse('line_voided', { lineId });
  if (line !== null && line.comp !== null) return refuse('line_comped', { lineId });
  const leftMinor = takenOff(order, order.discounts, lineId).netMinor;
  if (amountMinor !== null && amountMinor > leftMinor) return refuse('discount_too_large', { leftMinor });
  return null;
}

/** What the discounts take off the line, or off the order, and what it costs before and after them. */
function takenOff(
  order: Order,
  discounts: readonly Discount[],
  lineId: string | null,
): { grossMinor: number; discountMinor: number; netMinor: number } {
  const priced = priceOrder({ lines: order.lines, discounts, taxPolicy: order.taxPolicy });
  if (lineId === null) return priced.totals;
  return priced.lines.find((line) => line.lineId === lineId) ?? { grossMinor: 0, discountMinor: 0, netMinor: 0 };
}

type Judged = { type: 'approved'; approvedBy: string | null } | OrderRefused;

function approve(order: Order, discount: Discount, context: OrderContext): Judged {
  const ownDiscounts = [...order.discounts.filter(isOwn), discount];
  return judge(takenOff(order, ownDiscounts, discount.lineId), discount.approvedBy === null, context);
}

const isOwn = (discount: Discount): boolean => discount.approvedBy === null;

function judge(
  off: { grossMinor: number; discountMinor: number },
  alone: boolean,
  { actor, approver }: OrderContext,
): Judged {
  const { grossMinor, discountMinor } = off;
  const within = (limitPercent: string): boolean => isWithin(discountMinor, grossMinor, limitPercent);
  if (alone && within(actor.discountLimitPercent)) return { type: 'approved', approvedBy: null };
  const approved =
    approver !== null && mayDo(approver, null, 'order.discount').allowed && within(approver.discountLimitPercent);
  if (approved) return { type: 'approved', approvedBy: approver.staffId };
  return refuse('discount_over_limit', { discountMinor, grossMinor, limitPercent: actor.discountLimitPercent });
}

/**
 * An amount off a large check must not stay when the check becomes small: taking lines off is held to the same limit. `after` is the
 * order as it would be; null when it may.
 */
export function overLimitAfter(before: Order, after: Order, context: OrderContext): OrderRefused | null {
  if (after.totals.grossMinor >= before.totals.grossMinor) return null;
  const own = after.discounts.filter(isOwn);
  for (const lineId of new Set(
    own.filter((discount) => discount.kind === 'amount').map((discount) => discount.lineId),
  )) {
    const judged = judge(takenOff(after, own, lineId), true, context);
    if (judged.type === 'refusal') return judged;
  }
  return null;
}

/** Up to one minor unit over the exact share is still within: ten percent of 9.95 is 1.00. */
function isWithin(discountMinor: number, grossMinor: number, limitPercent: string): boolean {
  if (isZeroDecimal(limitPercent)) return discountMinor === 0;
  const { coefficient, scale } = parseDecimal(limitPercent);
  const whole = 100n * powerOfTen(scale);
  const allowed = (BigInt(grossMinor) * coefficient + whole - 1n) / whole;
  return BigInt(discountMinor) <= allowed;
}

export function removeDiscount(
  order: Order,
  payload: PayloadOf<'order.remove_discount'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const { discountId } = payload;
  if (!order.discounts.some((discount) => discount.discountId === discountId))
    return refuse('discount_unknown', { discountId });
  return accept([{ type: 'order.discount_removed', payload: { orderId: order.orderId, discountId } }]);
}
