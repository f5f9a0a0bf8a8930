import { evolveTicket } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { KitchenEvent, Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { State, TicketPlace } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

/** A made ticket stays within reach of recall and of the order-ready screen for so long, when nobody serves it. */
const keptAfterBumpMs = 2 * 60 * 60 * 1000;

export function foldKitchenEvent(state: State, event: KitchenEvent, context: FoldContext): void {
  const { payload } = event;
  changeTickets(state, 'ticketIds' in payload ? payload.ticketIds : [payload.ticketId], event, context);
  if (event.type === 'kitchen.ticket_bumped') retireOld(state, Date.parse(context.occurredAt));
}

export function changeTickets(
  state: State,
  ticketIds: readonly string[],
  event: KitchenEvent | OrderEvent,
  context: FoldContext,
): void {
  for (const ticketId of ticketIds) {
    const place = state.tickets.get(ticketId);
    if (place === null) continue;
    const ticket = evolveTicket(place.ticket, event, context);
    if (ticket !== place.ticket) state.tickets.set(ticketId, placeOf(ticket));
  }
}

export const placeOf = (ticket: Ticket): TicketPlace => ({
  ticketId: ticket.ticketId,
  orderId: ticket.orderId,
  status: ticket.status,
  isActive: ticket.servedAt === null,
  ticket,
});

/** Counted from the bump that is being folded, not from a clock, so that a rebuild comes to the same. */
function retireOld(state: State, nowMs: number): void {
  for (const place of state.tickets.values()) {
    const { ticket, isActive } = place;
    const doneAt = ticket.bumpedAt ?? (ticket.status === 'cancelled' ? ticket.firedAt : null);
    if (isActive && doneAt !== null && nowMs - Date.parse(doneAt) > keptAfterBumpMs) {
      state.tickets.set(ticket.ticketId, { ...place, isActive: false });
    }
  }
}
