import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../src/menu/catalogue-index.ts';
import { validateCatalogue } from '../src/menu/validate-catalogue.ts';
import { Permission } from '../src/staff/permissions.ts';
import { demoCatalogue, demoCatalogueEntries, demoPins } from './demo-restaurant.ts';
import { pizzas } from './demo/pizzas.ts';

const catalogue = demoCatalogue();

describe('the demo restaurant', () => {
  test('can be read whole and fits together', () => {
    expect(readCatalogue(demoCatalogueEntries(), 1).rejected).toEqual([]);
    expect(validateCatalogue(catalogue)).toEqual([]);
  });

  test('sells the pizzas of the pizza-place year, each size at the price that it was sold for', () => {
    const file = readFileSync(new URL('../../tooling/demo/pizzaplace.csv', import.meta.url), 'utf8');
    const rows = file
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(rows).toHaveLength(49_574);
    const sold = new Map<string, number>();
    for (const [, , , name, size, , price] of rows) sold.set(`${name} ${size}`, Math.round(Number(price) * 100));
    const listed = new Map(
      pizzas.flatMap(({ shortName, prices }) =>
        Object.entries(prices).map(([size, price]) => [`${shortName} ${size}`, price]),
      ),
    );
    expect(listed).toEqual(sold);
    expect(pizzas).toHaveLength(32);
    expect(catalogue.items.filter((item) => item.categoryId === 'pizza')).toHaveLength(32);
  });

  test('shows every kind of question that a till asks', () => {
    const groups = catalogue.modifierGroups;
    expect(groups.length).toBeGreaterThanOrEqual(6);
    expect(groups.some((group) => group.minimum > 0)).toBe(true);
    expect(groups.some((group) => group.freeCount > 0)).toBe(true);
    expect(groups.some((group) => group.maximumEach > 1)).toBe(true);
    expect(groups.some((group) => group.modifiers.some((modifier) => modifier.modifierGroupIds.length > 0))).toBe(true);
    expect(groups.some((group) => group.modifiers.some((modifier) => modifier.priceMinor < 0))).toBe(true);
    expect(groups.some((group) => group.modifiers.some((modifier) => modifier.defaultQuantity > 0))).toBe(true);
  });

  test('has only people whose permissions exist, and a PIN of their own for each', () => {
    for (const role of catalogue.roles)
      for (const permission of role.permissions)
        expect(Permission.safeParse(permission).success, permission).toBe(true);
    expect(Object.keys(demoPins).sort()).toEqual(catalogue.staff.map((member) => member.id).sort());
    expect(new Set(Object.values(demoPins)).size).toBe(catalogue.staff.length);
    for (const pin of Object.values(demoPins)) expect(pin).toMatch(/^\d{4,8}$/);
  });

  test('prints where it is told to', () => {
    const moved = readCatalogue(demoCatalogueEntries({ receiptPort: 5001 }), 1).catalogue;
    expect(moved.printers.map((printer) => [printer.id, printer.port])).toEqual([
      ['bar', 4193],
      ['receipt', 5001],
      ['kitchen', 4192],
    ]);
  });
});
