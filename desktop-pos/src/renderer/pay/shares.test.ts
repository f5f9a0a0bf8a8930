import { describe, expect, it } from 'vitest';
import { equalPartMinor, percentOfMinor, tipBaseMinor } from './shares.ts';

describe('what a guest pays of a bill', () => {
  it('splits evenly and never loses a cent', () => {
    for (const [dueMinor, guests] of [
      [1000, 3],
      [4210, 4],
      [1, 2],
      [9999, 7],
    ] as const) {
      let left: number = dueMinor;
      const parts: number[] = [];
      for (let others = guests; others > 0 && left > 0; others -= 1) {
        const part = equalPartMinor(left, others, 1);
        parts.push(part);
        left -= part;
      }
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(dueMinor);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    }
  });

  it('asks only for coins that exist', () => {
    expect(equalPartMinor(1000, 3, 5)).toBe(335);
    expect(equalPartMinor(998, 1, 5)).toBe(998);
  });

  it('suggests the tip on the dishes, not on the tax', () => {
    expect(tipBaseMinor(1089, { netMinor: 1000, totalMinor: 1089 })).toBe(1000);
    expect(percentOfMinor(1000, 18)).toBe(180);
    expect(percentOfMinor(1325, 18)).toBe(239);
  });
});
