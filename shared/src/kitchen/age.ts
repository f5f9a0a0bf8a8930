import type { Station } from '../menu/catalogue.ts';

/** `fresh`, then `warn` (amber), then `late` (red). */
export type AgeLevel = 'fresh' | 'warn' | 'late';

/** How urgent a ticket of that age is at a station; the limits themselves already count. */
export function ageLevel(
  ageSeconds: number,
  { warnSeconds, lateSeconds }: Pick<Station, 'warnSeconds' | 'lateSeconds'>,
): AgeLevel {
  if (ageSeconds >= lateSeconds) return 'late';
  return ageSeconds >= warnSeconds ? 'warn' : 'fresh';
}
