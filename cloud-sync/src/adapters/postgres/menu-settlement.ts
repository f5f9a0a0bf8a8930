import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { MenuEditOfStore } from '../../ingest/journal-projection.ts';
import { nameOfEntry } from '../../menu/entry-changes.ts';
import { type Author, settleEdit } from '../../menu/settle-edit.ts';
import { noteSettings } from './catalogue-adoption.ts';
import type { Transaction } from './database.ts';
import { storable } from './json-rows.ts';
import { closeDisagreements, listDisagreements } from './menu-disagreements.ts';
import {
  asWritten,
  type KeptEntry,
  keptColumns,
  keptEntry,
  type KeptRow,
  noEntry,
  writeEntries,
} from './menu-entries.ts';
import { peopleNames } from './people.ts';

type StoreKey = readonly [tenantId: string, storeId: string];

export interface SettlementPorts {
  newId: () => string;
  nowMs: () => number;
}

/**
 * Settles a store's edits against the menu as it is by now, in the order of its journal and in the transaction of its cursor. Every one
 * gives its entry a new rev, also one of which nothing came: that is how the store hears that it is answered.
 */
export async function settleStoreEdits(
  tx: Transaction,
  key: StoreKey,
  edits: readonly MenuEditOfStore[],
  ports: SettlementPorts,
): Promise<void> {
  // As a publication does, so that an owner and a store take turns.
  await tx.rows('select from store where tenant = $1 and id = $2 for update', key);
  const nameOf = await peopleNames(tx, key[0]);
  for (const { edit, actor, occurredAt } of edits)
    await settleOne(tx, key, edit, { by: storable(nameOf(actor)), at: occurredAt }, ports);
}

async function settleOne(
  tx: Transaction,
  key: StoreKey,
  edit: StoreEdit,
  author: Author,
  { newId, nowMs }: SettlementPorts,
): Promise<void> {
  if (await wasSettled(tx, key, edit.editId)) return;
  const now = new Date(nowMs()).toISOString();
  const before = await lockedEntry(tx, key, edit);
  const { entry, disagreements } = settleEdit(before.held, edit, author, nowMs());
  const after: KeptEntry = { ...before, held: entry, edits: [...before.edits, edit.editId] };
  const revs = await writeEntries(tx, ...key, [asWritten(after)], { name: author.by, now });
  await tx.run(
    `insert into store_edit (tenant, store, edit_id, entity, id, rev, edited_by, edited_at, settled_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [...key, edit.editId, edit.entity, edit.id, revs.get(`${edit.entity} ${edit.id}`) ?? 1, author.by, author.at, now],
  );
  const name = nameOfEntry(edit.id, entry.payload, before.held.payload, edit.payload);
  // What a store changed that had seen everything is decided by it, whatever was listed before.
  const listed = new Set(disagreements.map(({ path }) => path));
  const agreed = edit.kind === 'fields' ? edit.fields.map(({ path }) => path) : [''];
  const changedPaths = agreed.filter((path) => !listed.has(path) && !listed.has(''));
  await closeDisagreements(tx, key, [{ ...after, changedPaths }], { name: author.by, now });
  await listDisagreements(tx, key, { ...edit, name: storable(name) }, disagreements, { newId, now });
  if (edit.entity === 'settings' && entry.payload !== null) await noteSettings(tx, key, entry.payload);
}

const wasSettled = async (tx: Transaction, key: StoreKey, editId: string): Promise<boolean> =>
  (await tx.row('select from store_edit where tenant = $1 and store = $2 and edit_id = $3', [...key, editId])) !== null;

/** This store's entry; one that is for all stores becomes this store's own by being edited there. */
export async function lockedEntry(
  tx: Transaction,
  key: StoreKey,
  { entity, id }: { entity: string; id: string },
): Promise<KeptEntry> {
  const row = await tx.row<KeptRow & Record<string, unknown>>(
    `select ${keptColumns} from catalogue_entry where tenant = $1 and scope in ('*', $2) and entity = $3 and id = $4 order by scope desc limit 1 for update`,
    [...key, entity, id],
  );
  return row === null ? noEntry({ entity, id }) : keptEntry(row);
}
