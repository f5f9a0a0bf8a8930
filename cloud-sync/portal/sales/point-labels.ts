import { formatBusinessDate } from '@auraconnect/shared/ui/format.ts';
import { hourLabel, hourSpanLabel } from '../charts/figures.ts';
import { hourOf } from '../charts/hours.ts';
import { dayLabel, monthLabel, spanLabel, weekdayName } from '../parts/dates.ts';
import { pointSpan, type DateSpan, type Step } from '../range/range.ts';

export interface PointLabels {
  short: (key: string) => string;
  whole: (key: string) => string;
}

/** What a step of a series is called: short on the axis, whole where there is room. */
export function pointLabels(step: Step, locale: string, within: DateSpan | undefined): PointLabels {
  const oneDay = within !== undefined && within.from === within.to;
  switch (step) {
    case 'hour':
      return {
        short: (key) =>
          oneDay
            ? hourLabel(hourOf(key), locale)
            : `${weekdayName(key.slice(0, 10), locale, 'short')} ${hourLabel(hourOf(key), locale)}`,
        whole: (key) => (oneDay ? '' : `${dayLabel(key.slice(0, 10), locale)}, `) + hourSpanLabel(hourOf(key), locale),
      };
    case 'day':
      return {
        short: (key) => formatBusinessDate(key, locale, 'short'),
        whole: (key) => dayLabel(key, locale),
      };
    case 'week':
      return {
        // A week that the days begin in the middle of is called after the first of them.
        short: (key) =>
          formatBusinessDate(within !== undefined && key < within.from ? within.from : key, locale, 'short'),
        whole: (key) => (within === undefined ? key : spanLabel(pointSpan(key, 'week', within), locale)),
      };
    case 'month':
      return {
        short: (key) => monthLabel(key, locale, 'short'),
        whole: (key) => monthLabel(key, locale, 'long'),
      };
  }
}
