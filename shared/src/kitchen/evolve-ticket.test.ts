import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { Till } from '../../testing/till.ts';
import type { OrderEvent } from '../order/events.ts';
import { evolveTicket, ticketsFromSend } from './evolve-ticket.ts';
import type { KitchenEvent, Ticket } from './ticket.ts';

function fired(till: Till, events: OrderEvent[], firedSeq = 1): Ticket[] {
  const sent = events.find((event) => event.type === 'order.sent');
  return sent === undefined ? [] : ticketsFromSend(till.order, sent, { ...till.eventContext, firedSeq });
}

/** One platter of three and a burger: the platter is made at two stations. */
function aSend(): { till: Till; grill: Ticket; oven: Ticket; platter: string; burger: string } {
  const till = new Till(aBistro()).open();
  till.do('order.change_details', { orderTypeId: null, label: 'Table 4', guestCount: null, note: 'Nut allergy' });
  const platter = till.add('platter', { quantity: '3' });
  const burger = till.add('burger', {
    note: 'rare',
    seat: 2,
    course: 1,
    modifiers: [{ groupId: 'toppings', modifierId: 'no-onion', quantity: 1, choices: [] }],
  });
  const [grill, oven] = fired(till, till.send(), 17);
  if (grill === undefined || oven === undefined) throw new Error('Two stations should have a part of it.');
  return { till, grill, oven, platter, burger };
}
const after = (ticket: Ticket, till: Till, ...events: (KitchenEvent | OrderEvent)[]): Ticket =>
  events.reduce((state, event) => evolveTicket(state, event, till.eventContext), ticket);

describe('a ticket', () => {
  test('is what one station makes of one send, in the kitchen’s own words', () => {
    const { till, grill, oven, platter, burger } = aSend();
    expect(grill).toMatchObject({
      orderId: till.order.orderId,
      number: '42',
      label: 'Table 4',
      note: 'Nut allergy',
      orderTypeId: 'dine-in',
      stationId: 'grill',
      alsoAt: ['oven'],
      status: 'pending',
      owner: 'screen',
      addition: false,
      firedSeq: 17,
      firedBy: 'gianni',
      firedAt: till.now,
    });
    expect(grill.lines.map((line) => line.lineId)).toEqual([platter, burger]);
    expect(grill.lines[1]).toEqual({
      lineId: burger,
      name: 'BURG',
      variantName: null,
      quantity: '1',
      modifiers: [{ name: 'NO ONION', quantity: 1, depth: 0 }],
      note: 'rare',
      seat: 2,
      course: 1,
      done: false,
      cancelledQuantity: '0',
    });
    expect(oven).toMatchObject({ stationId: 'oven', alsoAt: ['grill'], lines: [{ lineId: platter, quantity: '3' }] });
  });

  test('of a later send says that it is an addition', () => {
    const { till } = aSend();
    till.add('burger');
    expect(fired(till, till.send())).toMatchObject([{ addition: true, lines: [{ name: 'BURG' }], alsoAt: [] }]);
  });

  test('is shown once somebody says so, and keeps the first who said it', () => {
    const { till, grill } = aSend();
    const acknowledged: KitchenEvent = {
      type: 'kitchen.ticket_acknowledged',
      payload: { ticketId: grill.ticketId, by: 'screen', deviceId: 'k1' },
    };
    const shown = after(grill, till, acknowledged);
    expect(shown).toMatchObject({ status: 'shown', acknowledgedAt: till.now });
    till.clock.advanceMs(60_000);
    expect(after(shown, till, acknowledged).acknowledgedAt).toBe(shown.acknowledgedAt);
  });

  test('is bumped, recalled and served', () => {
    const { till, grill } = aSend();
    const { ticketId, orderId } = grill;
    const served = after(
      grill,
      till,
      { type: 'kitchen.ticket_bumped', payload: { ticketId } },
      { type: 'kitchen.order_served', payload: { orderId, ticketIds: [ticketId] } },
    );
    expect(served).toMatchObject({ status: 'bumped', bumpedAt: till.now, servedAt: till.now });
    expect(after(served, till, { type: 'kitchen.ticket_recalled', payload: { ticketId } })).toMatchObject({
      status: 'shown',
      bumpedAt: null,
      servedAt: null,
    });
  });

  test('follows what its order is called', () => {
    const { till, grill } = aSend();
    const events = till.do('order.change_details', {
      orderTypeId: 'takeaway',
      label: 'Window',
      guestCount: null,
      note: '',
    });
    expect(after(grill, till, ...events)).toMatchObject({ orderTypeId: 'takeaway', label: 'Window', note: '' });
  });

  test('is left alone by what happens to others', () => {
    const { till, grill, oven } = aSend();
    expect(after(grill, till, { type: 'kitchen.ticket_bumped', payload: { ticketId: oven.ticketId } })).toBe(grill);
    const other = new Till(aBistro()).open();
    const elsewhere = other.do('order.change_details', { orderTypeId: null, label: 'X', guestCount: null, note: null });
    const strangers = elsewhere.map(
      (event) => ({ ...event, payload: { ...event.payload, orderId: till.newId() } }) as OrderEvent,
    );
    expect(after(grill, till, ...strangers)).toBe(grill);
    expect(
      evolveTicket(grill, { type: 'kitchen.repainted', payload: { ticketId: grill.ticketId } }, till.eventContext),
    ).toBe(grill);
  });
});

describe('what is taken back', () => {
  test('is struck through at every station that has it, and only there', () => {
    const { till, grill, oven, platter, burger } = aSend();
    const events = till.do('order.void_line', { lineId: platter, quantity: '2', reason: 'Mistake' });
    expect(after(grill, till, ...events).lines.map((line) => [line.lineId, line.cancelledQuantity])).toEqual([
      [platter, '2'],
      [burger, '0'],
    ]);
    expect(after(oven, till, ...events)).toMatchObject({ status: 'pending', lines: [{ cancelledQuantity: '2' }] });
    const rest = till.do('order.void_line', { lineId: platter, quantity: '1', reason: 'Mistake' });
    expect(after(oven, till, ...events, ...rest)).toMatchObject({
      status: 'cancelled',
      lines: [{ cancelledQuantity: '3' }],
    });
    expect(after(grill, till, ...events, ...rest).status).toBe('pending');
  });

  test('with the whole order cancels every ticket', () => {
    const { till, grill, oven } = aSend();
    const events = till.do('order.void', { reason: 'Left' });
    for (const ticket of [grill, oven]) expect(after(ticket, till, ...events).status).toBe('cancelled');
    expect(after(grill, till, ...events).lines.map((line) => line.cancelledQuantity)).toEqual(['3', '1']);
  });

  test('after it was made leaves the ticket made; recalled, it shows as cancelled', () => {
    const { till, oven } = aSend();
    const { ticketId } = oven;
    const made = after(
      oven,
      till,
      { type: 'kitchen.ticket_bumped', payload: { ticketId } },
      ...till.do('order.void', { reason: 'Left' }),
    );
    expect(made.status).toBe('bumped');
    expect(after(made, till, { type: 'kitchen.ticket_recalled', payload: { ticketId } }).status).toBe('cancelled');
  });
});
