import { roundCash } from '../payment/cash-rounding.ts';
import type { Payment } from '../payment/payment.ts';
import { systemActorId } from '../staff/actor.ts';
import { isWaiting, payableMinor, refundedOf, reservedMinor } from './balance.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, type OrderRefused, refuse } from './context.ts';
import { leaveFor } from './leave.ts';
import type { Order } from './order.ts';

/**
 * Takes cash. Only what settles the whole rest is rounded to coins; a part must be payable in coins as it is. Change is what was
 * handed over without the amount and the tip. It never closes the order: the till says so.
 */
export function payCash(order: Order, payload: PayloadOf<'order.pay_cash'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.pay');
  if (!leave.allowed) return leave.refused;
  const wanted = wantedMinor(order, payload.paymentId, payload.amountMinor);
  if (typeof wanted !== 'number') return wanted;
  const drawer = openDrawer(context);
  if (drawer === null) return refuse('drawer_closed', { deviceId: context.deviceId });

  const { tenderedMinor, tipMinor } = payload;
  const step = order.cashRoundingMinor;
  const rounded = roundCash(wanted, step);
  const partly = wanted < payableMinor(order);
  if (partly && rounded.roundingMinor !== 0) return refuse('not_in_coins', { amountMinor: wanted, stepMinor: step });
  for (const amountMinor of [tenderedMinor, tipMinor]) {
    if (amountMinor % step !== 0) return refuse('not_in_coins', { amountMinor, stepMinor: step });
  }
  const neededMinor = rounded.roundedMinor + tipMinor;
  if (tenderedMinor < neededMinor) return refuse('tendered_too_little', { neededMinor, tenderedMinor });
  const payment: Payment = {
    ...newPayment(payload.paymentId, context),
    tender: 'cash',
    state: 'captured',
    amountMinor: rounded.roundedMinor,
    tipMinor,
    tenderedMinor,
    changeMinor: tenderedMinor - neededMinor,
    roundingMinor: rounded.roundingMinor,
  };
  return accept([{ type: 'order.payment_taken', payload: { orderId: order.orderId, payment } }]);
}

/** Writes down that a card is about to be asked for money. Until its answer is known that amount is reserved. */
export function startCardPayment(
  order: Order,
  payload: PayloadOf<'order.start_card_payment'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.pay');
  if (!leave.allowed) return leave.refused;
  const wanted = wantedMinor(order, payload.paymentId, payload.amountMinor);
  if (typeof wanted !== 'number') return wanted;
  const payment: Payment = {
    ...newPayment(payload.paymentId, context),
    tender: 'card-external',
    state: 'intended',
    amountMinor: wanted,
    tipMinor: payload.tipMinor,
    tenderedMinor: null,
    changeMinor: 0,
    roundingMinor: 0,
  };
  return accept([{ type: 'order.payment_taken', payload: { orderId: order.orderId, payment } }]);
}

/**
 * The card terminal's answer. An unknown outcome stays reserved and only a person who looked settles it, never the store by
 * itself and never a second charge; a settled payment stays as it is.
 */
export function resolveCardPayment(
  order: Order,
  payload: PayloadOf<'order.resolve_card_payment'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.pay');
  if (!leave.allowed) return leave.refused;
  const { paymentId, outcome, reference, lastFour } = payload;
  const payment = order.payments.find((known) => known.paymentId === paymentId);
  if (payment === undefined) return refuse('payment_unknown', { paymentId });
  if (!isWaiting(payment)) return refuse('payment_final', { paymentId, state: payment.state });
  if (payment.state === 'unknown') {
    if (outcome === 'unknown') return accept([]);
    if (context.actor.staffId === systemActorId) return refuse('person_needed', { paymentId });
  }
  return accept([
    {
      type: 'order.payment_resolved',
      payload: { orderId: order.orderId, paymentId, state: outcome, reference, lastFour },
    },
  ]);
}

/** The tip that a guest wrote on the slip. */
export function adjustTip(order: Order, payload: PayloadOf<'order.adjust_tip'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.pay');
  if (!leave.allowed) return leave.refused;
  const { paymentId, tipMinor } = payload;
  const payment = order.payments.find((known) => known.paymentId === paymentId);
  if (payment === undefined) return refuse('payment_unknown', { paymentId });
  if (payment.tender === 'cash') return refuse('tip_not_adjustable', { paymentId });
  if (payment.state !== 'captured') return refuse('payment_not_captured', { paymentId, state: payment.state });
  const refundedMinor = refundedOf(order, paymentId).tipMinor;
  if (tipMinor < refundedMinor) return refuse('refund_exceeds_tip', { paymentId, refundedMinor });
  return accept([{ type: 'order.tip_adjusted', payload: { orderId: order.orderId, paymentId, tipMinor } }]);
}

/** What a new payment is to pay of the order, or why there can be none. */
function wantedMinor(order: Order, paymentId: string, amountMinor: number | null): number | OrderRefused {
  if (order.payments.some((payment) => payment.paymentId === paymentId)) return refuse('payment_exists', { paymentId });
  const payable = payableMinor(order);
  if (payable === 0) {
    const reserved = reservedMinor(order);
    return reserved > 0 ? refuse('payment_unresolved', { reservedMinor: reserved }) : refuse('nothing_due');
  }
  if (amountMinor !== null && amountMinor > payable) return refuse('more_than_due', { dueMinor: payable });
  return amountMinor ?? payable;
}

/** The open drawer session of the till itself; nobody puts cash into another till's drawer. */
export function openDrawer({ cashSession, deviceId }: Pick<OrderContext, 'cashSession' | 'deviceId'>): string | null {
  return cashSession !== null && cashSession.status === 'open' && cashSession.deviceId === deviceId
    ? cashSession.sessionId
    : null;
}

/** Cards count in the till's session as well, so that its report shows all that it took. */
function newPayment(
  paymentId: string,
  context: OrderContext,
): Pick<Payment, 'paymentId' | 'reference' | 'lastFour' | 'cashSessionId' | 'takenBy' | 'takenAt'> {
  return {
    paymentId,
    reference: null,
    lastFour: null,
    cashSessionId: openDrawer(context),
    takenBy: context.actor.staffId,
    takenAt: context.now,
  };
}
