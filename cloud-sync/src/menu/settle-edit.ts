import { readEntry } from '@auraconnect/shared/menu/read-entry.ts';
import {
  fieldAt,
  fieldEdits,
  type FieldEdit,
  isOrder,
  type Payload,
  sameOrder,
  sameValue,
  withField,
} from '@auraconnect/shared/menu/entry-fields.ts';
import { type FieldClass, fieldClassOf } from '@auraconnect/shared/menu/field-class.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { clampStamp, compareStamps, receive, type Stamp } from '@auraconnect/shared/time/hybrid-clock.ts';

/** Who made an edit, and when by the clock on their wall: for people to read, never to decide by. */
export interface Author {
  by: string;
  at: string;
}
export interface FieldMark extends Author {
  stamp: Stamp;
  side: Side;
}
export type Side = 'store' | 'cloud';

/** A price that counts in one store instead of the menu's. */
export interface StorePrice extends Author {
  valueMinor: number;
  stamp: Stamp;
}

/** An entry as the cloud holds it for one store. */
export interface HeldEntry {
  /** Null: deleted, or never there. */
  payload: Payload | null;
  prices: Readonly<Record<string, StorePrice>>;
  /** Who changed a field last; a field that is not named is as old as `last`. */
  marks: Readonly<Record<string, FieldMark>>;
  /** The last edit of the entry as a whole. */
  last: FieldMark;
  stamp: Stamp;
}

/** A field, or with the empty path a whole entry, that both sides changed differently while neither knew of the other. */
export interface Disagreement {
  path: string;
  rule: FieldClass | 'whole';
  /** Whose value counts for now; the other's is kept here until a person has looked at both. */
  kept: Side;
  /** Absent: not there, or deleted. */
  base?: unknown;
  store?: unknown;
  cloud?: unknown;
  storeBy: Author;
  cloudBy: Author;
}

export interface Settlement {
  entry: HeldEntry;
  disagreements: Disagreement[];
}

/**
 * Settles a store's edit against the entry as it is by now. What only the store changed is taken over: the value that it had
 * seen is still the one that stands. What both changed to the same is agreed. Where they differ, the field's class says which
 * counts, and the other is listed. Pure: the same edit on the same entry always settles alike.
 */
export function settleEdit(current: HeldEntry, edit: StoreEdit, author: Author, nowMs: number): Settlement {
  const stamp = clampStamp(edit.stamp, nowMs);
  const mark: FieldMark = { ...author, stamp, side: 'store' };
  const settled = settleKind(current, edit, mark);
  const entry = { ...settled.entry, stamp: receive(current.stamp, stamp) };
  if (!isReadable(edit, entry.payload) && isReadable(edit, current.payload)) {
    // Each half was fine and the whole is not: nothing of it is taken over, and a person sees what the store wanted.
    return { entry: { ...current, stamp: entry.stamp }, disagreements: [whole(current, mark, edit.payload)] };
  }
  return { entry, disagreements: settled.disagreements };
}

function settleKind(current: HeldEntry, edit: StoreEdit, mark: FieldMark): Settlement {
  if (edit.kind === 'delete') return settleDelete(current, edit, mark);
  if (current.payload === null) {
    if (edit.kind === 'add') return { entry: replaced(current, edit.payload, mark), disagreements: [] };
    // An edit of what was deleted meanwhile: it stays deleted, and what the store made of it is not lost.
    return { entry: current, disagreements: [whole(current, mark, edit.payload)] };
  }
  const fields = edit.kind === 'add' ? addedOnBothSides(current.payload, edit.payload) : edit.fields;
  return fields.reduce<Settlement>(
    ({ entry, disagreements }, field) => {
      const settled = settleField(entry, edit.entity, field, mark);
      return { entry: settled.entry, disagreements: [...disagreements, ...settled.disagreements] };
    },
    { entry: current, disagreements: [] },
  );
}

/** Both added it under one id: the store has seen nothing of what stands there. */
const addedOnBothSides = (current: Payload, added: Payload): FieldEdit[] =>
  fieldEdits(current, added).map(({ path, after }) => ({ path, ...(after === undefined ? {} : { after }) }));

function settleDelete(current: HeldEntry, edit: StoreEdit, mark: FieldMark): Settlement {
  if (current.payload === null) return { entry: current, disagreements: [] };
  if (fieldEdits(edit.payload, current.payload).length > 0) {
    // Somebody worked on it while the store deleted it: work is not thrown away, the wish to delete is listed.
    return { entry: current, disagreements: [{ ...whole(current, mark, undefined), base: edit.payload }] };
  }
  return { entry: replaced(current, null, mark), disagreements: [] };
}

const replaced = (current: HeldEntry, payload: Payload | null, mark: FieldMark): HeldEntry => ({
  ...current,
  payload,
  prices: {},
  marks: {},
  last: mark,
});

const whole = ({ payload, last }: HeldEntry, { by, at }: FieldMark, store: unknown): Disagreement => ({
  path: '',
  rule: 'whole',
  kept: 'cloud',
  ...(store === undefined ? {} : { store }),
  ...(payload === null ? {} : { cloud: payload }),
  storeBy: { by, at },
  cloudBy: { by: last.by, at: last.at },
});

function settleField(entry: HeldEntry, entity: string, field: FieldEdit, mark: FieldMark): Settlement {
  const { path, before, after } = field;
  const rule = fieldClassOf(entity, path) ?? 'owner';
  if (rule === 'price') return settlePrice(entry, field, mark);
  const now = fieldAt(entry.payload, path);
  const same = isOrder(path) ? sameOrder : sameValue;
  if (same(now, after)) return { entry, disagreements: [] };
  const hadSeen = same(now, before);
  const theirs = markOf(entry, path);
  const wins = hadSeen || (rule === 'last-writer' && compareStamps(mark.stamp, theirs.stamp) > 0);
  const taken = wins ? withField(entry.payload ?? {}, path, after) : null;
  const next =
    taken === null ? entry : { ...entry, payload: taken, marks: marked(entry.marks, path, mark), last: mark };
  if (hadSeen && taken !== null) return { entry: next, disagreements: [] };
  const kept = taken === null ? 'cloud' : 'store';
  return { entry: next, disagreements: [disagreement(rule, kept, field, now, mark, theirs)] };
}

/** A price of the store never touches the menu's: both stand, and the store's counts there until it is revoked. */
function settlePrice(entry: HeldEntry, field: FieldEdit, mark: FieldMark): Settlement {
  const { path, before, after } = field;
  const menuPrice = fieldAt(entry.payload, path);
  const own = entry.prices[path];
  const theirs = markOf(entry, path);
  const { [path]: _own, ...others } = entry.prices;
  if (after === undefined) {
    // The store takes its own price back. If it is another one by now, it has none to take back: there is one store.
    return { entry: own === undefined ? entry : { ...entry, prices: others, last: mark }, disagreements: [] };
  }
  if (menuPrice === undefined && !sameParent(entry.payload, path))
    return { entry, disagreements: [disagreement('price', 'cloud', field, undefined, mark, theirs)] };
  if (sameValue(menuPrice, after))
    return { entry: own === undefined ? entry : { ...entry, prices: others }, disagreements: [] };
  if (typeof after !== 'number') return { entry, disagreements: [] };
  const price: StorePrice = { valueMinor: after, by: mark.by, at: mark.at, stamp: mark.stamp };
  const next = { ...entry, prices: { ...others, [path]: price }, last: mark };
  const hadSeen = sameValue(own?.valueMinor ?? menuPrice, before);
  return {
    entry: next,
    disagreements: hadSeen ? [] : [disagreement('price', 'store', field, menuPrice, mark, theirs)],
  };
}

/** The size or choice whose price it is still exists. */
const sameParent = (payload: Payload | null, path: string): boolean =>
  fieldAt(payload, path.replace(/\/(?:priceMinor|levelPrices\/[^/]+)$/, '')) !== undefined;

function disagreement(
  rule: FieldClass,
  kept: Side,
  { path, before, after }: FieldEdit,
  cloud: unknown,
  mark: FieldMark,
  theirs: FieldMark,
): Disagreement {
  return {
    path,
    rule,
    kept,
    ...(before === undefined ? {} : { base: before }),
    ...(after === undefined ? {} : { store: after }),
    ...(cloud === undefined ? {} : { cloud }),
    storeBy: { by: mark.by, at: mark.at },
    cloudBy: { by: theirs.by, at: theirs.at },
  };
}

/** Who changed a field last: it itself, what it is part of, or a part of it. */
export function markOf({ marks, last }: Pick<HeldEntry, 'marks' | 'last'>, path: string): FieldMark {
  const related = Object.entries(marks)
    .filter(([other]) => other === path || path.startsWith(`${other}/`) || other.startsWith(`${path}/`))
    .map(([, mark]) => mark);
  return (
    related.reduce<FieldMark | null>(
      (latest, mark) => (latest === null || compareStamps(mark.stamp, latest.stamp) > 0 ? mark : latest),
      null,
    ) ?? last
  );
}

/** What is marked as a whole says more than what its parts said before. */
export function marked(marks: HeldEntry['marks'], path: string, mark: FieldMark): Record<string, FieldMark> {
  const others = Object.entries(marks).filter(([other]) => other !== path && !other.startsWith(`${path}/`));
  return { ...Object.fromEntries(others), [path]: mark };
}

/** The entry after an owner's edit, who has seen it as it is. A store's own price stays beside a price that the owner changes. */
export function ownerEdit(current: HeldEntry, payload: Payload | null, mark: FieldMark): HeldEntry {
  const stamp = receive(current.stamp, mark.stamp);
  if (payload === null || current.payload === null) return { ...replaced(current, payload, mark), stamp };
  const changed = fieldEdits(current.payload, payload).map(({ path }) => path);
  const prices = Object.entries(current.prices).filter(
    ([path]) => fieldAt(payload, path) !== undefined || sameParent(payload, path),
  );
  return {
    payload,
    prices: Object.fromEntries(prices),
    marks: changed.reduce((marks, path) => marked(marks, path, mark), current.marks as Record<string, FieldMark>),
    last: mark,
    stamp,
  };
}

/** What an owner makes of a disagreement who wants the other value: the entry as it shall be. Null: it cannot be done any more. */
export function withOther(
  current: HeldEntry,
  { path, kept, rule, store, cloud }: Pick<Disagreement, 'path' | 'kept' | 'rule' | 'store' | 'cloud'>,
  mark: FieldMark,
): HeldEntry | null {
  const other = kept === 'store' ? cloud : store;
  if (path === '') return ownerEdit(current, (other ?? null) as Payload | null, mark);
  if (rule === 'price') {
    const { [path]: _own, ...others } = current.prices;
    if (kept === 'store') return { ...current, prices: others, last: mark, stamp: receive(current.stamp, mark.stamp) };
  }
  if (current.payload === null) return null;
  const payload = withField(current.payload, path, other);
  return payload === null ? null : ownerEdit(current, payload, mark);
}

const isReadable = ({ entity, id }: Pick<StoreEdit, 'entity' | 'id'>, payload: Payload | null): boolean =>
  payload === null || !('problem' in readEntry({ entity, id, payload }));
