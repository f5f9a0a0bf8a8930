import { describe, expect, test } from 'vitest';
import { makeStoreEdit } from '@auraconnect/shared/menu/make-store-edit.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { stampAt } from '@auraconnect/shared/time/hybrid-clock.ts';
import { type HeldEntry, ownerEdit, settleEdit, withOther } from './settle-edit.ts';

const evening = Date.parse('2026-11-24T18:00:00Z');
const minutes = (count: number): number => evening + count * 60_000;
const size = (id: string, priceMinor: number) => ({ id, name: id, priceMinor, levelPrices: {} });
const pizza = (change: Payload = {}): Payload => ({
  id: 'margherita',
  name: 'Margherita',
  kitchenName: null,
  categoryId: 'pizza',
  position: 1,
  variants: [size('small', 900), size('large', 1200)],
  modifierGroupIds: ['dough'],
  taxCategoryId: 'food',
  stationIds: ['oven'],
  daypartIds: [],
  sold: true,
  ...change,
});
const large = '/variants/@large/priceMinor';
const gianni = { by: 'gianni', at: '2026-11-24T18:03:00Z' };
const olivia = (count: number) => ({
  by: 'Olivia',
  at: new Date(minutes(count)).toISOString(),
  stamp: stampAt(minutes(count), 'cloud'),
  side: 'cloud' as const,
});

const held = (payload: Payload | null = pizza()): HeldEntry => ({
  payload,
  prices: {},
  marks: {},
  last: olivia(-600),
  stamp: olivia(-600).stamp,
});
const entryOf = ({ payload }: HeldEntry): CatalogueEntry => ({
  entity: 'item',
  id: 'margherita',
  rev: 1,
  schemaVersion: 1,
  deleted: payload === null,
  payload,
});
/** What the store makes of the entry that it saw, `count` minutes into the evening by its own clock. */
function edited(seen: HeldEntry, payload: Payload | null, count = 3): StoreEdit {
  const made = makeStoreEdit(
    { entity: 'item', id: 'margherita', payload },
    { entry: entryOf(seen), pending: [] },
    { editId: '019a0000-0000-7000-8000-000000000001', stamp: stampAt(minutes(count), 'store') },
  );
  if (made.kind !== 'edit') throw new Error(made.kind);
  return made.edit;
}
const settle = (current: HeldEntry, edit: StoreEdit) => settleEdit(current, edit, gianni, minutes(10));

describe('a store and the portal edit the same thing while the line is cut', () => {
  test('what only one side changed stands, from both sides', () => {
    const owners = ownerEdit(held(), pizza({ name: 'Margherita DOC' }), olivia(5));
    const { entry, disagreements } = settle(owners, edited(held(), pizza({ sold: false })));
    expect(entry.payload).toEqual(pizza({ name: 'Margherita DOC', sold: false }));
    expect(disagreements).toEqual([]);
  });

  test('both changed it to the same: nobody has to decide anything', () => {
    const owners = ownerEdit(held(), pizza({ name: 'Regina' }), olivia(5));
    expect(settle(owners, edited(held(), pizza({ name: 'Regina' }))).disagreements).toEqual([]);
  });

  test("both renamed it: the portal's name stays and the store's is listed", () => {
    const owners = ownerEdit(held(), pizza({ name: 'Margherita DOC' }), olivia(1));
    const { entry, disagreements } = settle(owners, edited(held(), pizza({ name: 'Regina' })));
    expect(entry.payload).toEqual(pizza({ name: 'Margherita DOC' }));
    expect(disagreements).toEqual([
      {
        path: '/name',
        rule: 'owner',
        kept: 'cloud',
        base: 'Margherita',
        store: 'Regina',
        cloud: 'Margherita DOC',
        storeBy: gianni,
        cloudBy: { by: 'Olivia', at: olivia(1).at },
      },
    ]);
    expect(withOther(entry, disagreements[0] ?? never(), olivia(20))?.payload).toEqual(pizza({ name: 'Regina' }));
  });

  test('where it is shown and made: the later of the two counts, by the clocks that never run backwards', () => {
    const earlier = ownerEdit(held(), pizza({ stationIds: ['bar'] }), olivia(1));
    const later = ownerEdit(held(), pizza({ stationIds: ['bar'] }), olivia(5));
    const mine = edited(held(), pizza({ stationIds: ['grill'] }));
    expect(settle(earlier, mine)).toMatchObject({
      entry: { payload: { stationIds: ['grill'] } },
      disagreements: [{ kept: 'store', cloud: ['bar'] }],
    });
    expect(settle(later, mine)).toMatchObject({
      entry: { payload: { stationIds: ['bar'] } },
      disagreements: [{ kept: 'cloud', store: ['grill'] }],
    });
  });

  test('a store whose clock is a day ahead does not win against tomorrow', () => {
    const mine = edited(held(), pizza({ sold: false }), 24 * 60);
    const settled = settle(ownerEdit(held(), pizza({ sold: true, position: 2 }), olivia(9)), mine);
    expect(settled.entry.payload).toMatchObject({ sold: false });
    expect(settled.entry.stamp).toBe(stampAt(minutes(15), 'store'));
  });

  test('a store whose clock is a day behind does not lose to what it has seen', () => {
    const seen = ownerEdit(held(), pizza({ sold: false }), olivia(1));
    const { entry, disagreements } = settle(seen, edited(seen, pizza({ sold: true }), -24 * 60));
    expect(entry.payload).toMatchObject({ sold: true });
    expect(disagreements).toEqual([]);
  });

  test("a price set at the store stands beside the menu's, whatever the menu does, until somebody revokes it", () => {
    const priced = pizza({ variants: [size('small', 900), size('large', 1300)] });
    const alone = settle(held(), edited(held(), priced));
    expect(alone.entry).toMatchObject({ payload: pizza(), prices: { [large]: { valueMinor: 1300, by: 'gianni' } } });
    expect(alone.disagreements).toEqual([]);
    const dearer = ownerEdit(held(), pizza({ variants: [size('small', 900), size('large', 1250)] }), olivia(5));
    const both = settle(dearer, edited(held(), priced));
    expect(both.entry.prices[large]?.valueMinor).toBe(1300);
    expect(both.disagreements).toMatchObject([
      { path: large, rule: 'price', kept: 'store', store: 1300, cloud: 1250, base: 1200 },
    ]);
    expect(withOther(both.entry, both.disagreements[0] ?? never(), olivia(20))).toMatchObject({
      prices: {},
      payload: dearer.payload,
    });
  });

  test('an edit of what the portal deleted meanwhile is listed; the entry stays deleted until somebody brings it back', () => {
    const gone = ownerEdit(held(), null, olivia(5));
    const { entry, disagreements } = settle(gone, edited(held(), pizza({ name: 'Regina' })));
    expect(entry.payload).toBeNull();
    expect(disagreements).toMatchObject([{ path: '', rule: 'whole', kept: 'cloud', store: pizza({ name: 'Regina' }) }]);
    expect(withOther(entry, disagreements[0] ?? never(), olivia(20))?.payload).toEqual(pizza({ name: 'Regina' }));
  });

  test('a deletion of what the portal changed meanwhile is listed; the work is not thrown away', () => {
    const worked = ownerEdit(held(), pizza({ name: 'Margherita DOC' }), olivia(5));
    const { entry, disagreements } = settle(worked, edited(held(), null));
    expect(entry.payload).toEqual(worked.payload);
    expect(disagreements).toMatchObject([{ path: '', kept: 'cloud', cloud: worked.payload, base: pizza() }]);
    expect(disagreements[0]).not.toHaveProperty('store');
    expect(withOther(entry, disagreements[0] ?? never(), olivia(20))?.payload).toBeNull();
  });

  test('a deletion of what nobody touched, or deleted as well, is a deletion', () => {
    expect(settle(held(), edited(held(), null))).toMatchObject({ entry: { payload: null }, disagreements: [] });
    const gone = ownerEdit(held(), null, olivia(5));
    expect(settle(gone, edited(held(), null))).toMatchObject({ entry: { payload: null }, disagreements: [] });
  });

  test('a size that one side took away and the other repriced is listed, not brought back by itself', () => {
    const smaller = ownerEdit(held(), pizza({ variants: [size('small', 900)] }), olivia(5));
    const { entry, disagreements } = settle(
      smaller,
      edited(held(), pizza({ variants: [size('small', 900), size('large', 1300)] })),
    );
    expect(entry).toMatchObject({ payload: smaller.payload, prices: {} });
    expect(disagreements).toMatchObject([{ path: large, kept: 'cloud', store: 1300 }]);
  });

  test('a size that the portal put in front does not change which size the store meant', () => {
    const bigger = ownerEdit(
      held(),
      pizza({ variants: [size('tiny', 500), size('small', 900), size('large', 1200)] }),
      olivia(5),
    );
    const renamed = pizza({ variants: [size('small', 900), { ...size('large', 1200), name: 'Family' }] });
    const { entry, disagreements } = settle(bigger, edited(held(), renamed));
    expect(entry.payload?.['variants']).toEqual([
      size('tiny', 500),
      size('small', 900),
      { ...size('large', 1200), name: 'Family' },
    ]);
    expect(disagreements).toEqual([]);
  });

  test('two halves that do not fit together are not put together', () => {
    const one = held(pizza({ variants: [size('small', 900), size('large', 1200)] }));
    const owners = ownerEdit(one, pizza({ variants: [size('small', 900)] }), olivia(5));
    // The store took away the size that the owner left: nothing would be left to sell.
    const { entry, disagreements } = settle(owners, edited(one, pizza({ variants: [size('large', 1200)] })));
    expect(entry.payload).toEqual(owners.payload);
    expect(disagreements).toMatchObject([{ path: '', kept: 'cloud' }]);
  });

  test('the same edit settles a second time to nothing new', () => {
    const mine = edited(held(), pizza({ name: 'Regina', sold: false }));
    const once = settle(held(), mine);
    const twice = settle(once.entry, mine);
    expect(twice.disagreements).toEqual([]);
    expect(twice.entry.payload).toEqual(once.entry.payload);
  });
});

function never(): never {
  throw new Error('nothing is listed');
}
