import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';

/** What events are about. Two events depend on one another when they name the same thing. */
const kinds = ['order', 'cash-session', 'customer', 'item', 'staff', 'entry', 'device', 'exception'] as const;
type ThingKind = (typeof kinds)[number];

/** `order 0192...`; or `cash-session *`: some of that kind, nobody can read which. */
export type Thing = `${ThingKind} ${string}`;

type Told = Pick<JournalRow, 'type' | 'orderId' | 'bytes'>;

/** Events that carry all that they need in themselves and in their order: a sale waits for no drawer, menu or person. */
const ofAnOrderAlone = /^(?:order|kitchen|print)\./;

/** What an event of a family must name; when that cannot be read it may be about any. */
const families: readonly { prefix: string; names: readonly ThingKind[] }[] = [
  { prefix: 'cash.', names: ['cash-session'] },
  { prefix: 'customer.', names: ['customer'] },
  { prefix: 'stock.', names: ['item'] },
  { prefix: 'menu.', names: ['item'] },
  { prefix: 'staff.', names: ['staff'] },
  { prefix: 'device.', names: ['device'] },
  { prefix: 'exception.', names: ['exception'] },
  { prefix: 'catalogue.', names: ['item', 'staff', 'entry'] },
];

/** Fields by which events name what they are about, whatever their type; a newer store's events are read by them too. */
const fields: Readonly<Record<string, ThingKind>> = {
  sessionId: 'cash-session',
  cashSessionId: 'cash-session',
  customerId: 'customer',
  itemId: 'item',
  staffId: 'staff',
  exceptionId: 'exception',
};

/**
 * The things that an event is about, read from whatever can be read of it: of an event that is held, what is held with it; of any other,
 * what it has to wait for.
 */
export function touches({ type, orderId, bytes }: Told): Thing[] {
  const things: Thing[] = orderId === null ? [] : [`order ${orderId}`];
  if (ofAnOrderAlone.test(type)) return things;
  const payload = objectIn(bytes);
  const named = payload === null ? [] : [...namedIn(payload, type)];
  const must = families.find(({ prefix }) => type.startsWith(prefix))?.names ?? [];
  const isNamed = must.some((kind) => named.some((thing) => kindOf(thing) === kind));
  return [...new Set([...things, ...named, ...(isNamed ? [] : must.map(anyOf))])];
}

export const kindOf = (thing: Thing): ThingKind => thing.slice(0, thing.indexOf(' ')) as ThingKind;
export const anyOf = (kind: ThingKind): Thing => `${kind} *`;

/** Everything that would hold an event that is about these things. */
export const heldWith = (things: readonly Thing[]): Thing[] => [
  ...new Set(things.flatMap((thing) => [thing, anyOf(kindOf(thing))])),
];

function* namedIn(payload: Record<string, unknown>, type: string): Generator<Thing> {
  for (const [field, kind] of Object.entries(fields)) {
    const id = payload[field];
    if (typeof id === 'string') yield thingOf(kind, id);
  }
  if (type.startsWith('device.') && typeof payload['deviceId'] === 'string')
    yield thingOf('device', payload['deviceId']);
  for (const entry of [...listIn(payload['entries']), ...listIn(payload['edits'])]) {
    const { entity, id } = entry as { entity?: unknown; id?: unknown };
    if (typeof entity !== 'string' || typeof id !== 'string') continue;
    yield entity === 'item' || entity === 'staff' ? thingOf(entity, id) : thingOf('entry', `${entity}/${id}`);
  }
}

/** Ids come from whoever wrote the event, so they are cut to what a key may be, and hold nothing that no text may hold. */
const thingOf = (kind: ThingKind, id: string): Thing =>
  `${kind} ${id.toWellFormed().replaceAll('\0', '\ufffd').slice(0, 200)}`;

const listIn = (value: unknown): object[] =>
  Array.isArray(value) ? value.filter((one): one is object => typeof one === 'object' && one !== null) : [];

function objectIn(bytes: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/**
 * Rows in groups that have nothing to do with one another, each in its order: what cannot be stored of one is held with its group, and
 * nothing else is.
 */
export function independentGroups<R extends Told>(rows: readonly R[]): R[][] {
  const touched = rows.map((row) => ({ row, things: touches(row) }));
  const blurred = new Set(touched.flatMap(({ things }) => things.filter((thing) => thing === anyOf(kindOf(thing)))));
  const groupOf = new Map<Thing, Group<R>>();
  const groups = new Set<Group<R>>();
  for (const [place, { row, things }] of touched.entries()) {
    const own: Group<R> = { rows: [{ place, row }], things: [] };
    groups.add(own);
    for (const thing of things) {
      const any = anyOf(kindOf(thing));
      const known = blurred.has(any) ? any : thing;
      const other = groupOf.get(known);
      if (other !== undefined && other !== own) {
        own.rows.push(...other.rows);
        for (const theirs of other.things) {
          groupOf.set(theirs, own);
          own.things.push(theirs);
        }
        groups.delete(other);
      }
      groupOf.set(known, own);
      own.things.push(known);
    }
  }
  return [...groups].map((group) => group.rows.toSorted((one, other) => one.place - other.place).map(({ row }) => row));
}

interface Group<R> {
  rows: { place: number; row: R }[];
  things: Thing[];
}
