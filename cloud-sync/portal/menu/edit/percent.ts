import { normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';

const places = 2;

/** "8.875" or "8,875" percent as the exact fraction "0.08875"; null for what is no rate from 0 to 100. */
export function rateOf(percent: string): string | null {
  const text = percent.trim().replace('%', '').trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,8})?$/.test(text) || Number(text) > 100) return null;
  const [whole = '0', fraction = ''] = text.split('.');
  const shifted = whole.padStart(places + 1, '0');
  return normalizeDecimal(`${shifted.slice(0, -places)}.${shifted.slice(-places)}${fraction}`);
}

/** The fraction "0.08875" as "8.875", exactly. */
export function percentOf(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const padded = fraction.padEnd(places, '0');
  const rest = padded.slice(places);
  return normalizeDecimal(`${whole}${padded.slice(0, places)}${rest === '' ? '' : `.${rest}`}`);
}
