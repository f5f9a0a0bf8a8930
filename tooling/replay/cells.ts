import { Temporal } from 'temporal-polyfill';

/** `12.5` in a currency of two digits is 1250. Null for what is no price in that currency (12.345, 1e3, empty). */
export function parsePriceMinor(text: string, currencyDigits: number): number | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > currencyDigits) return null;
  const minor = Number(`${match[2]}${decimals.padEnd(currencyDigits, '0')}`);
  return match[1] && minor !== 0 ? -minor : minor;
}

/** A canonical positive decimal (`1`, `0.35`), or null. */
export function parseQuantity(text: string): string | null {
  const match = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  const quantity = `${Number(match[1])}${decimals ? `.${decimals}` : ''}`;
  return Number(quantity) > 0 ? quantity : null;
}

/** `2026-11-24T18:05` or with a blank, with or without seconds, as `YYYY-MM-DDTHH:MM:SS`; null for what is no local time. */
export function parseLocalTime(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' }).toString({
      smallestUnit: 'second',
    });
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}
