import SqliteDatabase from 'better-sqlite3';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { loadState } from '@auraconnect/appliance/store/state-source.ts';
import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
import { sameValue } from '@auraconnect/shared/menu/entry-fields.ts';
import type { Database } from '@auraconnect/cloud-sync/adapters/postgres/database.ts';
import { reconcile } from '@auraconnect/cloud-sync/adapters/postgres/reconciliation.ts';
import type { JournalStore } from '@auraconnect/cloud-sync/ingest/store-journal.ts';
import { type OrderRows, orderRows } from '@auraconnect/cloud-sync/orders/order-rows.ts';
import { tenantId } from './cloud-keep.ts';
import type { World } from './world.ts';

const readModels = ['orders', 'order_line', 'payment', 'refund', 'ticket', 'daily_sales', 'till_exception'] as const;
/** A clock that was set wrong may have put a day anywhere. */
const allDays = { from: '1990-01-01', to: '2100-01-01' };

/** What Postgres works up beside the journal: as the store has it, three ways alike, and the same when it is worked up anew. */
export async function postgresWrong(world: World, database: Database, journals: JournalStore): Promise<string[]> {
  if (world.wasSetBack) return [];
  const { storeId } = world.first;
  const proof = await reconcile(database, tenantId, { storeIds: [storeId], ...allDays });
  const counts = [proof.journal, proof.readModels, proof.portal].map(({ revenueMinor }) => revenueMinor).join(', ');
  const before = await readModelTexts(database, storeId);
  await journals.rebuild(tenantId, storeId, new Date(world.wallMs).toISOString());
  const after = await readModelTexts(database, storeId);
  return [
    ...(proof.agrees ? [] : [`Postgres counts differently by journal, lines and days: ${counts}`]),
    ...ordersDiffer(world),
    ...(await editsMissing(world, database)),
    ...readModels
      .filter((table) => before.get(table) !== after.get(table))
      .map((table) => `the cloud's ${table} are others when they are worked up anew`),
  ];
}

/** Every column of every order, its lines, payments and refunds, against the order that the store's own disk has. */
function ordersDiffer(world: World): string[] {
  const { orders } = world.cloud.kept(world.first.storeId);
  const db = new SqliteDatabase(world.box.image, { readonly: true });
  try {
    const state = loadState(new SqliteStorage(db));
    const { timeZone } = world.first.index.settings;
    return world.tills
      .flatMap(({ orderIds }) => orderIds)
      .flatMap((orderId) => {
        const order = state.orders.get(orderId);
        const kept = orders.get(orderId);
        if (order === null || kept === undefined) return (order === null) === (kept === undefined) ? [] : [orderId];
        return sameRows(orderRows(order, timeZone), kept) ? [] : [orderId];
      })
      .map((orderId) => `Postgres has order ${orderId.slice(-6)} otherwise than the store`);
  } finally {
    db.close();
  }
}

function sameRows(store: OrderRows, cloud: OrderRows): boolean {
  const tables = (rows: OrderRows): Record<string, unknown>[][] =>
    [[rows.order], rows.lines, rows.payments, rows.refunds].map((table) =>
      table.map((row) => ({ ...row })).toSorted((one, other) => idOf(one).localeCompare(idOf(other))),
    );
  const theirs = tables(cloud);
  return tables(store).every(
    (table, place) =>
      table.length === theirs[place]?.length &&
      table.every((row, at) =>
        Object.entries(row).every(([column, value]) => sameColumn(column, value, theirs[place]?.[at]?.[column])),
      ),
  );
}

const idOf = (row: Record<string, unknown>): string =>
  String(row['line_id'] ?? row['payment_id'] ?? row['refund_id'] ?? row['order_id']);

/** Postgres writes a moment in UTC and a number with the digits that it was given. */
function sameColumn(column: string, store: unknown, cloud: unknown): boolean {
  if (column.endsWith('_at')) return moment(store) === moment(cloud);
  if (column === 'quantity') return Number(store) === Number(cloud);
  return sameValue(store, cloud);
}

const moment = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null);

/** Every edit of the store was settled: `store_edit` has each once. */
async function editsMissing(world: World, database: Database): Promise<string[]> {
  const told = world.cloud
    .kept(world.first.storeId)
    .rows.filter(({ type }) => type === 'catalogue.edited')
    .flatMap(({ bytes }) => (JSON.parse(bytes) as EventPayload<'catalogue.edited'>).edits);
  const rows = await database.tenant(tenantId, (tx) =>
    tx.rows<{ id: string }>('select edit_id as id from store_edit where tenant = $1 and store = $2', [
      tenantId,
      world.first.storeId,
    ]),
  );
  const settled = new Set(rows.map(({ id }) => id));
  return told.filter(({ editId }) => !settled.has(editId)).map(({ id }) => `an edit of the ${id} was never settled`);
}

/** Rows of hours in which nothing is counted any more say nothing. */
function readModelTexts(database: Database, storeId: string): Promise<Map<string, string>> {
  return database.tenant(tenantId, async (tx) => {
    const texts = new Map<string, string>();
    for (const table of readModels) {
      const counts = table === 'daily_sales' ? 'and order_count <> 0' : '';
      const row = await tx.row<{ text: string | null }>(
        `select string_agg(t::text, E'\\n' order by t::text) as text from ${table} t where tenant = $1 and store = $2 ${counts}`,
        [tenantId, storeId],
      );
      texts.set(table, row?.text ?? '');
    }
    return texts;
  });
}
