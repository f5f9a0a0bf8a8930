import { Temporal } from 'temporal-polyfill';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';

/**
 * The moment of a file's local time. In the hour that a clock change repeats it is the first one, in the hour that it skips
 * the moment an hour later, as a wall clock in the restaurant would have shown.
 */
export function momentOf(orderedAt: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(orderedAt).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

export const timestampOf = (orderedAt: string, timeZone: string): string =>
  formatTimestamp(momentOf(orderedAt, timeZone), timeZone);
