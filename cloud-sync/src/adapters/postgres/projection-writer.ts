import type { DeviceChange, ProjectionChanges } from '../../ingest/journal-projection.ts';
import { adoptCatalogue } from './catalogue-adoption.ts';
import type { Transaction } from './database.ts';
import { jsonRows } from './json-rows.ts';

type StoreKey = readonly [tenantId: string, storeId: string];

/** Writes what rows of a journal changed, in a handful of statements however many rows there were. */
export async function applyProjection(tx: Transaction, key: StoreKey, changes: ProjectionChanges): Promise<void> {
  for (const change of changes.catalogue) await adoptCatalogue(tx, key, change);
  for (const device of changes.devices) await writeDevice(tx, key, device);
  if (changes.orders.length > 0) await writeOrders(tx, key, changes);
  await writeTickets(tx, key, changes);
  if (changes.daily.length > 0) await addDaily(tx, key, changes);
  if (changes.businessDate !== null || changes.lastOrderAt !== null) {
    await tx.run('update store_health set business_date = coalesce($3, business_date), last_order_at = coalesce($4, last_order_at) where tenant = $1 and store = $2', [
      ...key, changes.businessDate, changes.lastOrderAt,
    ], 'projection-day');
  }
}

const replaceable = ['status', 'number', 'label', 'order_type_id', 'currency', 'closed_at', 'closed_business_date', 'closed_hour', 'report_date', 'line_count', 'quantity', 'revenue_minor',
  'tax_minor', 'discount_minor', 'comp_minor', 'total_minor', 'due_minor', 'tip_minor', 'refunded_minor', 'tenders', 'version'];

const upsertOrders = `insert into orders select * from json_populate_recordset(null::orders, $1)
  on conflict (tenant, store, order_id) do update set ${replaceable.map((column) => `${column} = excluded.${column}`).join(', ')}`;

async function writeOrders(tx: Transaction, key: StoreKey, { orders, replacedOrderIds }: ProjectionChanges): Promise<void> {
  const [tenant, store] = key;
  const mine = <Row extends object>(rows: Row[]): (Row & { tenant: string; store: string })[] => rows.map((row) => ({ tenant, store, ...row }));
  await tx.run(upsertOrders, [jsonRows(mine(orders.map(({ order }) => ({ ...order, held: false }))))], 'projection-orders');
  if (replacedOrderIds.length > 0) {
    for (const table of ['order_line', 'payment', 'refund']) {
      await tx.run(`delete from ${table} where tenant = $1 and store = $2 and order_id = any($3::uuid[])`, [...key, replacedOrderIds], `projection-clear-${table}`);
    }
  }
  await insertAll(tx, 'order_line', mine(orders.flatMap((order) => order.lines)));
  await insertAll(tx, 'payment', mine(orders.flatMap((order) => order.payments)));
  await insertAll(tx, 'refund', mine(orders.flatMap((order) => order.refunds)));
}

async function insertAll(tx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [jsonRows(rows)], `projection-insert-${table}`);
}

async function writeTickets(tx: Transaction, [tenant, store]: StoreKey, { ticketsFired, ticketsBumped }: ProjectionChanges): Promise<void> {
  if (ticketsFired.length > 0) {
    await tx.run('insert into ticket select * from json_populate_recordset(null::ticket, $1) on conflict (tenant, store, ticket_id) do nothing', [
      jsonRows(ticketsFired.map((ticket) => ({ tenant, store, bumped_at: null, ...ticket }))),
    ], 'projection-tickets');
  }
  if (ticketsBumped.length > 0) {
    await tx.run(
      `update ticket t set bumped_at = b.bumped_at from json_to_recordset($3) as b(ticket_id uuid, bumped_at timestamptz)
       where t.tenant = $1 and t.store = $2 and t.ticket_id = b.ticket_id`,
      [tenant, store, jsonRows(ticketsBumped)], 'projection-bumps');
  }
}

const figures = ['order_count', 'line_count', 'quantity', 'revenue_minor', 'tax_minor', 'discount_minor', 'comp_minor', 'tip_minor', 'refund_minor', 'total_minor'];

const addFigures = `insert into daily_sales as d select * from json_populate_recordset(null::daily_sales, $1)
  on conflict (tenant, store, business_date, hour, currency) do update set ${figures.map((column) => `${column} = d.${column} + excluded.${column}`).join(', ')}`;

async function addDaily(tx: Transaction, [tenant, store]: StoreKey, { daily }: ProjectionChanges): Promise<void> {
  await tx.run(addFigures, [jsonRows(daily.map((day) => ({ tenant, store, ...day })))], 'projection-daily');
}

async function writeDevice(tx: Transaction, key: StoreKey, device: DeviceChange): Promise<void> {
  if (device.kind === 'revoked') {
    await tx.run('update device set revoked_at = $4 where tenant = $1 and store = $2 and device_id = $3', [...key, device.deviceId, device.at]);
    return;
  }
  const [row] = JSON.parse(jsonRows([{ name: device.name }])) as [{ name: string }];
  await tx.run(
    `insert into device (tenant, store, device_id, name, kind, paired_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant, store, device_id) do update set name = excluded.name, kind = excluded.kind, paired_at = excluded.paired_at, revoked_at = null`,
    [...key, device.deviceId, row.name, device.deviceKind, device.at],
  );
}
