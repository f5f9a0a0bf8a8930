import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { paperText } from '../../testing/paper-text.ts';
import { Till } from '../../testing/till.ts';
import { evolveTicket, ticketsFromSend } from '../kitchen/evolve-ticket.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import type { OrderEvent } from '../order/events.ts';
import { PrintDocument } from './document.ts';
import { cancellationDocument, ticketDocument } from './ticket-document.ts';

function theGrill(till: Till, events: OrderEvent[]): Ticket {
  const sent = events.find((event) => event.type === 'order.sent');
  const ticket =
    sent &&
    ticketsFromSend(till.order, sent, { ...till.eventContext, firedSeq: 1 }).find(
      ({ stationId }) => stationId === 'grill',
    );
  if (ticket === undefined) throw new Error('Nothing for the grill.');
  return ticket;
}
function aSend(): { till: Till; ticket: Ticket; platter: string } {
  const till = new Till(aBistro()).open();
  till.do('order.change_details', { orderTypeId: null, label: 'Table 4', guestCount: null, note: 'Nut allergy' });
  const platter = till.add('platter', { quantity: '3', seat: 2, course: 1 });
  till.add('burger', {
    note: 'rare',
    modifiers: [
      { groupId: 'toppings', modifierId: 'cheese', quantity: 2, choices: [] },
      { groupId: 'toppings', modifierId: 'no-onion', quantity: 1, choices: [] },
    ],
  });
  return { till, ticket: theGrill(till, till.send()), platter };
}

describe('a kitchen ticket', () => {
  test('can be read from two metres: number and kind, how many of what, notes white on black', () => {
    const { till, ticket } = aSend();
    const document = ticketDocument(ticket, till.index, { copy: false });
    expect(PrintDocument.parse(document)).toEqual(document);
    expect(paperText(document)).toEqual([
      '{buzzer}',
      'Grill',
      '<<42  Dine in>>',
      '<<Table 4>>',
      '6:05 PM  Gianni',
      'ALSO AT Oven',
      '═'.repeat(42),
      '<<3   Platter>>',
      '    Seat 2  Course 1',
      '<<1   BURG>>',
      '    2 Cheese',
      '    NO ONION',
      '[[rare]]',
      '─'.repeat(42),
      '[[Nut allergy]]',
      '─'.repeat(42),
      `Ref ${ticket.ticketId}`,
      '{feed}',
      '{cut}',
    ]);
  });

  test('of a later send says ADD, and one that is printed again COPY', () => {
    const { till } = aSend();
    till.add('burger');
    const more = theGrill(till, till.send());
    expect(paperText(ticketDocument(more, till.index, { copy: true })).slice(0, 4)).toEqual([
      '{buzzer}',
      '<<[[COPY]]>>',
      '<<[[ADD]]>>',
      'Grill',
    ]);
  });

  test('leaves out what was taken back before it was printed, and says so when that is all of it', () => {
    const { till, ticket, platter } = aSend();
    const [part] = till.do('order.void_line', { lineId: platter, quantity: '1', reason: 'Mistake' });
    const less = part === undefined ? ticket : evolveTicket(ticket, part, till.eventContext);
    expect(paperText(ticketDocument(less, till.index, { copy: false }))).toContain('<<2   Platter>>');
    const [whole] = till.do('order.void', { reason: 'Left' });
    const none = whole === undefined ? less : evolveTicket(less, whole, till.eventContext);
    const lines = paperText(ticketDocument(none, till.index, { copy: false }));
    expect(lines[1]).toBe('<<[[CANCEL]]>>');
    expect(lines.join('\n')).not.toMatch(/Platter|BURG/);
  });
});

test('a cancellation says how many of how many are off, and only for the lines that it is about', () => {
  const { till, ticket, platter } = aSend();
  const [event] = till.do('order.void_line', { lineId: platter, quantity: '2', reason: 'Mistake' });
  const less = event === undefined ? ticket : evolveTicket(ticket, event, till.eventContext);
  const lines = paperText(cancellationDocument(less, [platter], till.index, { copy: false }));
  expect(lines).toEqual([
    '{buzzer}',
    '<<[[CANCEL]]>>',
    'Grill',
    '<<42  Dine in>>',
    '<<Table 4>>',
    '6:05 PM  Gianni',
    'ALSO AT Oven',
    '═'.repeat(42),
    '<<-2 of 3 Platter>>',
    '─'.repeat(42),
    `Ref ${ticket.ticketId}`,
    '{feed}',
    '{cut}',
  ]);
});
