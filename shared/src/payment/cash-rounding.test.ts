import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { roundCash } from './cash-rounding.ts';

describe('rounding what is paid in cash', () => {
  test('in Switzerland 12.32 is paid as 12.30 and 12.33 as 12.35', () => {
    expect(roundCash(1232, 5)).toEqual({ roundedMinor: 1230, roundingMinor: -2 });
    expect(roundCash(1233, 5)).toEqual({ roundedMinor: 1235, roundingMinor: 2 });
  });

  test('in Sweden half a krona is paid as one', () => {
    expect(roundCash(10_050, 100)).toEqual({ roundedMinor: 10_100, roundingMinor: 50 });
  });

  test('cash that goes back mirrors the cash that came', () => {
    expect(roundCash(-1233, 5)).toEqual({ roundedMinor: -1235, roundingMinor: -2 });
  });

  test('where every cent exists nothing is rounded', () => {
    expect(roundCash(1233, 1)).toEqual({ roundedMinor: 1233, roundingMinor: 0 });
  });

  test('a smallest coin of nothing is a fault', () => {
    expect(() => roundCash(100, 0)).toThrow(expect.objectContaining({ code: 'bad_step' }));
  });

  property.prop([fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(1, 5, 10, 50, 100)])(
    'coins exist for the rounded sum and it is at most half a coin away',
    (dueMinor, stepMinor) => {
      const { roundedMinor, roundingMinor } = roundCash(dueMinor, stepMinor);
      expect(Math.abs(roundedMinor % stepMinor)).toBe(0);
      expect(roundedMinor).toBe(dueMinor + roundingMinor);
      expect(Math.abs(roundingMinor) * 2).toBeLessThanOrEqual(stepMinor);
    },
  );
});
