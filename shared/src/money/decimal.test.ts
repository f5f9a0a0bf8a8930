import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  addDecimal,
  compareDecimal,
  formatDecimal,
  isZeroDecimal,
  multiplyDecimal,
  multiplyMinor,
  normalizeDecimal,
  parseDecimal,
  subtractDecimal,
  sumDecimals,
} from './decimal.ts';

const decimals = fc
  .record({ coefficient: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), scale: fc.integer({ min: 0, max: 9 }) })
  .map(formatDecimal);

describe('exact decimals', () => {
  test('a tenth and two tenths are three tenths', () => {
    expect(addDecimal('0.1', '0.2')).toBe('0.3');
    expect(subtractDecimal('0.3', '0.1')).toBe('0.2');
    expect(multiplyDecimal('0.1', '0.2')).toBe('0.02');
  });

  test('decimals are written in their shortest form', () => {
    expect(normalizeDecimal('2.500')).toBe('2.5');
    expect(normalizeDecimal('007')).toBe('7');
    expect(normalizeDecimal('-0.000')).toBe('0');
    expect(normalizeDecimal('100')).toBe('100');
    expect(normalizeDecimal('-0.05')).toBe('-0.05');
  });

  test('half a pizza and a half pizza compare as equal', () => {
    expect(compareDecimal('0.5', '0.500')).toBe(0);
    expect(compareDecimal('-1', '0.001')).toBe(-1);
    expect(compareDecimal('10', '9.999')).toBe(1);
    expect(isZeroDecimal('0.000')).toBe(true);
    expect(isZeroDecimal('0.001')).toBe(false);
  });

  for (const text of ['', ' 1', '1.', '.5', '+1', '1e3', '1,5', '0x10', 'NaN', '1.2.3', '--1']) {
    test(`"${text}" is not a decimal`, () => {
      expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'not_a_decimal' }));
    });
  }

  test('350 grams at 12.99 a kilo cost 4.55', () => {
    expect(multiplyMinor(1299, '0.350', 'half-up')).toBe(455);
  });

  test('a price that is not whole minor units is a fault', () => {
    expect(() => multiplyMinor(12.99, '2', 'half-up')).toThrow(expect.objectContaining({ code: 'not_an_amount' }));
    expect(() => multiplyMinor(Number.MAX_SAFE_INTEGER, '2', 'half-up')).toThrow(
      expect.objectContaining({ code: 'amount_too_large' }),
    );
  });

  property.prop([decimals, decimals, decimals])('sums do not depend on the order of the summands', (a, b, c) => {
    expect(addDecimal(a, b)).toBe(addDecimal(b, a));
    expect(addDecimal(addDecimal(a, b), c)).toBe(addDecimal(a, addDecimal(b, c)));
    expect(sumDecimals([a, b, c])).toBe(addDecimal(addDecimal(a, b), c));
    expect(subtractDecimal(addDecimal(a, b), b)).toBe(a);
    expect(compareDecimal(a, b)).toBe(-compareDecimal(b, a) + 0);
  });

  property.prop([decimals])('what was written is read back', (text) => {
    expect(formatDecimal(parseDecimal(text))).toBe(text);
  });
});
