import type { Refusal } from '../order/refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { mayDo } from '../staff/roles.ts';
import { isLineCancelled } from './evolve-ticket.ts';
import type { KitchenCommand, KitchenEvent, Ticket } from './ticket.ts';

export interface KitchenContext {
  deviceId: string;
  /** Null: nobody is signed in at the screen; then it can only say what it shows. */
  actor: Actor | null;
  approver: Actor | null;
}

export type KitchenDecision = { type: 'events'; events: KitchenEvent[] } | { type: 'refusal'; refusal: Refusal };

/** Every code of the kitchen with its sentence. */
export const kitchenRefusalSentences = {
  permission_needed: 'This needs a permission: ask a manager to approve it.',
  ticket_unknown: 'The kitchen has no such ticket.',
  ticket_bumped: 'This ticket is already made: recall it first.',
  ticket_not_bumped: 'This ticket is still being made.',
  ticket_cancelled: 'This ticket was cancelled.',
  line_unknown: 'This line is not on the ticket.',
  line_cancelled: 'This line was taken back.',
  nothing_to_serve: 'This order has nothing at the pass.',
  order_not_ready: 'A part of this order is still being made.',
} as const;
export type KitchenRefusalCode = keyof typeof kitchenRefusalSentences;

/**
 * Decides what a kitchen screen asks. `tickets` are those that the command names, or all of the order for `kitchen.serve`;
 * others are ignored. What already is so is accepted without an event, because two screens may say it at once.
 */
export function decideKitchen(
  tickets: readonly Ticket[],
  command: KitchenCommand,
  context: KitchenContext,
): KitchenDecision {
  if (command.type === 'kitchen.acknowledge') return acknowledge(tickets, command.payload.ticketIds, context.deviceId);
  const { actor, approver } = context;
  if (actor === null || !mayDo(actor, approver, 'kitchen.work').allowed)
    return refuse('permission_needed', { permission: 'kitchen.work' });
  if (command.type === 'kitchen.serve') return serve(tickets, command.payload.orderId);

  const { ticketId } = command.payload;
  const ticket = tickets.find((known) => known.ticketId === ticketId);
  if (ticket === undefined) return refuse('ticket_unknown', { ticketId });
  switch (command.type) {
    case 'kitchen.set_item_done':
      return setItemDone(ticket, command.payload);
    case 'kitchen.bump':
      return ticket.bumpedAt === null
        ? accept([{ type: 'kitchen.ticket_bumped', payload: { ticketId } }])
        : refuse('ticket_bumped', { ticketId });
    case 'kitchen.recall':
      return ticket.bumpedAt === null
        ? refuse('ticket_not_bumped', { ticketId })
        : accept([{ type: 'kitchen.ticket_recalled', payload: { ticketId } }]);
  }
}

/**
 * A screen has these on its glass. A ticket that a printer owns stays the printer's: a late screen only shows that it was
 * printed. Ids that are not known here any more stop none of the others.
 */
function acknowledge(tickets: readonly Ticket[], ticketIds: readonly string[], deviceId: string): KitchenDecision {
  const named = tickets.filter((ticket) => ticketIds.includes(ticket.ticketId));
  if (named.length === 0) return refuse('ticket_unknown', { ticketIds });
  const waiting = named.filter((ticket) => ticket.acknowledgedAt === null && ticket.owner === 'screen');
  return accept(
    waiting.map(({ ticketId }) => ({
      type: 'kitchen.ticket_acknowledged',
      payload: { ticketId, by: 'screen', deviceId },
    })),
  );
}

function setItemDone(ticket: Ticket, payload: { lineId: string; done: boolean }): KitchenDecision {
  const { ticketId } = ticket;
  const { lineId, done } = payload;
  if (ticket.bumpedAt !== null) return refuse('ticket_bumped', { ticketId });
  if (ticket.status === 'cancelled') return refuse('ticket_cancelled', { ticketId });
  const line = ticket.lines.find((known) => known.lineId === lineId);
  if (line === undefined) return refuse('line_unknown', { lineId });
  if (isLineCancelled(line)) return refuse('line_cancelled', { lineId });
  return accept(line.done === done ? [] : [{ type: 'kitchen.item_done', payload: { ticketId, lineId, done } }]);
}

function serve(tickets: readonly Ticket[], orderId: string): KitchenDecision {
  const atPass = tickets.filter(
    (ticket) => ticket.orderId === orderId && ticket.servedAt === null && ticket.status !== 'cancelled',
  );
  if (atPass.length === 0) return refuse('nothing_to_serve', { orderId });
  const waiting = atPass.filter((ticket) => ticket.status !== 'bumped');
  if (waiting.length > 0)
    return refuse('order_not_ready', { orderId, stationIds: waiting.map((ticket) => ticket.stationId) });
  return accept([
    { type: 'kitchen.order_served', payload: { orderId, ticketIds: atPass.map((ticket) => ticket.ticketId) } },
  ]);
}

const accept = (events: KitchenEvent[]): KitchenDecision => ({ type: 'events', events });

const refuse = (code: KitchenRefusalCode, data: Record<string, unknown>): KitchenDecision => ({
  type: 'refusal',
  refusal: { code, message: kitchenRefusalSentences[code], data },
});
