import { describe, expect, it } from 'vitest';
import { Item, ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { menuOfFile, sellFrom } from './menu-of-file.ts';
import { takeOrder } from './order-commands.ts';
import type { FileLine, FileOrder } from './order-file.ts';

const target = { taxCategoryId: 'food', stationIds: ['kitchen'] };

function order(orderId: string, ...lines: Partial<FileLine>[]): FileOrder {
  const whole = lines.map((line, row): FileLine => ({
    row,
    item: 'Burger',
    variant: '',
    category: '',
    modifiers: [],
    quantity: '1',
    unitPriceMinor: 1000,
    ...line,
  }));
  return { orderId, orderedAt: '2026-11-24T18:00:00', orderType: 'Dine-in', lines: whole };
}

const ids = () => {
  let n = 0;
  return () => `id-${(n += 1)}`;
};

describe('the menu that a file of orders needs', () => {
  it('asks for a size what it was most often sold for, and sells the rest as overrides with their row', () => {
    const orders = [order('1', {}, { unitPriceMinor: 900, row: 12 }), order('2', {})];
    const menu = menuOfFile(orders, target);
    expect(menu.items[0]?.variants).toMatchObject([{ name: 'Regular', priceMinor: 1000 }]);
    const { commands } = takeOrder(orders[0] as FileOrder, sellFrom(menu), ids());
    expect(commands.map(({ payload }) => ('priceOverride' in payload ? payload.priceOverride : 'none'))).toEqual([
      'none',
      null,
      { unitPriceMinor: 900, reason: 'Sold at this price (row 12)' },
    ]);
  });

  it('makes one modifier of each name and price, and two of it when a row names it twice', () => {
    const cheese = { name: 'Cheese', priceMinor: 150, quantity: 1 };
    const orders = [order('1', { modifiers: [cheese, cheese, { ...cheese, priceMinor: 200 }] })];
    const menu = menuOfFile(orders, target);
    expect(menu.modifierGroups[0]?.modifiers.map(({ name, priceMinor }) => `${name} ${priceMinor}`)).toEqual([
      'Cheese 150',
      'Cheese 200',
    ]);
    const { commands } = takeOrder(orders[0] as FileOrder, sellFrom(menu), ids());
    expect(commands[1]?.payload).toMatchObject({ modifiers: [{ quantity: 2 }, { quantity: 1 }] });
  });

  it('gives names that look alike keys of their own, and every entry fits the catalogue', () => {
    const many = Array.from({ length: 130 }, (_, index) => ({
      name: `Extra ${index}`,
      priceMinor: index,
      quantity: 1,
    }));
    const orders = [order('1', { item: 'Crème brûlée', modifiers: many }, { item: 'Creme Brulee' }, { item: '寿司' })];
    const menu = menuOfFile(orders, target);
    expect(new Set(menu.items.map(({ id }) => id)).size).toBe(3);
    for (const item of menu.items) expect(Item.safeParse(item).success).toBe(true);
    for (const group of menu.modifierGroups) expect(ModifierGroup.safeParse(group).success).toBe(true);
    expect(menu.modifierGroups.map(({ modifiers }) => modifiers.length)).toEqual([100, 30]);
  });
});
