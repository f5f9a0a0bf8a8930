import { addDecimal, compareDecimal } from '../money/decimal.ts';
import type { AnyEvent, EventContext, OrderEvent } from '../order/events.ts';
import type { Order, OrderLine } from '../order/order.ts';
import type { KitchenEvent, Ticket, TicketLine } from './ticket.ts';

export type SentEvent = Extract<OrderEvent, { type: 'order.sent' }>;

/** Where the send stands in the journal, so that every board orders tickets alike. */
export interface FiredContext extends EventContext {
  firedSeq: number;
}

/** The tickets that a send made, one a station. `order` is the order as it is after the send. */
export function ticketsFromSend(order: Order, event: SentEvent, context: FiredContext): Ticket[] {
  const { sendId, lineIds: sentIds, tickets } = event.payload;
  const stationIds = tickets.map((ticket) => ticket.stationId);
  // Lines of an older send that are only now to be cooked are no addition to themselves.
  const addition = order.lines.some(
    (line) => line.sendId !== null && line.sendId !== sendId && !sentIds.includes(line.lineId),
  );
  return tickets.map(({ ticketId, stationId, lineIds, owner }) => ({
    ticketId,
    orderId: order.orderId,
    sendId,
    number: order.number,
    orderTypeId: order.orderTypeId,
    label: order.label,
    note: order.note,
    stationId,
    alsoAt: stationIds.filter((id) => id !== stationId),
    status: 'pending',
    owner,
    addition,
    lines: order.lines.filter((line) => lineIds.includes(line.lineId)).map(ticketLine),
    firedAt: context.occurredAt,
    firedBy: context.actor,
    firedSeq: context.firedSeq,
    acknowledgedAt: null,
    bumpedAt: null,
    servedAt: null,
  }));
}

function ticketLine(line: OrderLine): TicketLine {
  return {
    lineId: line.lineId,
    name: line.kitchenName ?? line.name,
    variantName: line.variantName,
    quantity: line.quantity,
    modifiers: line.modifiers.map(({ name, kitchenName, quantity, depth }) => ({
      name: kitchenName ?? name,
      quantity,
      depth,
    })),
    note: line.note,
    seat: line.seat,
    course: line.course,
    done: false,
    cancelledQuantity: line.voidedQuantity,
  };
}

/**
 * The ticket after an event, its own or its order's. Total: events about other tickets and of unknown types leave it alone.
 * A made ticket stays made when something on it is taken back: the food is there, and the strike shows on recall.
 */
export function evolveTicket(ticket: Ticket, journaled: AnyEvent, context: EventContext): Ticket {
  const event = journaled as KitchenEvent | OrderEvent;
  switch (event.type) {
    case 'kitchen.ticket_acknowledged':
      if (event.payload.ticketId !== ticket.ticketId) return ticket;
      return {
        ...ticket,
        status: ticket.status === 'pending' ? 'shown' : ticket.status,
        acknowledgedAt: ticket.acknowledgedAt ?? context.occurredAt,
      };
    case 'kitchen.item_done':
      if (event.payload.ticketId !== ticket.ticketId) return ticket;
      return withLine(ticket, event.payload.lineId, (line) => ({ ...line, done: event.payload.done }));
    case 'kitchen.ticket_bumped':
      if (event.payload.ticketId !== ticket.ticketId) return ticket;
      return {
        ...ticket,
        status: ticket.status === 'cancelled' ? 'cancelled' : 'bumped',
        bumpedAt: context.occurredAt,
      };
    case 'kitchen.ticket_recalled':
      if (event.payload.ticketId !== ticket.ticketId) return ticket;
      return { ...ticket, status: isAllCancelled(ticket) ? 'cancelled' : 'shown', bumpedAt: null, servedAt: null };
    case 'kitchen.owner_changed':
      return event.payload.ticketId === ticket.ticketId ? { ...ticket, owner: event.payload.owner } : ticket;
    case 'kitchen.order_served':
      return event.payload.ticketIds.includes(ticket.ticketId) ? { ...ticket, servedAt: context.occurredAt } : ticket;
    case 'order.line_voided':
      if (!event.payload.ticketIds.includes(ticket.ticketId)) return ticket;
      return cancelled(
        withLine(ticket, event.payload.lineId, (line) => ({
          ...line,
          cancelledQuantity: addDecimal(line.cancelledQuantity, event.payload.quantity),
        })),
      );
    case 'order.voided':
      if (!event.payload.ticketIds.includes(ticket.ticketId)) return ticket;
      return cancelled({
        ...ticket,
        lines: ticket.lines.map((line) => ({ ...line, cancelledQuantity: line.quantity })),
      });
    case 'order.details_changed':
      if (event.payload.orderId !== ticket.orderId) return ticket;
      return {
        ...ticket,
        orderTypeId: event.payload.orderTypeId,
        label: event.payload.label,
        note: event.payload.note,
      };
    default:
      return ticket;
  }
}

/** Nothing of the line is left to make. */
export const isLineCancelled = (line: TicketLine): boolean =>
  compareDecimal(line.cancelledQuantity, line.quantity) >= 0;

const isAllCancelled = (ticket: Ticket): boolean => ticket.lines.length > 0 && ticket.lines.every(isLineCancelled);

function cancelled(ticket: Ticket): Ticket {
  return isAllCancelled(ticket) && ticket.status !== 'bumped' ? { ...ticket, status: 'cancelled' } : ticket;
}

function withLine(ticket: Ticket, lineId: string, change: (line: TicketLine) => TicketLine): Ticket {
  return { ...ticket, lines: ticket.lines.map((line) => (line.lineId === lineId ? change(line) : line)) };
}
