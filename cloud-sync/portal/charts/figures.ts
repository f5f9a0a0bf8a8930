import { formatMoney, minorDigits } from '@auraconnect/shared/ui/format.ts';

/** Money short enough for an axis: "$1.25K". Only where a bar stands beside it; figures that count are written whole. */
export function axisMoney(amountMinor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 2,
    minimumFractionDigits: 0,
  });
  return format.format(amountMinor / 10 ** digits);
}

export function wholeMoney(amountMinor: number, currency: string, locale: string): string {
  return formatMoney(amountMinor, currency, locale);
}

/** An hour of a business day: 25 is one in the morning of the next calendar day. */
export function hourLabel(hour: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2000, 0, 1, hour % 24));
}

/** From when to when an hour counts: "6 PM – 7 PM". */
export function hourSpanLabel(hour: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' });
  return format.formatRange(Date.UTC(2000, 0, 1, hour % 24), Date.UTC(2000, 0, 1, (hour % 24) + 1));
}

/** How a figure moved, as a share of what it was; null when there was nothing to move from. */
export function changeOf(current: number, before: number): number | null {
  return before === 0 ? null : (current - before) / Math.abs(before);
}
