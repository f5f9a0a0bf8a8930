import { describe, expect, it } from 'vitest';
import { parsePrice, priceText } from './money-input.ts';

describe('a price as people type it', () => {
  it.each([
    ['12', 'en-US', 1200],
    ['12.5', 'en-US', 1250],
    ['12.50', 'en-US', 1250],
    ['$12.50', 'en-US', 1250],
    ['1,234', 'en-US', 123400],
    ['1,234.56', 'en-US', 123456],
    ['12,50', 'en-US', 1250],
    ['.5', 'en-US', 50],
    ['12,50', 'de-DE', 1250],
    ['12,50 €', 'de-DE', 1250],
    ['12.50', 'de-DE', 1250],
    ['1.234', 'de-DE', 123400],
    ['1.234,5', 'de-DE', 123450],
    ['1 234,50', 'fr-FR', 123450],
    ['1’234.50', 'de-CH', 123450],
    ['١٢٫٥٠', 'ar-EG', 1250],
    ['-1.00', 'en-US', -100],
    ['\u22121.00', 'en-US', -100],
    ['0', 'en-US', 0],
    ['19.99', 'en-US', 1999],
  ])('"%s" in %s is %d', (typed, locale, amountMinor) => {
    expect(parsePrice(typed, 'USD', locale)).toBe(amountMinor);
  });

  it.each(['', ' ', 'abc', '12.345', '1,23,456', '12.3.4', '--1', '1-', '12..5', '99999999'])(
    '"%s" is none',
    (typed) => {
      expect(parsePrice(typed, 'USD', 'en-US')).toBeNull();
    },
  );

  it('knows currencies without cents and with thousandths', () => {
    expect(parsePrice('1200', 'JPY', 'en-US')).toBe(1200);
    expect(parsePrice('12.5', 'JPY', 'en-US')).toBeNull();
    expect(parsePrice('1.250', 'KWD', 'en-US')).toBe(1250);
  });

  it('reads back what it writes, in every language of the portal', () => {
    for (const locale of ['en-US', 'de-DE', 'es-ES', 'ar', 'ar-EG', 'fr-CH']) {
      for (const amountMinor of [0, 5, 99, 100, 1999, 123_456, 99_999_999]) {
        expect(parsePrice(priceText(amountMinor, 'EUR', locale), 'EUR', locale)).toBe(amountMinor);
      }
    }
  });
});
