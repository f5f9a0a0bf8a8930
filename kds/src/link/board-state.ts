import { evolveTicket } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { KitchenCommand, KitchenEvent, Ticket } from '@auraconnect/shared/kitchen/ticket.ts';

/** Every ticket the appliance shows to boards, by id. */
export type Tickets = ReadonlyMap<string, Ticket>;

export const byId = (tickets: readonly Ticket[]): Tickets =>
  new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));

/** Whole tickets that changed, put over those known. */
export function withChanged(known: Tickets, changed: readonly Ticket[]): Tickets {
  return new Map([...known, ...byId(changed)]);
}

/**
 * The tickets with what was tapped here and has no answer yet, so that the glass answers at once.
 * The appliance decides again; its tickets replace these.
 */
export function withTaps(known: Tickets, taps: readonly KitchenCommand[], nowIso: string): Tickets {
  if (taps.length === 0) return known;
  const tickets = new Map(known);
  const context = { actor: 'screen', deviceId: 'screen', occurredAt: nowIso, businessDate: nowIso.slice(0, 10) };
  for (const tap of taps) {
    for (const event of eventsOf(tap, tickets)) {
      for (const ticketId of ticketIdsOf(event)) {
        const ticket = tickets.get(ticketId);
        if (ticket) tickets.set(ticketId, evolveTicket(ticket, event, context));
      }
    }
  }
  return tickets;
}

function eventsOf(tap: KitchenCommand, tickets: Tickets): KitchenEvent[] {
  switch (tap.type) {
    case 'kitchen.acknowledge':
      // A ticket is cookable only once the appliance has taken the acknowledgement: never ahead of its answer.
      return [];
    case 'kitchen.set_item_done':
      return [{ type: 'kitchen.item_done', payload: tap.payload }];
    case 'kitchen.bump':
      return [{ type: 'kitchen.ticket_bumped', payload: tap.payload }];
    case 'kitchen.recall':
      return [{ type: 'kitchen.ticket_recalled', payload: tap.payload }];
    case 'kitchen.serve': {
      const { orderId } = tap.payload;
      const ticketIds = [...tickets.values()]
        .filter((ticket) => ticket.orderId === orderId && ticket.servedAt === null)
        .map(({ ticketId }) => ticketId);
      return [{ type: 'kitchen.order_served', payload: { orderId, ticketIds } }];
    }
  }
}

function ticketIdsOf(event: KitchenEvent): readonly string[] {
  return event.type === 'kitchen.order_served' ? event.payload.ticketIds : [event.payload.ticketId];
}

/** What a view shows: one station's tickets, or every station's for `all`, `expo` and `ready`. */
export function ticketsOfView(tickets: Tickets, view: string): Ticket[] {
  const everywhere = view === 'all' || view === 'expo' || view === 'ready';
  return [...tickets.values()]
    .filter((ticket) => everywhere || ticket.stationId === view)
    .sort((one, other) => one.firedSeq - other.firedSeq);
}

/** Still to be made, oldest first; a cancelled ticket stays until somebody has bumped it away. */
export const openTickets = (tickets: readonly Ticket[]): Ticket[] =>
  tickets.filter((ticket) => ticket.bumpedAt === null && ticket.status !== 'none');

/** Made, newest first: what the recall strip offers. */
export function lastBumped(tickets: readonly Ticket[], most: number): Ticket[] {
  const made = tickets.filter((ticket) => ticket.bumpedAt !== null);
  return made.sort((one, other) => Date.parse(other.bumpedAt ?? '') - Date.parse(one.bumpedAt ?? '')).slice(0, most);
}

/** Mean time from fired to bumped, in seconds; null when nothing was made. */
export function averageSeconds(tickets: readonly Ticket[]): number | null {
  const times = tickets
    .filter((ticket) => ticket.bumpedAt !== null)
    .map((ticket) => (Date.parse(ticket.bumpedAt ?? '') - Date.parse(ticket.firedAt)) / 1000);
  return times.length === 0 ? null : times.reduce((sum, seconds) => sum + seconds, 0) / times.length;
}

/** A guest's allergy is life and death: any of these words in a note gets the unmistakable block. */
const allergyWords = /allerg|alerg|حساسي|אלרג|アレルギー|过敏|過敏/i;
export const isAllergy = (note: string): boolean => allergyWords.test(note);
