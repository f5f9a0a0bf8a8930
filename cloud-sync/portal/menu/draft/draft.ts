import { catalogueEntities, type CatalogueEntity, type CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type {
  FieldChange,
  MenuChange,
  MenuConflict,
  MenuEdit,
  MenuEntry,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { fieldChanges, same, valueAt, withValueAt, type Payload } from './field-changes.ts';

/** A change that only its author sees until it is published. */
export interface DraftChange {
  entity: CatalogueEntity;
  id: string;
  /** The rev that the author saw and its payload; null for a new entry. */
  baseRev: number | null;
  base: Payload | null;
  /** Null: the entry is to go. */
  payload: Payload | null;
}

/** In the order in which the entries were first touched. */
export type Draft = readonly DraftChange[];
export const emptyDraft: Draft = [];

type Entry = Pick<MenuEntry, 'entity' | 'id' | 'rev' | 'payload'>;
type Key = Pick<DraftChange, 'entity' | 'id'>;

export const isOf =
  ({ entity, id }: Key) =>
  (other: { entity: string; id: string }): boolean =>
    other.entity === entity && other.id === id;

export const changeOf = (draft: Draft, key: Key): DraftChange | undefined => draft.find(isOf(key));

/**
 * The draft with an entry as it shall be. What was changed before keeps the base that its author saw first; what is as it was
 * is no change any more, and a new entry that is taken away again never was.
 */
export function withChange(draft: Draft, entry: Entry | null, key: Key, payload: Payload | null): Draft {
  const known = changeOf(draft, key);
  const baseRev = known === undefined ? (entry?.rev ?? null) : known.baseRev;
  const base = known === undefined ? (entry?.payload ?? null) : known.base;
  if (same(base, payload)) return withoutChange(draft, key);
  const change: DraftChange = { entity: key.entity, id: key.id, baseRev, base, payload };
  return known === undefined ? [...draft, change] : draft.map((other) => (isOf(key)(other) ? change : other));
}

export const withoutChange = (draft: Draft, key: Key): Draft => draft.filter((change) => !isOf(key)(change));

/** What goes to the cloud, to be looked at or published. */
export function editOf(storeId: string, draft: Draft): MenuEdit {
  const changes: MenuChange[] = draft.map(({ entity, id, baseRev, payload }) => ({ entity, id, baseRev, payload }));
  return { storeId, changes };
}

/** The catalogue's entries as they would be with the draft, for reading and checking. */
export function entriesWith(entries: readonly Entry[], draft: Draft): CatalogueEntry[] {
  const asEntry = ({ entity, id, rev, payload }: Entry, deleted = false): CatalogueEntry => ({
    entity,
    id,
    rev,
    schemaVersion: 1,
    deleted,
    payload: deleted ? null : payload,
  });
  const touched = entries.map((entry) => {
    const change = draft.find(isOf({ entity: entry.entity as CatalogueEntity, id: entry.id }));
    if (change === undefined) return asEntry(entry);
    return asEntry({ ...entry, payload: change.payload ?? {} }, change.payload === null);
  });
  const added = draft
    .filter((change) => change.payload !== null && !entries.some(isOf(change)))
    .map(({ entity, id, payload }) => asEntry({ entity, id, rev: 1, payload: payload ?? {} }));
  return [...touched, ...added];
}

/** How a change and somebody else's publication of the same entry fit together. */
export interface ConflictView {
  conflict: MenuConflict;
  mine: DraftChange;
  /** What both changed, differently; `theirs` and `mine` are the values now. */
  clashes: { pointer: string; base: unknown; theirs: unknown; mine: unknown }[];
  /** What only they changed. */
  theirChanges: FieldChange[];
  /** Nothing clashes: both sets of changes can stand. */
  mergeable: boolean;
}

export function conflictView(mine: DraftChange, conflict: MenuConflict): ConflictView {
  const theirs = conflict.current?.payload ?? null;
  if (mine.base === null || theirs === null || mine.payload === null) {
    // Added twice, or taken away by one of the two: there is nothing to put together.
    const clash = { pointer: '', base: mine.base, theirs, mine: mine.payload };
    return { conflict, mine, clashes: [clash], theirChanges: [], mergeable: false };
  }
  const { base, payload } = mine;
  const ours = fieldChanges(base, payload);
  const other = fieldChanges(base, theirs);
  const clashes = ours
    .filter(({ pointer }) => other.some((change) => touch(change.pointer, pointer)))
    .map(({ pointer }) => ({
      pointer,
      base: valueAt(base, pointer) ?? null,
      theirs: valueAt(theirs, pointer) ?? null,
      mine: valueAt(payload, pointer) ?? null,
    }))
    .filter((clash) => !same(clash.theirs, clash.mine));
  const theirChanges = other.filter(({ pointer }) => !ours.some((change) => touch(change.pointer, pointer)));
  return { conflict, mine, clashes, theirChanges, mergeable: clashes.length === 0 };
}

/** One pointer lies within the other. */
const touch = (left: string, right: string): boolean =>
  left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);

/**
 * The draft after a person decided about a conflict, on the rev that stands in the cloud now. `mine` puts my fields over theirs and
 * keeps what only they changed; `theirs` gives my change up.
 */
export function settle(draft: Draft, { conflict, mine }: ConflictView, keep: 'mine' | 'theirs'): Draft {
  if (keep === 'theirs') return withoutChange(draft, mine);
  const current = conflict.current;
  const settled: DraftChange = {
    entity: mine.entity,
    id: mine.id,
    baseRev: current?.rev ?? null,
    base: current?.payload ?? null,
    payload:
      current === null || mine.payload === null || mine.base === null
        ? mine.payload
        : onto(current.payload, mine.base, mine.payload),
  };
  if (same(settled.base, settled.payload)) return withoutChange(draft, mine);
  return draft.map((change) => (isOf(mine)(change) ? settled : change));
}

function onto(current: Payload, base: Payload, payload: Payload): Payload {
  return fieldChanges(base, payload).reduce<Payload>(
    (result, { pointer, after }) => withValueAt(result, pointer, after),
    current,
  );
}

/** A draft as it is kept between visits; what cannot be read any more is dropped, change by change. */
export function readDraft(text: string | null): Draft {
  if (text === null) return emptyDraft;
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isChange) : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

function isChange(value: unknown): value is DraftChange {
  if (typeof value !== 'object' || value === null) return false;
  const { entity, id, baseRev, base, payload } = value as Partial<Record<keyof DraftChange, unknown>>;
  const isPayload = (part: unknown): boolean => part === null || (typeof part === 'object' && !Array.isArray(part));
  return (
    typeof entity === 'string' &&
    Object.hasOwn(catalogueEntities, entity) &&
    typeof id === 'string' &&
    (baseRev === null || Number.isInteger(baseRev)) &&
    isPayload(base) &&
    isPayload(payload)
  );
}
