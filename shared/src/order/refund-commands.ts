import {
  addDecimal,
  compareDecimal,
  normalizeDecimal,
  parseDecimal,
  powerOfTen,
  subtractDecimal,
} from '../money/decimal.ts';
import { divideRounded, toSafeMinor } from '../money/rounding.ts';
import { roundCash } from '../payment/cash-rounding.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import { priceOrder } from '../pricing/price-order.ts';
import { refundedOf } from './balance.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, type OrderRefused, refuse } from './context.ts';
import { leaveFor } from './leave.ts';
import { activeQuantity, findLine, isMore } from './line-quantities.ts';
import type { Order } from './order.ts';
import { openDrawer } from './payment-commands.ts';

type RefundCommand = PayloadOf<'order.refund'>;
type RefundedLine = Refund['lines'][number];

/**
 * Gives money back, never more than is left of the payment it goes back from. By lines on a closed order: each piece is worth its share
 * of what the guest paid for the line, and whoever brings back the last piece of everything gets all that is left. By amount: out
 * of goodwill, or, while the order is open, to take a payment back so that it is owed again.
 */
export function refundOrder(order: Order, payload: RefundCommand, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.refund');
  if (!leave.allowed) return leave.refused;
  const { refundId, paymentId, tender, tipMinor, reason, reference } = payload;
  if (order.refunds.some((refund) => refund.refundId === refundId)) return refuse('refund_exists', { refundId });
  const payment = order.payments.find((known) => known.paymentId === paymentId);
  if (payment === undefined) return refuse('payment_unknown', { paymentId });
  if (payment.state !== 'captured') return refuse('payment_not_captured', { paymentId, state: payment.state });
  const cashSessionId = openDrawer(context);
  if (tender === 'cash' && cashSessionId === null) return refuse('drawer_closed', { deviceId: context.deviceId });

  const money = refundedMoney(order, payment, payload);
  if ('type' in money) return money;
  const tipLeftMinor = payment.tipMinor - refundedOf(order, paymentId).tipMinor;
  if (tipMinor > tipLeftMinor) return refuse('refund_exceeds_tip', { tipLeftMinor });
  if (tender === 'cash' && tipMinor % order.cashRoundingMinor !== 0) {
    return refuse('not_in_coins', { amountMinor: tipMinor, stepMinor: order.cashRoundingMinor });
  }
  if (money.amountMinor + tipMinor === 0) return refuse('nothing_to_refund');
  const refund: Refund = {
    refundId,
    paymentId,
    tender,
    amountMinor: money.amountMinor,
    tipMinor,
    lines: money.lines,
    reason,
    reference,
    cashSessionId,
    refundedBy: context.actor.staffId,
    approvedBy: leave.approvedBy,
    refundedAt: context.now,
  };
  return accept([{ type: 'order.refunded', payload: { orderId: order.orderId, refund } }]);
}

interface RefundedMoney {
  amountMinor: number;
  lines: RefundedLine[];
}

function refundedMoney(order: Order, payment: Payment, payload: RefundCommand): RefundedMoney | OrderRefused {
  const leftMinor = payment.amountMinor - refundedOf(order, payment.paymentId).amountMinor;
  const step = payload.tender === 'cash' ? order.cashRoundingMinor : 1;
  if (payload.lines.length === 0) {
    const amountMinor = payload.amountMinor ?? 0;
    if (amountMinor > leftMinor) return refuse('refund_exceeds_payment', { leftMinor });
    if (amountMinor % step !== 0) return refuse('not_in_coins', { amountMinor, stepMinor: step });
    return { amountMinor, lines: [] };
  }
  if (payload.amountMinor !== null) return refuse('refund_ambiguous');
  if (order.status !== 'closed') return refuse('order_not_closed');
  const lines = refundedLines(order, payload.lines);
  if ('type' in lines) return lines;
  const worthMinor = lines.reduce((sum, line) => sum + line.revenueMinor + line.taxMinor, 0);
  const allThatIsLeft = isEverythingBack(order, lines) && leftMinor === order.paidMinor - order.refundedMinor;
  const wantedMinor = allThatIsLeft ? leftMinor : worthMinor;
  const roundedMinor = inCoins(wantedMinor, leftMinor, step);
  if (roundedMinor > leftMinor) return refuse('refund_exceeds_payment', { leftMinor, wantedMinor });
  return { amountMinor: roundedMinor, lines };
}

/** To the nearest coin, but never up past what is left of the payment. */
function inCoins(amountMinor: number, leftMinor: number, step: number): number {
  const { roundedMinor } = roundCash(amountMinor, step);
  return roundedMinor > leftMinor && amountMinor <= leftMinor ? roundedMinor - step : roundedMinor;
}

/** The same line named twice is one. */
function refundedLines(order: Order, wanted: RefundCommand['lines']): RefundedLine[] | OrderRefused {
  const priced = new Map(priceOrder(order).lines.map((line) => [line.lineId, line]));
  const quantities = new Map<string, string>();
  for (const { lineId, quantity } of wanted)
    quantities.set(lineId, addDecimal(quantities.get(lineId) ?? '0', quantity));
  const lines: RefundedLine[] = [];
  for (const [lineId, quantity] of quantities) {
    const line = findLine(order, lineId);
    const price = priced.get(lineId);
    if (line === undefined || price === undefined) return refuse('line_unknown', { lineId });
    const sold = activeQuantity(line);
    const back = refundedQuantity(order, lineId);
    const left = subtractDecimal(sold, back);
    if (isMore(quantity, left)) return refuse('quantity_too_large', { lineId, left });
    const share = (wholeMinor: number): number =>
      shareOf(wholeMinor, addDecimal(back, quantity), sold) - shareOf(wholeMinor, back, sold);
    const wholeTaxMinor = price.addedTaxMinor + price.includedTaxMinor;
    const taxMinor = share(wholeTaxMinor);
    const revenueMinor = share(price.revenueMinor + wholeTaxMinor) - taxMinor;
    lines.push({ lineId, quantity: normalizeDecimal(quantity), revenueMinor, taxMinor });
  }
  return lines;
}

function refundedQuantity(order: Order, lineId: string): string {
  return order.refunds
    .flatMap((refund) => refund.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => addDecimal(sum, line.quantity), '0');
}

/** `whole x part / all`, down: taken as differences of running shares, the pieces add up and the last one takes the remainder. */
function shareOf(wholeMinor: number, part: string, all: string): number {
  const numerator = parseDecimal(part);
  const denominator = parseDecimal(all);
  if (denominator.coefficient === 0n) return 0;
  const over = BigInt(wholeMinor) * numerator.coefficient * powerOfTen(denominator.scale);
  return toSafeMinor(divideRounded(over, denominator.coefficient * powerOfTen(numerator.scale), 'down'));
}

function isEverythingBack(order: Order, now: readonly RefundedLine[]): boolean {
  return order.lines.every((line) => {
    const back = addDecimal(
      refundedQuantity(order, line.lineId),
      now.find(({ lineId }) => lineId === line.lineId)?.quantity ?? '0',
    );
    return compareDecimal(back, activeQuantity(line)) >= 0;
  });
}
