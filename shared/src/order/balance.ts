import { roundCash, type RoundedCash } from '../payment/cash-rounding.ts';
import type { Payment, PaymentState } from '../payment/payment.ts';
import type { Order } from './order.ts';

/**
 * The order's money. `amountMinor` of a payment is what went into the drawer or off the card; what it settles of the order
 * is that without the cash rounding. On an open order a refund of a payment makes it owed again; a closed order owes nothing,
 * whatever is refunded later.
 */
type Books = Pick<Order, 'payments' | 'refunds' | 'totals'>;

/** The bank may still say yes to these: their amount is reserved, so that it is not paid a second time. */
const waiting: ReadonlySet<PaymentState> = new Set(['intended', 'authorized', 'unknown']);
export const isWaiting = (payment: Payment): boolean => waiting.has(payment.state);

/** What already went back of a payment. */
export function refundedOf(
  order: Pick<Order, 'refunds'>,
  paymentId: string,
): { amountMinor: number; tipMinor: number } {
  const refunds = order.refunds.filter((refund) => refund.paymentId === paymentId);
  return {
    amountMinor: refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
    tipMinor: refunds.reduce((sum, refund) => sum + refund.tipMinor, 0),
  };
}

/** What of the order is settled. A cash payment that went back whole takes its rounding with it. */
export function settledMinor(order: Books): number {
  return order.payments.reduce((sum, payment) => {
    if (payment.state !== 'captured') return sum;
    const backMinor = refundedOf(order, payment.paymentId).amountMinor;
    const reversed = backMinor > 0 && backMinor >= payment.amountMinor;
    return reversed ? sum : sum + payment.amountMinor - payment.roundingMinor - backMinor;
  }, 0);
}

export const reservedMinor = (order: Pick<Order, 'payments'>): number =>
  order.payments.filter(isWaiting).reduce((sum, payment) => sum + payment.amountMinor, 0);

/** What a new payment may pay: what is owed without what waiting card payments have reserved. Never below zero. */
export const payableMinor = (order: Books): number =>
  Math.max(0, order.totals.totalMinor - settledMinor(order) - reservedMinor(order));

/** What was paid beyond the check: at two tills that did not know of one another. A person gives it back or says what it is. */
export const overpaidMinor = (order: Books): number => Math.max(0, settledMinor(order) - order.totals.totalMinor);

/** What the guest would pay now in coins and notes. */
export const payableInCash = (order: Books & Pick<Order, 'cashRoundingMinor'>): RoundedCash =>
  roundCash(payableMinor(order), order.cashRoundingMinor);

/** Guests' money that the house still holds, tips included. */
export const heldMinor = (order: Books): number =>
  order.payments
    .filter((payment) => payment.state === 'captured')
    .reduce((sum, payment) => sum + payment.amountMinor + payment.tipMinor, 0) -
  order.refunds.reduce((sum, refund) => sum + refund.amountMinor + refund.tipMinor, 0);

/** The figures of an order that follow from its books. */
export function balance(
  order: Books & Pick<Order, 'status'>,
): Pick<Order, 'paidMinor' | 'dueMinor' | 'tipMinor' | 'refundedMinor'> {
  const captured = order.payments.filter((payment) => payment.state === 'captured');
  return {
    paidMinor: captured.reduce((sum, payment) => sum + payment.amountMinor, 0),
    dueMinor: order.status === 'open' ? Math.max(0, order.totals.totalMinor - settledMinor(order)) : 0,
    tipMinor: captured.reduce((sum, payment) => sum + payment.tipMinor, 0),
    refundedMinor: order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
  };
}
