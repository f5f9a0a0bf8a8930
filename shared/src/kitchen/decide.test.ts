import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';
import { decideKitchen, type KitchenContext } from './decide.ts';
import { evolveTicket, ticketsFromSend } from './evolve-ticket.ts';
import type { KitchenCommand, Ticket } from './ticket.ts';

/** A kitchen with one order in it: a platter at the grill and the oven, a burger at the grill. */
class Kitchen {
  readonly till = new Till(aBistro()).open();
  tickets: Ticket[] = [];
  context: KitchenContext = { deviceId: 'screen-1', actor: anActor('chen', ['kitchen.work']), approver: null };
  readonly platter = this.till.add('platter');
  readonly burger = this.till.add('burger');

  constructor() {
    const [sent] = this.till.send();
    if (sent?.type === 'order.sent')
      this.tickets = ticketsFromSend(this.till.order, sent, { ...this.till.eventContext, firedSeq: 1 });
  }

  at(stationId: string): Ticket {
    const ticket = this.tickets.find((known) => known.stationId === stationId);
    if (ticket === undefined) throw new Error(`Nothing at ${stationId}.`);
    return ticket;
  }

  /** The number of events, or why not. */
  try(command: KitchenCommand): number | string {
    const decision = decideKitchen(this.tickets, command, this.context);
    if (decision.type === 'refusal') return decision.refusal.code;
    for (const event of decision.events)
      this.tickets = this.tickets.map((ticket) => evolveTicket(ticket, event, this.till.eventContext));
    return decision.events.length;
  }

  bump = (stationId: string): number | string =>
    this.try({ type: 'kitchen.bump', payload: { ticketId: this.at(stationId).ticketId } });
  recall = (stationId: string): number | string =>
    this.try({ type: 'kitchen.recall', payload: { ticketId: this.at(stationId).ticketId } });
  serve = (): number | string => this.try({ type: 'kitchen.serve', payload: { orderId: this.till.order.orderId } });
  done = (stationId: string, lineId: string, done: boolean): number | string =>
    this.try({ type: 'kitchen.set_item_done', payload: { ticketId: this.at(stationId).ticketId, lineId, done } });
  acknowledge = (...ticketIds: string[]): number | string =>
    this.try({ type: 'kitchen.acknowledge', payload: { ticketIds } });
  change(stationId: string, change: Partial<Ticket>): void {
    this.tickets = this.tickets.map((ticket) => (ticket.stationId === stationId ? { ...ticket, ...change } : ticket));
  }
}

describe('acknowledging', () => {
  test('needs nobody to be signed in, and is said once', () => {
    const kitchen = new Kitchen();
    kitchen.context = { ...kitchen.context, actor: null };
    const ids = kitchen.tickets.map((ticket) => ticket.ticketId);
    expect(kitchen.acknowledge(...ids)).toBe(2);
    expect(kitchen.tickets.map((ticket) => ticket.status)).toEqual(['shown', 'shown']);
    expect(kitchen.acknowledge(...ids)).toBe(0);
  });

  test('passes over what a printer owns: a late screen only shows that it was printed', () => {
    const kitchen = new Kitchen();
    kitchen.change('grill', { owner: 'printer' });
    expect(kitchen.acknowledge(kitchen.at('grill').ticketId)).toBe(0);
    expect(kitchen.at('grill').status).toBe('pending');
  });

  test('passes over ids that are gone, and refuses when nothing is left', () => {
    const kitchen = new Kitchen();
    expect(kitchen.acknowledge(kitchen.till.newId(), kitchen.at('oven').ticketId)).toBe(1);
    expect(kitchen.acknowledge(kitchen.till.newId())).toBe('ticket_unknown');
  });
});

describe('cooking', () => {
  test('is for people who work in the kitchen', () => {
    const kitchen = new Kitchen();
    kitchen.context = { ...kitchen.context, actor: anActor('anna', ['order.take']) };
    expect(kitchen.bump('grill')).toBe('permission_needed');
    kitchen.context = { ...kitchen.context, actor: null };
    expect(kitchen.bump('grill')).toBe('permission_needed');
  });

  test('marks items done and not done', () => {
    const kitchen = new Kitchen();
    expect(kitchen.done('grill', kitchen.burger, true)).toBe(1);
    expect(kitchen.at('grill').lines.map((line) => line.done)).toEqual([false, true]);
    expect(kitchen.done('grill', kitchen.burger, true)).toBe(0);
    expect(kitchen.done('grill', kitchen.burger, false)).toBe(1);
    expect(kitchen.done('oven', kitchen.burger, true)).toBe('line_unknown');
  });

  test('bumps once, recalls what was bumped, and touches nothing on a bumped ticket', () => {
    const kitchen = new Kitchen();
    expect(kitchen.recall('grill')).toBe('ticket_not_bumped');
    expect(kitchen.bump('grill')).toBe(1);
    expect(kitchen.bump('grill')).toBe('ticket_bumped');
    expect(kitchen.done('grill', kitchen.burger, true)).toBe('ticket_bumped');
    expect(kitchen.recall('grill')).toBe(1);
    expect(kitchen.bump('grill')).toBe(1);
    expect(kitchen.try({ type: 'kitchen.bump', payload: { ticketId: kitchen.till.newId() } })).toBe('ticket_unknown');
  });

  test('of what was taken back only clears it off the board', () => {
    const kitchen = new Kitchen();
    const [voided] = kitchen.till.do('order.void_line', { lineId: kitchen.burger, quantity: '1', reason: 'Mistake' });
    if (voided !== undefined)
      kitchen.tickets = kitchen.tickets.map((ticket) => evolveTicket(ticket, voided, kitchen.till.eventContext));
    expect(kitchen.done('grill', kitchen.burger, true)).toBe('line_cancelled');
    const [gone] = kitchen.till.do('order.void', { reason: 'Left' });
    if (gone !== undefined)
      kitchen.tickets = kitchen.tickets.map((ticket) => evolveTicket(ticket, gone, kitchen.till.eventContext));
    expect(kitchen.done('oven', kitchen.platter, true)).toBe('ticket_cancelled');
    expect(kitchen.bump('oven')).toBe(1);
    expect(kitchen.at('oven')).toMatchObject({ status: 'cancelled', bumpedAt: kitchen.till.now });
    expect(kitchen.serve()).toBe('nothing_to_serve');
  });
});

describe('serving', () => {
  test('waits for every station, then takes the order off the pass once', () => {
    const kitchen = new Kitchen();
    kitchen.bump('grill');
    expect(kitchen.serve()).toBe('order_not_ready');
    kitchen.bump('oven');
    expect(kitchen.serve()).toBe(1);
    expect(kitchen.tickets.every((ticket) => ticket.servedAt === kitchen.till.now)).toBe(true);
    expect(kitchen.serve()).toBe('nothing_to_serve');
  });

  test('serves again what was recalled and made again', () => {
    const kitchen = new Kitchen();
    kitchen.bump('grill');
    kitchen.bump('oven');
    kitchen.serve();
    kitchen.recall('oven');
    expect(kitchen.serve()).toBe('order_not_ready');
    kitchen.bump('oven');
    expect(kitchen.serve()).toBe(1);
  });
});
