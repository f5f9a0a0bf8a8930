import type { Stamp } from '../time/hybrid-clock.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { fieldAt, fieldEdits, type FieldEdit, type Payload } from './entry-fields.ts';
import { fieldClassOf, storeMayAdd } from './field-class.ts';
import { shownEntry, withEdits } from './shown-entry.ts';
import type { StoreEdit } from './store-edit.ts';

export interface WantedEdit {
  entity: string;
  id: string;
  /** As the entry shall be; null: deleted. */
  payload: Payload | null;
  /** Prices of its own that the store gives up, so that the menu's count again. */
  takenBack?: readonly string[];
}

/** What the store knows of an entry when it edits it. */
export interface EntryInStore {
  /** As it came down the feed; null: it never did. */
  entry: CatalogueEntry | null;
  /** Earlier edits whose answer has not come, in their order. */
  pending: readonly StoreEdit[];
}

export type MadeEdit =
  | { kind: 'edit'; edit: StoreEdit }
  /** It is like that already. */
  | { kind: 'nothing' }
  /** Only the portal changes this. */
  | { kind: 'not-the-stores'; path: string };

/**
 * The edit that makes of an entry what a claimed store wants it to be: field by field, each with what the store saw before, so that the
 * cloud can tell what only the store changed from what both did.
 */
export function makeStoreEdit(
  wanted: WantedEdit,
  { entry, pending }: EntryInStore,
  { editId, stamp }: { editId: string; stamp: Stamp },
): MadeEdit {
  const { entity, id, payload, takenBack = [] } = wanted;
  const shown = shownEntry({ entity, id }, entry, pending)?.payload ?? null;
  // Without prices of its own: the menu's prices are not the store's to send.
  const unpriced = withEdits(entry?.payload ?? null, pending);
  const edit = { editId, entity, id, stamp };
  if (shown === null || unpriced === null || payload === null) {
    if (shown === null && payload === null) return { kind: 'nothing' };
    if (!storeMayAdd(entity)) return { kind: 'not-the-stores', path: '' };
    if (payload !== null) return { kind: 'edit', edit: { ...edit, kind: 'add', fields: [], payload } };
    return { kind: 'edit', edit: { ...edit, kind: 'delete', fields: [], payload: unpriced ?? {} } };
  }
  const changed = fieldEdits(shown, payload).filter(({ path }) => !takenBack.includes(path));
  const refused = changed.find(({ path }) => fieldClassOf(entity, path) === null);
  if (refused !== undefined) return { kind: 'not-the-stores', path: refused.path };
  const fields = [...changed, ...takenBack.map((path): FieldEdit => ({ path, before: fieldAt(shown, path) }))];
  if (fields.length === 0) return { kind: 'nothing' };
  const made: StoreEdit = { ...edit, kind: 'fields', fields, payload: unpriced };
  return { kind: 'edit', edit: { ...made, payload: withEdits(unpriced, [made]) ?? unpriced } };
}
