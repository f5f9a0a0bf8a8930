import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { Till } from '../../testing/till.ts';

function aTillWith(left: number | null): Till {
  const till = new Till(aBistro()).open();
  if (left !== null) till.remaining.set('burger', left);
  return till;
}
const burger = (till: Till, quantity = '1') => ({
  lineId: till.newId(),
  itemId: 'burger',
  variantId: 'regular',
  quantity,
  modifiers: [],
  note: '',
  seat: null,
  course: null,
  priceOverride: null,
});
const unchanged = { variantId: null, modifiers: null, note: null, seat: null, course: null };

describe('a countdown', () => {
  test('goes down as lines are put on orders', () => {
    const till = aTillWith(5);
    const decision = till.try('order.add_line', burger(till, '2'));
    expect(decision).toMatchObject({
      alsoEvents: [{ type: 'menu.availability_set', payload: { itemId: 'burger', remaining: 3 } }],
    });
    expect(till.remaining.get('burger')).toBe(3);
  });

  test('refuses more than there is left, and says how many there are', () => {
    const till = aTillWith(1);
    expect(till.try('order.add_line', burger(till, '2'))).toMatchObject({
      refusal: { code: 'item_out', data: { remaining: 1, name: 'Burger' } },
    });
    till.add('burger');
    expect(till.try('order.add_line', burger(till))).toMatchObject({
      refusal: { code: 'item_out', data: { remaining: 0 } },
    });
  });

  test('counts a part of a piece as a piece', () => {
    const till = new Till(aBistro()).open();
    till.remaining.set('fish', 2);
    till.add('fish', { quantity: '0.350' });
    till.add('fish', { quantity: '1' });
    expect(till.remaining.get('fish')).toBe(0);
  });

  test('follows a changed quantity both ways', () => {
    const till = aTillWith(5);
    const lineId = till.add('burger', { quantity: '2' });
    till.do('order.change_line', { ...unchanged, lineId, quantity: '4' });
    expect(till.remaining.get('burger')).toBe(1);
    expect(till.whyNot('order.change_line', { ...unchanged, lineId, quantity: '6' })).toBe('item_out');
    till.do('order.change_line', { ...unchanged, lineId, quantity: '1' });
    expect(till.remaining.get('burger')).toBe(4);
  });

  test('gets back what is taken off before the kitchen knew it, line by line or with the whole order', () => {
    const till = aTillWith(5);
    const lineId = till.add('burger', { quantity: '2' });
    till.add('burger');
    till.do('order.remove_line', { lineId });
    expect(till.remaining.get('burger')).toBe(4);
    till.do('order.void', { reason: 'Left' });
    expect(till.remaining.get('burger')).toBe(5);
  });

  test('keeps what the kitchen used up, void or not', () => {
    const till = aTillWith(5);
    const lineId = till.add('burger', { quantity: '2' });
    till.send();
    till.do('order.void_line', { lineId, quantity: '2', reason: 'Dropped' });
    expect(till.remaining.get('burger')).toBe(3);
    till.do('order.void', { reason: 'Left' });
    expect(till.remaining.get('burger')).toBe(3);
  });
});

test('an 86 is not lifted by taking off a line that was added before it', () => {
  const till = aTillWith(null);
  const lineId = till.add('burger');
  till.remaining.set('burger', 0);
  till.do('order.remove_line', { lineId });
  expect(till.remaining.get('burger')).toBe(0);
  expect(till.whyNot('order.add_line', burger(till))).toBe('item_out');
});
