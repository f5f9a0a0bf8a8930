import type { SalesReport } from '@auraconnect/shared/protocol/store-api.ts';
import type { SalesDay, TenderSales } from '../store/state.ts';
import type { ReportTables } from './report-tables.ts';
import { fromThousandths } from './thousandths.ts';

/** How many items a report lists; the rest is in the export of the portal. */
const mostItems = 200;

/** Sales of a span of business days out of the running sums: a row per day, not an order is looked at. */
export function salesReportOf(tables: ReportTables, from: string, to: string, openOrderCount: number): SalesReport {
  const days = tables.days(from, to);
  const sum = (of: (day: (typeof days)[number]) => number): number => days.reduce((total, day) => total + of(day), 0);
  return {
    from,
    to,
    orderCount: sum((day) => day.orderCount),
    lineCount: sum((day) => day.lineCount),
    quantity: fromThousandths(sum((day) => day.quantityThousandths)),
    revenueMinor: sum((day) => day.revenueMinor),
    taxMinor: sum((day) => day.taxMinor),
    discountMinor: sum((day) => day.discountMinor),
    compMinor: sum((day) => day.compMinor),
    tipMinor: sum((day) => day.tipMinor),
    refundMinor: sum((day) => day.refundMinor),
    openOrderCount,
    byDay: days.map(({ businessDate, orderCount, revenueMinor }) => ({ businessDate, orderCount, revenueMinor })),
    byTender: tendersOf(days),
    topItems: tables
      .items(from, to)
      .sort(
        (one, other) =>
          other.revenueMinor - one.revenueMinor ||
          other.quantityThousandths - one.quantityThousandths ||
          compareText(one.name, other.name),
      )
      .slice(0, mostItems)
      .map(({ itemId, name, quantityThousandths, revenueMinor }) => ({
        itemId,
        name,
        quantity: fromThousandths(quantityThousandths),
        revenueMinor,
      })),
  };
}

function tendersOf(days: readonly SalesDay[]): SalesReport['byTender'] {
  const sums = new Map<string, TenderSales>();
  for (const { tenders } of days) {
    for (const [tender, { count, amountMinor }] of Object.entries(tenders)) {
      const sum = sums.get(tender) ?? { count: 0, amountMinor: 0 };
      sums.set(tender, { count: sum.count + count, amountMinor: sum.amountMinor + amountMinor });
    }
  }
  return [...sums]
    .map(([tender, sum]) => ({ tender, ...sum }))
    .sort((one, other) => compareText(one.tender, other.tender));
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
