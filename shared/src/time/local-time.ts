import { TimeFault } from './time-fault.ts';
import { zoneOffsetMs } from './zone-offset.ts';

/** What a clock on the wall of the store shows. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  date: string;
  /** ISO weekday, 1 is Monday. */
  weekday: number;
  /** Minutes since midnight. */
  minute: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function localTime(instantMs: number, timeZone: string): LocalTime {
  const wallMs = instantMs + zoneOffsetMs(instantMs, timeZone);
  const day = Math.floor(wallMs / dayMs);
  return { date: dateOfDay(day), weekday: weekdayOfDay(day), minute: Math.floor((wallMs - day * dayMs) / minuteMs) };
}

const timeOfDayPattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight of `HH:MM`. `24:00` and `4:00` are not times of day here. */
export function minuteOfDay(text: string): number {
  const match = timeOfDayPattern.exec(text);
  if (match === null) throw new TimeFault('bad_time_of_day', text.slice(0, 20));
  return Number(match[1]) * 60 + Number(match[2]);
}

export const isTimeOfDay = (text: string): boolean => timeOfDayPattern.test(text);

/** 1970-01-01 was a Thursday. */
const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The civil date of a day counted from 1970-01-01 (Howard Hinnant, `civil_from_days`). */
export function dateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (year < 0 || year > 9999) throw new TimeFault('bad_instant', `day ${day}`);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

export const pad = (value: number, width: number): string => value.toString().padStart(width, '0');
