import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';

const aTill = (): Till => new Till(aBistro()).open();
const percent = (till: Till, rate: string, lineId: string | null = null) => ({
  discountId: till.newId(),
  lineId,
  name: 'Regular',
  kind: 'percent' as const,
  rate,
  amountMinor: null,
});
const amount = (till: Till, amountMinor: number, lineId: string | null = null) => ({
  discountId: till.newId(),
  lineId,
  name: 'Voucher',
  kind: 'amount' as const,
  rate: null,
  amountMinor,
});

test('a discount comes off before tax, off a line or off the whole order', () => {
  const till = aTill();
  const lineId = till.add('burger');
  till.add('beer');
  till.do('order.apply_discount', percent(till, '0.2', lineId));
  expect(till.order.totals).toMatchObject({ discountMinor: 200, totalMinor: 1430 });
  till.do('order.apply_discount', amount(till, 300));
  expect(till.order.totals).toMatchObject({ discountMinor: 500, totalMinor: 1100 });
});

test('a discount can be taken away again, once', () => {
  const till = aTill();
  till.add();
  const discount = percent(till, '0.5');
  till.do('order.apply_discount', discount);
  expect(till.whyNot('order.apply_discount', discount)).toBe('discount_exists');
  till.do('order.remove_discount', { discountId: discount.discountId });
  expect(till.order.totals.totalMinor).toBe(1100);
  expect(till.whyNot('order.remove_discount', { discountId: discount.discountId })).toBe('discount_unknown');
});

test('a discount is a percentage up to a hundred or an amount up to the price, never both', () => {
  const till = aTill();
  const lineId = till.add();
  expect(till.whyNot('order.apply_discount', percent(till, '1.01'))).toBe('discount_invalid');
  expect(till.whyNot('order.apply_discount', percent(till, '0'))).toBe('discount_invalid');
  expect(till.whyNot('order.apply_discount', percent(till, '-0.1'))).toBe('discount_invalid');
  expect(till.whyNot('order.apply_discount', { ...percent(till, '0.1'), amountMinor: 5 })).toBe('discount_invalid');
  expect(till.whyNot('order.apply_discount', { ...amount(till, 5), rate: '0.1' })).toBe('discount_invalid');
  expect(till.whyNot('order.apply_discount', amount(till, 1001))).toBe('discount_too_large');
  expect(till.whyNot('order.apply_discount', amount(till, 10, till.newId()))).toBe('line_unknown');
  till.do('order.comp_line', { lineId, reason: 'Late' });
  expect(till.whyNot('order.apply_discount', percent(till, '0.1', lineId))).toBe('line_comped');
});

describe('the limit of a role', () => {
  function aCashier(limit = '10'): Till {
    const till = aTill();
    till.actor = anActor('anna', ['order.take', 'order.discount'], limit);
    return till;
  }

  test('is kept to by percent and by amount', () => {
    const till = aCashier();
    till.add();
    expect(till.whyNot('order.apply_discount', percent(till, '0.11'))).toBe('discount_over_limit');
    expect(till.whyNot('order.apply_discount', amount(till, 101))).toBe('discount_over_limit');
    till.do('order.apply_discount', amount(till, 100));
    expect(till.order.discounts[0]?.approvedBy).toBeNull();
  });

  test('allows the cent that rounding adds', () => {
    const till = aCashier();
    till.do('order.add_line', {
      lineId: till.newId(),
      itemId: 'pizza',
      variantId: 'small',
      quantity: '1.105',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    });
    expect(till.order.totals.grossMinor).toBe(995);
    till.do('order.apply_discount', percent(till, '0.1'));
    expect(till.order.totals.discountMinor).toBe(100);
  });

  test('cannot be passed by giving a little many times', () => {
    const till = aCashier();
    const lineId = till.add();
    till.do('order.apply_discount', percent(till, '0.06'));
    expect(till.whyNot('order.apply_discount', percent(till, '0.06'))).toBe('discount_over_limit');
    expect(till.whyNot('order.apply_discount', percent(till, '0.06', lineId))).toBe('discount_over_limit');
  });

  test('is not used up by what a manager approved', () => {
    const till = aCashier();
    till.add();
    till.approver = anActor('priya', ['order.discount'], '50');
    till.do('order.apply_discount', percent(till, '0.4'));
    expect(till.order.discounts[0]?.approvedBy).toBe('priya');
    till.approver = null;
    till.do('order.apply_discount', percent(till, '0.1'));
    expect(till.order.discounts[1]?.approvedBy).toBeNull();
  });

  test('holds when the check becomes smaller afterwards', () => {
    const till = aCashier();
    till.add('beer');
    const lineId = till.add('burger', { quantity: '2' });
    till.do('order.apply_discount', amount(till, 200));
    const smaller = { lineId, quantity: '1', variantId: null, modifiers: null, note: null, seat: null, course: null };
    expect(till.whyNot('order.remove_line', { lineId })).toBe('discount_over_limit');
    expect(till.whyNot('order.change_line', smaller)).toBe('discount_over_limit');
    till.approver = anActor('priya', ['order.discount'], '50');
    expect(till.whyNot('order.change_line', smaller)).toBe('accepted');
    expect(till.order.totals).toMatchObject({ grossMinor: 1500, discountMinor: 200 });
  });

  test('needs an approver whose own limit reaches', () => {
    const till = aCashier();
    till.add();
    till.approver = anActor('shift-lead', ['order.discount'], '20');
    expect(till.whyNot('order.apply_discount', percent(till, '0.4'))).toBe('discount_over_limit');
  });

  test('does not help somebody who may give none', () => {
    const till = aCashier();
    till.add();
    till.actor = anActor('bob', ['order.take'], '100');
    expect(till.try('order.apply_discount', percent(till, '0.01'))).toMatchObject({
      refusal: { code: 'permission_needed', data: { permission: 'order.discount' } },
    });
    till.approver = anActor('priya', ['order.discount'], '50');
    till.do('order.apply_discount', percent(till, '0.01'));
    expect(till.order.discounts[0]?.approvedBy).toBe('priya');
  });
});
