import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CatalogueEntry, type Printer, usualPrinter } from '@auraconnect/shared/menu/catalogue.ts';
import { fieldAt, type Payload, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import type { EntrySettlement, StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import { rebuildProjections } from '../adapters/sqlite/rebuild-projections.ts';
import { SqliteStorage } from '../adapters/sqlite/sqlite-storage.ts';
import { feedChanges } from '../sync/feed-changes.ts';
import { startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { loadState } from './state-source.ts';

const price = '/variants/@regular/priceMinor';

describe('a store that the cloud owns the menu of edits it all the same', () => {
  let store: TestCore;
  beforeEach(async () => {
    store = await startCore();
    await store.core.appendInternal(() => [
      { type: 'store.claimed', payload: { tenantId: newId(), cloudUrl: 'http://127.0.0.1:9' } },
    ]);
  });
  afterEach(() => store.close());

  const view = () => store.core.view;
  const shown = (id = 'fries'): Payload =>
    view()
      .catalogueEntries()
      .find((one) => one.entity === 'item' && one.id === id)?.payload ?? {};
  const inFeed = (id = 'fries'): CatalogueEntry => view().feedEntry('item', id) as CatalogueEntry;
  async function does<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<string> {
    const outcome = await store.till.submit(store.till.command(type, payload));
    if (!('answer' in outcome)) throw new Error(outcome.problem.code);
    return outcome.answer.status === 'accepted' ? 'accepted' : outcome.answer.refusal.code;
  }
  const put = (payload: Payload, entity: 'item' | 'tax-category' | 'role' | 'station' = 'item') =>
    does('catalogue.put', { entries: [{ entity, id: String(payload['id']), payload }] });
  const pending = (): StoreEdit[] => view().pendingEdits();
  /** The feed comes down, with what the cloud made of the edits. */
  async function cameDown(
    entry: CatalogueEntry,
    settled: Partial<EntrySettlement> = {},
    complete = false,
  ): Promise<void> {
    const answer = { ...entry, settled: { stamp: '', edits: [], prices: {}, ...settled } };
    const others = complete
      ? view()
          .feedEntries()
          .filter(({ entity, id }) => entity !== 'item' || id !== entry.id)
      : [];
    const news = {
      entries: [...others, answer],
      complete,
      unreadable: new Set<string>(),
      unchanged: new Set<string>(),
    };
    await store.core.appendInternal((state) =>
      feedChanges(state, news, { handle: newId(), offset: '1_1' }).map((payload) => ({
        type: 'catalogue.changed',
        payload,
      })),
    );
  }

  test('a renamed dish is called so here at once, and travels up with what the store saw', async () => {
    const before = shown();
    expect(await put({ ...before, name: 'Pommes' })).toBe('accepted');
    expect(view().index().items.get('fries')?.name).toBe('Pommes');
    expect(inFeed().payload).toEqual(before);
    expect(pending()).toMatchObject([
      {
        entity: 'item',
        id: 'fries',
        kind: 'fields',
        fields: [{ path: '/name', before: before['name'], after: 'Pommes' }],
      },
    ]);
  });

  test("a price of the store stands over the menu's, comes up as an edit, and can be taken back", async () => {
    const menuPrice = fieldAt(shown(), price);
    expect(await does('menu.set_price', { itemId: 'fries', variantId: 'regular', priceMinor: 777 })).toBe('accepted');
    expect(view().index().items.get('fries')?.variants[0]?.priceMinor).toBe(777);
    expect(pending()[0]?.payload).toEqual(inFeed().payload);
    await cameDown({ ...inFeed(), rev: 2 }, { edits: [pending()[0]?.editId ?? ''], prices: { [price]: 777 } });
    expect(pending()).toEqual([]);
    expect(fieldAt(shown(), price)).toBe(777);
    // The menu's price goes up in the portal: here the store's own still counts.
    await cameDown(
      { ...inFeed(), rev: 3, payload: withField(inFeed().payload ?? {}, price, 999) },
      { prices: { [price]: 777 } },
    );
    expect(fieldAt(shown(), price)).toBe(777);
    expect(await does('menu.set_price', { itemId: 'fries', variantId: 'regular', priceMinor: null })).toBe('accepted');
    expect(fieldAt(shown(), price)).toBe(999);
    expect(pending()).toMatchObject([{ fields: [{ path: price, before: 777 }] }]);
    await cameDown({ ...inFeed(), rev: 4 }, { edits: [pending()[0]?.editId ?? ''] });
    expect(fieldAt(shown(), price)).toBe(999);
    expect(menuPrice).not.toBe(999);
  });

  test('until the answer comes the store shows its own edit: over news, over a whole new feed, over a restart', async () => {
    await put({ ...shown(), name: 'Pommes' });
    const [edit] = pending();
    await cameDown({ ...inFeed(), rev: 2, payload: { ...inFeed().payload, name: 'French fries', sold: false } });
    expect(shown()).toMatchObject({ name: 'Pommes', sold: false });
    await cameDown({ ...inFeed(), rev: 3 }, {}, true);
    expect(shown()).toMatchObject({ name: 'Pommes' });
    expect(loadState(new SqliteStorage(store.db)).pendingEdits.values()).toEqual([
      expect.objectContaining({ editId: edit?.editId }),
    ]);
    // And then by what was settled, whatever that is.
    await cameDown({ ...inFeed(), rev: 4 }, { edits: [edit?.editId ?? ''] }, true);
    expect(shown()).toMatchObject({ name: 'French fries', sold: false });
    expect(pending()).toEqual([]);
    expect(loadState(new SqliteStorage(store.db)).pendingEdits.values()).toEqual([]);
  });

  test('an edit of what was deleted in the portal ends when the answer comes, also in a whole new feed', async () => {
    await put({ ...shown(), name: 'Pommes' });
    await cameDown(
      { ...inFeed(), rev: 2, deleted: true, payload: null },
      { edits: [pending()[0]?.editId ?? ''] },
      true,
    );
    expect(pending()).toEqual([]);
    expect(view().index().items.has('fries')).toBe(false);
  });

  test('a dish that the store took off or added is so until the cloud says otherwise', async () => {
    expect(await does('catalogue.delete', { entity: 'item', id: 'fries' })).toBe('accepted');
    expect(view().index().items.has('fries')).toBe(false);
    const soup = { ...inFeed().payload, id: 'soup', name: 'Soup' };
    expect(await put(soup)).toBe('accepted');
    expect(view().index().items.get('soup')?.name).toBe('Soup');
    expect(pending().map(({ kind, id }) => `${kind} ${id}`)).toEqual(['delete fries', 'add soup']);
    const [gone, added] = pending();
    await cameDown({ ...inFeed(), rev: 2 }, { edits: [gone?.editId ?? ''] });
    expect(view().index().items.has('fries')).toBe(true);
    await cameDown(
      { entity: 'item', id: 'soup', rev: 1, schemaVersion: 1, deleted: false, payload: soup },
      { edits: [added?.editId ?? ''] },
    );
    expect(pending()).toEqual([]);
    expect(view().index().items.get('soup')?.name).toBe('Soup');
  });

  test('taxes and roles are the portal’s alone, and so is what an item is taxed by', async () => {
    const { roles, taxCategories } = view().catalogue();
    expect(await put({ ...taxCategories[0], name: 'Other' }, 'tax-category')).toBe('store_is_claimed');
    expect(await put({ ...roles[0], name: 'Other' }, 'role')).toBe('store_is_claimed');
    const other = { id: 'other', name: 'Other' };
    await cameDown({ entity: 'tax-category', id: 'other', rev: 1, schemaVersion: 1, deleted: false, payload: other });
    expect(await put({ ...shown(), taxCategoryId: 'other' })).toBe('store_is_claimed');
    expect(pending()).toEqual([]);
  });

  test('a claimed store says on which paper a station’s tickets come out, and not what the station is called', async () => {
    const { printers, stations } = view().catalogue();
    const [station] = stations;
    expect(await put({ ...station, name: 'Other' }, 'station')).toBe('store_is_claimed');
    const id = station?.id ?? '';
    const printerId = printers.at(-1)?.id ?? null;
    const fields = [
      { path: '/printerId', after: printerId },
      { path: '/backupPrinterId', after: null },
      { path: '/paper', after: printerId === null ? 'never' : 'always' },
    ];
    expect(await does('catalogue.edit', { entity: 'station', id, fields })).toBe('accepted');
    expect(view().index().stations.get(id)).toMatchObject({ name: station?.name, printerId, backupPrinterId: null });
  });

  test('a claimed store adds printers, moves them and takes them away', async () => {
    const printer: Printer = {
      ...usualPrinter,
      id: 'patio',
      name: 'Patio',
      host: '10.0.0.7',
      port: 9100,
      columns: 48,
      hasDrawer: true,
    };
    const putPrinter = (payload: Printer) =>
      does('catalogue.put', { entries: [{ entity: 'printer', id: 'patio', payload: { ...payload } }] });
    expect(await putPrinter(printer)).toBe('accepted');
    expect(await putPrinter({ ...printer, host: '10.0.0.8' })).toBe('accepted');
    expect(view().index().printers.get('patio')).toMatchObject({ host: '10.0.0.8' });
    expect(pending().map(({ kind, fields }) => [kind, fields.map(({ path }) => path)])).toEqual([
      ['add', []],
      ['fields', ['/host']],
    ]);
    expect(await does('catalogue.delete', { entity: 'printer', id: 'patio' })).toBe('accepted');
    expect(view().index().printers.has('patio')).toBe(false);
  });

  test('several edits keep their order, each on top of the one before', async () => {
    await put({ ...shown(), name: 'Pommes' });
    await put({ ...shown(), name: 'Pommes rot-weiß', position: 7 });
    expect(shown()).toMatchObject({ name: 'Pommes rot-weiß', position: 7 });
    const [first, second] = pending();
    expect(second?.fields).toContainEqual({ path: '/name', before: 'Pommes', after: 'Pommes rot-weiß' });
    expect((first?.stamp ?? '') < (second?.stamp ?? '')).toBe(true);
    await cameDown(
      { ...inFeed(), rev: 2, payload: { ...inFeed().payload, name: 'Pommes' } },
      { edits: [first?.editId ?? ''] },
    );
    expect(shown()).toMatchObject({ name: 'Pommes rot-weiß' });
  });

  test('an edit that a restored box adopts after its answer came down waits for nothing', async () => {
    const lost = await startCore();
    try {
      await lost.core.appendInternal(() => [
        { type: 'store.claimed', payload: { tenantId: newId(), cloudUrl: 'http://127.0.0.1:9' } },
      ]);
      for (const name of ['Pommes', 'Frites'])
        await lost.till.submit(
          lost.till.command('catalogue.put', {
            entries: [{ entity: 'item', id: 'fries', payload: { ...shown(), name } }],
          }),
        );
      const edits = (await lost.core.readJournal(0, 1_000)).filter(({ type }) => type === 'catalogue.edited');
      const newest = lost.core.view.pendingEdits()[1]?.editId ?? '';
      // The cloud names the newest alone; the one before it was settled before it.
      await cameDown({ ...inFeed(), rev: 2, payload: { ...inFeed().payload, name: 'Frites' } }, { edits: [newest] });
      expect(await store.core.adopt(edits, 'cloud')).toEqual({ count: 2 });
      expect(pending()).toEqual([]);
      expect(shown()['name']).toBe('Frites');
    } finally {
      await lost.close();
    }
  });

  test('what waits is worked out of the journal again, and nothing else', async () => {
    await put({ ...shown(), name: 'Pommes' });
    await does('menu.set_price', { itemId: 'cola', variantId: 'regular', priceMinor: 111 });
    await cameDown({ ...inFeed(), rev: 2 }, { edits: [pending()[0]?.editId ?? ''], prices: { [price]: 555 } });
    const { chain, differences } = rebuildProjections(store.db, ':memory:');
    expect(chain.ok).toBe(true);
    expect(differences).toEqual([]);
    expect(pending()).toHaveLength(1);
  });
});
