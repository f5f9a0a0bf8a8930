import type { TaxTotal } from '../pricing/priced-order.ts';

/** A tax over many orders: by name and rate, as an authority asks for it. */
export interface TaxFigure {
  name: string;
  rate: string;
  baseMinor: number;
  amountMinor: number;
}

/** Sums the taxes of many orders. The same name at another rate (a rate that changed in between) stays its own figure. */
export function sumTaxes(lists: Iterable<readonly TaxTotal[]>): TaxFigure[] {
  const sums = new Map<string, TaxFigure>();
  for (const list of lists) {
    for (const { name, rate, baseMinor, amountMinor } of list) {
      const key = `${rate} ${name}`;
      const known = sums.get(key);
      if (known === undefined) {
        sums.set(key, { name, rate, baseMinor, amountMinor });
      } else {
        known.baseMinor += baseMinor;
        known.amountMinor += amountMinor;
      }
    }
  }
  return [...sums.values()].sort((a, b) =>
    a.name === b.name ? compareText(a.rate, b.rate) : compareText(a.name, b.name),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
