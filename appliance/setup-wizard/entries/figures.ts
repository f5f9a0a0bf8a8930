import { multiplyDecimal, normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';
import { minorDigits } from '@auraconnect/shared/ui/format.ts';

/** What a number field gives for a price, as whole minor units: digits are moved, nothing is multiplied. */
export function minorFromTyped(typed: number, currency: string): number {
  const digits = minorDigits(currency);
  return Number(typed.toFixed(digits).replace('.', ''));
}

export function typedFromMinor(amountMinor: number, currency: string): number {
  return Number(`${amountMinor}e-${minorDigits(currency)}`);
}

/** Of a tax rate in percent, kept and shown: New York's is 8.875. */
export const percentDigits = 4;

/** `8.875` percent is the fraction `0.08875`. */
export function rateFromPercent(percent: number): string {
  return multiplyDecimal(normalizeDecimal(percent.toFixed(percentDigits)), '0.01');
}

export function percentFromRate(rate: string): number {
  return Number(multiplyDecimal(rate, '100'));
}
