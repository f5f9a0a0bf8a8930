import type { Database } from 'better-sqlite3';
import type { ReportTables } from '../../reports/report-tables.ts';
import { itemOfKey } from '../../store/fold/fold-sales.ts';
import type { SalesDay } from '../../store/state.ts';
import type { SalesDayRow } from './projection-statements.ts';
import { prepare } from './statement.ts';
import { dateToDay, dayToDate } from './values.ts';

interface Span {
  from: number;
  to: number;
}

const spanOf = (from: string, to: string): Span => ({ from: dateToDay(from), to: dateToDay(to) });

export function sqliteReportTables(db: Database): ReportTables {
  const days = prepare<Span, SalesDayRow & { day: number }>(db, (query, param) =>
    query
      .selectFrom('sales_day')
      .select([
        'business_date as day',
        'order_count as orderCount',
        'line_count as lineCount',
        'quantity_thousandths as quantityThousandths',
        'revenue_minor as revenueMinor',
        'tax_minor as taxMinor',
        'discount_minor as discountMinor',
        'comp_minor as compMinor',
        'tip_minor as tipMinor',
        'refund_minor as refundMinor',
        'tenders',
      ])
      .where('business_date', '>=', param('from'))
      .where('business_date', '<=', param('to'))
      .orderBy('business_date'),
  );
  // `max(business_date)` makes SQLite take the other columns from that row: the latest name.
  const items = prepare<Span, { item: string; name: string; quantityThousandths: number; revenueMinor: number }>(
    db,
    (query, param) =>
      query
        .selectFrom('sales_item')
        .select((of) => [
          'item',
          'name',
          of.fn.max('business_date').as('latest'),
          of.fn.sum<number>('quantity_thousandths').as('quantityThousandths'),
          of.fn.sum<number>('revenue_minor').as('revenueMinor'),
        ])
        .where('business_date', '>=', param('from'))
        .where('business_date', '<=', param('to'))
        .groupBy('item'),
  );
  return {
    days: (from, to) =>
      days
        .all(spanOf(from, to))
        .map(({ day, tenders, ...sums }) => ({
          ...sums,
          businessDate: dayToDate(day),
          tenders: JSON.parse(tenders) as SalesDay['tenders'],
        }))
        // A day whose only order was taken back again, or that only gave refunds.
        .filter((sums) => sums.orderCount > 0),
    items: (from, to) =>
      items.all(spanOf(from, to)).map(({ item, name, quantityThousandths, revenueMinor }) => ({
        itemId: itemOfKey(item),
        name,
        quantityThousandths,
        revenueMinor,
      })),
  };
}
