import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { isTimeZone } from '@auraconnect/shared/time/zone-offset.ts';
import type { CatalogueChange } from '../../ingest/journal-projection.ts';
import type { Transaction } from './database.ts';
import { jsonRows, storable } from './json-rows.ts';

type StoreKey = readonly [tenantId: string, storeId: string];

/**
 * A change of the catalogue that a store tells of. What the store edited itself, before it was claimed, is adopted: the cloud
 * owns it from now on and sends it back down through the feed. What came from the cloud only says which revs the store has.
 */
export async function adoptCatalogue(tx: Transaction, key: StoreKey, change: CatalogueChange): Promise<void> {
  const entries = newestOf(change.entries);
  if (change.source === 'store') await adopt(tx, key, change, entries);
  await noteRevs(tx, key, change, entries);
}

/** An entry that is named twice counts once, with its higher rev. */
function newestOf(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const newest = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const name = `${entry.entity} ${entry.id}`;
    if ((newest.get(name)?.rev ?? 0) <= entry.rev) newest.set(name, entry);
  }
  return [...newest.values()];
}

const incoming = `json_to_recordset($3) as e(entity text, id text, rev integer, schema_v integer, deleted boolean, payload text)`;

const adoptRows = `
with adopted as (
  insert into catalogue_entry as c (tenant, scope, entity, id, rev, schema_v, deleted, payload, origin, changed_at, changed_by)
  select $1::uuid, $2::text, e.entity, e.id, e.rev, e.schema_v, e.deleted, e.payload, 'store', $4::timestamptz, $5::text from ${incoming}
  on conflict (tenant, scope, entity, id) do update set
    -- An owner's edit stays; it only has to be newer than what the box still told of.
    rev = case c.origin when 'store' then excluded.rev else excluded.rev + 1 end,
    schema_v = case c.origin when 'store' then excluded.schema_v else c.schema_v end,
    deleted = case c.origin when 'store' then excluded.deleted else c.deleted end,
    payload = case c.origin when 'store' then excluded.payload else c.payload end,
    changed_at = case c.origin when 'store' then excluded.changed_at else c.changed_at end,
    changed_by = case c.origin when 'store' then excluded.changed_by else c.changed_by end
  where case c.origin when 'store' then excluded.rev > c.rev else excluded.rev >= c.rev end
  returning tenant, scope, entity, id, rev, schema_v, deleted, payload
)
insert into feed (tenant, scope, entity, id, rev, schema_v, deleted, payload) select * from adopted
on conflict (tenant, scope, entity, id) do update set rev = excluded.rev, schema_v = excluded.schema_v, deleted = excluded.deleted, payload = excluded.payload`;

async function adopt(
  tx: Transaction,
  [tenant, store]: StoreKey,
  change: CatalogueChange,
  entries: CatalogueEntry[],
): Promise<void> {
  const rows = entries.map(({ entity, id, rev, schemaVersion, deleted, payload }) => ({
    entity,
    id,
    rev,
    schema_v: schemaVersion,
    deleted,
    payload: payload === null || deleted ? null : JSON.stringify(payload),
  }));
  await tx.run(adoptRows, [tenant, store, jsonRows(rows), change.occurredAt, storable(change.actor)]);
  const settings = entries.find(({ entity, id, deleted }) => entity === 'settings' && id === 'store' && !deleted);
  if (settings !== undefined) await noteSettings(tx, [tenant, store], settings.payload);
}

/** What the portal needs to know of a store to show its figures: money, clock, name. */
export async function noteSettings(tx: Transaction, key: StoreKey, payload: unknown): Promise<void> {
  const settings = StoreSettings.partial().safeParse(payload);
  if (!settings.success) return;
  const { name, currency, timeZone, locale, dayCutOff } = settings.data;
  await tx.run(
    `update store set name = coalesce($3, name), currency = coalesce($4, currency), time_zone = coalesce($5, time_zone), locale = coalesce($6, locale), day_cut_off = coalesce($7, day_cut_off)
     where tenant = $1 and id = $2`,
    [
      ...key,
      name === undefined ? null : storable(name),
      currency ?? null,
      timeZone !== undefined && isTimeZone(timeZone) ? timeZone : null,
      locale ?? null,
      dayCutOff ?? null,
    ],
  );
}

async function noteRevs(
  tx: Transaction,
  key: StoreKey,
  change: CatalogueChange,
  entries: CatalogueEntry[],
): Promise<void> {
  const rows = jsonRows(entries.map(({ entity, id, rev }) => ({ entity, id, rev })));
  await tx.run(
    `insert into store_entry_rev as r (tenant, store, entity, id, rev, applied_at)
     select $1::uuid, $2::uuid, e.entity, e.id, e.rev, $4::timestamptz from json_to_recordset($3) as e(entity text, id text, rev integer)
     on conflict (tenant, store, entity, id) do update set rev = excluded.rev, applied_at = excluded.applied_at where excluded.rev <> r.rev`,
    [...key, rows, change.occurredAt],
  );
  if (!change.complete) return;
  await tx.run(
    `delete from store_entry_rev r where r.tenant = $1 and r.store = $2
       and not exists (select from json_to_recordset($3) as e(entity text, id text) where e.entity = r.entity and e.id = r.id)`,
    [...key, rows],
  );
}
