import type { DeviceChange, ProjectionChanges } from '../../ingest/journal-projection.ts';
import { adoptCatalogue } from './catalogue-adoption.ts';
import type { Transaction } from './database.ts';
import { settleStoreEdits, type SettlementPorts } from './menu-settlement.ts';
import { jsonRows } from './json-rows.ts';

type StoreKey = readonly [tenantId: string, storeId: string];

/** Writes what rows of a journal changed, in a few statements however many rows there were. */
export async function applyProjection(
  tx: Transaction,
  key: StoreKey,
  changes: ProjectionChanges,
  ports: SettlementPorts,
): Promise<void> {
  for (const change of changes.catalogue) await adoptCatalogue(tx, key, change);
  if (changes.menuEdits.length > 0) await settleStoreEdits(tx, key, changes.menuEdits, ports);
  for (const device of changes.devices) await writeDevice(tx, key, device);
  if (changes.replacedOrderIds.length > 0)
    await tx.run(clearOrders, [...key, changes.replacedOrderIds], 'projection-clear');
  if (changes.orders.length > 0) await writeOrders(tx, key, changes);
  if (changes.ticketsBumped.length > 0)
    await tx.run(bumpTickets, [...key, jsonRows(changes.ticketsBumped)], 'projection-bumps');
  if (changes.businessDate !== null || changes.lastOrderAt !== null) {
    await tx.run(
      'update store_health set business_date = coalesce($3, business_date), last_order_at = coalesce($4, last_order_at) where tenant = $1 and store = $2',
      [...key, changes.businessDate, changes.lastOrderAt],
      'projection-day',
    );
  }
}

const clearOrders = `with lines as (delete from order_line where tenant = $1 and store = $2 and order_id = any($3::uuid[])),
  payments as (delete from payment where tenant = $1 and store = $2 and order_id = any($3::uuid[]))
  delete from refund where tenant = $1 and store = $2 and order_id = any($3::uuid[])`;

const bumpTickets = `update ticket t set bumped_at = b.bumped_at from json_to_recordset($3) as b(ticket_id uuid, bumped_at timestamptz)
  where t.tenant = $1 and t.store = $2 and t.ticket_id = b.ticket_id`;

const replaceable = [
  'status',
  'number',
  'label',
  'order_type_id',
  'currency',
  'closed_at',
  'closed_business_date',
  'closed_hour',
  'report_date',
  'line_count',
  'quantity',
  'revenue_minor',
  'tax_minor',
  'discount_minor',
  'comp_minor',
  'total_minor',
  'due_minor',
  'tip_minor',
  'refunded_minor',
  'tenders',
  'version',
];
const figures = [
  'order_count',
  'line_count',
  'quantity',
  'revenue_minor',
  'tax_minor',
  'discount_minor',
  'comp_minor',
  'tip_minor',
  'refund_minor',
  'total_minor',
];

/** Every table of the orders at once: a round trip costs as much as some hundred rows. */
const writeAll = `
with orders_now as (
  insert into orders select * from json_populate_recordset(null::orders, $1)
  on conflict (tenant, store, order_id) do update set ${replaceable.map((column) => `${column} = excluded.${column}`).join(', ')}
), lines as (insert into order_line select * from json_populate_recordset(null::order_line, $2)
), payments as (insert into payment select * from json_populate_recordset(null::payment, $3)
), refunds as (insert into refund select * from json_populate_recordset(null::refund, $4)
), tickets as (insert into ticket select * from json_populate_recordset(null::ticket, $5) on conflict (tenant, store, ticket_id) do nothing
)
insert into daily_sales as d select * from json_populate_recordset(null::daily_sales, $6)
on conflict (tenant, store, business_date, hour, currency) do update set ${figures.map((column) => `${column} = d.${column} + excluded.${column}`).join(', ')}`;

async function writeOrders(
  tx: Transaction,
  [tenant, store]: StoreKey,
  { orders, ticketsFired, daily }: ProjectionChanges,
): Promise<void> {
  const mine = (rows: readonly object[]): string => jsonRows(rows.map((row) => ({ tenant, store, ...row })));
  await tx.run(
    writeAll,
    [
      mine(orders.map(({ order }) => ({ ...order, held: false }))),
      mine(orders.flatMap(({ lines }) => lines)),
      mine(orders.flatMap(({ payments }) => payments)),
      mine(orders.flatMap(({ refunds }) => refunds)),
      mine(ticketsFired),
      mine(daily),
    ],
    'projection-write',
  );
}

async function writeDevice(tx: Transaction, key: StoreKey, device: DeviceChange): Promise<void> {
  if (device.kind === 'revoked') {
    await tx.run('update device set revoked_at = $4 where tenant = $1 and store = $2 and device_id = $3', [
      ...key,
      device.deviceId,
      device.at,
    ]);
    return;
  }
  const [row] = JSON.parse(jsonRows([{ name: device.name }])) as [{ name: string }];
  await tx.run(
    `insert into device (tenant, store, device_id, name, kind, paired_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant, store, device_id) do update set name = excluded.name, kind = excluded.kind, paired_at = excluded.paired_at, revoked_at = null`,
    [...key, device.deviceId, row.name, device.deviceKind, device.at],
  );
}
