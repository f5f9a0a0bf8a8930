import { describe, expect, it } from 'vitest';
import type { KitchenCommand, Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import {
  averageSeconds,
  byId,
  isAllergy,
  lastBumped,
  openTickets,
  ticketsOfView,
  withChanged,
  withTaps,
} from './board-state.ts';

const now = '2026-11-24T18:10:00.000-05:00';

function aTicket(ticketId: string, more: Partial<Ticket> = {}): Ticket {
  const line = {
    lineId: `${ticketId}-line`,
    name: 'Margherita',
    variantName: null,
    quantity: '1',
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    done: false,
    cancelledQuantity: '0',
  };
  return {
    ticketId,
    orderId: 'order',
    sendId: 'send',
    number: '7',
    orderTypeId: 'dine-in',
    label: '',
    note: '',
    stationId: 'pizza',
    alsoAt: [],
    status: 'shown',
    owner: 'screen',
    addition: false,
    lines: [line],
    firedAt: '2026-11-24T18:00:00.000-05:00',
    firedBy: 'ana',
    firedSeq: 1,
    acknowledgedAt: now,
    bumpedAt: null,
    servedAt: null,
    ...more,
  };
}

const made = (ticketId: string, bumpedAt: string): Ticket => aTicket(ticketId, { status: 'bumped', bumpedAt });

describe('what a board shows', () => {
  it('keeps tickets in the order in which they were fired, whatever order they arrive in', () => {
    const tickets = byId([aTicket('late', { firedSeq: 9 }), aTicket('early', { firedSeq: 3 })]);
    expect(ticketsOfView(tickets, 'pizza').map(({ ticketId }) => ticketId)).toEqual(['early', 'late']);
  });

  it('shows a station its own tickets, and the pass everybody’s', () => {
    const tickets = byId([aTicket('pizza'), aTicket('grill', { stationId: 'grill' })]);
    expect(ticketsOfView(tickets, 'grill').map(({ ticketId }) => ticketId)).toEqual(['grill']);
    expect(ticketsOfView(tickets, 'expo')).toHaveLength(2);
    expect(ticketsOfView(tickets, 'all')).toHaveLength(2);
  });

  it('replaces a ticket that changed and leaves the others alone', () => {
    const before = byId([aTicket('one'), aTicket('two')]);
    const after = withChanged(before, [aTicket('two', { label: 'Table 4' })]);
    expect(after.get('two')?.label).toBe('Table 4');
    expect(after.get('one')).toBe(before.get('one'));
  });

  it('answers a tap at once, before the appliance has', () => {
    const taps: KitchenCommand[] = [
      { type: 'kitchen.set_item_done', payload: { ticketId: 'one', lineId: 'one-line', done: true } },
      { type: 'kitchen.bump', payload: { ticketId: 'two' } },
    ];
    const shown = withTaps(byId([aTicket('one'), aTicket('two')]), taps, now);
    expect(shown.get('one')?.lines[0]?.done).toBe(true);
    expect(shown.get('two')?.bumpedAt).toBe(now);
    expect(openTickets([...shown.values()]).map(({ ticketId }) => ticketId)).toEqual(['one']);
  });

  it('never shows a ticket as cookable because this screen says so: the appliance must have taken the acknowledgement', () => {
    const shown = withTaps(
      byId([aTicket('one', { status: 'pending', acknowledgedAt: null })]),
      [{ type: 'kitchen.acknowledge', payload: { ticketIds: ['one'] } }],
      now,
    );
    expect(shown.get('one')?.status).toBe('pending');
  });

  it('takes a served order off the pass', () => {
    const shown = withTaps(byId([made('one', now)]), [{ type: 'kitchen.serve', payload: { orderId: 'order' } }], now);
    expect(shown.get('one')?.servedAt).toBe(now);
  });

  it('offers the last bumped tickets first for recall, and counts the average time to make one', () => {
    const tickets = [
      made('first', '2026-11-24T18:04:00.000-05:00'),
      made('last', '2026-11-24T18:08:00.000-05:00'),
      aTicket('open'),
    ];
    expect(lastBumped(tickets, 5).map(({ ticketId }) => ticketId)).toEqual(['last', 'first']);
    expect(averageSeconds(tickets)).toBe(360);
    expect(averageSeconds([aTicket('open')])).toBeNull();
  });

  it('knows an allergy in the languages of the house', () => {
    for (const note of ['PEANUT ALLERGY', 'Nussallergie', 'alergia al marisco', 'حساسية فول سوداني'])
      expect(isAllergy(note)).toBe(true);
    expect(isAllergy('well done')).toBe(false);
  });
});
