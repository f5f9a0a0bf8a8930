import { describe, expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';
import { payableInCash, payableMinor } from './balance.ts';

/** A burger at 11.00 with tax. */
function aTill(): Till {
  const till = new Till(aBistro()).open();
  till.add('burger');
  return till;
}
/** A burger and a mint: 11.03, where the smallest coin is 0.05. */
function aSwissTill(): Till {
  const till = new Till(aSwissBistro()).open();
  till.add('burger');
  till.add('mint');
  return till;
}
const cash = (
  till: Till,
  tenderedMinor: number,
  more: { amountMinor?: number; tipMinor?: number; paymentId?: string } = {},
) => ({
  paymentId: more.paymentId ?? till.newId(),
  amountMinor: more.amountMinor ?? null,
  tenderedMinor,
  tipMinor: more.tipMinor ?? 0,
});
const card = (till: Till, amountMinor: number | null = null) => ({ paymentId: till.newId(), amountMinor, tipMinor: 0 });

describe('cash', () => {
  test('pays what is owed and gives the rest back as change', () => {
    const till = aTill();
    till.do('order.pay_cash', cash(till, 2000, { tipMinor: 100 }));
    expect(till.order.payments[0]).toMatchObject({
      tender: 'cash',
      state: 'captured',
      amountMinor: 1100,
      tipMinor: 100,
      tenderedMinor: 2000,
      changeMinor: 800,
      roundingMinor: 0,
      cashSessionId: till.cashSession?.sessionId,
      takenBy: 'gianni',
      takenAt: till.now,
    });
    expect(till.order).toMatchObject({ status: 'open', paidMinor: 1100, dueMinor: 0, tipMinor: 100 });
  });

  test('must be enough for the amount and the tip', () => {
    const till = aTill();
    expect(till.try('order.pay_cash', cash(till, 1150, { tipMinor: 100 }))).toMatchObject({
      refusal: { code: 'tendered_too_little', data: { neededMinor: 1200, tenderedMinor: 1150 } },
    });
  });

  test('needs an open drawer session of this very till', () => {
    const till = aTill();
    const open = till.cashSession;
    till.cashSession = null;
    expect(till.whyNot('order.pay_cash', cash(till, 2000))).toBe('drawer_closed');
    till.cashSession = open && { ...open, status: 'closed' };
    expect(till.whyNot('order.pay_cash', cash(till, 2000))).toBe('drawer_closed');
    till.cashSession = open && { ...open, deviceId: 'the-till-next-door' };
    expect(till.whyNot('order.pay_cash', cash(till, 2000))).toBe('drawer_closed');
  });

  test('can pay a part, never more than is owed, and nothing when nothing is owed', () => {
    const till = aTill();
    till.do('order.pay_cash', cash(till, 500, { amountMinor: 400 }));
    expect(till.order).toMatchObject({ paidMinor: 400, dueMinor: 700 });
    expect(till.try('order.pay_cash', cash(till, 1000, { amountMinor: 701 }))).toMatchObject({
      refusal: { code: 'more_than_due', data: { dueMinor: 700 } },
    });
    till.do('order.pay_cash', cash(till, 700));
    expect(till.whyNot('order.pay_cash', cash(till, 100))).toBe('nothing_due');
  });

  test('is not taken twice under the same id', () => {
    const till = aTill();
    const payment = cash(till, 500, { amountMinor: 400 });
    till.do('order.pay_cash', payment);
    expect(till.whyNot('order.pay_cash', payment)).toBe('payment_exists');
    expect(till.order.payments).toHaveLength(1);
  });
});

describe('cash where there are no small coins', () => {
  test('is rounded to coins when it settles the order, and the order owes nothing', () => {
    const till = aSwissTill();
    expect(payableInCash(till.order)).toEqual({ roundedMinor: 1105, roundingMinor: 2 });
    till.do('order.pay_cash', cash(till, 2000));
    expect(till.order.payments[0]).toMatchObject({ amountMinor: 1105, roundingMinor: 2, changeMinor: 895 });
    expect(till.order).toMatchObject({ paidMinor: 1105, dueMinor: 0 });
  });

  test('rounds only the cash part: the card pays its part exactly', () => {
    const till = aSwissTill();
    till.payCard('captured', { amountMinor: 502 });
    till.do('order.pay_cash', cash(till, 1000));
    expect(till.order.payments.map((payment) => [payment.amountMinor, payment.roundingMinor])).toEqual([
      [502, 0],
      [600, -1],
    ]);
    expect(till.order.dueMinor).toBe(0);
  });

  test('takes no part, tip or note for which there are no coins', () => {
    const till = aSwissTill();
    expect(till.whyNot('order.pay_cash', cash(till, 1000, { amountMinor: 501 }))).toBe('not_in_coins');
    expect(till.whyNot('order.pay_cash', cash(till, 2000, { tipMinor: 3 }))).toBe('not_in_coins');
    expect(till.whyNot('order.pay_cash', cash(till, 1999))).toBe('not_in_coins');
    till.do('order.pay_cash', cash(till, 500, { amountMinor: 500 }));
    expect(till.order.dueMinor).toBe(603);
  });
});

describe('a card', () => {
  test('counts as paid only once its money is known to be captured', () => {
    const till = aTill();
    const paymentId = till.payCard(null);
    expect(till.order.payments[0]).toMatchObject({
      tender: 'card-external',
      state: 'intended',
      amountMinor: 1100,
      tenderedMinor: null,
    });
    expect(till.order).toMatchObject({ paidMinor: 0, dueMinor: 1100 });
    till.do('order.resolve_card_payment', { paymentId, outcome: 'captured', reference: 'T-77', lastFour: '4242' });
    expect(till.order.payments[0]).toMatchObject({ state: 'captured', reference: 'T-77', lastFour: '4242' });
    expect(till.order).toMatchObject({ paidMinor: 1100, dueMinor: 0 });
  });

  test('is never charged more than is owed', () => {
    const till = aTill();
    expect(till.whyNot('order.start_card_payment', card(till, 1101))).toBe('more_than_due');
  });

  test.each(['declined', 'cancelled'] as const)('that was %s leaves the order as it was', (outcome) => {
    const till = aTill();
    const paymentId = till.payCard(outcome);
    expect(till.order).toMatchObject({ paidMinor: 0, dueMinor: 1100 });
    const late = { paymentId, outcome: 'captured' as const, reference: null, lastFour: null };
    expect(till.try('order.resolve_card_payment', late)).toMatchObject({
      refusal: { code: 'payment_final', data: { state: outcome } },
    });
    till.payCash();
    expect(till.order.dueMinor).toBe(0);
  });

  test.each([null, 'unknown'] as const)(
    'whose answer is %s keeps its amount reserved, so that nobody pays it twice',
    (outcome) => {
      const till = aTill();
      const paymentId = till.payCard(outcome, { amountMinor: 600 });
      expect(payableMinor(till.order)).toBe(500);
      expect(till.whyNot('order.pay_cash', cash(till, 1000, { amountMinor: 501 }))).toBe('more_than_due');
      till.payCash();
      expect(till.order.payments[1]?.amountMinor).toBe(500);
      expect(till.whyNot('order.pay_cash', cash(till, 1000))).toBe('payment_unresolved');
      expect(till.whyNot('order.start_card_payment', card(till))).toBe('payment_unresolved');
      till.resolveCard(paymentId, 'declined');
      expect(till.order.dueMinor).toBe(600);
    },
  );

  test('whose answer is unknown is settled by a person, never by the store itself', () => {
    const till = aTill();
    const paymentId = till.payCard(null);
    till.actor = anActor('system');
    till.resolveCard(paymentId, 'unknown');
    const captured = { paymentId, outcome: 'captured' as const, reference: null, lastFour: null };
    expect(till.whyNot('order.resolve_card_payment', captured)).toBe('person_needed');
    expect(till.do('order.resolve_card_payment', { ...captured, outcome: 'unknown' })).toEqual([]);
    till.actor = anActor('anna', ['order.pay']);
    till.do('order.resolve_card_payment', captured);
    expect(till.order.dueMinor).toBe(0);
  });

  test('that nobody started has no answer', () => {
    const till = aTill();
    const answer = { paymentId: till.newId(), outcome: 'captured' as const, reference: null, lastFour: null };
    expect(till.whyNot('order.resolve_card_payment', answer)).toBe('payment_unknown');
  });
});

describe('a tip', () => {
  test('on a captured card can still be written down, other tips not', () => {
    const till = aTill();
    const cardId = till.payCard('captured', { amountMinor: 600 });
    till.do('order.adjust_tip', { paymentId: cardId, tipMinor: 150 });
    expect(till.order).toMatchObject({ tipMinor: 150, paidMinor: 600 });
    const declinedId = till.payCard('declined', { amountMinor: 100 });
    expect(till.whyNot('order.adjust_tip', { paymentId: declinedId, tipMinor: 1 })).toBe('payment_not_captured');
    const cashId = till.payCash();
    expect(till.whyNot('order.adjust_tip', { paymentId: cashId, tipMinor: 1 })).toBe('tip_not_adjustable');
    expect(till.whyNot('order.adjust_tip', { paymentId: till.newId(), tipMinor: 1 })).toBe('payment_unknown');
  });
});

describe('an order that was paid in part', () => {
  test('cannot become cheaper than what was paid or is being paid', () => {
    const till = aTill();
    const beer = till.add('beer');
    till.send();
    till.payCash({ amountMinor: 1200 });
    expect(till.try('order.void_line', { lineId: beer, quantity: '1', reason: 'Mistake' })).toMatchObject({
      refusal: { code: 'already_paid', data: { paidMinor: 1200, totalMinor: 1100 } },
    });
    expect(till.whyNot('order.comp_line', { lineId: beer, reason: 'Warm' })).toBe('already_paid');
    const half = {
      discountId: till.newId(),
      lineId: null,
      name: 'Half',
      kind: 'percent' as const,
      rate: '0.5',
      amountMinor: null,
    };
    expect(till.whyNot('order.apply_discount', half)).toBe('already_paid');
    expect(till.order.totals.totalMinor).toBe(1650);
  });

  test('cannot become cheaper than what a card without an answer may still take', () => {
    const till = aTill();
    const beer = till.add('beer');
    till.payCard('unknown');
    expect(till.whyNot('order.remove_line', { lineId: beer })).toBe('already_paid');
  });

  test('owes more again when more is ordered', () => {
    const till = aTill();
    till.payCash();
    till.add('beer');
    expect(till.order.dueMinor).toBe(550);
  });
});
