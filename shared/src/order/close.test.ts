import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';

const aTill = (): Till => new Till(aBistro()).open();

describe('closing', () => {
  test('fires what the kitchen does not have yet, then keeps the figures for ever', () => {
    const till = aTill();
    till.add('burger');
    till.payCash({ tipMinor: 200 });
    const events = till.close();
    expect(events.map((event) => event.type)).toEqual(['order.sent', 'order.closed']);
    expect(events[1]).toMatchObject({
      payload: {
        totals: { totalMinor: 1100 },
        paidMinor: 1100,
        tipMinor: 200,
        cashSessionId: till.cashSession?.sessionId,
      },
    });
    expect(till.order).toMatchObject({
      status: 'closed',
      closedAt: till.now,
      closedBusinessDate: '2026-11-24',
      cashSessionId: till.cashSession?.sessionId,
    });
    expect(till.order.tickets).toHaveLength(1);
  });

  test('fires nothing again that was sent before', () => {
    const till = aTill();
    till.add();
    till.send();
    till.payCash();
    expect(till.close().map((event) => event.type)).toEqual(['order.closed']);
  });

  test('waits for the money', () => {
    const till = aTill();
    expect(till.whyNot('order.close', {})).toBe('order_empty');
    till.add();
    expect(till.try('order.close', {})).toMatchObject({ refusal: { code: 'still_due', data: { dueMinor: 1100 } } });
    const paymentId = till.payCard('unknown');
    expect(till.whyNot('order.close', {})).toBe('payment_unresolved');
    till.resolveCard(paymentId, 'captured');
    till.close();
    expect(till.order.status).toBe('closed');
  });

  test('is possible when everything was given away, not when everything was taken back', () => {
    const given = aTill();
    const lineId = given.add();
    given.do('order.comp_line', { lineId, reason: 'Birthday' });
    given.close();
    expect(given.order).toMatchObject({ status: 'closed', paidMinor: 0, totals: { totalMinor: 0, compMinor: 1000 } });

    const back = aTill();
    const gone = back.add();
    back.send();
    back.do('order.void_line', { lineId: gone, quantity: '1', reason: 'Mistake' });
    expect(back.whyNot('order.close', {})).toBe('order_empty');
  });

  test('needs no drawer when no cash was taken', () => {
    const till = aTill();
    till.add();
    till.cashSession = null;
    till.payCard();
    till.close();
    expect(till.order).toMatchObject({ status: 'closed', cashSessionId: null });
  });

  test('is the end: a closed order never opens again', () => {
    const till = aTill();
    const lineId = till.add();
    till.payCash();
    till.close();
    expect(till.whyNot('order.close', {})).toBe('order_closed');
    expect(till.whyNot('order.void', { reason: 'x' })).toBe('order_closed');
    expect(till.whyNot('order.void_line', { lineId, quantity: '1', reason: 'x' })).toBe('order_closed');
    expect(till.whyNot('order.open', { orderTypeId: 'dine-in', label: '', guestCount: null })).toBe('order_exists');
  });
});

describe('voiding an order', () => {
  test('that the kitchen never saw is anybody’s to do', () => {
    const till = aTill();
    till.add();
    till.actor = anActor('anna', ['order.take']);
    till.do('order.void', { reason: 'Walked out' });
    expect(till.order).toMatchObject({ status: 'voided', dueMinor: 0, closedAt: till.now });
  });

  test('that the kitchen has takes a permission and strikes every ticket', () => {
    const till = aTill();
    till.add('platter');
    till.send();
    till.actor = anActor('anna', ['order.take']);
    expect(till.try('order.void', { reason: 'Walked out' })).toMatchObject({
      refusal: { code: 'permission_needed', data: { permission: 'order.void' } },
    });
    till.approver = anActor('priya');
    const [event] = till.do('order.void', { reason: 'Walked out' });
    expect(event).toMatchObject({
      payload: { approvedBy: 'priya', ticketIds: till.order.tickets.map((ticket) => ticket.ticketId) },
    });
  });

  test('waits until guests have their money back and every card has its answer', () => {
    const till = aTill();
    till.add();
    const paymentId = till.payCash({ tipMinor: 100 });
    expect(till.try('order.void', { reason: 'x' })).toMatchObject({
      refusal: { code: 'order_paid', data: { heldMinor: 1200 } },
    });
    till.do('order.refund', {
      refundId: till.newId(),
      paymentId,
      tender: 'cash',
      lines: [],
      amountMinor: 1100,
      tipMinor: 100,
      reason: 'Left',
      reference: null,
    });
    const cardId = till.payCard(null);
    expect(till.whyNot('order.void', { reason: 'x' })).toBe('payment_unresolved');
    till.resolveCard(cardId, 'cancelled');
    till.do('order.void', { reason: 'x' });
    expect(till.order.status).toBe('voided');
  });
});

describe('a receipt', () => {
  test('is printed for a closed order, at the counter unless said otherwise', () => {
    const till = aTill();
    till.add();
    expect(till.whyNot('order.print_receipt', { printerId: null })).toBe('order_not_closed');
    till.payCash();
    till.close();
    expect(till.try('order.print_receipt', { printerId: null })).toMatchObject({
      events: [],
      receiptPrinterId: 'counter',
    });
    expect(till.try('order.print_receipt', { printerId: 'bar' })).toMatchObject({ receiptPrinterId: 'bar' });
    expect(till.whyNot('order.print_receipt', { printerId: 'basement' })).toBe('printer_unknown');
    till.index = aBistro({ settings: { ...till.index.settings, receiptPrinterId: null } });
    expect(till.whyNot('order.print_receipt', { printerId: null })).toBe('no_printer');
  });
});
