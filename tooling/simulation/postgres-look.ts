import type { KeptStore } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import { emptyMenu, menuKey, type MemoryEntry } from '@auraconnect/cloud-sync/adapters/memory/memory-menu.ts';
import type { Database, Transaction } from '@auraconnect/cloud-sync/adapters/postgres/database.ts';
import { keptColumns, keptEntry, type KeptRow } from '@auraconnect/cloud-sync/adapters/postgres/menu-entries.ts';
import type { HeldRow } from '@auraconnect/cloud-sync/ingest/journal-projection.ts';
import type { Alarm } from '@auraconnect/cloud-sync/ingest/store-journal.ts';
import type {
  LineColumns,
  OrderColumns,
  OrderRows,
  PaymentColumns,
  RefundColumns,
} from '@auraconnect/cloud-sync/orders/order-rows.ts';
import { tenantId } from './cloud-keep.ts';

export const nothingKept: KeptStore = {
  rows: [],
  cursors: new Map(),
  orders: new Map(),
  tickets: new Map(),
  held: [],
  unknown: new Map(),
  alarms: new Map(),
  retired: new Set(),
  contact: null,
  today: null,
  printers: null,
  timeZone: null,
  menu: emptyMenu,
};

/** What Postgres has of a store, in the form in which memory keeps it; without the journal, which is read as it grows. */
export function lookAt(database: Database, storeId: string): Promise<KeptStore> {
  return database.tenantSnapshot(tenantId, async (tx) => ({
    ...nothingKept,
    orders: await ordersIn(tx, storeId),
    held: await tx.rows<HeldRow & Record<string, unknown>>(
      `select reason, blocked_by as "blockedBy" from quarantine where tenant = $1 and store = $2`,
      [tenantId, storeId],
    ),
    alarms: new Map(
      (
        await tx.rows<Alarm & Record<string, unknown>>(
          'select code, subject, message, data from alarm where tenant = $1 and store = $2',
          [tenantId, storeId],
        )
      ).map((alarm) => [`${alarm.code} ${alarm.subject}`, alarm]),
    ),
    menu: { ...emptyMenu, entries: await entriesIn(tx, storeId) },
  }));
}

async function ordersIn(tx: Transaction, storeId: string): Promise<Map<string, OrderRows>> {
  const of = <Row>(table: string): Promise<(Row & Record<string, unknown>)[]> =>
    tx.rows<Row & Record<string, unknown>>(`select * from ${table} where tenant = $1 and store = $2`, [
      tenantId,
      storeId,
    ]);
  const orders = await of<OrderColumns>('orders');
  const lines = Map.groupBy(await of<LineColumns>('order_line'), ({ order_id }) => order_id);
  const payments = Map.groupBy(await of<PaymentColumns>('payment'), ({ order_id }) => order_id);
  const refunds = Map.groupBy(await of<RefundColumns>('refund'), ({ order_id }) => order_id);
  return new Map(
    orders.map((order) => [
      order.order_id,
      {
        order,
        lines: lines.get(order.order_id) ?? [],
        payments: payments.get(order.order_id) ?? [],
        refunds: refunds.get(order.order_id) ?? [],
      },
    ]),
  );
}

/** Of an entry that is for all stores and for this one, this store's counts. */
async function entriesIn(tx: Transaction, storeId: string): Promise<Map<string, MemoryEntry>> {
  const rows = await tx.rows<KeptRow & Record<string, unknown>>(
    `select ${keptColumns} from catalogue_entry where tenant = $1 and scope in ('*', $2) order by scope`,
    [tenantId, storeId],
  );
  return new Map(rows.map((row) => [menuKey(row), { ...keptEntry(row), rev: row.rev, version: 0 }]));
}
