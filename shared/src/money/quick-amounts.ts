import { ArithmeticFault } from './arithmetic-fault.ts';

/**
 * Notes and the coins worth paying with, in minor units, small to large. Sources: the issuing central banks' lists of notes in
 * circulation. A currency that is not here gets steps of 1, 2 and 5.
 */
const cashByCurrency: Readonly<Record<string, readonly number[]>> = {
  USD: [100, 500, 1000, 2000, 5000, 10000],
  CAD: [100, 200, 500, 1000, 2000, 5000, 10000],
  EUR: [100, 200, 500, 1000, 2000, 5000, 10000],
  GBP: [100, 200, 500, 1000, 2000, 5000],
  CHF: [100, 200, 500, 1000, 2000, 5000, 10000],
  AUD: [100, 200, 500, 1000, 2000, 5000, 10000],
  NZD: [100, 200, 500, 1000, 2000, 5000, 10000],
  SEK: [1000, 2000, 5000, 10000, 20000, 50000],
  NOK: [1000, 2000, 5000, 10000, 20000, 50000],
  DKK: [1000, 2000, 5000, 10000, 20000, 50000],
  PLN: [100, 200, 500, 1000, 2000, 5000, 10000, 20000],
  CZK: [1000, 2000, 5000, 10000, 20000, 50000, 100000],
  MXN: [1000, 2000, 5000, 10000, 20000, 50000],
  BRL: [200, 500, 1000, 2000, 5000, 10000],
  INR: [1000, 2000, 5000, 10000, 20000, 50000],
  JPY: [100, 500, 1000, 5000, 10000],
  KRW: [1000, 5000, 10000, 50000],
};

const mostAmounts = 5;

/**
 * What a guest is likely to hand over, small to large: the exact amount, then what each note rounds it up to, at most five in
 * all. 23.40 USD gives 23.40, 25, 30, 40 and 50. Nobody pays with more than twenty of a small note; the largest always counts.
 * `dueMinor` of zero or less has nothing to tender: an empty list.
 */
export function quickAmounts(dueMinor: number, currency: string): number[] {
  if (!Number.isSafeInteger(dueMinor)) throw new ArithmeticFault('not_an_amount', String(dueMinor));
  if (dueMinor <= 0) return [];
  const amounts = new Set([dueMinor]);
  const notes = cashByCurrency[currency] ?? stepsAround(dueMinor);
  for (const noteMinor of notes) {
    if (dueMinor <= noteMinor * 20 || noteMinor === notes.at(-1))
      amounts.add(Math.ceil(dueMinor / noteMinor) * noteMinor);
  }
  return [...amounts].sort((a, b) => a - b).slice(0, mostAmounts);
}

/** 1, 2 and 5 in every power of ten up to one above the amount. */
function stepsAround(dueMinor: number): number[] {
  const steps: number[] = [];
  for (let power = 1; power <= dueMinor * 10; power *= 10) steps.push(power, power * 2, power * 5);
  return steps.filter((step) => step * 100 > dueMinor);
}
