import { useMemo } from 'react';
import { formatDate, formatDateTime, formatTime } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

export interface Moments {
  time: (instant: string | number) => string;
  dateTime: (instant: string | number) => string;
  date: (instant: string | number) => string;
  /** Day and time without the year, for a row of facts. */
  short: (instant: string | number) => string;
  /** The time when it was today, else day and time. */
  timeOrDate: (instant: string | number) => string;
}

/** "Nov 26, 10:07 PM": each language joins day and time in its own way. */
export function shortMoment(instant: string | number, timeZone: string, locale: string): string {
  const parts = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone }).format(new Date(instant));
}

/** Moments on the store's own clock; `timeZone` when it is another store's than the view's. */
export function useMoments(timeZone?: string | null): Moments {
  const settings = useUiSettings();
  const zone = timeZone ?? settings.timeZone;
  const { locale } = settings;
  return useMemo(() => {
    const date = (instant: string | number): string => formatDate(instant, zone, locale);
    const time = (instant: string | number): string => formatTime(instant, zone, locale);
    const dateTime = (instant: string | number): string => formatDateTime(instant, zone, locale);
    return {
      time,
      date,
      dateTime,
      short: (instant) => shortMoment(instant, zone, locale),
      timeOrDate: (instant) =>
        date(instant) === date(Date.now()) ? time(instant) : shortMoment(instant, zone, locale),
    };
  }, [zone, locale]);
}
