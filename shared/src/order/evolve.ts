import { addDecimal } from '../money/decimal.ts';
import type { Payment } from '../payment/payment.ts';
import { priceOrder } from '../pricing/price-order.ts';
import { balance } from './balance.ts';
import type { EventContext, OrderEvent, OrderEventType } from './events.ts';
import type { SoldLine } from './line.ts';
import type { Order, OrderLine } from './order.ts';

/** The state before the first event of an order. */
export function noOrder(orderId: string): Order {
  const taxPolicy = { roundPer: 'document', mode: 'half-up' } as const;
  return {
    orderId,
    status: 'none',
    number: '',
    orderTypeId: '',
    label: '',
    guestCount: null,
    note: '',
    currency: '',
    taxPolicy,
    cashRoundingMinor: 1,
    openedAt: '',
    openedBy: '',
    deviceId: '',
    businessDate: '',
    closedAt: null,
    closedBusinessDate: null,
    cashSessionId: null,
    lines: [],
    tickets: [],
    discounts: [],
    payments: [],
    refunds: [],
    totals: priceOrder({ lines: [], discounts: [], taxPolicy }).totals,
    paidMinor: 0,
    dueMinor: 0,
    tipMinor: 0,
    refundedMinor: 0,
    version: 0,
  };
}

type Apply<T extends OrderEventType> = (
  order: Order,
  payload: Extract<OrderEvent, { type: T }>['payload'],
  context: EventContext,
) => Partial<Order>;

/**
 * What each event changes, before the figures are worked out again. Total: an event is a fact and is never refused here, so
 * one that names something that is not there changes nothing.
 */
const changes: { [T in OrderEventType]: Apply<T> } = {
  'order.opened': (
    _order,
    { number, orderTypeId, label, guestCount, currency, taxPolicy, cashRoundingMinor },
    context,
  ) => ({
    status: 'open',
    number,
    orderTypeId,
    label,
    guestCount,
    currency,
    taxPolicy,
    cashRoundingMinor,
    openedAt: context.occurredAt,
    openedBy: context.actor,
    deviceId: context.deviceId,
    businessDate: context.businessDate,
  }),
  'order.line_added': (order, { line }, context) => ({
    lines: [
      ...order.lines,
      { ...line, sentAt: null, sendId: null, voidedQuantity: '0', comp: null, addedBy: context.actor },
    ],
  }),
  'order.line_changed': (order, { line }) => ({ lines: withSold(order.lines, [line]) }),
  'order.line_removed': (order, { lineId }) => ({
    lines: order.lines.filter((line) => line.lineId !== lineId),
    discounts: order.discounts.filter((discount) => discount.lineId !== lineId),
  }),
  'order.line_voided': (order, { lineId, quantity }) => ({
    lines: withLine(order.lines, lineId, (line) => ({
      ...line,
      voidedQuantity: addDecimal(line.voidedQuantity, quantity),
    })),
  }),
  'order.line_comped': (order, { lineId, reason, approvedBy }, context) => ({
    lines: withLine(order.lines, lineId, (line) => ({ ...line, comp: { reason, approvedBy, by: context.actor } })),
  }),
  'order.discount_applied': (order, { discount }) => ({ discounts: [...order.discounts, discount] }),
  'order.discount_removed': (order, { discountId }) => ({
    discounts: order.discounts.filter((discount) => discount.discountId !== discountId),
  }),
  'order.details_changed': (order, { orderTypeId, label, guestCount, note, lines }) => ({
    orderTypeId,
    label,
    guestCount,
    note,
    lines: withSold(order.lines, lines),
  }),
  'order.sent': (order, { sendId, lineIds, tickets }, context) => ({
    lines: order.lines.map((line) =>
      lineIds.includes(line.lineId) && line.sentAt === null ? { ...line, sentAt: context.occurredAt, sendId } : line,
    ),
    tickets: [...order.tickets, ...tickets.map((ticket) => ({ ...ticket, sendId }))],
  }),
  'order.payment_taken': (order, { payment }) => ({ payments: [...order.payments, payment] }),
  'order.payment_resolved': (order, { paymentId, state, reference, lastFour }) => ({
    payments: order.payments.map((payment) =>
      payment.paymentId === paymentId
        ? { ...payment, state, reference: reference ?? payment.reference, lastFour: lastFour ?? payment.lastFour }
        : payment,
    ),
  }),
  'order.tip_adjusted': (order, { paymentId, tipMinor }) => ({
    payments: order.payments.map((payment) => (payment.paymentId === paymentId ? { ...payment, tipMinor } : payment)),
  }),
  'order.closed': (_order, { cashSessionId }, context) => ({
    status: 'closed',
    closedAt: context.occurredAt,
    closedBusinessDate: context.businessDate,
    cashSessionId,
  }),
  'order.voided': (_order, { cashSessionId }, context) => ({
    status: 'voided',
    closedAt: context.occurredAt,
    closedBusinessDate: context.businessDate,
    cashSessionId,
  }),
  'order.refunded': (order, { refund }) => ({ refunds: [...order.refunds, refund] }),
  'order.overpaid_kept_as_tip': (order, { paymentId, amountMinor }) => ({
    payments: order.payments.map((payment) =>
      payment.paymentId === paymentId ? keptAsTip(payment, amountMinor) : payment,
    ),
  }),
};

/**
 * The order after one of its events. Deterministic and total: the totals are always `priceOrder` of what the order holds, and
 * an event of a type that this version does not know leaves the order as it is.
 */
export function evolveOrder(order: Order, event: OrderEvent, context: EventContext): Order {
  if (!Object.hasOwn(changes, event.type)) return order;
  const change = changes[event.type] as Apply<OrderEventType>;
  const changed = { ...order, ...change(order, event.payload, context), version: order.version + 1 };
  const totals = isPricedAs(order, changed) ? order.totals : priceOrder(changed).totals;
  return { ...changed, totals, ...balance({ ...changed, totals }) };
}

/** Whatever a price follows from is the very same: a payment or the close moves none. */
const isPricedAs = (before: Order, after: Order): boolean =>
  before.lines === after.lines && before.discounts === after.discounts && before.taxPolicy === after.taxPolicy;

export function evolveOrderAll(order: Order, events: readonly OrderEvent[], context: EventContext): Order {
  return events.reduce((state, event) => evolveOrder(state, event, context), order);
}

/** A payment of which nothing is left for the check takes its rounding with it. */
function keptAsTip(payment: Payment, keptMinor: number): Payment {
  const amountMinor = payment.amountMinor - keptMinor;
  const roundingMinor = amountMinor === 0 ? 0 : payment.roundingMinor;
  return { ...payment, amountMinor, roundingMinor, tipMinor: payment.tipMinor + keptMinor };
}

function withLine(lines: readonly OrderLine[], lineId: string, change: (line: OrderLine) => OrderLine): OrderLine[] {
  return lines.map((line) => (line.lineId === lineId ? change(line) : line));
}

function withSold(lines: readonly OrderLine[], sold: readonly SoldLine[]): OrderLine[] {
  const byId = new Map(sold.map((line) => [line.lineId, line]));
  return lines.map((line) => ({ ...line, ...byId.get(line.lineId) }));
}
