import type { EntrySettlement } from '@auraconnect/shared/menu/store-edit.ts';
import { stampAt, tick } from '@auraconnect/shared/time/hybrid-clock.ts';
import { fieldEdits, type Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import { type FieldMark, type HeldEntry, ownerEdit, type StorePrice } from '../../menu/settle-edit.ts';
import type { Transaction } from './database.ts';
import { jsonRows } from './json-rows.ts';

/** Edits that an entry remembers as settled, so that their store knows: of more than that the newest tells of all before it. */
const mostSettledEdits = 50;
const cloudNode = 'cloud';

export interface EntryKey {
  entity: string;
  id: string;
}

/** What is kept of an entry's settlement, as JSON in one column. */
interface KeptSettlement {
  stamp: string;
  last: FieldMark;
  marks: Record<string, FieldMark>;
  prices: Record<string, StorePrice>;
  edits: string[];
}

export interface KeptRow extends EntryKey {
  rev: number;
  deleted: boolean;
  payload: string | null;
  origin: string;
  changed_at: string;
  changed_by: string;
  settlement: string | null;
}

export interface KeptEntry extends EntryKey {
  held: HeldEntry;
  /** The store's edits that are settled in it, the newest last. */
  edits: readonly string[];
}

export const keptColumns = 'entity, id, rev, deleted, payload, origin, changed_at, changed_by, settlement' as const;

/** An entry with who changed what of it; of one that was written down before that was, the whole entry is as old as its last change. */
export function keptEntry({
  entity,
  id,
  deleted,
  payload,
  origin,
  changed_at,
  changed_by,
  settlement,
}: KeptRow): KeptEntry {
  const kept = settlement === null ? null : (JSON.parse(settlement) as KeptSettlement);
  const stamp = stampAt(Date.parse(changed_at), cloudNode);
  const last: FieldMark = { by: changed_by, at: changed_at, stamp, side: origin === 'store' ? 'store' : 'cloud' };
  return {
    entity,
    id,
    held: {
      payload: deleted || payload === null ? null : (JSON.parse(payload) as Payload),
      prices: kept?.prices ?? {},
      marks: kept?.marks ?? {},
      last: kept?.last ?? last,
      stamp: kept?.stamp ?? stamp,
    },
    edits: kept?.edits ?? [],
  };
}

const neverThere: FieldMark = { by: '', at: new Date(0).toISOString(), stamp: '', side: cloudNode };
export const noEntry = (key: EntryKey): KeptEntry => ({
  ...key,
  held: { payload: null, prices: {}, marks: {}, last: neverThere, stamp: '' },
  edits: [],
});

export function heldEntryOf(rows: readonly KeptRow[], key: EntryKey): KeptEntry {
  const row = rows.find(({ entity, id }) => entity === key.entity && id === key.id);
  return row === undefined ? noEntry(key) : keptEntry(row);
}

/** Who changes entries, and when: `now` by the cloud's clock. */
export interface Editor {
  name: string;
  now: string;
}

export interface OwnersEntry extends KeptEntry {
  /** Fields that the owner changed; the empty path when it is the whole entry. */
  changedPaths: readonly string[];
}

/** An entry after an owner's edit, with the fields that it changed. */
export function ownersEntry(
  before: KeptEntry,
  { payload }: { payload: Payload | null } & EntryKey,
  by: Editor,
): OwnersEntry {
  const { held } = before;
  const changedPaths =
    payload === null || held.payload === null ? [''] : fieldEdits(held.payload, payload).map(({ path }) => path);
  return { ...before, held: ownerEdit(held, payload, markOfOwner(held, by)), changedPaths };
}

export const markOfOwner = (held: HeldEntry, { name, now }: Editor): FieldMark => ({
  by: name,
  at: now,
  stamp: tick(held.stamp, Date.parse(now), cloudNode),
  side: cloudNode,
});

export interface WrittenEntry extends EntryKey {
  deleted: boolean;
  payload: string | null;
  settlement: string;
  settled: string;
}

export function asWritten({ entity, id, held, edits }: KeptEntry): WrittenEntry {
  const { payload, prices, marks, last, stamp } = held;
  const newest = edits.slice(-mostSettledEdits);
  const kept: KeptSettlement = { stamp, last, marks: { ...marks }, prices: { ...prices }, edits: newest };
  const settled: EntrySettlement = {
    stamp,
    edits: newest,
    prices: Object.fromEntries(Object.entries(prices).map(([path, { valueMinor }]) => [path, valueMinor])),
  };
  return {
    entity,
    id,
    deleted: payload === null,
    payload: payload === null ? null : JSON.stringify(payload),
    settlement: JSON.stringify(kept),
    settled: JSON.stringify(settled),
  };
}

/**
 * Writes entries and their rows of the feed. The revs given, by entity and id: a rev never repeats, not even for what was deleted and is
 * added again.
 */
export async function writeEntries(
  tx: Transaction,
  tenantId: string,
  storeId: string,
  entries: readonly WrittenEntry[],
  by: Editor,
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ entity: string; id: string; rev: number }>(
    `with edited as (
       select * from json_to_recordset($3) as e(entity text, id text, deleted boolean, payload text, settlement text, settled text)
     ), written as (
       insert into catalogue_entry as c (tenant, scope, entity, id, rev, schema_v, deleted, payload, origin, changed_at, changed_by, settlement)
       select $1::uuid, $2::text, e.entity, e.id, 1 + coalesce((select max(k.rev) from store_entry_rev k where k.tenant = $1 and k.store = $2::uuid and k.entity = e.entity and k.id = e.id), 0),
         1, e.deleted, e.payload, 'cloud', $4::timestamptz, $5::text, e.settlement
       from edited e
       on conflict (tenant, scope, entity, id) do update set
         rev = greatest(c.rev + 1, excluded.rev), deleted = excluded.deleted, payload = excluded.payload, origin = 'cloud', changed_at = excluded.changed_at,
         changed_by = excluded.changed_by, settlement = excluded.settlement
       returning tenant, scope, entity, id, rev, schema_v, deleted, payload
     ), fed as (
       insert into feed (tenant, scope, entity, id, rev, schema_v, deleted, payload, settled)
       select w.*, e.settled from written w join edited e on e.entity = w.entity and e.id = w.id
       on conflict (tenant, scope, entity, id) do update set rev = excluded.rev, schema_v = excluded.schema_v, deleted = excluded.deleted, payload = excluded.payload,
         settled = excluded.settled
     ) select entity, id, rev from written`,
    [tenantId, storeId, jsonRows(entries), by.now, by.name],
  );
  return new Map(rows.map(({ entity, id, rev }) => [`${entity} ${id}`, rev]));
}
