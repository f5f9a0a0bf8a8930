import type { OrderEvent, OrderEventType } from './events.ts';
import type { Order } from './order.ts';

type Known<T extends OrderEventType> = (order: Order, payload: Extract<OrderEvent, { type: T }>['payload']) => boolean;
const never = (): boolean => false;

/** Total: a new event of the order machine has to say here by what it is known. */
const happened: { [T in OrderEventType]: Known<T> } = {
  'order.opened': (order) => order.status !== 'none',
  'order.line_added': (order, { line }) => order.lines.some(({ lineId }) => lineId === line.lineId),
  'order.line_changed': never,
  'order.line_removed': never,
  'order.line_voided': never,
  'order.line_comped': never,
  'order.discount_applied': (order, { discount }) =>
    order.discounts.some(({ discountId }) => discountId === discount.discountId),
  'order.discount_removed': never,
  'order.details_changed': never,
  'order.sent': (order, { sendId }) =>
    order.lines.some((line) => line.sendId === sendId) || order.tickets.some((ticket) => ticket.sendId === sendId),
  'order.payment_taken': (order, { payment }) =>
    order.payments.some(({ paymentId }) => paymentId === payment.paymentId),
  'order.payment_resolved': never,
  'order.tip_adjusted': never,
  'order.closed': (order) => order.status === 'closed' || order.status === 'voided',
  'order.voided': (order) => order.status === 'voided',
  'order.refunded': (order, { refund }) => order.refunds.some(({ refundId }) => refundId === refund.refundId),
  'order.overpaid_kept_as_tip': never,
};

/**
 * Whether an event has happened to the order already: the same thing of the trade under another event id, from a device that tried
 * again or from another branch of the history. Lines, sends, payments, refunds and discounts have ids that happen once.
 */
export function hasHappened(order: Order, event: OrderEvent): boolean {
  return (happened[event.type] as Known<OrderEventType>)(order, event.payload);
}
