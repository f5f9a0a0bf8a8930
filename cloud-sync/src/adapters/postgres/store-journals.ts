import { createHash, randomUUID } from 'node:crypto';
import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { DaySoFar, PrintersTold } from '@auraconnect/shared/protocol/sync.ts';
import type { HeldRow, ProjectionChanges, ProjectionState, UnknownEvents } from '../../ingest/journal-projection.ts';
import {
  UnstorableProjection,
  type Alarm,
  type Contact,
  type CursorPosition,
  type DayTold,
  type KnownEpoch,
  type JournalStore,
  type LockedJournal,
  type WaitingStore,
} from '../../ingest/store-journal.ts';
import type { Database, Transaction } from './database.ts';
import { jsonRows } from './json-rows.ts';
import type { SettlementPorts } from './menu-settlement.ts';
import { ordersBefore, type ExistingOrder } from './order-history.ts';
import { rebuildStore, rowColumns } from './rebuild.ts';
import { applyProjection } from './projection-writer.ts';
import { heldWith, touches, type Thing } from '../../ingest/touches.ts';

/** @param heldBy which program this is, as `holdingProgram` says it */
export function postgresJournals(
  database: Database,
  { newId, nowMs, heldBy }: SettlementPorts & { heldBy: string },
): JournalStore {
  const knownMonths = new Set<string>();
  const lock = async (tx: Transaction, tenantId: string, storeId: string): Promise<PostgresJournal> => {
    await tx.run(
      'insert into store_health (tenant, store) values ($1, $2) on conflict (tenant, store) do update set store = excluded.store',
      [tenantId, storeId],
      'journal-lock',
    );
    return new PostgresJournal(tx, [tenantId, storeId], { newId, nowMs }, heldBy);
  };
  return {
    // Not within the transaction of a batch: making a month waits for who reads the journal, and a batch reads it.
    async makeRoom(days) {
      for (const month of new Set(days.map((day) => day.slice(0, 7)))) {
        if (knownMonths.has(month)) continue;
        await database.anonymous((tx) => tx.rows('select ensure_journal_month($1)', [`${month}-01`]));
        knownMonths.add(month);
      }
    },
    locked: (tenantId, storeId, work) =>
      database.tenant(tenantId, async (tx) => work(await lock(tx, tenantId, storeId))),
    waitingForThis: () =>
      database.directory('waiting_store', heldBy, (tx) =>
        tx.rows<WaitingStore & Record<string, unknown>>(
          'select belongs_to as "tenantId", store as "storeId" from waiting_store order by store',
        ),
      ),
    rebuild: (tenantId, storeId, now) =>
      database.tenant(tenantId, async (tx) =>
        rebuildStore(tx, await lock(tx, tenantId, storeId), [tenantId, storeId], now),
      ),
  };
}

class PostgresJournal implements LockedJournal {
  readonly #tx: Transaction;
  readonly #key: readonly [tenantId: string, storeId: string];
  readonly #ports: SettlementPorts;
  readonly #heldBy: string;

  constructor(
    tx: Transaction,
    key: readonly [tenantId: string, storeId: string],
    ports: SettlementPorts,
    heldBy: string,
  ) {
    this.#tx = tx;
    this.#key = key;
    this.#ports = ports;
    this.#heldBy = heldBy;
  }

  cursor(epoch: string): Promise<CursorPosition | null> {
    return this.#tx.row<{ seq: number; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from sync_cursor where tenant = $1 and store = $2 and epoch = $3`,
      [...this.#key, epoch],
      'journal-cursor',
    );
  }

  async hashes(epoch: string, fromSeq: number, toSeq: number): Promise<Map<number, string>> {
    const rows = await this.#tx.rows<{ seq: number; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from journal_position where tenant = $1 and store = $2 and epoch = $3 and seq between $4 and $5`,
      [...this.#key, epoch, fromSeq, toSeq],
    );
    return new Map(rows.map(({ seq, hash }) => [seq, hash]));
  }

  positionOf(hash: string): Promise<{ epoch: string; seq: number } | null> {
    return this.#tx.row<{ epoch: string; seq: number }>(
      `select epoch, seq from journal_position where tenant = $1 and store = $2 and hash = decode($3, 'hex') order by seq limit 1`,
      [...this.#key, hash],
    );
  }

  async knowsAnyEpoch(): Promise<boolean> {
    return (await this.#tx.row('select from sync_cursor where tenant = $1 and store = $2 limit 1', this.#key)) !== null;
  }

  async isRetired(places: readonly { epoch: string; seq: number }[]): Promise<boolean> {
    return (
      (await this.#tx.row(
        `select from retired_epoch r join sync_cursor c using (tenant, store, epoch)
         join unnest($3::uuid[], $4::bigint[]) as place(epoch, seq) on place.epoch = r.epoch and place.seq >= c.seq
         where r.tenant = $1 and r.store = $2 limit 1`,
        [...this.#key, places.map(({ epoch }) => epoch), places.map(({ seq }) => seq)],
        'journal-retired',
      )) !== null
    );
  }

  async epochs(): Promise<KnownEpoch[]> {
    type Found = Omit<KnownEpoch, 'parent'> & { parentEpoch: string | null; parentSeq: number };
    const rows = await this.#tx.rows<Found & Record<string, unknown>>(
      `select epoch, seq, encode(hash, 'hex') as hash, last_seen_at as "lastSeenAt",
         parent_epoch as "parentEpoch", coalesce(parent_seq, 0) as "parentSeq",
         exists (select from retired_epoch r where r.tenant = c.tenant and r.store = c.store and r.epoch = c.epoch) as "isRetired"
       from sync_cursor c where tenant = $1 and store = $2 order by first_seen_at, epoch`,
      this.#key,
    );
    return rows.map(({ parentEpoch, parentSeq, ...row }) => ({
      ...row,
      parent: parentEpoch === null ? null : { epoch: parentEpoch, seq: parentSeq },
    }));
  }

  rows(epoch: string, afterSeq: number, limit: number): Promise<JournalRow[]> {
    return this.#tx.rows<JournalRow & Record<string, unknown>>(
      `select ${rowColumns} from journal_event e where e.tenant = $1 and e.store = $2 and e.epoch = $3 and e.seq > $4 order by e.seq limit $5`,
      [...this.#key, epoch, afterSeq, limit],
    );
  }

  async projectionState(rows: readonly JournalRow[]): Promise<ProjectionState> {
    const effective = rows.map((row) => effectiveRow(row) ?? row);
    const orderIds = [...new Set(rows.flatMap((row) => row.orderId ?? []))];
    const known = await this.#tx.row<KnownOfRows>(
      whatIsKnown,
      [...this.#key, effective.map(({ id }) => id), orderIds],
      'journal-known',
    );
    const heldBy = known?.waits === true ? await this.#heldOf(effective.flatMap(touches)) : new Map<Thing, string>();
    const existing = (known?.existing ?? []).filter(({ order_id }) => !heldBy.has(`order ${order_id}`));
    return {
      orders: await ordersBefore(this.#tx, this.#key, existing),
      heldBy,
      appliedIds: new Set(known?.applied ?? []),
      timeZone: known?.time_zone ?? null,
    };
  }

  /** Of these things, those that wait. Hardly ever asked: in most stores nothing does. */
  async #heldOf(things: readonly Thing[]): Promise<Map<Thing, string>> {
    const rows = await this.#tx.rows<{ thing: Thing; event_id: string }>(
      'select thing, event_id from held_thing where tenant = $1 and store = $2 and thing = any($3::text[])',
      [...this.#key, heldWith(things)],
    );
    return new Map(rows.map(({ thing, event_id }) => [thing, event_id]));
  }

  async append(rows: readonly JournalRow[], receivedAt: string): Promise<void> {
    const first = rows[0];
    if (first === undefined) return;
    const plain = (name: PlainColumn): string => `{${rows.map((row) => row[name] ?? 'NULL').join(',')}}`;
    const bytes = joined(rows.map((row) => row.bytes));
    await this.#tx.run(
      insertRows,
      [
        ...this.#key,
        first.epoch,
        receivedAt,
        plain('seq'),
        plain('id'),
        rows.map((row) => row.type),
        plain('schemaVersion'),
        plain('orderId'),
        rows.map((row) => row.actor),
        plain('device'),
        plain('incarnation'),
        plain('n'),
        plain('occurredAt'),
        plain('businessDate'),
        bytes.text,
        plain('prevHash'),
        plain('hash'),
        bytes.separator,
      ],
      'journal-append',
    );
    const adopted = rows.flatMap((row) => {
      const inner = effectiveRow(row);
      return inner === null || inner.id === row.id
        ? []
        : [{ tenant: this.#key[0], store: this.#key[1], id: inner.id, epoch: row.epoch, seq: row.seq }];
    });
    if (adopted.length === 0) return;
    await this.#tx.run(
      'insert into adopted_event select * from json_populate_recordset(null::adopted_event, $1) on conflict do nothing',
      [jsonRows(adopted)],
    );
  }

  async apply(changes: ProjectionChanges): Promise<void> {
    await this.#tx.run('savepoint projection');
    try {
      await applyProjection(this.#tx, this.#key, changes, this.#ports);
      if (changes.unknown.length > 0) await this.countUnknown(changes.unknown);
      await this.#tx.run('release savepoint projection');
    } catch (error) {
      // 22: a value that no column holds; 23: a rule that the data breaks. Anything else is the database's trouble, not the data's.
      if (!/^2[23]/.test((error as { code?: string }).code ?? '')) throw error;
      await this.#tx.run('rollback to savepoint projection');
      throw new UnstorableProjection(error);
    }
  }

  async countUnknown(unknown: readonly UnknownEvents[]): Promise<void> {
    await this.#tx.run(
      `insert into unknown_event as known select $1, $2, type, count from unnest($3::text[], $4::bigint[]) as u(type, count)
       on conflict (tenant, store, type) do update set count = known.count + excluded.count`,
      [...this.#key, unknown.map(({ type }) => type), unknown.map(({ count }) => count)],
    );
    await this.#waits();
  }

  /** Another version of this program will look at this store. */
  async #waits(): Promise<void> {
    const [tenantId, storeId] = this.#key;
    await this.#tx.run(
      `insert into waiting_store (store, belongs_to, held_by) values ($1, $2, $3)
       on conflict (store) do update set held_by = excluded.held_by where waiting_store.held_by <> excluded.held_by`,
      [storeId, tenantId, this.#heldBy],
    );
  }

  async hold(held: readonly HeldRow[], receivedAt: string): Promise<void> {
    const rows = held.map(({ row, reason, blockedBy }) => ({
      tenant: this.#key[0],
      store: this.#key[1],
      epoch: row.epoch,
      seq: row.seq,
      event_id: row.id,
      type: row.type,
      order_id: row.orderId,
      occurred_at: row.occurredAt,
      reason: reason.slice(0, 1000),
      blocked_by: blockedBy,
      received_at: receivedAt,
    }));
    await this.#tx.run('insert into quarantine select * from json_populate_recordset(null::quarantine, $1)', [
      jsonRows(rows),
    ]);
    const things = held.flatMap(({ row, things: named }) => named.map((thing) => ({ thing, id: row.id })));
    await this.#tx.run(
      `insert into held_thing select $1, $2, thing, id from unnest($3::text[], $4::uuid[]) as h(thing, id) on conflict do nothing`,
      [...this.#key, things.map(({ thing }) => thing), things.map(({ id }) => id)],
    );
    await this.#waits();
    await this.#tx.run(
      'update orders set held = true where tenant = $1 and store = $2 and order_id = any($3::uuid[]) and not held',
      [...this.#key, held.flatMap(({ row }) => row.orderId ?? [])],
    );
  }

  async moveCursor(
    epoch: string,
    { seq, hash }: CursorPosition,
    now: string,
    parent: KnownEpoch['parent'] = null,
  ): Promise<void> {
    await this.#tx.run(
      `insert into sync_cursor (tenant, store, epoch, seq, hash, first_seen_at, last_seen_at, parent_epoch, parent_seq) values ($1, $2, $3, $4, decode($5, 'hex'), $6, $6, $7, $8)
       on conflict (tenant, store, epoch) do update set seq = excluded.seq, hash = excluded.hash, last_seen_at = excluded.last_seen_at`,
      [...this.#key, epoch, seq, hash, now, parent?.epoch ?? null, parent?.seq ?? null],
      'journal-move',
    );
  }

  async seen(epoch: string, now: string): Promise<void> {
    await this.#tx.run('update sync_cursor set last_seen_at = $4 where tenant = $1 and store = $2 and epoch = $3', [
      ...this.#key,
      epoch,
      now,
    ]);
  }

  async heard({ epoch, durableSeq, cursorSeq, version, newEvents, at }: Contact): Promise<void> {
    // What is drained is counted while there is a backlog, and begins anew once the cloud has caught up.
    await this.#tx.run(
      `update store_health set epoch = $3, durable_seq = $4::bigint, cursor_seq = $7::bigint, version = coalesce($5, version), last_contact_at = $6::timestamptz,
         drain_since = case when $4::bigint > $7::bigint then coalesce(drain_since, $6::timestamptz) end,
         drain_events = case when $4::bigint > $7::bigint then drain_events + $8 else 0 end
       where tenant = $1 and store = $2`,
      [...this.#key, epoch, durableSeq, version, at, cursorSeq, newEvents],
      'journal-heard',
    );
  }

  /** The condition is `isNewerDay`. */
  async dayTold({ epoch, throughSeq, businessDate, asOf, sales }: DaySoFar, how: DayTold): Promise<void> {
    await this.#tx.run(
      `insert into day_so_far as kept (tenant, store, epoch, through_seq, business_date, as_of, sales) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant, store) do update
         set epoch = excluded.epoch, through_seq = excluded.through_seq, business_date = excluded.business_date, as_of = excluded.as_of, sales = excluded.sales
         where excluded.through_seq > kept.through_seq or ($8 and excluded.epoch <> kept.epoch)`,
      [...this.#key, epoch, throughSeq, businessDate, asOf, JSON.stringify(sales), how === 'greeting'],
      'journal-day',
    );
  }

  async printersTold({ asOf, printers }: PrintersTold): Promise<void> {
    await this.#tx.run(
      `insert into printers_told (tenant, store, as_of, printers) values ($1, $2, $3, $4)
       on conflict (tenant, store) do update set as_of = excluded.as_of, printers = excluded.printers`,
      [...this.#key, asOf, JSON.stringify(printers)],
      'journal-printers',
    );
  }

  async raise({ code, subject, message, data }: Alarm, now: string): Promise<void> {
    await this.#tx.run(
      `insert into alarm (tenant, store, id, code, subject, message, data, raised_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant, store, code, subject) do nothing`,
      [...this.#key, this.#ports.newId(), code, subject, message, JSON.stringify(data), now],
    );
  }
}

/** Columns whose schema lets nothing through that means something in an array's text: numbers, ids, dates, hashes. */
type PlainColumn =
  | 'seq'
  | 'id'
  | 'schemaVersion'
  | 'orderId'
  | 'device'
  | 'incarnation'
  | 'n'
  | 'occurredAt'
  | 'businessDate'
  | 'prevHash'
  | 'hash';

/**
 * Texts as one, with the character that stands between them: an array would escape every quote of every event. JSON holds no
 * control character, so the first one serves; bytes that are no JSON may hold some, and hardly all of them.
 */
function joined(texts: readonly string[]): { text: string; separator: string } {
  for (let code = 30; code > 0; code -= 1) {
    const separator = String.fromCharCode(code);
    if (!texts.some((text) => text.includes(separator))) return { text: texts.join(separator), separator };
  }
  const separator = randomUUID();
  return { text: texts.join(separator), separator };
}

interface KnownOfRows {
  time_zone: string | null;
  applied: string[] | null;
  /** Something of this store is held. */
  waits: boolean;
  existing: ExistingOrder[] | null;
}

/**
 * One look into an index per id, and one answer for all that has to be known. An `exists` would leave it to the planner, which reads the
 * store's whole history for every batch where the table's statistics are older than its rows.
 */
const whatIsKnown = `
select s.time_zone,
  (select json_agg(w.id) from unnest($3::uuid[]) as w(id)
   cross join lateral (select from journal_position where tenant = $1 and store = $2 and id = w.id
                       union all select from adopted_event where tenant = $1 and store = $2 and id = w.id limit 1) as seen) as applied,
  exists (select from held_thing where tenant = $1 and store = $2) as waits,
  (select json_agg(o) from (
     select known.* from unnest($4::uuid[]) as w(id)
     cross join lateral (select order_id, closed_hour, business_date from orders where tenant = $1 and store = $2 and order_id = w.id limit 1) as known) o) as existing
from store s where s.tenant = $1 and s.id = $2`;

const insertRows = `
with row as (
  select * from unnest($5::bigint[], $6::uuid[], $7::text[], $8::integer[], $9::uuid[], $10::text[], $11::uuid[], $12::uuid[], $13::bigint[],
                       $14::text[], $15::date[], case when $16 = '' then array[''] else string_to_array($16, $19) end, $17::text[], $18::text[])
    as r(seq, id, type, schema_v, order_id, actor, device, incarnation, n, occurred_at, business_date, bytes, prev_hash, hash)
), position as (
  insert into journal_position (tenant, store, epoch, seq, id, hash, business_date)
  select $1::uuid, $2::uuid, $3::uuid, seq, id, decode(hash, 'hex'), business_date from row
)
insert into journal_event (tenant, store, epoch, seq, id, type, schema_v, order_id, actor, device, incarnation, n, occurred_at, business_date, bytes, prev_hash, hash, received_at)
select $1::uuid, $2::uuid, $3::uuid, seq, id, type, schema_v, order_id, actor, device, incarnation, n, occurred_at, business_date, bytes,
       decode(prev_hash, 'hex'), decode(hash, 'hex'), $4::timestamptz from row`;

/** A short name for a public key, for people who compare two. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
