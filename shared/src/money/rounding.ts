import { ArithmeticFault } from './arithmetic-fault.ts';

export const roundingModes = ['half-up', 'half-even', 'half-down', 'up', 'down'] as const;
export type Rounding = (typeof roundingModes)[number];

/**
 * `numerator / denominator` as a whole number. All modes are symmetric: an amount and its negative round to the same
 * magnitude, so that a refund mirrors its sale. `up` is away from zero, `down` towards it; the `half` modes differ only on
 * an exact half (`half-up` away from zero, `half-down` towards it, `half-even` to the even neighbour, as ISO 80000-1 B.3).
 */
export function divideRounded(numerator: bigint, denominator: bigint, mode: Rounding): bigint {
  if (denominator === 0n) throw new ArithmeticFault('division_by_zero', `${numerator}/0`);
  const negative = numerator < 0n !== denominator < 0n;
  const over = numerator < 0n ? -numerator : numerator;
  const under = denominator < 0n ? -denominator : denominator;
  const floor = over / under;
  const rest = over - floor * under;
  const magnitude = rest !== 0n && roundsAway(floor, rest, under, mode) ? floor + 1n : floor;
  return negative ? -magnitude : magnitude;
}

function roundsAway(floor: bigint, rest: bigint, under: bigint, mode: Rounding): boolean {
  if (mode === 'up') return true;
  if (mode === 'down') return false;
  const twice = rest * 2n;
  if (twice !== under) return twice > under;
  return mode === 'half-up' || (mode === 'half-even' && floor % 2n === 1n);
}

/** A whole number of minor units as a JavaScript number; a fault when it is beyond what a double counts exactly. */
export function toSafeMinor(value: bigint): number {
  const amount = Number(value);
  if (!Number.isSafeInteger(amount)) throw new ArithmeticFault('amount_too_large', value.toString());
  return amount;
}

/** An amount as an exact integer; a fault when it is not a safe whole number. */
export function toExact(amountMinor: number): bigint {
  if (!Number.isSafeInteger(amountMinor)) throw new ArithmeticFault('not_an_amount', String(amountMinor));
  return BigInt(amountMinor);
}
