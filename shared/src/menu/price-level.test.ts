import { describe, expect, test } from 'vitest';
import { aModifier, anIndex, aVariant } from '../../testing/builders.ts';
import type { PriceLevel } from './catalogue.ts';
import { priceLevelAt } from './price-level.ts';
import { modifierPriceMinor, variantPriceMinor } from './prices.ts';

const dayparts = [{ id: 'happy-hour', name: 'Happy hour', weekdays: [1, 2, 3, 4, 5], from: '16:00', to: '18:00' }];
const level = (id: string, daypartIds: string[], orderTypeIds: string[]): PriceLevel => ({
  id,
  name: id,
  daypartIds,
  orderTypeIds,
});
const atFive = Date.parse('2026-11-24T17:00:00-05:00');
const atSeven = Date.parse('2026-11-24T19:00:00-05:00');

function levelFor(levels: PriceLevel[], orderTypeId: string, instantMs: number): string | null {
  return priceLevelAt(anIndex({ dayparts, priceLevels: levels }), { orderTypeId, instantMs });
}

describe('which prices apply', () => {
  test('happy hour at the table is from four to six, and not to go', () => {
    const levels = [level('happy-hour', ['happy-hour'], ['dine-in'])];
    expect(levelFor(levels, 'dine-in', atFive)).toBe('happy-hour');
    expect(levelFor(levels, 'takeaway', atFive)).toBeNull();
    expect(levelFor(levels, 'dine-in', atSeven)).toBeNull();
  });

  test('delivery prices apply at all hours', () => {
    expect(levelFor([level('delivery', [], ['delivery'])], 'delivery', atSeven)).toBe('delivery');
  });

  test('a level without conditions is one that only a person chooses', () => {
    expect(levelFor([level('staff', [], [])], 'dine-in', atFive)).toBeNull();
  });

  test('the most particular level wins', () => {
    const levels = [
      level('a-type', [], ['dine-in']),
      level('b-hour', ['happy-hour'], []),
      level('c-both', ['happy-hour'], ['dine-in']),
    ];
    expect(levelFor(levels, 'dine-in', atFive)).toBe('c-both');
    expect(levelFor(levels.slice(0, 2), 'dine-in', atFive)).toBe('b-hour');
    expect(levelFor(levels, 'dine-in', atSeven)).toBe('a-type');
    const alike = [level('early', ['happy-hour'], []), level('happy', ['happy-hour'], [])];
    expect(levelFor(alike, 'dine-in', atFive)).toBe('early');
  });

  test('a level whose daypart was deleted applies to nothing', () => {
    expect(levelFor([level('brunch', ['brunch'], [])], 'dine-in', atFive)).toBeNull();
  });

  test('a level that does not name a price sells at the price of the menu', () => {
    const glass = aVariant({ priceMinor: 650, levelPrices: { 'happy-hour': 500 } });
    expect(variantPriceMinor(glass, 'happy-hour')).toBe(500);
    expect(variantPriceMinor(glass, 'delivery')).toBe(650);
    expect(variantPriceMinor(glass, null)).toBe(650);
    expect(variantPriceMinor(aVariant({ priceMinor: 650, levelPrices: { 'happy-hour': 0 } }), 'happy-hour')).toBe(0);
    expect(modifierPriceMinor(aModifier({ id: 'a', priceMinor: 90, levelPrices: { delivery: 120 } }), 'delivery')).toBe(
      120,
    );
  });
});
