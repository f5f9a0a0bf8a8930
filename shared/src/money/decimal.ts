import { ArithmeticFault } from './arithmetic-fault.ts';
import { divideRounded, type Rounding, toExact, toSafeMinor } from './rounding.ts';

/** An exact decimal: `coefficient` x 10^-`scale`. */
export interface Decimal {
  coefficient: bigint;
  scale: number;
}

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads `12`, `-0.5`, `0.08875`. No exponent, no thousands separator, no plus sign: the forms of `DecimalText`. */
export function parseDecimal(text: string): Decimal {
  const match = decimalPattern.exec(text);
  if (match === null) throw new ArithmeticFault('not_a_decimal', text.slice(0, 40));
  const [, sign, whole = '', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction);
  return { coefficient: sign === '-' ? -magnitude : magnitude, scale: fraction.length };
}

/** The shortest form: no trailing zeros after the point, no point without digits, no negative zero. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const negative = coefficient < 0n;
  const digits = (negative ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? '' : digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative ? `-${text}` : text;
}

const powersOfTen: bigint[] = Array.from({ length: 30 }, (_, power) => 10n ** BigInt(power));
/** 10^power. */
export const powerOfTen = (power: number): bigint => powersOfTen[power] ?? 10n ** BigInt(power);

/** The coefficient of a decimal at a larger scale. */
export const coefficientAt = (decimal: Decimal, scale: number): bigint =>
  decimal.coefficient * powerOfTen(scale - decimal.scale);

function combine(left: string, right: string, join: (a: bigint, b: bigint) => bigint): string {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  const scale = Math.max(a.scale, b.scale);
  return formatDecimal({ coefficient: join(coefficientAt(a, scale), coefficientAt(b, scale)), scale });
}

export const addDecimal = (left: string, right: string): string => combine(left, right, (a, b) => a + b);
export const subtractDecimal = (left: string, right: string): string => combine(left, right, (a, b) => a - b);
export const normalizeDecimal = (text: string): string => formatDecimal(parseDecimal(text));

export function multiplyDecimal(left: string, right: string): string {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  return formatDecimal({ coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale });
}

/** -1, 0 or 1, by value: `1.50` equals `1.5`. */
export function compareDecimal(left: string, right: string): -1 | 0 | 1 {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  const scale = Math.max(a.scale, b.scale);
  const difference = coefficientAt(a, scale) - coefficientAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZeroDecimal = (text: string): boolean => parseDecimal(text).coefficient === 0n;

/** The exact sum of any number of decimals; `0` for none. */
export function sumDecimals(texts: readonly string[]): string {
  let total: Decimal = { coefficient: 0n, scale: 0 };
  for (const text of texts) {
    const next = parseDecimal(text);
    const scale = Math.max(total.scale, next.scale);
    total = { coefficient: coefficientAt(total, scale) + coefficientAt(next, scale), scale };
  }
  return formatDecimal(total);
}

/** `amount x factor`, rounded once to whole minor units: a price times a weight, a sum times a discount rate. */
export function multiplyMinor(amountMinor: number, factor: string, mode: Rounding): number {
  const decimal = parseDecimal(factor);
  return toSafeMinor(divideRounded(toExact(amountMinor) * decimal.coefficient, powerOfTen(decimal.scale), mode));
}
