import { allocate } from '../money/allocate.ts';
import { multiplyMinor } from '../money/decimal.ts';
import type { PriceableDiscount } from './priceable.ts';

/** What a discount takes off an amount: percentages half up, and never more than there is. */
export function discountOn(amountMinor: number, { kind, rate, amountMinor: offMinor }: PriceableDiscount): number {
  const wantedMinor = kind === 'percent' ? multiplyMinor(amountMinor, rate ?? '0', 'half-up') : (offMinor ?? 0);
  return Math.min(amountMinor, Math.max(0, wantedMinor));
}

/** Takes the discounts off one after the other; each is computed on what the ones before it left. */
export function discountsOn(amountMinor: number, discounts: readonly PriceableDiscount[]): number {
  let leftMinor = amountMinor;
  for (const discount of discounts) leftMinor -= discountOn(leftMinor, discount);
  return amountMinor - leftMinor;
}

/** Order discounts, shared over the lines by what each still costs, largest remainder; no line falls below zero. */
export function sharedDiscounts(netMinors: readonly number[], discounts: readonly PriceableDiscount[]): number[] {
  const totalMinor = netMinors.reduce((sum, net) => sum + net, 0);
  const offMinor = discountsOn(totalMinor, discounts);
  return offMinor === 0 ? netMinors.map(() => 0) : allocate(offMinor, netMinors);
}
