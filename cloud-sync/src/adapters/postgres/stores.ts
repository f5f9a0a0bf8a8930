import type {
  QuarantinedEvent,
  StoreAlarm,
  StoreDetail,
  StoreHealthState,
  StoreSummary,
} from '@auraconnect/shared/protocol/portal-api.ts';
import type { PrintersTold } from '@auraconnect/shared/protocol/sync.ts';
import { epochsOf } from './boxes.ts';
import type { Transaction } from './database.ts';
import { pendingMenuCount } from './menu-delivery.ts';
import { fingerprintOf } from './store-journals.ts';

/** A store that says nothing for so long is shown as silent; a box says something every 20 s. */
const silentAfterMs = 60_000;

interface SummaryRow extends Omit<
  StoreSummary,
  'health' | 'pendingEvents' | 'eventsPerSecond' | 'troubledPrinterCount'
> {
  printersTold: string | null;
  drainSince: string | null;
  drainEvents: number;
  [column: string]: unknown;
}

export async function storeSummaries(
  tx: Transaction,
  tenantId: string,
  nowMs: number,
  storeId: string | null = null,
): Promise<StoreSummary[]> {
  const rows = await tx.rows<SummaryRow>(
    `select s.id as "storeId", s.name, s.currency, s.time_zone as "timeZone", s.claimed_at as "claimedAt", h.last_contact_at as "lastContactAt", h.version,
       coalesce(h.durable_seq, 0) as "durableSeq", coalesce(h.cursor_seq, 0) as "cursorSeq", h.business_date as "businessDate", h.last_order_at as "lastOrderAt",
       h.drain_since as "drainSince", coalesce(h.drain_events, 0) as "drainEvents",
       (select count(*) from orders o where o.tenant = s.tenant and o.store = s.id and o.status = 'open') as "openOrderCount",
       (select count(*) from quarantine q where q.tenant = s.tenant and q.store = s.id) as "quarantinedCount",
       (select count(*) from alarm a where a.tenant = s.tenant and a.store = s.id and a.acknowledged_at is null) as "alarmCount",
       (select count(*) from till_exception e where e.tenant = s.tenant and e.store = s.id and e.settled_at is null) as "openExceptionCount",
       (select p.printers from printers_told p where p.tenant = s.tenant and p.store = s.id) as "printersTold",
       ${pendingMenuCount('s.tenant', 's.id')} as "menuPendingCount"
     from store s
     left join store_health h on h.tenant = s.tenant and h.store = s.id
     where s.tenant = $1 and ($2::uuid is null or s.id = $2) order by s.name, s.id`,
    [tenantId, storeId],
    'store-summaries',
  );
  return rows.map(({ drainSince, drainEvents, printersTold, ...row }) => {
    const pendingEvents = Math.max(0, row.durableSeq - row.cursorSeq);
    const drainSeconds = drainSince === null ? 0 : (nowMs - Date.parse(drainSince)) / 1000;
    return {
      ...row,
      health: healthOf(row.lastContactAt, pendingEvents, nowMs),
      pendingEvents,
      troubledPrinterCount: printersToldOf(printersTold).filter(needsAHand).length,
      eventsPerSecond:
        pendingEvents > 0 && drainSeconds >= 1 && drainEvents > 0 ? Math.round(drainEvents / drainSeconds) : null,
    } satisfies StoreSummary;
  });
}

const printersToldOf = (told: string | null): PrintersTold['printers'] =>
  told === null ? [] : (JSON.parse(told) as PrintersTold['printers']);

/** It does not print, somebody has to decide about a paper, or its drawer was left open. A roll that is near its end can wait. */
const needsAHand = ({ state, unknown, drawer }: PrintersTold['printers'][number]): boolean =>
  state !== 'ok' || unknown > 0 || drawer?.alarm === true;

function healthOf(lastContactAt: string | null, pendingEvents: number, nowMs: number): StoreHealthState {
  if (lastContactAt === null) return 'never';
  if (nowMs - Date.parse(lastContactAt) > silentAfterMs) return 'silent';
  return pendingEvents > 0 ? 'behind' : 'current';
}

export async function storeDetail(
  tx: Transaction,
  tenantId: string,
  storeId: string,
  nowMs: number,
): Promise<StoreDetail | null> {
  const [summary] = await storeSummaries(tx, tenantId, nowMs, storeId);
  if (summary === undefined) return null;
  const key = [tenantId, storeId];
  const epochs = await epochsOf(tx, tenantId, storeId);
  const devices = await tx.rows<StoreDetail['devices'][number]>(
    `select device_id as "deviceId", name, kind, paired_at as "pairedAt", revoked_at as "revokedAt" from device where tenant = $1 and store = $2 order by revoked_at nulls first, name`,
    key,
  );
  const deviceKey = await tx.row<{ public_key: string }>(
    'select public_key from device_key where tenant = $1 and store = $2 and revoked_at is null order by added_at desc limit 1',
    key,
  );
  const unknownEvents = await tx.rows<StoreDetail['unknownEvents'][number]>(
    'select type, count from unknown_event where tenant = $1 and store = $2 order by type limit 100',
    key,
  );
  const told = await tx.row<{ asOf: string; printers: string }>(
    'select as_of as "asOf", printers from printers_told where tenant = $1 and store = $2',
    key,
  );
  return {
    ...summary,
    printers: told === null ? null : { asOf: told.asOf, printers: printersToldOf(told.printers) },
    unknownEvents,
    epochs,
    devices,
    keyFingerprint: deviceKey === null ? '' : fingerprintOf(deviceKey.public_key),
    alarms: await alarms(tx, tenantId, storeId),
    quarantined: await quarantined(tx, tenantId, storeId),
  };
}

async function alarms(tx: Transaction, tenantId: string, storeId: string): Promise<StoreAlarm[]> {
  const rows = await tx.rows<Omit<StoreAlarm, 'data'> & { data: string; [column: string]: unknown }>(
    `select id as "alarmId", store as "storeId", code, message, data, raised_at as "raisedAt", acknowledged_at as "acknowledgedAt" from alarm
     where tenant = $1 and store = $2 order by acknowledged_at nulls first, raised_at desc limit 100`,
    [tenantId, storeId],
  );
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
}

/** Newest first; at most 500, for a person to read. */
export function quarantined(tx: Transaction, tenantId: string, storeId: string | null): Promise<QuarantinedEvent[]> {
  return tx.rows<QuarantinedEvent & Record<string, unknown>>(
    `select q.event_id as "eventId", q.store as "storeId", s.name as "storeName", q.epoch, q.seq, q.type, q.order_id as "orderId", q.occurred_at as "occurredAt", q.reason,
       q.blocked_by as "blockedBy", q.received_at as "receivedAt"
     from quarantine q join store s on s.tenant = q.tenant and s.id = q.store where q.tenant = $1 and ($2::uuid is null or q.store = $2) order by q.received_at desc, q.seq desc limit 500`,
    [tenantId, storeId],
  );
}

/** False when there is no such alarm. */
export async function acknowledgeAlarm(
  tx: Transaction,
  tenantId: string,
  alarmId: string,
  now: string,
): Promise<boolean> {
  return (
    (await tx.run('update alarm set acknowledged_at = coalesce(acknowledged_at, $3) where tenant = $1 and id = $2', [
      tenantId,
      alarmId,
      now,
    ])) === 1
  );
}
