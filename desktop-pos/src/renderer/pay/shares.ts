/** `amount x percent / 100` in whole minor units, half up; exact, without floats. */
export function percentOfMinor(amountMinor: number, percent: number): number {
  const exact = BigInt(amountMinor) * BigInt(percent);
  return Number((exact + 50n) / 100n);
}

/**
 * What one guest of several pays now: an equal part, the odd cents with the first ones, in coins that exist. The last guest pays what
 * is left.
 */
export function equalPartMinor(payableMinor: number, guests: number, coinMinor: number): number {
  const coins = Math.ceil(Math.ceil(payableMinor / guests) / coinMinor);
  return Math.min(payableMinor, coins * coinMinor);
}

/** The tip is asked on what the guest consumed, before taxes, for the part that is being paid. */
export function tipBaseMinor(partMinor: number, totals: { netMinor: number; totalMinor: number }): number {
  if (totals.totalMinor <= 0) return partMinor;
  return Number((BigInt(partMinor) * BigInt(totals.netMinor)) / BigInt(totals.totalMinor));
}
