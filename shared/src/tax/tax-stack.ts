import { coefficientAt, parseDecimal, powerOfTen } from '../money/decimal.ts';
import { TaxFault } from './tax-fault.ts';
import type { AppliedTax } from './tax.ts';

/**
 * Taxes that apply together, as exact fractions of the amount that the menu shows: tax i of an amount A is
 * `A x factors[i] / divisor`. A compound tax counts the taxes before it in its base; included taxes are inside A.
 */
export interface TaxStack {
  factors: readonly bigint[];
  divisor: bigint;
}

/**
 * With rates r and the untaxed base B: tax i = r_i x (B + the taxes before it, when compound) and A = B + all included
 * taxes. Everything is kept over one power of ten, so nothing is rounded on the way.
 */
export function buildTaxStack(taxes: readonly AppliedTax[]): TaxStack {
  const rates = taxes.map((tax) => parseDecimal(tax.rate));
  const scale = rates.reduce((most, rate) => Math.max(most, rate.scale), 0);
  const unit = powerOfTen(scale * taxes.length);
  const factors: bigint[] = [];
  let before = 0n;
  let included = 0n;
  taxes.forEach((tax, index) => {
    const rate = rates[index];
    if (rate === undefined) return;
    if (rate.coefficient < 0n) throw new TaxFault(`${tax.taxId} ${tax.rate}`);
    // Exact: at step i everything summed so far is a multiple of 10^(scale x (count - i)), and i < count.
    const factor = (coefficientAt(rate, scale) * (unit + (tax.compound ? before : 0n))) / powerOfTen(scale);
    factors.push(factor);
    before += factor;
    if (tax.included) included += factor;
  });
  return { factors, divisor: unit + included };
}
