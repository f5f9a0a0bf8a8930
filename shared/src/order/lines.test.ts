import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';

const aTill = (): Till => new Till(aBistro()).open();
const line = (till: Till, lineId: string) => till.order.lines.find((known) => known.lineId === lineId);

describe('opening', () => {
  test('an order opens with the number, the rounding and the tax policy of this moment', () => {
    const till = aTill();
    expect(till.order).toMatchObject({
      status: 'open',
      number: '42',
      currency: 'USD',
      openedBy: 'gianni',
      businessDate: '2026-11-24',
      version: 1,
    });
    expect(till.order.taxPolicy).toEqual({ roundPer: 'document', mode: 'half-up' });
  });

  test('an order is opened once, and only as a kind that the store sells', () => {
    const till = new Till(aBistro());
    expect(till.whyNot('order.open', { orderTypeId: 'catering', label: '', guestCount: null })).toBe(
      'order_type_unknown',
    );
    till.open();
    expect(till.whyNot('order.open', { orderTypeId: 'dine-in', label: '', guestCount: null })).toBe('order_exists');
  });

  test('somebody who may not take orders opens none', () => {
    const till = new Till(aBistro());
    till.actor = anActor('cook', ['kitchen.work']);
    const decision = till.try('order.open', { orderTypeId: 'dine-in', label: '', guestCount: null });
    expect(decision).toMatchObject({
      type: 'refusal',
      refusal: { code: 'permission_needed', data: { permission: 'order.take' } },
    });
  });
});

describe('adding', () => {
  test('a line keeps the names, prices and rates at which it was sold', () => {
    const till = aTill();
    const lineId = till.add('burger', {
      quantity: '2.0',
      note: 'well done',
      modifiers: [{ groupId: 'toppings', modifierId: 'cheese', quantity: 2, choices: [] }],
    });
    expect(line(till, lineId)).toMatchObject({
      name: 'Burger',
      kitchenName: 'BURG',
      variantName: null,
      quantity: '2',
      unitPriceMinor: 1000,
      note: 'well done',
      addedBy: 'gianni',
      sentAt: null,
      taxes: [{ taxId: 'sales-tax', rate: '0.1' }],
      modifiers: [{ name: 'Cheese', quantity: 2, unitPriceMinor: 150 }],
    });
    till.index = aBistro({ items: [] });
    till.do('order.change_details', { orderTypeId: null, label: 'Table 4', guestCount: 2, note: null });
    expect(till.order.totals).toMatchObject({ grossMinor: 2600, addedTaxMinor: 260, totalMinor: 2860 });
  });

  test('a size is named only when there is a choice of sizes', () => {
    const till = aTill();
    const large = till.add('pizza', { variantId: 'large' });
    expect(line(till, large)).toMatchObject({ variantName: 'Large', unitPriceMinor: 1500 });
  });

  test.each([
    ['an item that is not on the menu', 'unicorn', 'regular', 'item_unknown'],
    ['an item that was taken off the menu', 'winter-stew', 'regular', 'item_not_sold'],
    ['breakfast in the evening', 'breakfast', 'regular', 'item_not_sold'],
    ['a size that does not exist', 'pizza', 'regular', 'variant_unknown'],
  ])('%s is refused', (_what, itemId, variantId, code) => {
    const till = aTill();
    const payload = {
      lineId: till.newId(),
      itemId,
      variantId,
      quantity: '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    };
    expect(till.whyNot('order.add_line', payload)).toBe(code);
  });

  test('breakfast is sold in the morning', () => {
    const till = aTill();
    till.clock.setMs(Date.parse('2026-11-24T09:00:00-05:00'));
    till.add('breakfast');
    expect(till.order.lines).toHaveLength(1);
  });

  test('choices that do not fit the menu are refused with what is wrong', () => {
    const till = aTill();
    const four = [{ groupId: 'toppings', modifierId: 'cheese', quantity: 4, choices: [] }];
    const decision = till.try('order.add_line', {
      lineId: till.newId(),
      itemId: 'burger',
      variantId: 'regular',
      quantity: '1',
      modifiers: four,
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    });
    expect(decision).toMatchObject({
      refusal: { code: 'modifiers_invalid', data: { problem: 'too_many_modifiers', chosen: 4, limit: 3 } },
    });
  });

  test('the same line is added once', () => {
    const till = aTill();
    const lineId = till.add();
    const again = {
      lineId,
      itemId: 'beer',
      variantId: 'regular',
      quantity: '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    };
    expect(till.whyNot('order.add_line', again)).toBe('line_exists');
  });

  test('an open item is sold at the price that was typed, under its own taxes and at its station', () => {
    const till = aTill();
    till.do('order.add_open_item', {
      lineId: till.newId(),
      name: 'Birthday cake',
      unitPriceMinor: 2500,
      quantity: '1',
      taxCategoryId: 'food',
      stationId: 'oven',
      note: '',
    });
    expect(till.order.lines[0]).toMatchObject({
      itemId: null,
      name: 'Birthday cake',
      stationIds: ['oven'],
      taxes: [{ rate: '0.1' }],
    });
    expect(till.order.totals.totalMinor).toBe(2750);
    const odd = { lineId: till.newId(), name: 'Thing', unitPriceMinor: 1, quantity: '1', note: '' };
    expect(till.whyNot('order.add_open_item', { ...odd, taxCategoryId: 'toys', stationId: null })).toBe(
      'tax_category_unknown',
    );
    expect(till.whyNot('order.add_open_item', { ...odd, taxCategoryId: 'food', stationId: 'roof' })).toBe(
      'station_unknown',
    );
  });
});

describe('prices that a person sets', () => {
  const cheaper = { unitPriceMinor: 700, reason: 'Old price' };

  test('need a permission, and keep the menu price and the reason', () => {
    const till = aTill();
    till.actor = anActor('anna', ['order.take']);
    const wish = {
      lineId: till.newId(),
      itemId: 'burger',
      variantId: 'regular',
      quantity: '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: cheaper,
    };
    expect(till.whyNot('order.add_line', wish)).toBe('permission_needed');
    till.approver = anActor('priya', ['order.price_override']);
    till.do('order.add_line', wish);
    expect(till.order.lines[0]).toMatchObject({
      unitPriceMinor: 700,
      override: { menuPriceMinor: 1000, reason: 'Old price', approvedBy: 'priya' },
    });
  });

  test('come with an import without anybody asking', () => {
    const till = aTill();
    till.actor = anActor('import', ['order.take', 'order.import']);
    till.add('burger', { priceOverride: cheaper });
    expect(till.order.lines[0]?.override).toEqual({ menuPriceMinor: 1000, reason: 'Old price', approvedBy: null });
  });
});

describe('changing a line that the kitchen does not know', () => {
  const nothing = { quantity: null, variantId: null, modifiers: null, note: null, seat: null, course: null };

  test('changes what is named and leaves the rest', () => {
    const till = aTill();
    const lineId = till.add('pizza', { variantId: 'small', note: 'crispy' });
    till.do('order.change_line', { ...nothing, lineId, quantity: '3', variantId: 'large' });
    expect(line(till, lineId)).toMatchObject({
      quantity: '3',
      variantName: 'Large',
      unitPriceMinor: 1500,
      note: 'crispy',
    });
  });

  test('leaves a price that a person set', () => {
    const till = aTill();
    const lineId = till.add('pizza', { variantId: 'small', priceOverride: { unitPriceMinor: 100, reason: 'Friend' } });
    till.do('order.change_line', { ...nothing, lineId, variantId: 'large' });
    expect(line(till, lineId)).toMatchObject({ unitPriceMinor: 100, override: { menuPriceMinor: 1500 } });
  });

  test('that changes nothing writes nothing', () => {
    const till = aTill();
    const lineId = till.add('burger', { quantity: '2' });
    expect(till.do('order.change_line', { ...nothing, lineId, quantity: '2.00' })).toEqual([]);
  });

  test('gives an open item no sizes', () => {
    const till = aTill();
    const lineId = till.newId();
    till.do('order.add_open_item', {
      lineId,
      name: 'Cake',
      unitPriceMinor: 100,
      quantity: '1',
      taxCategoryId: 'food',
      stationId: null,
      note: '',
    });
    expect(till.whyNot('order.change_line', { ...nothing, lineId, variantId: 'regular' })).toBe('open_item_fixed');
    till.do('order.change_line', { ...nothing, lineId, quantity: '2' });
    expect(till.order.totals.grossMinor).toBe(200);
  });
});

describe('once the kitchen knows a line', () => {
  test('it cannot be changed or removed, only voided', () => {
    const till = aTill();
    const lineId = till.add();
    till.send();
    const change = { lineId, quantity: '2', variantId: null, modifiers: null, note: null, seat: null, course: null };
    expect(till.whyNot('order.change_line', change)).toBe('line_sent');
    expect(till.whyNot('order.remove_line', { lineId })).toBe('line_sent');
    expect(till.do('order.void_line', { lineId, quantity: '1', reason: 'Mistake' })).toMatchObject([
      { type: 'order.line_voided' },
    ]);
    expect(till.order.totals.totalMinor).toBe(0);
  });

  test('a void takes a permission and names who approved it', () => {
    const till = aTill();
    const lineId = till.add();
    till.send();
    till.actor = anActor('anna', ['order.take', 'order.pay']);
    const wish = { lineId, quantity: '1', reason: 'Mistake' };
    expect(till.whyNot('order.void_line', wish)).toBe('permission_needed');
    till.approver = anActor('priya');
    expect(till.do('order.void_line', wish)).toMatchObject([{ payload: { approvedBy: 'priya', reason: 'Mistake' } }]);
  });

  test('a part can be voided, then no more than is left, and every ticket that has it hears of it', () => {
    const till = aTill();
    const lineId = till.add('platter', { quantity: '3' });
    till.send();
    const [event] = till.do('order.void_line', { lineId, quantity: '2', reason: 'Mistake' });
    expect(event).toMatchObject({ payload: { ticketIds: till.order.tickets.map((ticket) => ticket.ticketId) } });
    expect(till.order.tickets).toHaveLength(2);
    expect(till.order.totals.grossMinor).toBe(3000);
    const tooMuch = till.try('order.void_line', { lineId, quantity: '1.001', reason: 'Mistake' });
    expect(tooMuch).toMatchObject({ refusal: { code: 'quantity_too_large', data: { left: '1' } } });
    till.do('order.void_line', { lineId, quantity: '1', reason: 'Mistake' });
    expect(till.whyNot('order.void_line', { lineId, quantity: '1', reason: 'Mistake' })).toBe('line_voided');
    expect(till.whyNot('order.comp_line', { lineId, reason: 'Late' })).toBe('line_voided');
  });
});

test('a line that the kitchen never had is taken off, not voided', () => {
  const till = aTill();
  const lineId = till.add();
  till.do('order.apply_discount', {
    discountId: till.newId(),
    lineId,
    name: 'Regular',
    kind: 'percent',
    rate: '0.5',
    amountMinor: null,
  });
  expect(till.whyNot('order.void_line', { lineId, quantity: '1', reason: 'Mistake' })).toBe('line_not_sent');
  till.do('order.remove_line', { lineId });
  expect(till.order).toMatchObject({ lines: [], discounts: [] });
  expect(till.whyNot('order.remove_line', { lineId })).toBe('line_unknown');
});

test('a comped line is made and counted but not charged, and comped once', () => {
  const till = aTill();
  const lineId = till.add();
  till.send();
  till.do('order.comp_line', { lineId, reason: 'Long wait' });
  expect(till.order.totals).toMatchObject({ grossMinor: 1000, compMinor: 1000, totalMinor: 0 });
  expect(till.whyNot('order.comp_line', { lineId, reason: 'Again' })).toBe('line_comped');
});

test('eating here or taking it away changes the taxes of the lines and never their prices', () => {
  const till = aTill();
  till.add('burger');
  till.do('order.add_open_item', {
    lineId: till.newId(),
    name: 'Cake',
    unitPriceMinor: 1000,
    quantity: '1',
    taxCategoryId: 'food',
    stationId: null,
    note: '',
  });
  till.add('mint');
  expect(till.order.totals.addedTaxMinor).toBe(200);
  const [event] = till.do('order.change_details', {
    orderTypeId: 'takeaway',
    label: null,
    guestCount: null,
    note: null,
  });
  expect(event?.type === 'order.details_changed' && event.payload.lines).toHaveLength(2);
  expect(till.order.totals).toMatchObject({ addedTaxMinor: 100, grossMinor: 2003 });
});
