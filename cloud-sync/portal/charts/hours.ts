import type { SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { addDays } from '@auraconnect/shared/time/business-day.ts';
import { localTime } from '@auraconnect/shared/time/local-time.ts';

type Point = SalesSeries['points'][number];

export interface HourOfDay {
  /** 0 to 47, counted from midnight of the business day. */
  hour: number;
  today: Point | null;
  before: Point | null;
}

export const hourOf = (key: string): number => Number(key.slice(11, 13));

/** Fewest hours side by side: one bar alone says nothing about a day. */
const fewestHours = 8;

/**
 * Two business days hour by hour, from the first hour in which either sold to the last, `nowHour` included. A place that has
 * not sold yet shows its usual morning.
 */
export function hoursInSight(today: readonly Point[], before: readonly Point[], nowHour: number | null): HourOfDay[] {
  const all = [...today, ...before];
  const sold = all.filter((point) => point.orderCount > 0).map((point) => hourOf(point.key));
  const seen = nowHour === null ? sold : [...sold, nowHour];
  if (seen.length === 0) return [];
  const known = all.map((point) => hourOf(point.key));
  const lowest = Math.min(...known);
  const highest = Math.max(...known);
  let first = Math.max(lowest, Math.min(...seen));
  let last = Math.min(highest, Math.max(...seen));
  while (last - first + 1 < fewestHours && (first > lowest || last < highest)) {
    if (last < highest) last += 1;
    if (last - first + 1 < fewestHours && first > lowest) first -= 1;
  }
  const byHour = (points: readonly Point[]): Map<number, Point> =>
    new Map(points.map((point) => [hourOf(point.key), point]));
  const ofToday = byHour(today);
  const ofBefore = byHour(before);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    return { hour, today: ofToday.get(hour) ?? null, before: ofBefore.get(hour) ?? null };
  });
}

/** The hour of the business day that is running: 25 at one in the morning. Null when that day is long over. */
export function runningHour(asOf: string, businessDate: string, timeZone: string): number | null {
  const { date, minute } = localTime(Date.parse(asOf), timeZone);
  const hour = Math.floor(minute / 60);
  if (date === businessDate) return hour;
  return date === addDays(businessDate, 1) ? hour + 24 : null;
}
