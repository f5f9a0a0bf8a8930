import type { DeviceChange, FiredTicketRow, ProjectionChanges } from '../../ingest/journal-projection.ts';
import type {
  DailyFigures,
  LineColumns,
  OrderColumns,
  PaymentColumns,
  RefundColumns,
} from '../../orders/order-rows.ts';
import { BulkTable } from './bulk-rows.ts';
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
  if (changes.ticketsFired.length > 0)
    await tx.run(
      takeEarlyBumps,
      [...key, changes.ticketsFired.map(({ ticket_id }) => ticket_id)],
      'projection-early-bumps',
    );
  if (changes.ticketsBumped.length > 0)
    await tx.run(bumpTickets, [...key, jsonRows(changes.ticketsBumped)], 'projection-bumps');
  if (changes.exceptionsRaised.length > 0)
    await tx.run(raiseExceptions, [ofStore(key, changes.exceptionsRaised)], 'projection-raise');
  if (changes.exceptionsSettled.length > 0)
    await tx.run(settleExceptions, [...key, jsonRows(changes.exceptionsSettled)], 'projection-settle');
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

/** A bump whose ticket is not fired yet waits for it. */
const bumpTickets = `with b as (select * from json_to_recordset($3) as b(ticket_id uuid, bumped_at timestamptz)),
  bumped as (update ticket t set bumped_at = b.bumped_at from b where t.tenant = $1 and t.store = $2 and t.ticket_id = b.ticket_id returning t.ticket_id)
  insert into early_bump (tenant, store, ticket_id, bumped_at)
  select $1, $2, b.ticket_id, b.bumped_at from b where not exists (select from bumped where bumped.ticket_id = b.ticket_id)
  on conflict (tenant, store, ticket_id) do update set bumped_at = excluded.bumped_at`;

const takeEarlyBumps = `with early as (delete from early_bump where tenant = $1 and store = $2 and ticket_id = any($3::uuid[]) returning ticket_id, bumped_at)
  update ticket t set bumped_at = early.bumped_at from early where t.tenant = $1 and t.store = $2 and t.ticket_id = early.ticket_id`;

const orders = new BulkTable<OrderColumns>('orders', {
  order_id: 'uuid',
  status: 'text',
  number: 'text',
  label: 'text',
  order_type_id: 'text',
  currency: 'text',
  opened_at: 'timestamptz',
  opened_by: 'text',
  device: 'text',
  business_date: 'date',
  closed_at: 'timestamptz',
  closed_business_date: 'date',
  closed_hour: 'smallint',
  report_date: 'date',
  line_count: 'integer',
  quantity: 'numeric',
  revenue_minor: 'bigint',
  tax_minor: 'bigint',
  discount_minor: 'bigint',
  comp_minor: 'bigint',
  total_minor: 'bigint',
  due_minor: 'bigint',
  tip_minor: 'bigint',
  refunded_minor: 'bigint',
  tenders: 'text[]',
  version: 'integer',
});
const lines = new BulkTable<LineColumns>('order_line', {
  order_id: 'uuid',
  line_id: 'uuid',
  position: 'integer',
  item_id: 'text',
  name: 'text',
  variant_name: 'text',
  category_id: 'text',
  quantity: 'numeric',
  revenue_minor: 'bigint',
  tax_minor: 'bigint',
  sold_on: 'date',
});
const payments = new BulkTable<PaymentColumns>('payment', {
  order_id: 'uuid',
  payment_id: 'uuid',
  tender: 'text',
  state: 'text',
  amount_minor: 'bigint',
  tip_minor: 'bigint',
  taken_at: 'timestamptz',
  taken_by: 'text',
  sold_on: 'date',
});
const refunds = new BulkTable<RefundColumns>('refund', {
  order_id: 'uuid',
  refund_id: 'uuid',
  payment_id: 'uuid',
  tender: 'text',
  amount_minor: 'bigint',
  tip_minor: 'bigint',
  reason: 'text',
  refunded_at: 'timestamptz',
  refunded_by: 'text',
  sold_on: 'date',
});
const tickets = new BulkTable<FiredTicketRow>('ticket', {
  ticket_id: 'uuid',
  order_id: 'uuid',
  station_id: 'text',
  business_date: 'date',
  fired_at: 'timestamptz',
});
const daily = new BulkTable<DailyFigures>('daily_sales', {
  business_date: 'date',
  hour: 'smallint',
  currency: 'text',
  order_count: 'bigint',
  line_count: 'bigint',
  quantity: 'numeric',
  revenue_minor: 'bigint',
  tax_minor: 'bigint',
  discount_minor: 'bigint',
  comp_minor: 'bigint',
  tip_minor: 'bigint',
  refund_minor: 'bigint',
  total_minor: 'bigint',
});

const raiseExceptions =
  'insert into till_exception select * from json_populate_recordset(null::till_exception, $1) on conflict do nothing';

const settleExceptions = `update till_exception e set settled_at = s.settled_at, settled_by = s.settled_by, approved_by = s.approved_by, way = s.way, note = s.note
  from json_to_recordset($3) as s(exception_id uuid, settled_at timestamptz, settled_by text, approved_by text, way text, note text)
  where e.tenant = $1 and e.store = $2 and e.exception_id = s.exception_id`;

/** Rows as one parameter, each with the store that it is of. */
const ofStore = ([tenant, store]: StoreKey, rows: readonly object[]): string =>
  jsonRows(rows.map((row) => ({ tenant, store, ...row })));

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
const writeAll = ((): string => {
  let place = 3;
  const insert = (table: { insert(firstPlace: number): string; width: number }): string => {
    const sql = table.insert(place);
    place += table.width;
    return sql;
  };
  return `
with orders_now as (
  ${insert(orders)}
  on conflict (tenant, store, order_id) do update set ${replaceable.map((column) => `${column} = excluded.${column}`).join(', ')}
), lines as (${insert(lines)}
), payments as (${insert(payments)}
), refunds as (${insert(refunds)}
), tickets as (${insert(tickets)} on conflict (tenant, store, ticket_id) do nothing
)
${insert(daily).replace('daily_sales', 'daily_sales as d')}
on conflict (tenant, store, business_date, hour, currency) do update set ${figures.map((column) => `${column} = d.${column} + excluded.${column}`).join(', ')}`;
})();

async function writeOrders(tx: Transaction, key: StoreKey, changes: ProjectionChanges): Promise<void> {
  await tx.run(
    writeAll,
    [
      ...key,
      ...orders.values(changes.orders.map(({ order }) => order)),
      ...lines.values(changes.orders.flatMap((rows) => rows.lines)),
      ...payments.values(changes.orders.flatMap((rows) => rows.payments)),
      ...refunds.values(changes.orders.flatMap((rows) => rows.refunds)),
      ...tickets.values(changes.ticketsFired),
      ...daily.values(changes.daily),
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
