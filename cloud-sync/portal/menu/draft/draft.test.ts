import { describe, expect, it } from 'vitest';
import type { MenuConflict, MenuEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import { readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { anItem, aVariant } from '@auraconnect/shared/testing/builders.ts';
import {
  conflictView,
  editOf,
  emptyDraft,
  entriesWith,
  readDraft,
  settle,
  withChange,
  withoutChange,
  type Draft,
} from './draft.ts';
import { fieldChanges, type Payload } from './field-changes.ts';

const pizza = anItem({
  id: 'pizza',
  name: 'Pizza',
  variants: [
    aVariant({ id: 'small', name: 'Small', priceMinor: 900 }),
    aVariant({ id: 'large', name: 'Large', priceMinor: 1500 }),
  ],
}) as unknown as Payload;
const key = { entity: 'item', id: 'pizza' } as const;

const entry = (payload: Payload, rev: number): MenuEntry => ({
  entity: 'item',
  id: 'pizza',
  scope: '*',
  rev,
  payload,
  changedAt: '2026-11-24T10:00:00Z',
  changedBy: 'Marco',
  inStoreSince: null,
});
const withPrice = (payload: Payload, place: number, priceMinor: number): Payload => ({
  ...payload,
  variants: (payload['variants'] as object[]).map((variant, at) =>
    at === place ? { ...variant, priceMinor } : variant,
  ),
});
const conflictWith = (current: MenuEntry | null): MenuConflict => ({ ...key, baseRev: 3, current });
const edited = (payload: Payload | null): Draft => withChange(emptyDraft, entry(pizza, 3), key, payload);
const mineOf = (draft: Draft): Draft[number] => {
  const [mine] = draft;
  if (mine === undefined) throw new Error('There is no change.');
  return mine;
};

describe('a draft of the menu', () => {
  it('sends the rev that its author saw, however often the entry was edited since', () => {
    const once = edited(withPrice(pizza, 0, 950));
    // The menu was read again meanwhile and has somebody else's rev: the draft must not claim to have seen it.
    const twice = withChange(once, entry(pizza, 4), key, withPrice(pizza, 0, 990));
    expect(editOf('s', twice).changes).toEqual([{ ...key, baseRev: 3, payload: withPrice(pizza, 0, 990) }]);
  });

  it('is empty again when everything is as it was', () => {
    expect(withChange(edited(withPrice(pizza, 0, 950)), entry(pizza, 3), key, { ...pizza })).toEqual([]);
    expect(edited(pizza)).toEqual([]);
    const added = withChange(emptyDraft, null, { entity: 'item', id: 'new' }, { ...pizza, id: 'new' });
    expect(withChange(added, null, { entity: 'item', id: 'new' }, null)).toEqual([]);
    expect(withoutChange(added, { entity: 'item', id: 'new' })).toEqual([]);
  });

  it('shows the menu as it would be: changed, added and gone', () => {
    const draft = withChange(
      withChange(edited(null), null, { entity: 'item', id: 'calzone' }, { ...pizza, id: 'calzone', name: 'Calzone' }),
      null,
      { entity: 'item', id: 'focaccia' },
      { ...pizza, id: 'focaccia', name: 'Focaccia' },
    );
    const { catalogue, rejected } = readCatalogue(entriesWith([entry(pizza, 3)], draft), 0);
    expect(catalogue.items.map(({ name }) => name)).toEqual(['Calzone', 'Focaccia']);
    expect(rejected).toEqual([]);
  });

  it('survives a reload, and a torn or foreign one is not believed', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
    for (const text of [
      null,
      '',
      '{',
      '{}',
      '[1]',
      '[{"entity":"moon","id":"x","baseRev":1,"base":null,"payload":null}]',
    ]) {
      expect(readDraft(text)).toEqual([]);
    }
  });
});

describe('what changed, field by field', () => {
  it('names a price by its place and leaves alone what is equal', () => {
    expect(fieldChanges(pizza, withPrice(pizza, 1, 1600))).toEqual([
      { pointer: '/variants/1/priceMinor', before: 1500, after: 1600 },
    ]);
  });

  it('treats a list that grew as one change', () => {
    const grown = { ...pizza, variants: [...(pizza['variants'] as object[]), aVariant({ id: 'xl', name: 'XL' })] };
    expect(fieldChanges(pizza, grown).map(({ pointer }) => pointer)).toEqual(['/variants']);
  });

  it('does not mind the order of names, and counts an absent field as none', () => {
    expect(fieldChanges({ a: 1, b: { c: 2, d: undefined } }, { b: { c: 2 }, a: 1 })).toEqual([]);
    expect(fieldChanges({}, { 'a/b~c': 1 })).toEqual([{ pointer: '/a~1b~0c', before: null, after: 1 }]);
  });
});

describe('somebody else published the same item', () => {
  it('shows both values where both changed the same price', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    const view = conflictView(mineOf(draft), conflictWith(entry(withPrice(pizza, 0, 999), 4)));
    expect(view.mergeable).toBe(false);
    expect(view.clashes).toEqual([{ pointer: '/variants/0/priceMinor', base: 900, theirs: 999, mine: 950 }]);
  });

  it('puts both together when they changed different things', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    const view = conflictView(
      mineOf(draft),
      conflictWith(entry({ ...withPrice(pizza, 1, 1700), name: 'Pizza rossa' }, 4)),
    );
    expect(view.mergeable).toBe(true);
    expect(view.theirChanges.map(({ pointer }) => pointer).sort()).toEqual(['/name', '/variants/1/priceMinor']);
    const settled = settle(draft, view, 'mine');
    expect(editOf('s', settled).changes).toEqual([
      { ...key, baseRev: 4, payload: { ...withPrice(withPrice(pizza, 0, 950), 1, 1700), name: 'Pizza rossa' } },
    ]);
  });

  it('keeps my price over theirs, and theirs by giving mine up', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    const view = conflictView(mineOf(draft), conflictWith(entry(withPrice(pizza, 0, 999), 4)));
    expect(mineOf(settle(draft, view, 'mine'))).toMatchObject({ baseRev: 4, payload: withPrice(pizza, 0, 950) });
    expect(settle(draft, view, 'theirs')).toEqual([]);
  });

  it('has nothing left to do when they made the very same change', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    const view = conflictView(mineOf(draft), conflictWith(entry(withPrice(pizza, 0, 950), 4)));
    expect(view.mergeable).toBe(true);
    expect(settle(draft, view, 'mine')).toEqual([]);
  });

  it('asks when they took away what I changed, and can bring it back as a new entry', () => {
    const draft = edited(withPrice(pizza, 0, 950));
    const view = conflictView(mineOf(draft), conflictWith(null));
    expect(view.mergeable).toBe(false);
    expect(mineOf(settle(draft, view, 'mine'))).toMatchObject({
      baseRev: null,
      base: null,
      payload: withPrice(pizza, 0, 950),
    });
  });

  it('takes away on their newer rev when I decide so', () => {
    const draft = edited(null);
    const view = conflictView(mineOf(draft), conflictWith(entry(withPrice(pizza, 0, 999), 4)));
    expect(view.mergeable).toBe(false);
    expect(editOf('s', settle(draft, view, 'mine')).changes).toEqual([{ ...key, baseRev: 4, payload: null }]);
  });

  it('merges a list that one of us lengthened only as a whole', () => {
    const longer = { ...pizza, variants: [...(pizza['variants'] as object[]), aVariant({ id: 'xl', name: 'XL' })] };
    const view = conflictView(mineOf(edited(longer)), conflictWith(entry(withPrice(pizza, 0, 999), 4)));
    expect(view.mergeable).toBe(false);
    expect(view.clashes.map(({ pointer }) => pointer)).toEqual(['/variants']);
  });
});
