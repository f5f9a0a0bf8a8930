import { isTimeOfDay, localTime, minuteOfDay } from '../time/local-time.ts';
import type { Daypart, Item } from './catalogue.ts';

/**
 * Whether a part of the week is on at an instant, by the clock on the store's wall: in autumn the hour that comes twice is in it
 * both times, in spring the missing hour simply is not there. A part that runs past midnight belongs to the weekday on which
 * it began: Friday 22:00 to 02:00 is on at Saturday 01:00. `from` equal to `to` is the whole day round. A part whose times are
 * none (25:00) is never on, so that it stops no sale.
 */
export function isDaypartOn(daypart: Daypart, instantMs: number, timeZone: string): boolean {
  if (!isTimeOfDay(daypart.from) || !isTimeOfDay(daypart.to)) return false;
  const { weekday, minute } = localTime(instantMs, timeZone);
  const from = minuteOfDay(daypart.from);
  const to = minuteOfDay(daypart.to);
  const today = daypart.weekdays.includes(weekday);
  if (from < to) return today && from <= minute && minute < to;
  const yesterday = daypart.weekdays.includes(weekday === 1 ? 7 : weekday - 1);
  return (today && minute >= from) || (yesterday && minute < to);
}

/** Ids of all dayparts that are on. */
export function daypartsOn(dayparts: Iterable<Daypart>, instantMs: number, timeZone: string): Set<string> {
  const on = new Set<string>();
  for (const daypart of dayparts) if (isDaypartOn(daypart, instantMs, timeZone)) on.add(daypart.id);
  return on;
}

/** Whether an item is on the menu now: not taken off, and one of its dayparts is on when it has any. */
export function isItemOffered(item: Item, dayparts: ReadonlySet<string>): boolean {
  return item.sold && (item.daypartIds.length === 0 || item.daypartIds.some((id) => dayparts.has(id)));
}
