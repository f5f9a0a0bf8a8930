import type { SalesDay } from '../store/state.ts';

/** The running sums, as a report reads them. Realized by `adapters/sqlite`, on the main connection or in the reader. */
export interface ReportTables {
  /** Days that sold something, in calendar order. */
  days(from: string, to: string): (SalesDay & { businessDate: string })[];
  /** Per item over the whole span, under its latest name. */
  items(
    from: string,
    to: string,
  ): { itemId: string | null; name: string; quantityThousandths: number; revenueMinor: number }[];
}
