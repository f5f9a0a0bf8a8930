import { fieldAt } from '@auraconnect/shared/menu/entry-fields.ts';
import type { MenuDisagreement, SideOfDisagreement, StorePriceRow } from '@auraconnect/shared/protocol/portal-api.ts';
import { nameOfEntry } from '../../menu/entry-changes.ts';
import type { Disagreement } from '../../menu/settle-edit.ts';
import type { Transaction } from './database.ts';
import { jsonRows, storable } from './json-rows.ts';
import { type Editor, type EntryKey, keptEntry, type KeptRow, type OwnersEntry } from './menu-entries.ts';

type StoreKey = readonly [tenantId: string, storeId: string];

interface DisagreementRow extends EntryKey {
  disagreement_id: string;
  name: string;
  path: string;
  rule: MenuDisagreement['rule'];
  kept: MenuDisagreement['kept'];
  base_value: string | null;
  store_value: string | null;
  cloud_value: string | null;
  store_by: string;
  store_at: string;
  cloud_by: string;
  cloud_at: string;
  [column: string]: unknown;
}

/**
 * Lists what a store's edit and the portal's disagree about. A field that is listed already, because nobody has looked yet, stays listed
 * once: with the store's latest value, and with what it was before either.
 */
export async function listDisagreements(
  tx: Transaction,
  [tenant, store]: StoreKey,
  { editId, entity, id, name }: EntryKey & { editId: string; name: string },
  disagreements: readonly Disagreement[],
  { newId, now }: { newId: () => string; now: string },
): Promise<void> {
  if (disagreements.length === 0) return;
  const rows = disagreements.map((one) => ({
    tenant,
    store,
    disagreement_id: newId(),
    edit_id: editId,
    entity,
    id,
    name,
    path: one.path,
    rule: one.rule,
    kept: one.kept,
    base_value: written(one.base),
    store_value: written(one.store),
    cloud_value: written(one.cloud),
    store_by: one.storeBy.by,
    store_at: one.storeBy.at,
    cloud_by: one.cloudBy.by,
    cloud_at: one.cloudBy.at,
    raised_at: now,
  }));
  await tx.run(
    `insert into menu_disagreement as d select * from json_populate_recordset(null::menu_disagreement, $1)
     on conflict (tenant, store, entity, id, path) where decided_at is null do update set
       edit_id = excluded.edit_id, name = excluded.name, rule = excluded.rule, kept = excluded.kept, store_value = excluded.store_value, store_by = excluded.store_by,
       store_at = excluded.store_at, cloud_value = excluded.cloud_value, cloud_by = excluded.cloud_by, cloud_at = excluded.cloud_at, raised_at = excluded.raised_at`,
    [jsonRows(rows)],
  );
}

const written = (value: unknown): string | null => (value === undefined ? null : storable(JSON.stringify(value)));
const read = (text: string | null): { value?: unknown } =>
  text === null ? {} : { value: JSON.parse(text) as unknown };

/** Somebody who saw a field as it is has changed it: there is nothing left to decide about it. */
export async function closeDisagreements(
  tx: Transaction,
  key: StoreKey,
  entries: readonly Pick<OwnersEntry, 'entity' | 'id' | 'changedPaths'>[],
  by: Editor,
): Promise<void> {
  const paths = entries.flatMap(({ entity, id, changedPaths }) => changedPaths.map((path) => ({ entity, id, path })));
  if (paths.length === 0) return;
  await tx.run(
    `update menu_disagreement d set decision = 'edited', decided_by = $4, decided_at = $5::timestamptz
     from json_to_recordset($3) as e(entity text, id text, path text)
     where d.tenant = $1 and d.store = $2 and d.decided_at is null and d.entity = e.entity and d.id = e.id and (d.path = e.path or e.path = '')`,
    [...key, jsonRows(paths), by.name, by.now],
  );
}

/** The open ones, with what counts as it is now. */
export async function disagreementsOf(
  tx: Transaction,
  key: StoreKey,
  entries: readonly KeptRow[],
): Promise<MenuDisagreement[]> {
  const rows = await tx.rows<DisagreementRow>(
    'select * from menu_disagreement where tenant = $1 and store = $2 and decided_at is null order by raised_at desc, name, path',
    key,
  );
  return rows.map((row) => {
    const now = entries.find(({ entity, id }) => entity === row.entity && id === row.id);
    return asDisagreement(row, now === undefined ? {} : valueNow(now, row));
  });
}

/** What counts now of a disagreement's field. */
function valueNow(entry: KeptRow, { path, kept, rule }: DisagreementRow): { value?: unknown } {
  const { payload, prices } = keptEntry(entry).held;
  const own = kept === 'store' && rule === 'price' ? prices[path]?.valueMinor : undefined;
  const value = path === '' ? (payload ?? undefined) : (own ?? fieldAt(payload, path));
  return value === undefined ? {} : { value };
}

function asDisagreement(row: DisagreementRow, now: { value?: unknown }): MenuDisagreement {
  const { disagreement_id: disagreementId, entity, id, name, path, rule, kept, base_value } = row;
  const base = read(base_value);
  const side = (of: MenuDisagreement['kept'], text: string | null, by: string, at: string): SideOfDisagreement => ({
    ...(of === kept ? now : read(text)),
    by,
    at,
  });
  return {
    disagreementId,
    entity,
    id,
    name,
    path,
    rule,
    kept,
    ...('value' in base ? { base: base.value } : {}),
    store: side('store', row.store_value, row.store_by, row.store_at),
    cloud: side('cloud', row.cloud_value, row.cloud_by, row.cloud_at),
  };
}

/** One that is still open, locked; null when it was decided or never was. */
export async function openDisagreement(
  tx: Transaction,
  key: StoreKey,
  disagreementId: string,
): Promise<(Pick<Disagreement, 'path' | 'kept' | 'rule' | 'store' | 'cloud'> & EntryKey) | null> {
  const row = await tx.row<DisagreementRow>(
    'select * from menu_disagreement where tenant = $1 and store = $2 and disagreement_id = $3 and decided_at is null for update',
    [...key, disagreementId],
  );
  if (row === null) return null;
  const { entity, id, path, kept, rule } = row;
  const store = read(row.store_value);
  const cloud = read(row.cloud_value);
  return {
    entity,
    id,
    path,
    kept,
    rule,
    ...('value' in store ? { store: store.value } : {}),
    ...('value' in cloud ? { cloud: cloud.value } : {}),
  };
}

export async function closeDisagreement(
  tx: Transaction,
  key: StoreKey,
  disagreementId: string,
  decision: string,
  by: Editor,
): Promise<void> {
  await tx.run(
    'update menu_disagreement set decision = $4, decided_by = $5, decided_at = $6 where tenant = $1 and store = $2 and disagreement_id = $3 and decided_at is null',
    [...key, disagreementId, decision, by.name, by.now],
  );
}

/** Prices that the store set for itself, as they stand beside the menu's. */
export function storePricesOf(rows: readonly (KeptRow & { in_store_since: string | null })[]): StorePriceRow[] {
  return rows.flatMap((row) => {
    const { held } = keptEntry(row);
    return Object.entries(held.prices).map(([path, { valueMinor, by, at }]): StorePriceRow => {
      const menuPrice = fieldAt(held.payload, path);
      return {
        entity: row.entity,
        id: row.id,
        name: nameOfEntry(row.id, held.payload),
        path,
        storePriceMinor: valueMinor,
        menuPriceMinor: typeof menuPrice === 'number' ? menuPrice : null,
        by,
        at,
        inStore: row.in_store_since !== null,
      };
    });
  });
}
