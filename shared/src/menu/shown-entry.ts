import type { CatalogueEntry } from './catalogue.ts';
import { fieldAt, type FieldEdit, type Payload, withField } from './entry-fields.ts';
import { fieldClassOf } from './field-class.ts';
import type { StoreEdit } from './store-edit.ts';

/** The entry with the edits of the store on top that are not about prices: what it would be if nobody else had edited it. */
export function withEdits(payload: Payload | null, edits: readonly StoreEdit[]): Payload | null {
  return edits.reduce<Payload | null>((shown, edit) => {
    if (edit.kind === 'delete') return null;
    if (edit.kind === 'add') return edit.payload;
    return shown === null
      ? null
      : withFields(
          shown,
          edit.fields.filter(({ path }) => !isPrice(edit.entity, path)),
        );
  }, payload);
}

/** What the store sells by: the cloud's entry, its own prices on it, and its pending edits on top. */
export function shownEntry(
  key: Pick<CatalogueEntry, 'entity' | 'id'>,
  entry: CatalogueEntry | null,
  edits: readonly StoreEdit[],
): CatalogueEntry | null {
  const prices = Object.entries(entry?.settled?.prices ?? {}).map(([path, after]): FieldEdit => ({ path, after }));
  if (edits.length === 0 && prices.length === 0) return entry;
  const based = entry === null || entry.deleted ? null : entry.payload;
  let payload = based === null ? null : withFields(based, prices);
  for (const edit of edits) {
    if (edit.kind === 'delete') payload = null;
    else if (edit.kind === 'add') payload = edit.payload;
    else if (payload !== null)
      payload = withFields(
        payload,
        edit.fields.map((field) => ofMenu(edit, field, based)),
      );
  }
  const { rev = 0, schemaVersion = 1 } = entry ?? {};
  return { entity: key.entity, id: key.id, rev: Math.max(1, rev), schemaVersion, deleted: payload === null, payload };
}

/** A price of its own that the store takes back: the menu's counts again. */
function ofMenu({ entity }: StoreEdit, field: FieldEdit, based: Payload | null): FieldEdit {
  if (field.after !== undefined || !isPrice(entity, field.path) || based === null) return field;
  const menuPrice = fieldAt(based, field.path);
  return menuPrice === undefined ? field : { ...field, after: menuPrice };
}

function withFields(payload: Payload, fields: readonly FieldEdit[]): Payload {
  return fields.reduce((shown, { path, after }) => withField(shown, path, after) ?? shown, payload);
}

const isPrice = (entity: string, path: string): boolean => fieldClassOf(entity, path) === 'price';

/** Every entry as the store sells by it, those that it added itself and whose answer has not come at the end. */
export function shownEntries(entries: readonly CatalogueEntry[], edits: readonly StoreEdit[]): CatalogueEntry[] {
  const pending = Map.groupBy(edits, keyOf);
  const shown = entries.map((entry) => {
    const key = keyOf(entry);
    const mine = pending.get(key) ?? [];
    pending.delete(key);
    return shownEntry(entry, entry, mine) ?? entry;
  });
  const added = [...pending.values()].flatMap((mine) =>
    mine[0] === undefined ? [] : (shownEntry(mine[0], null, mine) ?? []),
  );
  return [...shown, ...added];
}

const keyOf = ({ entity, id }: Pick<CatalogueEntry, 'entity' | 'id'>): string => `${entity} ${id}`;
