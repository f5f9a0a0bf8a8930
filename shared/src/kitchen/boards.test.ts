import { describe, expect, test } from 'vitest';
import { ageLevel } from './age.ts';
import { allDayCounts } from './all-day.ts';
import { orderReadiness } from './readiness.ts';
import type { Ticket, TicketLine } from './ticket.ts';

const aLine = (more: Partial<TicketLine> = {}): TicketLine => ({
  lineId: 'l1',
  name: 'Burger',
  variantName: null,
  quantity: '1',
  modifiers: [],
  note: '',
  seat: null,
  course: null,
  done: false,
  cancelledQuantity: '0',
  ...more,
});
const at = (minute: number): string => `2026-11-24T18:${String(minute).padStart(2, '0')}:00.000-05:00`;
const aTicket = (more: Partial<Ticket> = {}): Ticket => ({
  ticketId: 't1',
  orderId: 'o1',
  sendId: 's1',
  number: '42',
  orderTypeId: 'dine-in',
  label: '',
  note: '',
  stationId: 'grill',
  alsoAt: [],
  status: 'shown',
  owner: 'screen',
  addition: false,
  lines: [aLine()],
  firedAt: at(0),
  firedBy: 'anna',
  firedSeq: 1,
  acknowledgedAt: null,
  bumpedAt: null,
  servedAt: null,
  ...more,
});
const bumped = (minute: number): Partial<Ticket> => ({ status: 'bumped', bumpedAt: at(minute) });

describe('how far an order is', () => {
  test('it is ready when the last station is', () => {
    const grill = aTicket({ ticketId: 't1', ...bumped(5) });
    const oven = aTicket({ ticketId: 't2', stationId: 'oven' });
    expect(orderReadiness([grill, oven])).toMatchObject([
      { orderId: 'o1', number: '42', state: 'preparing', waitingFor: ['oven'], readyAt: null },
    ]);
    expect(orderReadiness([grill, { ...oven, ...bumped(7) }])).toMatchObject([
      { state: 'ready', waitingFor: [], readyAt: at(7), ticketIds: ['t1', 't2'] },
    ]);
  });

  test('it is served once everything left the pass, and new again with what is ordered later', () => {
    const served = aTicket({ ...bumped(5), servedAt: at(6) });
    expect(orderReadiness([served])).toMatchObject([{ state: 'served', servedAt: at(6), ticketIds: [] }]);
    const later = aTicket({ ticketId: 't2', firedSeq: 9, firedAt: at(20) });
    expect(orderReadiness([served, later])).toMatchObject([
      { state: 'preparing', firedSeq: 9, firedAt: at(20), ticketIds: ['t2'] },
    ]);
  });

  test('orders stand in the order in which they were fired, and cancelled ones nowhere', () => {
    const second = aTicket({ orderId: 'o2', ticketId: 't2', firedSeq: 8 });
    const first = aTicket({ orderId: 'o3', ticketId: 't3', firedSeq: 3 });
    const gone = aTicket({ orderId: 'o4', ticketId: 't4', status: 'cancelled' });
    expect(orderReadiness([second, gone, first]).map((order) => order.orderId)).toEqual(['o3', 'o2']);
  });

  test('the latest bump is the latest instant, also in the hour that comes twice', () => {
    const before = aTicket({ status: 'bumped', bumpedAt: '2026-11-01T01:50:00.000-04:00' });
    const after = aTicket({ ticketId: 't2', status: 'bumped', bumpedAt: '2026-11-01T01:10:00.000-05:00' });
    expect(orderReadiness([after, before])[0]?.readyAt).toBe(after.bumpedAt);
  });
});

describe('all day', () => {
  test('counts what is still to be made, most first', () => {
    const tickets = [
      aTicket({ lines: [aLine({ lineId: 'a', quantity: '2' }), aLine({ lineId: 'b', done: true })] }),
      aTicket({
        ticketId: 't2',
        lines: [
          aLine({ lineId: 'c', quantity: '3', cancelledQuantity: '1' }),
          aLine({ lineId: 'd', name: 'Fries', quantity: '5' }),
        ],
      }),
      aTicket({ ticketId: 't3', ...bumped(5), lines: [aLine({ lineId: 'e' })] }),
      aTicket({ ticketId: 't4', status: 'cancelled', lines: [aLine({ lineId: 'f', cancelledQuantity: '1' })] }),
    ];
    expect(allDayCounts(tickets)).toEqual([
      { name: 'Fries', variantName: null, quantity: '5' },
      { name: 'Burger', variantName: null, quantity: '4' },
    ]);
  });

  test('tells sizes apart and adds weights exactly', () => {
    const lines = [
      aLine({ lineId: 'a', name: 'Pizza', variantName: 'Small' }),
      aLine({ lineId: 'b', name: 'Pizza', variantName: 'Large', quantity: '0.1' }),
      aLine({ lineId: 'c', name: 'Pizza', variantName: 'Large', quantity: '0.2' }),
    ];
    expect(allDayCounts([aTicket({ lines })])).toEqual([
      { name: 'Pizza', variantName: 'Small', quantity: '1' },
      { name: 'Pizza', variantName: 'Large', quantity: '0.3' },
    ]);
  });

  test('counts a portion that two stations share once, until both are done', () => {
    const line = aLine({ lineId: 'platter', name: 'Platter' });
    const grill = aTicket({ lines: [line] });
    const oven = aTicket({ ticketId: 't2', stationId: 'oven', lines: [line] });
    expect(allDayCounts([grill, oven])).toMatchObject([{ quantity: '1' }]);
    expect(allDayCounts([{ ...grill, ...bumped(3) }, oven])).toMatchObject([{ quantity: '1' }]);
    expect(
      allDayCounts([
        { ...grill, ...bumped(3) },
        { ...oven, lines: [{ ...line, done: true }] },
      ]),
    ).toEqual([]);
  });
});

test.each([
  [0, 'fresh'],
  [299, 'fresh'],
  [300, 'warn'],
  [599, 'warn'],
  [600, 'late'],
  [9000, 'late'],
])('a ticket of %i s is %s', (ageSeconds, level) => {
  expect(ageLevel(ageSeconds, { warnSeconds: 300, lateSeconds: 600 })).toBe(level);
});
