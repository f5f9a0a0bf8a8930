import type { DateSpan } from '../range/range.ts';

/** "Tuesday": a business date has no zone, it is the day that it names. */
export function weekdayName(businessDate: string, locale: string, width: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(
    new Date(`${businessDate}T00:00:00Z`),
  );
}

/** "Tue, Nov 17". */
export function dayLabel(businessDate: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${businessDate}T00:00:00Z`),
  );
}

/** "Nov" on an axis, "November 2026" where there is room. */
export function monthLabel(businessDate: string, locale: string, width: 'long' | 'short'): string {
  const year = width === 'long' ? ({ year: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(locale, { month: width, ...year, timeZone: 'UTC' }).format(
    new Date(`${businessDate}T00:00:00Z`),
  );
}

/** One day in full, more as from and to: "Nov 1 – 24, 2026". */
export function spanLabel({ from, to }: DateSpan, locale: string): string {
  const day = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  if (from === to) {
    return new Intl.DateTimeFormat(locale, { weekday: 'short', ...day }).format(new Date(`${from}T00:00:00Z`));
  }
  const format = new Intl.DateTimeFormat(locale, day);
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** Short enough to stand behind a figure: "Tue, Nov 17", "Oct 1 – 22". The year is in the page's head. */
export function shortSpanLabel({ from, to }: DateSpan, locale: string): string {
  if (from === to) return dayLabel(from, locale);
  const format = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** Kitchen times: "9 min 23 s". */
export function durationLabel(totalSeconds: number, locale: string): string {
  const unit = (value: number, name: 'minute' | 'second' | 'hour'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);
  const seconds = Math.round(totalSeconds);
  if (seconds < 60) return unit(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
  return `${unit(minutes, 'minute')} ${unit(seconds % 60, 'second')}`;
}
