import { sumDecimals, normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { Reconciliation, ReconciliationFigures } from '@auraconnect/shared/protocol/portal-api.ts';
import { orderSales, type OrderSales } from '@auraconnect/shared/reporting/order-sales.ts';
import type { Database, Transaction } from './database.ts';
import { foldHistory, type HistoryRow } from '../../orders/fold-history.ts';
import { historyColumns, historyOrder, historyTables } from './order-history.ts';

export interface ReconciledSpan {
  storeIds: string[];
  from: string;
  to: string;
}

/** The same sales from three places that share no table; each is asked in the same moment. */
export function reconcile(database: Database, tenantId: string, span: ReconciledSpan): Promise<Reconciliation> {
  return database.tenantSnapshot(tenantId, async (tx) => {
    const journal = await fromJournal(tx, tenantId, span);
    const place = [tenantId, span.storeIds, span.from, span.to];
    const readModels = await tx.row<FiguresRow>(
      `select (select count(*) from orders where tenant = $1 and store = any($2::uuid[]) and status = 'closed' and closed_business_date between $3 and $4) as orders,
         count(*) as lines, coalesce(sum(quantity), 0) as quantity, coalesce(sum(revenue_minor), 0)::bigint as "revenueMinor"
       from order_line where tenant = $1 and store = any($2::uuid[]) and sold_on between $3 and $4`,
      place,
    );
    const portal = await tx.row<FiguresRow>(
      `select coalesce(sum(order_count), 0)::bigint as orders, coalesce(sum(line_count), 0)::bigint as lines, coalesce(sum(quantity), 0) as quantity, coalesce(sum(revenue_minor), 0)::bigint as "revenueMinor"
       from daily_sales where tenant = $1 and store = any($2::uuid[]) and business_date between $3 and $4`,
      place,
    );
    const state = await tx.row<{ events: number; quarantined: number; pending: number }>(
      `select (select count(*) from journal_position where tenant = $1 and store = any($2::uuid[])) as events,
         (select count(*) from quarantine where tenant = $1 and store = any($2::uuid[])) as quarantined,
         (select coalesce(sum(greatest(h.durable_seq - h.cursor_seq, 0)), 0)::bigint from store_health h where h.tenant = $1 and h.store = any($2::uuid[])) as pending`,
      [tenantId, span.storeIds],
    );
    const three = { journal, readModels: plain(readModels), portal: plain(portal) };
    return {
      ...three,
      agrees: [three.readModels, three.portal].every((figures) => JSON.stringify(figures) === JSON.stringify(journal)),
      eventCount: state?.events ?? 0,
      quarantinedCount: state?.quarantined ?? 0,
      pendingEvents: state?.pending ?? 0,
    };
  });
}

interface FiguresRow extends ReconciliationFigures {
  [column: string]: unknown;
}

const plain = (row: FiguresRow | null): ReconciliationFigures => ({
  orders: row?.orders ?? 0,
  lines: row?.lines ?? 0,
  quantity: normalizeDecimal(row?.quantity ?? '0'),
  revenueMinor: row?.revenueMinor ?? 0,
});

const pageSize = 200;

/** Folds every closed order of the span again, some hundred orders at a time, so that requests in between are answered. */
async function fromJournal(
  tx: Transaction,
  tenantId: string,
  { storeIds, from, to }: ReconciledSpan,
): Promise<ReconciliationFigures> {
  const sums = { orders: 0, lines: 0, quantity: '0', revenueMinor: 0 };
  for (const storeId of storeIds) {
    for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
      const ids = await tx.rows<{ order_id: string }>(
        `select distinct order_id from journal_event where tenant = $1 and store = $2 and order_id > $3 and type in ('order.closed', 'epoch.event_adopted') and business_date between $4 and $5 order by order_id limit ${pageSize}`,
        [tenantId, storeId, last, from, to],
      );
      const sold = await soldBy(
        tx,
        tenantId,
        storeId,
        ids.map(({ order_id }) => order_id),
      );
      const inSpan = sold.filter(({ businessDate }) => from <= businessDate && businessDate <= to);
      sums.orders += inSpan.length;
      sums.lines += inSpan.reduce((sum, { lineCount }) => sum + lineCount, 0);
      sums.quantity = sumDecimals([sums.quantity, ...inSpan.map(({ quantity }) => quantity)]);
      sums.revenueMinor += inSpan.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0);
      if (ids.length < pageSize) break;
      last = ids.at(-1)?.order_id ?? last;
    }
  }
  return { ...sums, quantity: normalizeDecimal(sums.quantity) };
}

async function soldBy(tx: Transaction, tenantId: string, storeId: string, orderIds: string[]): Promise<OrderSales[]> {
  const rows = await tx.rows<HistoryRow & Record<string, unknown>>(
    `select ${historyColumns} from ${historyTables} where e.tenant = $1 and e.store = $2 and e.order_id = any($3::uuid[]) order by ${historyOrder}`,
    [tenantId, storeId, orderIds],
  );
  return [...foldHistory(rows).values()].flatMap((order) => orderSales(order) ?? []);
}
