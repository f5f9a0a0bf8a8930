import type {
  SalesFigures,
  SalesSeries,
  SeriesStep,
  Tenders,
  TopItems,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { addDays, daysBetween } from '@auraconnect/shared/time/business-day.ts';
import { normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { Transaction } from '../database.ts';
import { noFigures, plainFigures, sumOfFigures, type FiguresRow } from './figures.ts';
import { storeIdsOf, type SalesScopeOf } from './scope.ts';

export interface Days {
  from: string;
  to: string;
}

const keys: Record<SeriesStep, string> = {
  day: `to_char(business_date, 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', business_date), 'YYYY-MM-DD')`,
  month: `to_char(date_trunc('month', business_date), 'YYYY-MM-DD')`,
  hour: `to_char(business_date, 'YYYY-MM-DD') || 'T' || lpad(hour::text, 2, '0')`,
};

/** Figures step by step, steps without sales included, so that a chart has no holes to draw over. */
export async function salesSeries(
  tx: Transaction,
  tenantId: string,
  scope: SalesScopeOf,
  by: SeriesStep,
  days: Days,
): Promise<SalesSeries> {
  const rows = await tx.rows<FiguresRow & { key: string | null }>(
    `select ${keys[by]} as key, ${sumOfFigures} from daily_sales
     where tenant = $1 and store = any($2::uuid[]) and currency = $3 and business_date between $4 and $5 group by rollup (1)`,
    [tenantId, storeIdsOf(scope), scope.currency, days.from, days.to],
  );
  const found = new Map<string | null, SalesFigures>(rows.map((row) => [row.key, plainFigures(row)]));
  const steps = new Set([...stepsOf(by, days, scope), ...rows.flatMap(({ key }) => key ?? [])]);
  return {
    currency: scope.currency,
    by,
    points: [...steps].sort().map((key) => ({ key, ...(found.get(key) ?? noFigures) })),
    totals: found.get(null) ?? noFigures,
  };
}

function stepsOf(by: SeriesStep, { from, to }: Days, scope: SalesScopeOf): string[] {
  const dates = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  if (by === 'day') return dates;
  if (by === 'month') return dates.map((date) => `${date.slice(0, 7)}-01`);
  if (by === 'week') return dates.map((date) => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7)));
  // A business day's hours run from its cut-off to the next one.
  const first = Math.min(...scope.stores.map(({ dayCutOff }) => Number(dayCutOff.slice(0, 2))), 23);
  return dates.flatMap((date) =>
    Array.from({ length: 24 }, (_, index) => `${date}T${String(first + index).padStart(2, '0')}`),
  );
}

export async function topItems(
  tx: Transaction,
  tenantId: string,
  scope: SalesScopeOf,
  days: Days,
  sort: 'revenue' | 'quantity',
  limit: number,
): Promise<TopItems> {
  const place = [tenantId, storeIdsOf(scope), days.from, days.to];
  const where = `l.tenant = $1 and l.store = any($2::uuid[]) and l.sold_on between $3 and $4`;
  const items = await tx.rows<{
    itemId: string | null;
    name: string;
    categoryId: string | null;
    categoryName: string | null;
    lineCount: number;
    quantity: string;
    revenueMinor: number;
  }>(
    `select i.*, (select c.payload::jsonb ->> 'name' from catalogue_entry c where c.tenant = $1 and c.entity = 'category' and c.id = i."categoryId" and not c.deleted order by c.changed_at desc limit 1) as "categoryName"
     from (
       select l.item_id as "itemId", (array_agg(l.name order by l.sold_on desc))[1] as name, (array_agg(l.category_id order by l.sold_on desc))[1] as "categoryId",
         count(*) as "lineCount", sum(l.quantity) as quantity, sum(l.revenue_minor)::bigint as "revenueMinor"
       from order_line l where ${where} group by l.item_id, case when l.item_id is null then l.name end
       order by ${sort === 'revenue' ? '"revenueMinor" desc, quantity desc' : 'quantity desc, "revenueMinor" desc'}, name limit $5
     ) i`,
    [...place, limit],
  );
  const totals = await tx.row<{ lineCount: number; quantity: string; revenueMinor: number }>(
    `select count(*) as "lineCount", coalesce(sum(l.quantity), 0) as quantity, coalesce(sum(l.revenue_minor), 0)::bigint as "revenueMinor" from order_line l where ${where}`,
    place,
  );
  const all = totals ?? { lineCount: 0, quantity: '0', revenueMinor: 0 };
  return {
    currency: scope.currency,
    items: items.map((item) => ({
      ...item,
      quantity: normalizeDecimal(item.quantity),
      share: all.revenueMinor === 0 ? 0 : item.revenueMinor / all.revenueMinor,
    })),
    totals: { ...all, quantity: normalizeDecimal(all.quantity) },
  };
}

export async function tenders(tx: Transaction, tenantId: string, scope: SalesScopeOf, days: Days): Promise<Tenders> {
  const rows = await tx.rows<Tenders['tenders'][number]>(
    `select coalesce(p.tender, r.tender) as tender, coalesce(p.count, 0) as count, coalesce(p.amount, 0) as "amountMinor", coalesce(p.tip, 0) - coalesce(r.tip, 0) as "tipMinor",
       coalesce(r.count, 0) as "refundCount", coalesce(r.amount, 0) as "refundMinor"
     from (select tender, count(*) as count, sum(amount_minor)::bigint as amount, sum(tip_minor)::bigint as tip from payment
           where tenant = $1 and store = any($2::uuid[]) and sold_on between $3 and $4 and state = 'captured' group by tender) p
     full join (select tender, count(*) as count, sum(amount_minor)::bigint as amount, sum(tip_minor)::bigint as tip from refund
           where tenant = $1 and store = any($2::uuid[]) and sold_on between $3 and $4 group by tender) r on r.tender = p.tender
     order by 1`,
    [tenantId, storeIdsOf(scope), days.from, days.to],
  );
  return { currency: scope.currency, tenders: rows };
}
