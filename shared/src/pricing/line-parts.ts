import { allocate } from '../money/allocate.ts';
import { multiplyMinor, subtractDecimal } from '../money/decimal.ts';
import type { AppliedTax } from '../tax/tax.ts';
import type { PriceableLine } from './priceable.ts';

/** A share of a line's unit price that is taxed in one way. */
export interface LinePart {
  unitMinor: number;
  taxes: readonly AppliedTax[];
}

/**
 * The unit price of a line by how it is taxed: first the item with every modifier that is taxed with it, then each modifier
 * that has taxes of its own. A price off (a negative modifier) lowers the item first and the other parts after it; one of
 * the item never costs less than nothing.
 */
export function lineParts(line: PriceableLine): LinePart[] {
  let ownMinor = line.unitPriceMinor;
  const parts: LinePart[] = [];
  for (const { quantity, unitPriceMinor, taxes } of line.modifiers) {
    const addsMinor = quantity * unitPriceMinor;
    if (taxes === null || addsMinor <= 0) ownMinor += addsMinor;
    else parts.push({ unitMinor: addsMinor, taxes });
  }
  if (ownMinor >= 0 || parts.length === 0) return [{ unitMinor: Math.max(0, ownMinor), taxes: line.taxes }, ...parts];
  const weights = parts.map((part) => part.unitMinor);
  const leftMinor = Math.max(
    0,
    weights.reduce((sum, weight) => sum + weight, ownMinor),
  );
  const reduced = allocate(leftMinor, weights);
  return [
    { unitMinor: 0, taxes: line.taxes },
    ...parts.map((part, index) => ({ unitMinor: reduced[index] ?? 0, taxes: part.taxes })),
  ];
}

const smallWhole = /^\d{1,4}$/;

/** How many of the line are charged for: what was voided is not. Never below zero. */
export function chargedQuantity(line: Pick<PriceableLine, 'quantity' | 'voidedQuantity'>): string {
  if (line.voidedQuantity === '0') return line.quantity;
  const left = subtractDecimal(line.quantity, line.voidedQuantity);
  return left.startsWith('-') ? '0' : left;
}

/** unit price x quantity, half up: 0.350 kg at 12.99 is 4.55, as a scale prints it. */
export function grossMinor(unitMinor: number, quantity: string): number {
  if (smallWhole.test(quantity)) {
    const product = unitMinor * Number(quantity);
    if (Number.isSafeInteger(product)) return product;
  }
  return multiplyMinor(unitMinor, quantity, 'half-up');
}

/** Shares of a line's amount over its parts, in proportion to their unit prices. */
export function sharedOverParts(amountMinor: number, parts: readonly LinePart[]): number[] {
  return parts.length === 1
    ? [amountMinor]
    : allocate(
        amountMinor,
        parts.map((part) => part.unitMinor),
      );
}
