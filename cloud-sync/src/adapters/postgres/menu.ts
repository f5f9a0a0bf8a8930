import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { validateCatalogue, validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type {
  MenuAnswer,
  MenuConflict,
  MenuEdit,
  MenuEntry,
  MenuPreview,
  MenuProblem,
  MenuPublished,
  Publication,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { changeKind, fieldChanges, nameOfEntry } from '../../menu/entry-changes.ts';
import { noteSettings } from './catalogue-adoption.ts';
import type { Transaction } from './database.ts';
import { jsonRows } from './json-rows.ts';
import { menuDelivery, notInStore } from './menu-delivery.ts';
import { closeDisagreements, disagreementsOf, storePricesOf } from './menu-disagreements.ts';
import { asWritten, type Editor, heldEntryOf, ownersEntry, writeEntries } from './menu-entries.ts';
import { storeSummaries } from './stores.ts';

interface EntryRow {
  entity: string;
  id: string;
  scope: string;
  rev: number;
  schema_v: number;
  deleted: boolean;
  payload: string | null;
  changed_at: string;
  changed_by: string;
  origin: string;
  in_store_since: string | null;
  settlement: string | null;
  [column: string]: unknown;
}

const entryRows = `
select distinct on (e.entity, e.id) e.entity, e.id, e.scope, e.rev, e.schema_v, e.deleted, e.payload, e.changed_at, e.changed_by, e.origin, e.settlement,
  case when not ${notInStore} then r.applied_at end as in_store_since
from catalogue_entry e left join store_entry_rev r on r.tenant = e.tenant and r.store = $2::uuid and r.entity = e.entity and r.id = e.id
where e.tenant = $1 and e.scope in ('*', $2::text) order by e.entity, e.id, e.scope desc`;

export async function menuAnswer(tx: Transaction, tenantId: string, storeId: string): Promise<MenuAnswer> {
  const rows = await tx.rows<EntryRow>(entryRows, [tenantId, storeId]);
  const entries = rows.map(asCatalogueEntry);
  const known = entries.some(({ entity, deleted }) => entity === 'settings' && !deleted);
  const { catalogue, rejected } = readCatalogue(
    entries,
    rows.reduce((sum, { rev }) => sum + rev, 0),
  );
  return {
    storeId,
    catalogue: known ? catalogue : null,
    entries: rows.flatMap((row) => asMenuEntry(row) ?? []),
    problems: [
      ...rejected.map(({ entity, id, problem }) => problemOf({ entity, id, code: 'not_valid', sentence: problem })),
      ...(known ? validateCatalogue(catalogue).map(problemOf) : []),
    ],
    delivery: await menuDelivery(tx, tenantId, storeId),
    disagreements: await disagreementsOf(tx, [tenantId, storeId], rows),
    storePrices: storePricesOf(rows),
  };
}

/** The entries that a store sells by, deleted ones included. */
export const catalogueOf = async (tx: Transaction, tenantId: string, storeId: string): Promise<CatalogueEntry[]> =>
  (await tx.rows<EntryRow>(entryRows, [tenantId, storeId])).map(asCatalogueEntry);

const problemOf = ({
  entity,
  id,
  code,
  sentence,
}: {
  entity: string;
  id: string;
  code: string;
  sentence: string;
}): MenuProblem => ({ entity, id, pointer: '', code, message: sentence });

const asCatalogueEntry = ({ entity, id, rev, schema_v, deleted, payload }: EntryRow): CatalogueEntry => ({
  entity,
  id,
  rev,
  schemaVersion: schema_v,
  deleted,
  payload: payload === null ? null : (JSON.parse(payload) as Record<string, unknown>),
});

function asMenuEntry(row: EntryRow): MenuEntry | null {
  if (row.deleted || row.payload === null) return null;
  const { entity, id, scope, rev, changed_at, changed_by, origin, in_store_since } = row;
  return {
    entity,
    id,
    scope,
    rev,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    changedAt: changed_at,
    changedBy: origin === 'store' ? 'store' : changed_by,
    inStoreSince: in_store_since,
  };
}

export async function previewMenu(
  tx: Transaction,
  tenantId: string,
  edit: MenuEdit,
  nowMs: number,
): Promise<MenuPreview> {
  const rows = await tx.rows<EntryRow>(entryRows, [tenantId, edit.storeId]);
  const [store] = await storeSummaries(tx, tenantId, nowMs, edit.storeId);
  return {
    changes: changesOf(edit, rows),
    conflicts: conflictsOf(edit, rows),
    problems: validateEdits(rows.map(asCatalogueEntry), edit.changes).map(problemOf),
    stores:
      store === undefined
        ? []
        : [
            {
              storeId: store.storeId,
              name: store.name,
              connected: store.health === 'current' || store.health === 'behind',
            },
          ],
  };
}

function changesOf(edit: MenuEdit, rows: readonly EntryRow[]): MenuPreview['changes'] {
  return edit.changes.map(({ entity, id, payload }) => {
    const row = rows.find((known) => known.entity === entity && known.id === id);
    const before = row === undefined ? null : (asMenuEntry(row)?.payload ?? null);
    return {
      entity,
      id,
      name: nameOfEntry(id, payload, before),
      kind: changeKind(before, payload),
      fields: fieldChanges(before ?? {}, payload ?? {}),
    };
  });
}

/** Entries that are no longer as their editor saw them. One that was deleted can be added again. */
function conflictsOf(edit: MenuEdit, rows: readonly EntryRow[]): MenuConflict[] {
  return edit.changes.flatMap(({ entity, id, baseRev }) => {
    const row = rows.find((known) => known.entity === entity && known.id === id);
    const current = row === undefined ? null : asMenuEntry(row);
    return (current?.rev ?? null) === baseRev ? [] : [{ entity, id, baseRev, current }];
  });
}

export type PublishOutcome =
  | { kind: 'published'; answer: MenuPublished }
  | { kind: 'stale'; conflicts: MenuConflict[] }
  | { kind: 'invalid'; problems: MenuProblem[] };

export interface Publisher extends Editor {
  publicationId: string;
}

/** Writes all changes, the feed and the publication, or nothing. The store's catalogue is locked, so that two owners take turns. */
export async function publishMenu(
  tx: Transaction,
  tenantId: string,
  edit: MenuEdit,
  by: Publisher,
): Promise<PublishOutcome> {
  await tx.rows('select from store where tenant = $1 and id = $2 for update', [tenantId, edit.storeId]);
  await tx.rows(`select from catalogue_entry where tenant = $1 and scope in ('*', $2) for update`, [
    tenantId,
    edit.storeId,
  ]);
  const rows = await tx.rows<EntryRow>(entryRows, [tenantId, edit.storeId]);
  const conflicts = conflictsOf(edit, rows);
  if (conflicts.length > 0) return { kind: 'stale', conflicts };
  const problems = validateEdits(rows.map(asCatalogueEntry), edit.changes);
  if (problems.length > 0) return { kind: 'invalid', problems: problems.map(problemOf) };

  const changed = changesOf(edit, rows).filter(({ kind }) => kind !== 'same');
  const written = edit.changes
    .filter(({ entity, id }) => changed.some((change) => change.entity === entity && change.id === id))
    .map(({ entity, id, payload }) => ownersEntry(heldEntryOf(rows, { entity, id }), { entity, id, payload }, by));
  const revs = await writeEntries(tx, tenantId, edit.storeId, written.map(asWritten), by);
  await closeDisagreements(tx, [tenantId, edit.storeId], written, by);
  const settings = edit.changes.find(({ entity, payload }) => entity === 'settings' && payload !== null);
  if (settings !== undefined) await noteSettings(tx, [tenantId, edit.storeId], settings.payload);
  await tx.run('insert into publication (tenant, id, store, published_at, published_by) values ($1, $2, $3, $4, $5)', [
    tenantId,
    by.publicationId,
    edit.storeId,
    by.now,
    by.name,
  ]);
  const listed = changed.map(({ entity, id, name, kind }) => ({
    tenant: tenantId,
    publication: by.publicationId,
    entity,
    id,
    name,
    kind,
    rev: revs.get(`${entity} ${id}`) ?? 1,
  }));
  await tx.run('insert into publication_entry select * from json_populate_recordset(null::publication_entry, $1)', [
    jsonRows(listed),
  ]);
  const [publication] = await publications(tx, tenantId, edit.storeId, 1, by.publicationId);
  if (publication === undefined) throw new Error('a publication that was just written is not there');
  return {
    kind: 'published',
    answer: {
      publication,
      entries: [...revs].map(([key, rev]) => ({
        entity: key.slice(0, key.indexOf(' ')),
        id: key.slice(key.indexOf(' ') + 1),
        rev,
      })),
    },
  };
}

interface PublicationRow {
  publicationId: string;
  publishedAt: string;
  publishedBy: string;
  storeId: string;
  changes: Publication['changes'] | null;
  pending: number;
  since: string | null;
  [column: string]: unknown;
}

/** Newest first. In the store once it has every rev of it, or later ones. */
export async function publications(
  tx: Transaction,
  tenantId: string,
  storeId: string,
  limit: number,
  only: string | null = null,
): Promise<Publication[]> {
  const rows = await tx.rows<PublicationRow>(
    `select p.id as "publicationId", p.published_at as "publishedAt", p.published_by as "publishedBy", p.store as "storeId",
       json_agg(json_build_object('entity', e.entity, 'id', e.id, 'name', e.name, 'kind', e.kind, 'rev', e.rev) order by e.entity, e.name) filter (where e.entity is not null) as changes,
       count(*) filter (where e.entity is not null and case when e.kind = 'remove' then r.rev is not null and r.rev < e.rev else coalesce(r.rev, 0) < e.rev end) as pending,
       max(r.applied_at) as since
     from publication p
     left join publication_entry e on e.tenant = p.tenant and e.publication = p.id
     left join store_entry_rev r on r.tenant = p.tenant and r.store = p.store and r.entity = e.entity and r.id = e.id
     where p.tenant = $1 and p.store = $2 and ($3::uuid is null or p.id = $3) group by p.tenant, p.id order by p.published_at desc, p.id desc limit $4`,
    [tenantId, storeId, only, limit],
  );
  return rows.map(({ changes, pending, since, ...row }) => ({
    ...row,
    changes: changes ?? [],
    state: pending === 0 ? 'in-store' : 'on-its-way',
    inStoreSince: pending === 0 ? since : null,
  }));
}
