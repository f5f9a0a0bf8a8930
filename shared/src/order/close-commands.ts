import type { Permission } from '../staff/permissions.ts';
import { heldMinor, isWaiting } from './balance.ts';
import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, refuse } from './context.ts';
import { giveBack } from './countdown.ts';
import { leaveFor } from './leave.ts';
import { isVoided, unsentLines } from './line-quantities.ts';
import type { Order } from './order.ts';
import { openDrawer } from './payment-commands.ts';
import { sent } from './send-commands.ts';

/**
 * Ends an order that owes nothing. Lines that the kitchen does not have yet are fired first: at a counter the guest pays before
 * anything is made, and nothing that was paid for may stay behind.
 */
export function closeOrder(order: Order, _payload: PayloadOf<'order.close'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.pay');
  if (!leave.allowed) return leave.refused;
  if (order.lines.every(isVoided)) return refuse('order_empty');
  const open = order.payments.find(isWaiting);
  if (open !== undefined) return refuse('payment_unresolved', { paymentId: open.paymentId, state: open.state });
  if (order.dueMinor > 0) return refuse('still_due', { dueMinor: order.dueMinor });
  const unsent = unsentLines(order);
  return accept([
    ...(unsent.length > 0 && context.fires !== false ? [sent(order, context.newId(), unsent, context)] : []),
    {
      type: 'order.closed',
      payload: {
        orderId: order.orderId,
        totals: order.totals,
        paidMinor: order.paidMinor - order.refundedMinor,
        tipMinor: order.tipMinor - order.refunds.reduce((sum, refund) => sum + refund.tipMinor, 0),
        cashSessionId: openDrawer(context),
      },
    },
  ]);
}

/**
 * Gives an order up. A cart that never reached the kitchen is anybody's to throw away; after that it takes a permission. Guests'
 * money goes back first.
 */
export function voidOrder(order: Order, payload: PayloadOf<'order.void'>, context: OrderContext): OrderDecision {
  const known = order.lines.some((line) => line.sentAt !== null);
  const permission: Permission = known ? 'order.void' : 'order.take';
  const leave = leaveFor(context, permission);
  if (!leave.allowed) return leave.refused;
  const open = order.payments.find(isWaiting);
  if (open !== undefined) return refuse('payment_unresolved', { paymentId: open.paymentId, state: open.state });
  const held = heldMinor(order);
  if (held !== 0) return refuse('order_paid', { heldMinor: held });
  return accept(
    [
      {
        type: 'order.voided',
        payload: {
          orderId: order.orderId,
          reason: payload.reason,
          approvedBy: leave.approvedBy,
          ticketIds: order.tickets.map((ticket) => ticket.ticketId),
          cashSessionId: openDrawer(context),
        },
      },
    ],
    giveBack(unsentLines(order), context),
  );
}

/** Paper for a closed order. Nothing changes; whether it says COPY is for the one who knows what was printed. */
export function printReceipt(
  _order: Order,
  payload: PayloadOf<'order.print_receipt'>,
  context: OrderContext,
): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const printerId = payload.printerId ?? context.index.settings.receiptPrinterId;
  if (printerId === null) return refuse('no_printer');
  if (!context.index.printers.has(printerId)) return refuse('printer_unknown', { printerId });
  return { ...accept([]), receiptPrinterId: printerId };
}
