import { ArithmeticFault } from './arithmetic-fault.ts';
import { toExact, toSafeMinor } from './rounding.ts';

/**
 * Shares `totalMinor` out in proportion to `weights` by largest remainder (Hamilton's method): each part gets its exact
 * share rounded towards zero, and what is left goes, one unit each, to the largest remainders. On a tie the earlier part
 * wins, so the caller's order decides and the same input always gives the same parts.
 *
 * The parts always add up to the total, a part of weight zero gets nothing, and a negative total gives the mirror image of
 * the positive one. When all weights are zero the total is shared evenly. Weights must not be negative.
 */
export function allocate(totalMinor: number, weights: readonly (number | bigint)[]): number[] {
  const exact = weights.map((weight) => (typeof weight === 'bigint' ? weight : toExact(weight)));
  let whole = 0n;
  for (const weight of exact) {
    if (weight < 0n) throw new ArithmeticFault('bad_weights', `weight ${weight}`);
    whole += weight;
  }
  if (exact.length === 0) {
    if (totalMinor !== 0) throw new ArithmeticFault('bad_weights', `nobody takes ${totalMinor}`);
    return [];
  }
  if (whole === 0n)
    return allocate(
      totalMinor,
      exact.map(() => 1n),
    );

  const total = toExact(totalMinor);
  const magnitude = total < 0n ? -total : total;
  const shares = exact.map((weight) => (magnitude * weight) / whole);
  let left = magnitude - shares.reduce((sum, share) => sum + share, 0n);
  if (left > 0n) {
    const byRemainder = exact
      .map((weight, index) => ({ index, rest: (magnitude * weight) % whole }))
      .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
    for (const { index } of byRemainder) {
      if (left === 0n) break;
      shares[index] = (shares[index] ?? 0n) + 1n;
      left -= 1n;
    }
  }
  return shares.map((share) => toSafeMinor(total < 0n ? -share : share));
}

/** The whole in `count` parts that differ by at most one unit, the larger ones first: a check split evenly. */
export function splitEvenly(totalMinor: number, count: number): number[] {
  return allocate(
    totalMinor,
    Array.from({ length: count }, () => 1),
  );
}
