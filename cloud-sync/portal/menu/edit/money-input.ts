import { minorDigits, minorToDecimal } from '@auraconnect/shared/ui/format.ts';

const largestMinor = 100_000_000;

/** Arabic-Indic and Persian digits as they are typed, and the Arabic signs between them. */
function latin(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',')
    .replaceAll('\u2212', '-');
}

/** The sign between units and cents where the reader lives. */
function decimalSign(locale: string): '.' | ',' {
  const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return latin(sign) === ',' ? ',' : '.';
}

/**
 * Reads a price as people type it: "12", "12.5", "12,50", "$ 1,234.00". Exact, without floating point; null for what is no
 * price or could be two different ones ("1.234" where both are possible means what it means in the locale).
 */
export function parsePrice(typed: string, currency: string, locale: string): number | null {
  const digits = minorDigits(currency);
  const text = latin(typed).replace(/[\s\u00a0\u202f\p{Sc}\p{L}'’]/gu, '');
  const match = /^(-?)(\d[\d.,]*|[.,]\d+)$/.exec(text);
  if (match === null) return null;
  const [, sign = '', figures = ''] = match;
  const own = decimalSign(locale);
  const other = own === '.' ? ',' : '.';
  const parts = splitAt(figures, own, other, digits);
  if (parts === null) return null;
  const whole = ungrouped(parts.whole, parts.groupSign);
  if (whole === null || parts.fraction.length > digits || !/^\d*$/.test(parts.fraction)) return null;
  const amountMinor = Number(`${whole === '' ? '0' : whole}${parts.fraction.padEnd(digits, '0')}`);
  if (amountMinor > largestMinor) return null;
  return sign === '-' && amountMinor !== 0 ? -amountMinor : amountMinor;
}

function splitAt(
  figures: string,
  own: string,
  other: string,
  digits: number,
): { whole: string; fraction: string; groupSign: string } | null {
  const pieces = figures.split(own);
  if (pieces.length === 2) return { whole: pieces[0] ?? '', fraction: pieces[1] ?? '', groupSign: other };
  if (pieces.length > 2) return { whole: figures, fraction: '', groupSign: own };
  // Only the other sign: three digits after it are a group, fewer are cents typed on a foreign keyboard.
  const others = figures.split(other);
  const last = others.at(-1) ?? '';
  if (others.length === 2 && last.length !== 3 && last.length <= digits) {
    return { whole: others[0] ?? '', fraction: last, groupSign: own };
  }
  return { whole: figures, fraction: '', groupSign: other };
}

/** Digits without their group signs; null when the groups are not threes. */
function ungrouped(text: string, groupSign: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const groups = text.split(groupSign);
  const [first = '', ...rest] = groups;
  const fits = /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
  return fits ? groups.join('') : null;
}

/** A price as it stands in a field: in the reader's own way, without the currency's sign. */
export function priceText(amountMinor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(minorToDecimal(amountMinor, digits) as Intl.StringNumericLiteral);
}
