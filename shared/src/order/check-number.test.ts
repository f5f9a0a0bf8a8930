import { describe, expect, it } from 'vitest';
import { checkNumberPrefix, isCheckNumberOf } from './check-number.ts';

describe('numbers that tills give while the appliance is away', () => {
  it('begin with letters that no other device of the store has, and that imported history has not', () => {
    const prefixes = Array.from({ length: 2_000 }, (_, index) => checkNumberPrefix(index + 1));
    expect(prefixes.slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(prefixes.slice(22, 25)).toEqual(['Z', 'AA', 'AB']);
    expect(new Set(prefixes).size).toBe(2_000);
    expect(prefixes.filter((prefix) => !/^[A-Z]+$/.test(prefix) || prefix.includes('H'))).toEqual([]);
  });

  it('are told apart from the appliance’s and from another till’s', () => {
    expect(isCheckNumberOf('B', 'B12')).toBe(true);
    for (const number of ['12', 'A12', 'BB12', 'B', 'B0', 'B012', 'B-1', 'B12x', ''])
      expect(isCheckNumberOf('B', number)).toBe(false);
    expect(isCheckNumberOf('', '12')).toBe(false);
  });
});
