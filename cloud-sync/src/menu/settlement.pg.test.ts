import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { fieldAt, type Payload, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import { makeStoreEdit } from '@auraconnect/shared/menu/make-store-edit.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { stampAt } from '@auraconnect/shared/time/hybrid-clock.ts';
import type { MenuAnswer, MenuEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

describe('a store edits what the cloud owns', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;

  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    owner = await cloud.owner();
    box = (await cloud.box(owner)).open();
    await box.sync();
  });

  const menu = async (): Promise<MenuAnswer> =>
    (await owner.get(`/api/v1/menu?storeId=${box.storeId}`)).body as MenuAnswer;
  const entry = async (id: string): Promise<MenuEntry | undefined> =>
    (await menu()).entries.find((known) => known.entity === 'item' && known.id === id);
  const publish = (baseRev: number | null, id: string, payload: Payload | null) =>
    owner.post('/api/v1/menu/publish', { storeId: box.storeId, changes: [{ entity: 'item', id, baseRev, payload }] });
  const decide = (disagreementId: string | undefined, decision: string) =>
    owner.post('/api/v1/menu/disagreements/decide', { storeId: box.storeId, disagreementId, decision });
  /** The store's own edit of what it had seen; it is written down there and has not travelled yet. */
  function storeEdits(seen: MenuEntry, payload: Payload | null): StoreEdit {
    const known: CatalogueEntry = {
      entity: seen.entity,
      id: seen.id,
      rev: seen.rev,
      schemaVersion: 1,
      deleted: false,
      payload: seen.payload,
    };
    const made = makeStoreEdit(
      { entity: seen.entity, id: seen.id, payload },
      { entry: known, pending: [] },
      { editId: box.ids.next(), stamp: stampAt(box.nowMs(), box.storeId) },
    );
    if (made.kind !== 'edit') throw new Error(made.kind);
    box.write('catalogue.edited', { edits: [made.edit] }, { actor: 'gianni' });
    return made.edit;
  }
  const inFeed = async (
    id: string,
  ): Promise<{
    rev: number;
    deleted: boolean;
    payload: Payload;
    settled: { edits: string[]; prices: Record<string, number> };
  }> => {
    const [row] = await cloud.look<{ rev: number; deleted: boolean; payload: string; settled: string }>(
      `select rev, deleted, payload, settled from feed where scope = $1 and entity = 'item' and id = $2`,
      [box.storeId, id],
    );
    return {
      rev: Number(row?.rev),
      deleted: row?.deleted ?? false,
      payload: JSON.parse(row?.payload ?? 'null') as Payload,
      settled: JSON.parse(row?.settled ?? 'null'),
    };
  };
  async function salad(): Promise<MenuEntry & { path: string }> {
    const found = (await entry('caesar-salad')) as MenuEntry;
    const [variant] = found.payload['variants'] as { id: string }[];
    return { ...found, path: `/variants/@${variant?.id}/priceMinor` };
  }

  test('what only the store changed is taken over, comes down with its answer, and nobody is asked', async () => {
    const seen = await salad();
    const edit = storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    expect(await entry('caesar-salad')).toMatchObject({ rev: 2, payload: { name: 'Caesar' } });
    expect(await inFeed('caesar-salad')).toMatchObject({
      rev: 2,
      payload: { name: 'Caesar' },
      settled: { edits: [edit.editId] },
    });
    expect((await menu()).disagreements).toEqual([]);
  });

  test('both sides rename it while the line is cut: both names are listed once, and the owner can take the other', async () => {
    const seen = await salad();
    await publish(1, 'caesar-salad', { ...seen.payload, name: 'Caesar DOC' });
    const first = storeEdits(seen, { ...seen.payload, name: 'Caesar', sold: false });
    // Once more, before the store has heard anything.
    const second = storeEdits({ ...seen, payload: first.payload }, { ...first.payload, name: 'House Caesar' });
    await box.sync();
    expect(await entry('caesar-salad')).toMatchObject({ payload: { name: 'Caesar DOC', sold: false } });
    expect((await inFeed('caesar-salad')).settled.edits).toEqual([first.editId, second.editId]);
    const { disagreements } = await menu();
    expect(disagreements).toMatchObject([
      {
        path: '/name',
        name: 'Caesar DOC',
        rule: 'owner',
        kept: 'cloud',
        store: { value: 'House Caesar', by: 'Gianni Esposito' },
        cloud: { value: 'Caesar DOC', by: 'Olivia' },
      },
    ]);
    const revBefore = (await inFeed('caesar-salad')).rev;
    expect((await decide(disagreements[0]?.disagreementId, 'use-other')).status).toBe(200);
    expect((await menu()).disagreements).toEqual([]);
    expect(await inFeed('caesar-salad')).toMatchObject({ rev: revBefore + 1, payload: { name: 'House Caesar' } });
    expect((await decide(disagreements[0]?.disagreementId, 'keep')).body).toMatchObject({
      code: 'disagreement_decided',
    });
  });

  test("a price of the store stands beside the menu's until an owner revokes it", async () => {
    const seen = await salad();
    const menuPrice = fieldAt(seen.payload, seen.path) as number;
    storeEdits(seen, withField(seen.payload, seen.path, menuPrice + 100));
    await publish(1, 'caesar-salad', withField(seen.payload, seen.path, menuPrice + 50));
    await box.sync();
    const answer = await menu();
    expect(answer.storePrices).toMatchObject([
      {
        entity: 'item',
        id: 'caesar-salad',
        path: seen.path,
        storePriceMinor: menuPrice + 100,
        menuPriceMinor: menuPrice + 50,
        by: 'Gianni Esposito',
        inStore: false,
      },
    ]);
    expect(answer.disagreements).toMatchObject([
      {
        path: seen.path,
        rule: 'price',
        kept: 'store',
        store: { value: menuPrice + 100 },
        cloud: { value: menuPrice + 50 },
      },
    ]);
    expect(fieldAt((await inFeed('caesar-salad')).payload, seen.path)).toBe(menuPrice + 50);
    expect((await inFeed('caesar-salad')).settled.prices).toEqual({ [seen.path]: menuPrice + 100 });
    const revoke = { storeId: box.storeId, entity: 'item', id: 'caesar-salad', path: seen.path };
    const revoked = await owner.post('/api/v1/menu/store-prices/revoke', revoke);
    expect(revoked.body).toMatchObject({ storePrices: [], disagreements: [] });
    expect((await inFeed('caesar-salad')).settled.prices).toEqual({});
    const { rev } = await inFeed('caesar-salad');
    expect((await owner.post('/api/v1/menu/store-prices/revoke', revoke)).status).toBe(200);
    expect((await inFeed('caesar-salad')).rev).toBe(rev);
  });

  test('an edit of what the portal deleted is listed, and can be brought back with what the store made of it', async () => {
    const seen = await salad();
    expect((await publish(1, 'caesar-salad', null)).status).toBe(200);
    storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    expect(await entry('caesar-salad')).toBeUndefined();
    expect(await inFeed('caesar-salad')).toMatchObject({ deleted: true, settled: { edits: [expect.any(String)] } });
    const { disagreements } = await menu();
    expect(disagreements).toMatchObject([
      { path: '', kept: 'cloud', name: 'Caesar', store: { value: { name: 'Caesar' } } },
    ]);
    expect(disagreements[0]?.cloud).not.toHaveProperty('value');
    await decide(disagreements[0]?.disagreementId, 'use-other');
    expect(await entry('caesar-salad')).toMatchObject({ payload: { name: 'Caesar' } });
  });

  test('a deletion of what the portal worked on is listed; the owner may delete it after all', async () => {
    const seen = await salad();
    await publish(1, 'caesar-salad', { ...seen.payload, name: 'Caesar DOC' });
    storeEdits(seen, null);
    await box.sync();
    expect(await entry('caesar-salad')).toMatchObject({ payload: { name: 'Caesar DOC' } });
    const [listed, ...others] = (await menu()).disagreements;
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ path: '', kept: 'cloud', cloud: { value: { name: 'Caesar DOC' } } });
    await decide(listed?.disagreementId, 'use-other');
    expect(await entry('caesar-salad')).toBeUndefined();
  });

  test('an owner who edits the listed field has decided; the store that edits it again having seen everything has, too', async () => {
    const seen = await salad();
    await publish(1, 'caesar-salad', { ...seen.payload, name: 'DOC' });
    storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    expect((await menu()).disagreements).toHaveLength(1);
    const now = (await entry('caesar-salad')) as MenuEntry;
    await publish(now.rev, 'caesar-salad', { ...now.payload, name: 'Bufala' });
    expect((await menu()).disagreements).toEqual([]);
    const after = (await entry('caesar-salad')) as MenuEntry;
    storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    expect((await menu()).disagreements).toHaveLength(1);
    storeEdits(after, { ...after.payload, name: 'Caesar Bufala' });
    await box.sync();
    expect((await menu()).disagreements).toEqual([]);
    expect(await entry('caesar-salad')).toMatchObject({ payload: { name: 'Caesar Bufala' } });
  });

  test('the same edit in another place of a journal, or after a rebuild, changes nothing', async () => {
    const seen = await salad();
    const edit = storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    const now = (await entry('caesar-salad')) as MenuEntry;
    await publish(now.rev, 'caesar-salad', { ...now.payload, name: 'DOC' });
    box.write('catalogue.edited', { edits: [edit] }, { actor: 'gianni' });
    await box.sync();
    expect(await entry('caesar-salad')).toMatchObject({ rev: now.rev + 1, payload: { name: 'DOC' } });
    expect((await menu()).disagreements).toEqual([]);
  });

  test('one owner sees nothing of what another owner has to decide', async () => {
    const seen = await salad();
    await publish(1, 'caesar-salad', { ...seen.payload, name: 'DOC' });
    storeEdits(seen, { ...seen.payload, name: 'Caesar' });
    await box.sync();
    const [listed] = (await menu()).disagreements;
    const stranger = await cloud.owner();
    const body = { storeId: box.storeId, disagreementId: listed?.disagreementId, decision: 'keep' };
    expect((await stranger.post('/api/v1/menu/disagreements/decide', body)).status).toBe(404);
    expect((await menu()).disagreements).toHaveLength(1);
  });
});
