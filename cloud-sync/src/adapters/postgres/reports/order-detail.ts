import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { indexCatalogue, readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { OrderDetail, OrderTimelineEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import type { Transaction } from '../database.ts';
import { foldHistory, type HistoryRow } from '../../../orders/fold-history.ts';
import { historyColumns, historyOrder, historyTables } from '../order-history.ts';
import { peopleNames } from '../people.ts';

interface TimelineRow extends HistoryRow {
  receivedAt: string;
  hash: string;
  deviceName: string | null;
  [column: string]: unknown;
}

/** An order down to the events that made it. Null when the tenant has no such order. */
export async function orderDetail(tx: Transaction, tenantId: string, orderId: string): Promise<OrderDetail | null> {
  const found = await tx.row<{ store: string; name: string; time_zone: string | null }>(
    'select o.store, s.name, s.time_zone from orders o join store s on s.tenant = o.tenant and s.id = o.store where o.tenant = $1 and o.order_id = $2',
    [tenantId, orderId],
  );
  if (found === null) return null;
  const rows = await tx.rows<TimelineRow>(
    `select ${historyColumns}, e.received_at as "receivedAt", encode(e.hash, 'hex') as hash, d.name as "deviceName" from ${historyTables}
     left join device d on d.tenant = e.tenant and d.store = e.store and d.device_id = e.device
     where e.tenant = $1 and e.store = $2 and e.order_id = $3 order by ${historyOrder}`,
    [tenantId, found.store, orderId],
  );
  const order = foldHistory(rows).get(orderId);
  if (order === undefined) return null;
  const held = await tx.row<{ eventId: string; reason: string }>(
    'select event_id as "eventId", reason from quarantine where tenant = $1 and store = $2 and order_id = $3 order by received_at, seq limit 1',
    [tenantId, found.store, orderId],
  );
  const nameOf = await peopleNames(tx, tenantId);
  return {
    storeId: found.store,
    storeName: found.name,
    timeZone: found.time_zone ?? 'UTC',
    order,
    held,
    timeline: eventsOnce(rows).map((row) => timelineEntry(row, nameOf)),
    receipt: await receiptOf(tx, tenantId, found.store, order),
  };
}

/** What was adopted is told as what it was, and once. */
function eventsOnce(rows: readonly TimelineRow[]): TimelineRow[] {
  const events = rows.map((row) => effectiveRow(row)).filter((row) => row !== null);
  return [...new Map(events.map((row) => [row.id, row])).values()];
}

function timelineEntry(row: TimelineRow, nameOf: (actor: string) => string): OrderTimelineEntry {
  const { epoch, seq, type, occurredAt, receivedAt, actor, device, deviceName, hash } = row;
  return {
    eventId: row.id,
    epoch,
    seq,
    type,
    occurredAt,
    receivedAt,
    actor,
    actorName: nameOf(actor),
    deviceId: device,
    deviceName,
    hash,
    payload: payloadOf(row.bytes),
  };
}

function payloadOf(bytes: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Null before the store has told who it is: a receipt begins with its name and address. */
async function receiptOf(
  tx: Transaction,
  tenantId: string,
  storeId: string,
  order: Order,
): Promise<PrintDocument | null> {
  const entries = await storeEntries(tx, tenantId, storeId);
  if (!entries.some(({ entity }) => entity === 'settings')) return null;
  return receiptDocument(order, indexCatalogue(readCatalogue(entries, 0).catalogue), { copy: true });
}

export async function storeEntries(tx: Transaction, tenantId: string, storeId: string): Promise<CatalogueEntry[]> {
  const rows = await tx.rows<{
    entity: string;
    id: string;
    rev: number;
    schema_v: number;
    deleted: boolean;
    payload: string | null;
  }>(
    // The store's own entry stands in front of one for all stores.
    `select distinct on (entity, id) entity, id, rev, schema_v, deleted, payload from catalogue_entry where tenant = $1 and scope in ('*', $2) order by entity, id, scope desc`,
    [tenantId, storeId],
  );
  return rows.map(({ entity, id, rev, schema_v, deleted, payload }) => ({
    entity,
    id,
    rev,
    schemaVersion: schema_v,
    deleted,
    payload: payload === null ? null : (JSON.parse(payload) as Record<string, unknown>),
  }));
}
