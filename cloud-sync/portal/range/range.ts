import { addDays, daysBetween } from '@auraconnect/shared/time/business-day.ts';
import { BusinessDate } from '@auraconnect/shared/time/instant.ts';

export const rangeKinds = ['day', 'week', 'month', 'year'] as const;
export type RangeKind = (typeof rangeKinds)[number];

/**
 * Which business days a view is about. A named period is kept as "the week, one back", so that a saved view of last week is
 * last week's whenever it is opened; two dates stay those two dates.
 */
export type Range = { kind: RangeKind; back: number } | { kind: 'custom'; from: BusinessDate; to: BusinessDate };

/** Business dates, both inclusive. */
export interface DateSpan {
  from: BusinessDate;
  to: BusinessDate;
}

const mostBack = 600;

/** Reads a range from an address; what makes no sense is today. */
export function readRange(search: URLSearchParams): Range {
  const from = search.get('from');
  const to = search.get('to');
  if (isDate(from) && isDate(to))
    return from <= to ? { kind: 'custom', from, to } : { kind: 'custom', from: to, to: from };
  const kind = rangeKinds.find((known) => known === search.get('range')) ?? 'day';
  const back = Number(search.get('back') ?? 0);
  return { kind, back: Number.isInteger(back) && back > 0 ? Math.min(back, mostBack) : 0 };
}

/** The parameters that say it, all of them, so that they replace whichever were there; today says nothing. */
export function rangeParameters(range: Range): Record<'range' | 'back' | 'from' | 'to', string | number | null> {
  if (range.kind === 'custom') return { range: null, back: null, from: range.from, to: range.to };
  const { kind, back } = range;
  return { range: kind === 'day' ? null : kind, back: back === 0 ? null : back, from: null, to: null };
}

function isDate(text: string | null): text is BusinessDate {
  return text !== null && BusinessDate.safeParse(text).success;
}

/** Monday is the first day of a week, as in the cloud's weekly series. */
export function mondayOf(date: BusinessDate): BusinessDate {
  return addDays(date, -weekdayOf(date));
}

/** 0 is Monday. */
function weekdayOf(date: BusinessDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The days of a range. A period that is not over ends today. */
export function daysOf(range: Range, today: BusinessDate): DateSpan {
  if (range.kind === 'custom') return { from: range.from, to: range.to };
  const whole = wholePeriod(range.kind, range.back, today);
  return { from: whole.from, to: whole.to < today ? whole.to : today };
}

function wholePeriod(kind: RangeKind, back: number, today: BusinessDate): DateSpan {
  switch (kind) {
    case 'day': {
      const day = addDays(today, -back);
      return { from: day, to: day };
    }
    case 'week': {
      const from = addDays(mondayOf(today), -7 * back);
      return { from, to: addDays(from, 6) };
    }
    case 'month': {
      const from = firstOfMonth(today, -back);
      return { from, to: addDays(firstOfMonth(from, 1), -1) };
    }
    case 'year': {
      const year = Number(today.slice(0, 4)) - back;
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    }
  }
}

function firstOfMonth(date: BusinessDate, months: number): BusinessDate {
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 10);
}

/** One step earlier (-1) or later (+1): the period before, or as many days. Never past today. */
export function shiftRange(range: Range, direction: -1 | 1, today: BusinessDate): Range {
  if (range.kind !== 'custom') return { kind: range.kind, back: Math.max(0, range.back - direction) };
  const length = daysBetween(range.from, range.to) + 1;
  const moved: DateSpan = { from: addDays(range.from, direction * length), to: addDays(range.to, direction * length) };
  return moved.from > today ? range : { kind: 'custom', ...moved };
}

export function isNewest(range: Range, today: BusinessDate): boolean {
  return range.kind === 'custom' ? range.to >= today : range.back === 0;
}

/**
 * What a range is measured against, in whole days on both sides: a day with the same weekday a week before, a period with as
 * much of the one before, dates with as many before them, moved by whole weeks so that weekdays meet. Today is not over and is
 * left out; null when nothing is left.
 */
export function comparisonOf(range: Range, today: BusinessDate): { current: DateSpan; previous: DateSpan } | null {
  const shown = daysOf(range, today);
  const current: DateSpan = { from: shown.from, to: shown.to < today ? shown.to : addDays(today, -1) };
  if (current.to < current.from) return null;
  const elapsed = daysBetween(current.from, current.to);
  if (range.kind === 'month' || range.kind === 'year') {
    const before = wholePeriod(range.kind, range.back + 1, today);
    const whole = wholePeriod(range.kind, range.back, today);
    if (current.to === whole.to) return { current, previous: before };
    const to = addDays(before.from, elapsed);
    return { current, previous: { from: before.from, to: to < before.to ? to : before.to } };
  }
  const shift = Math.ceil((elapsed + 1) / 7) * 7;
  return { current, previous: { from: addDays(current.from, -shift), to: addDays(current.to, -shift) } };
}

export type Step = 'hour' | 'day' | 'week' | 'month';

/** Steps that leave something to see: not one bar, not four hundred. */
export function stepsFor({ from, to }: DateSpan): Step[] {
  const days = daysBetween(from, to) + 1;
  if (days === 1) return ['hour'];
  if (days <= 3) return ['hour', 'day'];
  if (days <= 13) return ['day'];
  if (days <= 92) return ['day', 'week'];
  return ['month', 'week'];
}

/** The days behind one point of a series, within the range; an hour of a day keeps its hour. */
export function pointSpan(key: string, step: Step, within: DateSpan): DateSpan & { hour: number | null } {
  const date = key.slice(0, 10);
  if (step === 'hour') return { from: date, to: date, hour: Number(key.slice(11)) };
  if (step === 'day') return { from: date, to: date, hour: null };
  const last = step === 'week' ? addDays(date, 6) : addDays(firstOfMonth(date, 1), -1);
  return { from: date < within.from ? within.from : date, to: last > within.to ? within.to : last, hour: null };
}
