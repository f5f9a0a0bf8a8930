import { describe, expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';
import type { PayloadOf } from './commands-of.ts';

type Wish = Omit<PayloadOf<'order.refund'>, 'orderId'>;
const back = (till: Till, paymentId: string, more: Partial<Wish> = {}): Wish => ({
  refundId: till.newId(),
  paymentId,
  tender: 'cash',
  lines: [],
  amountMinor: null,
  tipMinor: 0,
  reason: 'Cold',
  reference: null,
  ...more,
});

/** Three burgers for 10.00 off the total of 33.00: 23.00 before the odd cents of thirds. */
function threeBurgers(): { till: Till; lineId: string; paymentId: string } {
  const till = new Till(aBistro()).open();
  const lineId = till.add('burger', { quantity: '3' });
  till.do('order.apply_discount', {
    discountId: till.newId(),
    lineId: null,
    name: 'Voucher',
    kind: 'amount',
    rate: null,
    amountMinor: 1000,
  });
  const paymentId = till.payCash({ tipMinor: 300 });
  till.close();
  return { till, lineId, paymentId };
}

describe('giving back lines', () => {
  test('one by one adds up to what was paid, and the last one takes the odd cent', () => {
    const { till, lineId, paymentId } = threeBurgers();
    expect(till.order.totals).toMatchObject({ netMinor: 2000, addedTaxMinor: 200 });
    for (let piece = 0; piece < 3; piece += 1)
      till.do('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '1' }] }));
    expect(till.order.refunds.map((refund) => refund.amountMinor)).toEqual([733, 733, 734]);
    expect(till.order.refunds.map(({ lines }) => [lines[0]?.revenueMinor, lines[0]?.taxMinor])).toEqual([
      [667, 66],
      [666, 67],
      [667, 67],
    ]);
    expect(till.order).toMatchObject({ refundedMinor: 2200, paidMinor: 2200, dueMinor: 0, status: 'closed' });
    expect(till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '0.001' }] }))).toBe(
      'quantity_too_large',
    );
  });

  test('counts a line that is named twice as one', () => {
    const { till, lineId, paymentId } = threeBurgers();
    const twice = [
      { lineId, quantity: '2' },
      { lineId, quantity: '1.5' },
    ];
    expect(till.try('order.refund', back(till, paymentId, { lines: twice }))).toMatchObject({
      refusal: { code: 'quantity_too_large', data: { left: '3' } },
    });
  });

  test('never gives back what was voided or given away', () => {
    const till = new Till(aBistro()).open();
    const lineId = till.add('burger', { quantity: '2' });
    const free = till.add('beer');
    till.send();
    till.do('order.void_line', { lineId, quantity: '1', reason: 'Mistake' });
    till.do('order.comp_line', { lineId: free, reason: 'Warm' });
    const paymentId = till.payCash();
    till.close();
    expect(till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '2' }] }))).toBe(
      'quantity_too_large',
    );
    expect(till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId: free, quantity: '1' }] }))).toBe(
      'nothing_to_refund',
    );
    till.do(
      'order.refund',
      back(till, paymentId, {
        lines: [
          { lineId, quantity: '1' },
          { lineId: free, quantity: '1' },
        ],
      }),
    );
    expect(till.order.refundedMinor).toBe(1100);
  });

  test('after something out of goodwill gives back only what is left', () => {
    const { till, lineId, paymentId } = threeBurgers();
    till.do('order.refund', back(till, paymentId, { amountMinor: 500 }));
    till.do('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '3' }] }));
    expect(till.order.refundedMinor).toBe(2200);
    expect(till.whyNot('order.refund', back(till, paymentId, { amountMinor: 1 }))).toBe('refund_exceeds_payment');
  });
});

test('no payment gives back more than was paid by it', () => {
  const till = new Till(aBistro()).open();
  const lineId = till.add('burger');
  const cardId = till.payCard('captured', { amountMinor: 300 });
  const cashId = till.payCash();
  till.close();
  const whole = { lines: [{ lineId, quantity: '1' }] };
  expect(till.try('order.refund', back(till, cardId, { ...whole, tender: 'card-external' }))).toMatchObject({
    refusal: { code: 'refund_exceeds_payment', data: { leftMinor: 300 } },
  });
  expect(till.whyNot('order.refund', back(till, cashId, { amountMinor: 801 }))).toBe('refund_exceeds_payment');
  till.do('order.refund', back(till, cashId, { amountMinor: 800 }));
  till.do('order.refund', back(till, cardId, { tender: 'card-external', amountMinor: 300, reference: 'R-1' }));
  expect(till.order.refundedMinor).toBe(1100);
});

describe('the tip', () => {
  test('goes back when it is asked for, at most as it was', () => {
    const { till, paymentId } = threeBurgers();
    expect(till.whyNot('order.refund', back(till, paymentId, { tipMinor: 301 }))).toBe('refund_exceeds_tip');
    till.do('order.refund', back(till, paymentId, { tipMinor: 200 }));
    expect(till.whyNot('order.refund', back(till, paymentId, { tipMinor: 101 }))).toBe('refund_exceeds_tip');
    expect(till.order).toMatchObject({ refundedMinor: 0, refunds: [{ amountMinor: 0, tipMinor: 200 }] });
  });
});

describe('a refund', () => {
  test('is made once, of a payment that went through, with a permission', () => {
    const { till, paymentId } = threeBurgers();
    const wish = back(till, paymentId, { amountMinor: 100 });
    till.actor = anActor('anna', ['order.pay']);
    expect(till.whyNot('order.refund', wish)).toBe('permission_needed');
    till.approver = anActor('priya');
    till.do('order.refund', wish);
    expect(till.order.refunds[0]).toMatchObject({ approvedBy: 'priya', refundedBy: 'anna', refundedAt: till.now });
    expect(till.whyNot('order.refund', wish)).toBe('refund_exists');
    expect(till.whyNot('order.refund', back(till, till.newId(), { amountMinor: 1 }))).toBe('payment_unknown');
  });

  test('is of lines or of an amount, and of something', () => {
    const { till, lineId, paymentId } = threeBurgers();
    expect(
      till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '1' }], amountMinor: 1 })),
    ).toBe('refund_ambiguous');
    expect(till.whyNot('order.refund', back(till, paymentId))).toBe('nothing_to_refund');
    expect(
      till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId: till.newId(), quantity: '1' }] })),
    ).toBe('line_unknown');
  });

  test('in cash needs an open drawer, on the card none', () => {
    const till = new Till(aBistro()).open();
    till.add();
    const paymentId = till.payCard();
    till.close();
    till.cashSession = null;
    expect(till.whyNot('order.refund', back(till, paymentId, { amountMinor: 100 }))).toBe('drawer_closed');
    till.do('order.refund', back(till, paymentId, { amountMinor: 100, tender: 'card-external' }));
    expect(till.order.refunds[0]?.cashSessionId).toBeNull();
  });

  test('of an open order takes a payment back, so that it is owed again', () => {
    const till = new Till(aBistro()).open();
    const lineId = till.add();
    const paymentId = till.payCash();
    expect(till.whyNot('order.refund', back(till, paymentId, { lines: [{ lineId, quantity: '1' }] }))).toBe(
      'order_not_closed',
    );
    till.do('order.refund', back(till, paymentId, { amountMinor: 1100 }));
    expect(till.order).toMatchObject({ dueMinor: 1100, paidMinor: 1100, refundedMinor: 1100 });
    till.payCard();
    const events = till.close();
    expect(events.at(-1)).toMatchObject({ payload: { paidMinor: 1100 } });
  });

  test('of a declined card is refused', () => {
    const till = new Till(aBistro()).open();
    till.add();
    const paymentId = till.payCard('declined');
    expect(till.whyNot('order.refund', back(till, paymentId, { amountMinor: 100 }))).toBe('payment_not_captured');
  });
});

describe('where there are no small coins', () => {
  function aSwissSale(paidBy: 'cash' | 'card'): { till: Till; lineIds: string[]; paymentId: string } {
    const till = new Till(aSwissBistro()).open();
    const lineIds = [till.add('burger'), till.add('mint')];
    const paymentId = paidBy === 'cash' ? till.payCash() : till.payCard();
    till.close();
    return { till, lineIds, paymentId };
  }

  test('cash gives back what was paid in coins, all of it', () => {
    const { till, lineIds, paymentId } = aSwissSale('cash');
    till.do('order.refund', back(till, paymentId, { lines: lineIds.map((lineId) => ({ lineId, quantity: '1' })) }));
    expect(till.order).toMatchObject({ paidMinor: 1105, refundedMinor: 1105 });
  });

  test('cash for a card payment is rounded to coins, never above what the card paid', () => {
    const { till, lineIds, paymentId } = aSwissSale('card');
    till.do('order.refund', back(till, paymentId, { lines: lineIds.map((lineId) => ({ lineId, quantity: '1' })) }));
    expect(till.order).toMatchObject({ paidMinor: 1103, refundedMinor: 1100 });
  });

  test('an amount or a tip for which there are no coins is refused', () => {
    const { till, paymentId } = aSwissSale('cash');
    expect(till.whyNot('order.refund', back(till, paymentId, { amountMinor: 501 }))).toBe('not_in_coins');
  });
});
