import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { allocate, splitEvenly } from './allocate.ts';

describe('sharing an amount out', () => {
  test('a check of 10.00 split three ways is 3.34, 3.33 and 3.33', () => {
    expect(splitEvenly(1000, 3)).toEqual([334, 333, 333]);
  });

  test('the odd cent goes to the largest remainder, and on a tie to the earlier part', () => {
    expect(allocate(100, [1, 2, 4])).toEqual([14, 29, 57]);
    expect(allocate(100, [1, 1, 4])).toEqual([17, 17, 66]);
    expect(allocate(1, [5, 5])).toEqual([1, 0]);
  });

  test('what weighs nothing gets nothing', () => {
    expect(allocate(100, [0, 3, 0])).toEqual([0, 100, 0]);
  });

  test('when nothing weighs anything the amount is shared evenly', () => {
    expect(allocate(5, [0, 0])).toEqual([3, 2]);
  });

  test('a refund is shared out as the mirror image of its sale', () => {
    expect(allocate(-1000, [1, 1, 1])).toEqual([-334, -333, -333]);
  });

  test('nothing is shared out among nobody, and something cannot be', () => {
    expect(allocate(0, [])).toEqual([]);
    expect(() => allocate(1, [])).toThrow(expect.objectContaining({ code: 'bad_weights' }));
  });

  test('a negative weight is a fault', () => {
    expect(() => allocate(10, [3, -1])).toThrow(expect.objectContaining({ code: 'bad_weights' }));
  });

  property.prop([
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 }),
  ])('the parts add up to the whole and none is a unit away from its exact share', (total, weights) => {
    const parts = allocate(total, weights);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    if (whole === 0) return;
    parts.forEach((part, index) => {
      expect(Math.abs(part - (total * (weights[index] ?? 0)) / whole)).toBeLessThan(1 + 1e-6);
    });
  });

  property.prop([
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 10 }),
  ])('weights may be larger than any number counts exactly', (total, weights) => {
    expect(allocate(total, weights).reduce((sum, part) => sum + part, 0)).toBe(total);
  });
});
