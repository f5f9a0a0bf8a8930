/**
 * How figures are written. Everything goes through Intl, so that a locale is one argument; negative
 * numbers carry a real minus sign (U+2212), which lines up with the digits and is read as "minus".
 */

import { directionOf } from './i18n.ts';

const realMinus = '\u2212';

type CachedFormat = Intl.NumberFormat | Intl.DateTimeFormat;
const formatCache = new Map<string, CachedFormat>();

/** Building an Intl formatter costs some 50 times its use, and a board formats hundreds a second. */
function cached<F extends CachedFormat>(key: string, build: () => F): F {
  const known = formatCache.get(key);
  if (known !== undefined) return known as F;
  const built = build();
  formatCache.set(key, built);
  return built;
}

function joinWithRealMinus(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'minusSign' ? part.value.replace('-', realMinus) : part.value)).join('');
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

/** Digits behind the point of a currency's minor unit: USD 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An integer of minor units as an exact decimal string: (-1234, 2) is "-12.34". No float is involved. */
export function minorToDecimal(amountMinor: number | bigint, digits: number): string {
  if (typeof amountMinor === 'number' && !Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`Money must be a whole number of minor units, not ${amountMinor}.`);
  }
  const negative = amountMinor < 0;
  const figures = String(amountMinor)
    .replace('-', '')
    .padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const fraction = digits === 0 ? '' : `.${figures.slice(-digits)}`;
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

export interface FormatMoneyOptions {
  /** Leave the currency sign out, for columns whose head names the currency. */
  hideCurrency?: boolean;
  /** Write + before a positive amount, for differences. */
  showPlus?: boolean;
}

/**
 * Money for people: (-1250, "USD", "en-US") is "−$12.50".
 *
 * @param amountMinor whole minor units (cents); a fraction throws RangeError
 * @param currency ISO 4217 code
 * @param locale BCP 47 tag
 */
export function formatMoney(
  amountMinor: number | bigint,
  currency: string,
  locale: string,
  { hideCurrency = false, showPlus = false }: FormatMoneyOptions = {},
): string {
  const digits = minorDigits(currency);
  const format = numberFormat(locale, {
    ...(hideCurrency ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: showPlus ? 'exceptZero' : 'negative',
  });
  const parts = format.formatToParts(minorToDecimal(amountMinor, digits) as Intl.StringNumericLiteral);
  return joinWithRealMinus(directionOf(locale) === 'rtl' ? parts.map(isolateCurrency) : parts);
}

/** "US$" beside right-to-left text would come out as "$US": the sign is kept together (U+2066 ... U+2069). */
function isolateCurrency(part: Intl.NumberFormatPart): Intl.NumberFormatPart {
  return part.type === 'currency' ? { ...part, value: `\u2066${part.value}\u2069` } : part;
}

/** A plain number: counts, figures of a report. */
export function formatNumber(value: number, locale: string, maximumFractionDigits = 0): string {
  return joinWithRealMinus(
    numberFormat(locale, { maximumFractionDigits, signDisplay: 'negative' }).formatToParts(value),
  );
}

/** A share as a percentage: 0.125 is "12.5%". `showPlus` writes the sign of a growth. */
export function formatPercent(
  share: number,
  locale: string,
  { showPlus = false }: { showPlus?: boolean } = {},
): string {
  const format = numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: showPlus ? 'exceptZero' : 'negative',
  });
  return joinWithRealMinus(format.formatToParts(share));
}

/** A quantity kept as a decimal string: ("1.500", "de") is "1,5". At most three digits behind the point. */
export function formatQuantity(quantity: string, locale: string): string {
  const format = numberFormat(locale, { maximumFractionDigits: 3, signDisplay: 'negative' });
  return joinWithRealMinus(format.formatToParts(quantity as Intl.StringNumericLiteral));
}

/** A moment as programs pass it: epoch milliseconds, or an ISO 8601 string with its offset. */
export type Instant = number | string | Date;

function toDate(instant: Instant): Date {
  return instant instanceof Date ? instant : new Date(instant);
}

/** The time of day on the store's own clock: "7:05 PM", "19:05". */
export function formatTime(instant: Instant, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeZone, timeStyle: 'short' }).format(toDate(instant));
}

export type DateLength = 'short' | 'medium' | 'long';

const dateLengthOptions: Record<DateLength, Intl.DateTimeFormatOptions> = {
  short: { month: 'short', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/** The date on the store's own calendar. */
export function formatDate(instant: Instant, timeZone: string, locale: string, length: DateLength = 'medium'): string {
  return dateFormat(locale, { timeZone, ...dateLengthOptions[length] }).format(toDate(instant));
}

/** Date and time together, in the store's zone. */
export function formatDateTime(instant: Instant, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(toDate(instant));
}

/** A business date ("2026-03-01") has no zone: it is formatted as the calendar day it names. */
export function formatBusinessDate(businessDate: string, locale: string, length: DateLength = 'medium'): string {
  return dateFormat(locale, { timeZone: 'UTC', ...dateLengthOptions[length] }).format(
    new Date(`${businessDate}T00:00:00Z`),
  );
}

function formatUnit(value: number, unit: 'second' | 'minute' | 'hour' | 'day', locale: string): string {
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(value);
}

/**
 * How long ago, short enough for a ticket's corner: "45 sec", "4 min", "1 hr 5 min", "3 days".
 * Whole units, rounded down; a negative age (clocks differ) counts as zero.
 */
export function formatAge(ageMs: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return formatUnit(seconds, 'second', locale);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return formatUnit(minutes, 'minute', locale);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return formatUnit(Math.floor(hours / 24), 'day', locale);
  const restMinutes = minutes % 60;
  const hoursText = formatUnit(hours, 'hour', locale);
  return restMinutes === 0 ? hoursText : `${hoursText} ${formatUnit(restMinutes, 'minute', locale)}`;
}

/** A running clock for the kitchen: "4:07", "1:04:07". */
export function formatElapsed(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}
