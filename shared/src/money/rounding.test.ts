import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { multiplyMinor } from './decimal.ts';
import { divideRounded, type Rounding, roundingModes, toSafeMinor } from './rounding.ts';

describe('rounding to whole minor units', () => {
  // Hundredths of a cent, so that 2.5 is 250/100.
  const table: [hundredths: bigint, expected: Record<Rounding, bigint>][] = [
    [249n, { 'half-up': 2n, 'half-even': 2n, 'half-down': 2n, up: 3n, down: 2n }],
    [250n, { 'half-up': 3n, 'half-even': 2n, 'half-down': 2n, up: 3n, down: 2n }],
    [251n, { 'half-up': 3n, 'half-even': 3n, 'half-down': 3n, up: 3n, down: 2n }],
    [350n, { 'half-up': 4n, 'half-even': 4n, 'half-down': 3n, up: 4n, down: 3n }],
    [300n, { 'half-up': 3n, 'half-even': 3n, 'half-down': 3n, up: 3n, down: 3n }],
    [1n, { 'half-up': 0n, 'half-even': 0n, 'half-down': 0n, up: 1n, down: 0n }],
    [0n, { 'half-up': 0n, 'half-even': 0n, 'half-down': 0n, up: 0n, down: 0n }],
  ];
  for (const [hundredths, expected] of table) {
    for (const mode of roundingModes) {
      test(`${hundredths} hundredths round ${mode} to ${expected[mode]}, and their negative to its mirror image`, () => {
        expect(divideRounded(hundredths, 100n, mode)).toBe(expected[mode]);
        expect(divideRounded(-hundredths, 100n, mode)).toBe(-expected[mode]);
        expect(divideRounded(hundredths, -100n, mode)).toBe(-expected[mode]);
        expect(divideRounded(-hundredths, -100n, mode)).toBe(expected[mode]);
      });
    }
  }

  test('2.675 rounds to 2.68 both half up and half even, where floating point says 2.67', () => {
    // 267.5 cents: 2.675 has no exact double, so Math.round(2.675 * 100) / 100 gives 2.67 in some languages.
    expect(multiplyMinor(1, '267.5', 'half-up')).toBe(268);
    expect(multiplyMinor(1, '267.5', 'half-even')).toBe(268);
    expect(multiplyMinor(1, '266.5', 'half-even')).toBe(266);
    expect(multiplyMinor(1, '267.5', 'half-down')).toBe(267);
  });

  test('dividing by nothing is a fault with a sentence for the till', () => {
    expect(() => divideRounded(1n, 0n, 'half-up')).toThrow(expect.objectContaining({ code: 'division_by_zero' }));
  });

  test('an amount beyond exact counting is a fault, never a silently wrong figure', () => {
    expect(toSafeMinor(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => toSafeMinor(9_007_199_254_740_992n)).toThrow(expect.objectContaining({ code: 'amount_too_large' }));
  });

  property.prop([
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.bigInt({ min: 1n, max: 10n ** 6n }),
    fc.constantFrom(...roundingModes),
  ])('a rounded figure is never a whole unit away from the exact one', (numerator, denominator, mode) => {
    const distance = divideRounded(numerator, denominator, mode) * denominator - numerator;
    const away = distance < 0n ? -distance : distance;
    expect(away < denominator).toBe(true);
    if (mode.startsWith('half')) expect(away * 2n <= denominator).toBe(true);
  });
});
