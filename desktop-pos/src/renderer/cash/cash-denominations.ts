/**
 * What a drawer is counted in, large to small, in minor units. Sources: the issuing central banks' lists of notes and coins in
 * circulation.
 */
const countedIn: Readonly<Record<string, readonly number[]>> = {
  USD: [10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
  CAD: [10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5],
  EUR: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  CHF: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  AUD: [10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  JPY: [10000, 5000, 1000, 500, 100, 50, 10, 5, 1],
};

/** Notes and coins of a currency; 1, 2 and 5 in powers of ten for one that is not listed. */
export function denominationsOf(currency: string, coinMinor: number): readonly number[] {
  const known = countedIn[currency] ?? [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
  return known.filter((value) => value >= coinMinor);
}
