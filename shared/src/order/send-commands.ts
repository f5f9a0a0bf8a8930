import type { PayloadOf } from './commands-of.ts';
import { accept, type OrderContext, type OrderDecision, refuse } from './context.ts';
import type { OrderEvent } from './events.ts';
import { fireTickets } from './fire-tickets.ts';
import { leaveFor } from './leave.ts';
import { findLine, unsentLines } from './line-quantities.ts';
import type { Order, OrderLine } from './order.ts';

/** Fires lines to the kitchen, each once and never again: what is named and already there refuses the whole send. */
export function sendLines(order: Order, payload: PayloadOf<'order.send'>, context: OrderContext): OrderDecision {
  const leave = leaveFor(context, 'order.take');
  if (!leave.allowed) return leave.refused;
  const { sendId } = payload;
  if (order.lines.some((line) => line.sendId === sendId)) return refuse('send_exists', { sendId });
  const wanted = new Set(payload.lineIds);
  for (const lineId of wanted) {
    const line = findLine(order, lineId);
    if (line === undefined) return refuse('line_unknown', { lineId });
    if (line.sentAt !== null) return refuse('line_sent', { lineId });
  }
  const lines = unsentLines(order).filter((line) => payload.lineIds === null || wanted.has(line.lineId));
  if (lines.length === 0) return refuse('nothing_to_send');
  return accept([sent(order, sendId, lines, context)]);
}

export function sent(order: Order, sendId: string, lines: readonly OrderLine[], context: OrderContext): OrderEvent {
  return {
    type: 'order.sent',
    payload: {
      orderId: order.orderId,
      sendId,
      lineIds: lines.map((line) => line.lineId),
      tickets: fireTickets(lines, context),
    },
  };
}
