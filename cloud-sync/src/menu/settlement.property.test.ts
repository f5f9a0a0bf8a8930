import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { fieldAt, type Payload, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import { makeStoreEdit } from '@auraconnect/shared/menu/make-store-edit.ts';
import { shownEntry } from '@auraconnect/shared/menu/shown-entry.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { highestStamp, tick } from '@auraconnect/shared/time/hybrid-clock.ts';
import { type Disagreement, type HeldEntry, ownerEdit, settleEdit } from './settle-edit.ts';

const evening = Date.parse('2026-11-24T18:00:00Z');
const price = '/variants/@large/priceMinor';
const fields = { name: '/name', sold: '/sold', price, kitchenName: '/kitchenName' } as const;
const key = { entity: 'item', id: 'margherita' };
const added = (name: string): Payload => ({
  id: 'margherita',
  name,
  kitchenName: null,
  categoryId: 'pizza',
  position: 1,
  variants: [{ id: 'large', name: 'Large', priceMinor: 1200, levelPrices: {} }],
  modifierGroupIds: [],
  taxCategoryId: 'food',
  stationIds: [],
  daypartIds: [],
  sold: true,
});

interface OnItsWay {
  edit: StoreEdit;
  /** The rev that the store had when it made the edit: all that it had seen. */
  baseRev: number;
}

/** One entry on both sides of a line that is cut most of the time; the code between them is the real one. */
class BothSides {
  held: HeldEntry;
  rev = 1;
  readonly settledIds: string[] = [];
  /** When an owner last changed a field, and when the entry as a whole. */
  readonly ownerRev = new Map<string, number>();
  entry: CatalogueEntry;
  pending: OnItsWay[] = [];
  readonly up: OnItsWay[] = [];
  readonly listed: string[] = [];
  readonly #storeClockOffMs: number;
  #count = 0;

  constructor(storeClockOffMs: number) {
    this.#storeClockOffMs = storeClockOffMs;
    const last = { by: 'Olivia', at: '', stamp: tick('', evening, 'cloud'), side: 'cloud' as const };
    this.held = { payload: added('Margherita'), prices: {}, marks: {}, last, stamp: last.stamp };
    this.entry = this.down();
  }

  get #nowMs(): number {
    return evening + (this.#count += 1) * 1000;
  }

  shown(): Payload | null {
    return (
      shownEntry(
        key,
        this.entry,
        this.pending.map(({ edit }) => edit),
      )?.payload ?? null
    );
  }

  storeWants(payload: Payload | null): void {
    const stamp = tick(
      highestStamp([this.entry.settled?.stamp ?? '', ...this.pending.map(({ edit }) => edit.stamp)]),
      this.#nowMs + this.#storeClockOffMs,
      'store',
    );
    const editId = `019a0000-0000-7000-8000-${String(this.#count).padStart(12, '0')}`;
    const known = { entry: this.entry, pending: this.pending.map(({ edit }) => edit) };
    const made = makeStoreEdit({ ...key, payload }, known, { editId, stamp });
    if (made.kind !== 'edit') return;
    const onItsWay = { edit: made.edit, baseRev: this.entry.rev };
    this.pending.push(onItsWay);
    this.up.push(onItsWay);
    expect(this.shown(), 'the store shows its own edit at once').toEqual(payload);
  }

  ownerWants(payload: Payload | null, changed: readonly string[]): void {
    const stamp = tick(this.held.stamp, this.#nowMs, 'cloud');
    this.held = ownerEdit(this.held, payload, { by: 'Olivia', at: '', stamp, side: 'cloud' });
    this.rev += 1;
    for (const path of changed) this.ownerRev.set(path, this.rev);
    this.ownerRev.set('', this.rev);
  }

  ownerRevokes(): void {
    if (this.held.prices[price] === undefined) return;
    this.held = { ...this.held, prices: {} };
    this.rev += 1;
    this.ownerRev.set(price, this.rev);
    this.ownerRev.set('', this.rev);
  }

  arrive(): void {
    const next = this.up.shift();
    if (next === undefined) return;
    const before = this.held;
    const { entry, disagreements } = settleEdit(before, next.edit, { by: 'gianni', at: '' }, this.#nowMs);
    this.#holdToPromises(before, entry, next, disagreements);
    this.held = entry;
    this.rev += 1;
    this.settledIds.push(next.edit.editId);
    // What the cloud decided against the store is as unseen there as an owner's edit, for whatever the store built on it.
    for (const { path } of disagreements.filter((one) => one.kept === 'cloud'))
      for (const decided of path === '' ? ['', ...Object.values(fields)] : ['', path])
        this.ownerRev.set(decided, this.rev);
    this.listed.push(...disagreements.map(({ path }) => `${next.edit.editId} ${path}`));
  }

  #holdToPromises(before: HeldEntry, after: HeldEntry, { edit, baseRev }: OnItsWay, listed: Disagreement[]): void {
    const unseen = (path: string): boolean => (this.ownerRev.get(path) ?? 0) > baseRev;
    const told = (path: string): number => listed.filter((one) => one.path === path).length;
    if (edit.kind !== 'fields' || before.payload === null) {
      if (!unseen('')) {
        expect(listed, 'nothing was changed behind its back').toEqual([]);
        expect(after.payload === null, 'an edit that had seen everything counts').toBe(edit.kind === 'delete');
      }
      return;
    }
    for (const { path, before: saw, after: wants } of edit.fields) {
      const had = valueIn(before, path);
      if (!unseen(path)) {
        expect(valueIn(after, path), `${path} had been seen`).toEqual(wants);
        expect(told(path), `${path} is nobody's quarrel`).toBe(0);
      } else
        expect(told(path), `${path} ${String(saw)} > ${String(had)} | ${String(wants)}`).toBe(
          had === saw || had === wants || menuSays(before, path) === wants ? 0 : 1,
        );
    }
  }

  /** The whole entry as it is now, with or without a must-refetch: the same row. */
  down(): CatalogueEntry {
    const { payload, prices, stamp } = this.held;
    this.entry = {
      ...key,
      rev: this.rev,
      schemaVersion: 1,
      deleted: payload === null,
      payload,
      settled: {
        stamp,
        edits: [...this.settledIds],
        prices: Object.fromEntries(Object.entries(prices).map(([path, { valueMinor }]) => [path, valueMinor])),
      },
    };
    this.pending = this.pending.filter(({ edit }) => !this.settledIds.includes(edit.editId));
    return this.entry;
  }

  /** What is on disk is what there is. */
  restart(): void {
    this.entry = JSON.parse(JSON.stringify(this.entry)) as CatalogueEntry;
    const kept = JSON.parse(JSON.stringify(this.pending)) as OnItsWay[];
    this.up.splice(
      0,
      this.up.length,
      ...kept.filter(({ edit }) => this.up.some((one) => one.edit.editId === edit.editId)),
    );
    this.pending = kept;
  }
}

const menuSays = ({ payload }: HeldEntry, path: string): unknown => fieldAt(payload, path);
const valueIn = (held: HeldEntry, path: string): unknown => held.prices[path]?.valueMinor ?? menuSays(held, path);
const sellsBy = ({ payload, prices }: HeldEntry): Payload | null =>
  payload === null
    ? null
    : Object.entries(prices).reduce<Payload>(
        (sold, [path, { valueMinor }]) => withField(sold, path, valueMinor) ?? sold,
        payload,
      );

const edit = fc.oneof(
  fc.tuple(fc.constant(fields.name), fc.constantFrom('Regina', 'Margherita', 'DOC', 'Bufala')),
  fc.tuple(fc.constant(fields.sold), fc.boolean()),
  fc.tuple(fc.constant(fields.price), fc.constantFrom(1100, 1200, 1300, 1400)),
  fc.tuple(fc.constant(fields.kitchenName), fc.constantFrom('MARG', 'M', null)),
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('store edits' as const), edit }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('owner edits' as const), edit }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('up' as const, 'down' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('store deletes', 'owner deletes', 'store adds', 'owner adds', 'owner revokes', 'restart'),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(world: BothSides, one: Step): void {
  const shown = world.shown();
  const { payload } = world.held;
  switch (one.does) {
    case 'store edits':
      if (shown !== null && 'edit' in one) world.storeWants(withField(shown, one.edit[0], one.edit[1]));
      return;
    case 'owner edits':
      if (payload === null || !('edit' in one) || fieldAt(payload, one.edit[0]) === one.edit[1]) return;
      world.ownerWants(withField(payload, one.edit[0], one.edit[1]), [one.edit[0]]);
      return;
    case 'store deletes':
      if (shown !== null) world.storeWants(null);
      return;
    case 'owner deletes':
      if (payload !== null) world.ownerWants(null, Object.values(fields));
      return;
    case 'store adds':
      if (shown === null) world.storeWants(added('Nuova'));
      return;
    case 'owner adds':
      if (payload === null) world.ownerWants(added('Di nuovo'), Object.values(fields));
      return;
    case 'owner revokes':
      world.ownerRevokes();
      return;
    case 'up':
      world.arrive();
      return;
    case 'down':
      world.down();
      return;
    default:
      world.restart();
  }
}

describe('edits, renames and deletions on both sides of a line that is cut and mended', () => {
  property.prop([fc.array(step, { maxLength: 60 }), fc.constantFrom(0, -86_400_000, 86_400_000, 90_000)], {
    numRuns: 1500,
  })(
    'both sides come to the same, what had been seen never wins over who saw it, and each quarrel is listed once',
    (steps, clockOffMs) => {
      const world = new BothSides(clockOffMs);
      for (const one of steps) take(world, one);
      while (world.up.length > 0) world.arrive();
      world.down();
      expect(world.pending).toEqual([]);
      expect(world.shown()).toEqual(sellsBy(world.held));
      expect(new Set(world.listed).size).toBe(world.listed.length);
    },
  );
});
