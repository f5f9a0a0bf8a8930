import { Temporal } from 'temporal-polyfill';
import type { BusinessDate } from './instant.ts';
import { localTime, minuteOfDay } from './local-time.ts';
import { TimeFault } from './time-fault.ts';

/** A business day as instants: `fromMs` inclusive, `toMs` exclusive. 23 or 25 hours long when the clocks change. */
export interface BusinessDayBounds {
  fromMs: number;
  toMs: number;
}

/**
 * The business day that an instant belongs to: it begins at the cut-off of its own calendar date in the store's zone and
 * ends at the next one, so that a sale at 01:30 counts for the evening before. Days never overlap and never leave a gap,
 * in both nights in which the clocks change. Only a proposal: the day of a sale is journal state.
 */
export function businessDateAt(instantMs: number, timeZone: string, cutOff: string): BusinessDate {
  const key = `${cutOff} ${timeZone}`;
  const known = knownDays.get(key);
  if (known !== undefined && known.fromMs <= instantMs && instantMs < known.toMs) return known.date;
  let { date } = localTime(instantMs, timeZone);
  let bounds = businessDayBounds(date, timeZone, cutOff);
  while (instantMs < bounds.fromMs) bounds = businessDayBounds((date = addDays(date, -1)), timeZone, cutOff);
  while (instantMs >= bounds.toMs) bounds = businessDayBounds((date = addDays(date, 1)), timeZone, cutOff);
  if (knownDays.size >= mostKnownDays) knownDays.clear();
  knownDays.set(key, { ...bounds, date });
  return date;
}

/** The day last asked for per zone and cut-off: a fact of the calendar, kept because every event asks for it. */
const knownDays = new Map<string, BusinessDayBounds & { date: BusinessDate }>();
const mostKnownDays = 600;

export function businessDayBounds(date: BusinessDate, timeZone: string, cutOff: string): BusinessDayBounds {
  return { fromMs: boundaryMs(date, timeZone, cutOff), toMs: boundaryMs(addDays(date, 1), timeZone, cutOff) };
}

/** A calendar date moved by whole days. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return plainDate(date).add({ days }).toString();
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return plainDate(from).until(plainDate(to), { largestUnit: 'days' }).days;
}

/**
 * When the cut-off strikes on a date. A cut-off inside the hour that is skipped in spring strikes as much later as the gap
 * is long; one inside the hour that comes twice in autumn strikes the first time (RFC 5545 section 3.3.5).
 */
function boundaryMs(date: BusinessDate, timeZone: string, cutOff: string): number {
  const minute = minuteOfDay(cutOff);
  const struck = plainDate(date).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  try {
    return struck.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  } catch (cause) {
    throw new TimeFault('unknown_time_zone', timeZone, cause);
  }
}

function plainDate(date: BusinessDate): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch (cause) {
    throw new TimeFault('bad_date', date.slice(0, 40), cause);
  }
}
