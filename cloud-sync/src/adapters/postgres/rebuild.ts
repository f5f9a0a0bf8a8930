import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { isEventType } from '@auraconnect/shared/journal/parse-event.ts';
import type { HeldRow, ProjectionState, UnknownEvents } from '../../ingest/journal-projection.ts';
import { workUpRows } from '../../ingest/receive-batch.ts';
import type { LockedJournal, RebuildCounts } from '../../ingest/store-journal.ts';
import type { Transaction } from './database.ts';
import { historyOrder, historyTables } from './order-history.ts';

export const rowColumns = `e.store, e.epoch, e.seq, e.id, e.type, e.schema_v as "schemaVersion", e.order_id as "orderId", e.actor, e.device, e.incarnation, e.n,
  e.occurred_at as "occurredAt", e.business_date as "businessDate", e.bytes, encode(e.prev_hash, 'hex') as "prevHash", encode(e.hash, 'hex') as hash`;

const ordersPerPage = 500;
const workedOut = [
  'orders',
  'order_line',
  'payment',
  'refund',
  'ticket',
  'early_bump',
  'daily_sales',
  'till_exception',
  'quarantine',
  'held_thing',
  'unknown_event',
];

/**
 * Drops what was worked out of a store's journal and works it out again: after a fix of what held an event, or to prove that
 * nothing but the journal is needed. The catalogue stays: the cloud owns it. The caller holds the journal's lock.
 */
export async function rebuildStore(
  tx: Transaction,
  journal: LockedJournal & { countUnknown(unknown: readonly UnknownEvents[]): Promise<void> },
  key: readonly [string, string],
  now: string,
): Promise<RebuildCounts> {
  const unknown = await tx.rows<{ type: string }>(
    'select type from unknown_event where tenant = $1 and store = $2',
    key,
  );
  const types = unknown.map(({ type }) => type);
  const isHeld =
    'exists (select from quarantine q where q.tenant = $1 and q.store = $2 and q.epoch = e.epoch and q.seq = e.seq)';
  // What stands in no order's history: what waits, and exceptions; an adopted event may be one.
  const waits = `(${isHeld} or e.type = any($3::text[]))`;
  const apart = await tx.rows<JournalRow & { waits: boolean; [column: string]: unknown }>(
    `select ${rowColumns}, ${waits} as waits from ${historyTables}
     where e.tenant = $1 and e.store = $2 and e.order_id is null
       and (${waits} or e.type in ('exception.raised', 'exception.settled', 'epoch.event_adopted')) order by ${historyOrder}`,
    [...key, types.filter(isEventType)],
  );
  // There may be many of them, and nothing follows from them still.
  const stillUnknown = await tx.rows<{ type: string; count: number }>(
    `select e.type, count(*) as count from journal_event e
     where e.tenant = $1 and e.store = $2 and e.order_id is null and e.type = any($3::text[]) and not ${isHeld} group by e.type`,
    [...key, types.filter((type) => !isEventType(type))],
  );
  for (const table of workedOut) await tx.run(`delete from ${table} where tenant = $1 and store = $2`, key);
  await tx.run('delete from waiting_store where belongs_to = $1 and store = $2', key);
  const store = await tx.row<{ time_zone: string | null }>(
    'select time_zone from store where tenant = $1 and id = $2',
    key,
  );
  const state: ProjectionState = {
    orders: new Map(),
    heldBy: new Map(),
    appliedIds: new Set(),
    timeZone: store?.time_zone ?? null,
  };

  const held: HeldRow[] = [];
  let eventCount = 0;
  const work = async (rows: JournalRow[]): Promise<void> => {
    held.push(...(await workUpRows(journal, rows, state)));
    eventCount += rows.length;
  };
  await work(apart.filter((row) => row.waits || effectiveRow(row)?.type.startsWith('exception.') === true));
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const ids = await tx.rows<{ order_id: string }>(
      `select distinct order_id from journal_event where tenant = $1 and store = $2 and order_id > $3 order by order_id limit ${ordersPerPage}`,
      [...key, last],
    );
    const orderIds = ids.map(({ order_id }) => order_id);
    await work(
      await tx.rows<JournalRow & Record<string, unknown>>(
        `select ${rowColumns} from ${historyTables} where e.tenant = $1 and e.store = $2 and e.order_id = any($3::uuid[]) order by ${historyOrder}`,
        [...key, orderIds],
      ),
    );
    if (orderIds.length < ordersPerPage) break;
    last = orderIds.at(-1) ?? last;
  }
  if (held.length > 0) await journal.hold(held, now);
  if (stillUnknown.length > 0) await journal.countUnknown(stillUnknown);
  const orders = await tx.row<{ count: number }>(
    'select count(*) as count from orders where tenant = $1 and store = $2',
    key,
  );
  return { eventCount, orderCount: orders?.count ?? 0, quarantinedCount: held.length };
}
