import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { quickAmounts } from './quick-amounts.ts';

describe('quick cash amounts', () => {
  test('for 23.40 dollars a guest hands over the exact sum, 25, 30, 40 or 50', () => {
    expect(quickAmounts(2340, 'USD')).toEqual([2340, 2500, 3000, 4000, 5000]);
  });

  test('a sum that is a note itself is offered once', () => {
    expect(quickAmounts(1000, 'USD')).toEqual([1000, 2000, 5000, 10000]);
  });

  test('99.99 euros are paid exactly or with a hundred', () => {
    expect(quickAmounts(9999, 'EUR')).toEqual([9999, 10000]);
  });

  test('yen have no minor unit and kronor no small notes', () => {
    expect(quickAmounts(1850, 'JPY')).toEqual([1850, 1900, 2000, 5000, 10000]);
    expect(quickAmounts(23400, 'SEK')).toEqual([23400, 24000, 25000, 30000, 40000]);
  });

  test('a currency that we do not know gets round sums', () => {
    expect(quickAmounts(2340, 'XTS')).toEqual([2340, 2400, 2500, 3000, 4000]);
  });

  test('a large bill still gets a round sum in the largest note', () => {
    expect(quickAmounts(250_050, 'USD')).toEqual([250_050, 260_000]);
  });

  test('nothing owed is nothing to hand over', () => {
    expect(quickAmounts(0, 'USD')).toEqual([]);
    expect(quickAmounts(-100, 'USD')).toEqual([]);
  });

  property.prop([fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom('USD', 'EUR', 'JPY', 'SEK', 'VND')])(
    'the exact sum comes first and every other pays more',
    (dueMinor, currency) => {
      const amounts = quickAmounts(dueMinor, currency);
      expect(amounts[0]).toBe(dueMinor);
      expect(amounts.length).toBeLessThanOrEqual(5);
      expect([...new Set(amounts)].sort((a, b) => a - b)).toEqual(amounts);
    },
  );
});
