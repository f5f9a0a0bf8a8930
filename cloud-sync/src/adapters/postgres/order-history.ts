import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { KnownOrder } from '../../ingest/journal-projection.ts';
import { foldHistory, type HistoryRow } from '../../orders/fold-history.ts';
import type { Transaction } from './database.ts';

export const historyColumns = `e.epoch, e.seq, e.id, e.type, e.schema_v as "schemaVersion", e.order_id as "orderId", e.actor, e.device,
  e.occurred_at as "occurredAt", e.business_date as "businessDate", e.bytes`;

/** Epochs in the order in which the cloud met them, rows in the order of their seq. */
export const historyOrder = 'c.first_seen_at, e.epoch, e.seq';
export const historyTables =
  'journal_event e join sync_cursor c on c.tenant = e.tenant and c.store = e.store and c.epoch = e.epoch';

export interface ExistingOrder {
  order_id: string;
  closed_hour: number | null;
  business_date: string;
}

/** Orders as they are, worked out from their journal: no copy of their state is kept that could differ from it. */
export async function ordersBefore(
  tx: Transaction,
  key: readonly [string, string],
  existing: readonly ExistingOrder[],
): Promise<Map<string, KnownOrder>> {
  const found = new Map<string, KnownOrder>();
  if (existing.length === 0) return found;
  const from = existing.reduce(
    (earliest, { business_date }) => (business_date < earliest ? business_date : earliest),
    '9999-12-31',
  );
  const rows = await tx.rows<HistoryRow>(
    `select ${historyColumns} from unnest($3::uuid[]) as wanted(id)
     cross join lateral (select * from journal_event where tenant = $1 and store = $2 and order_id = wanted.id and business_date >= $4 offset 0) as e
     join sync_cursor c on c.tenant = e.tenant and c.store = e.store and c.epoch = e.epoch order by ${historyOrder}`,
    [...key, existing.map(({ order_id }) => order_id), from],
    'history-rows',
  );
  const folded = foldHistory(rows);
  for (const { order_id, closed_hour } of existing) {
    found.set(order_id, { order: folded.get(order_id) ?? noOrder(order_id), closedHour: closed_hour });
  }
  return found;
}
