import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { MenuEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import { demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

describe('an owner edits the menu', () => {
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

  const menu = async () => (await owner.get(`/api/v1/menu?storeId=${box.storeId}`)).body;
  const entry = async (entity: string, id: string): Promise<MenuEntry | undefined> =>
    ((await menu()).entries as MenuEntry[]).find((known) => known.entity === entity && known.id === id);
  const change = (
    id: string,
    baseRev: number | null,
    payload: Record<string, unknown> | null,
    entity = 'category',
  ) => ({ entity, id, baseRev, payload });
  const publish = (...changes: unknown[]) => owner.post('/api/v1/menu/publish', { storeId: box.storeId, changes });
  const preview = async (...changes: unknown[]) =>
    (await owner.post('/api/v1/menu/preview', { storeId: box.storeId, changes })).body;
  /** What an appliance journals when the feed came down. */
  const cameDown = async (entries: object[], complete = false): Promise<void> => {
    box.write('catalogue.changed', { source: 'cloud', handle: 'h', offset: '1_1', complete, entries });
    await box.sync();
  };
  const pasta = { id: 'pasta', name: 'Pasta', position: 9, hue: 'green' };

  test('the menu that a store was claimed with is adopted whole, and is in the store', async () => {
    const answer = await menu();
    expect(answer.entries).toHaveLength(demoCatalogueEntries().length);
    expect(answer.catalogue.settings).toMatchObject({ name: 'Bella Napoli', timeZone: 'America/New_York' });
    expect(answer.problems).toEqual([]);
    expect(answer.delivery).toMatchObject({ state: 'in-store', pendingCount: 0 });
    expect(answer.entries[0]).toMatchObject({ changedBy: 'store', rev: 1, scope: box.storeId });
    expect((await owner.get('/api/v1/stores')).body.stores[0]).toMatchObject({
      currency: 'USD',
      timeZone: 'America/New_York',
      menuPendingCount: 0,
    });
  });

  test('publishing says when the store has it', async () => {
    const burgers = await entry('category', 'burgers');
    const published = await publish(
      change('burgers', 1, { ...burgers?.payload, name: 'Smash burgers' }),
      change('pasta', null, pasta),
    );
    expect(published.body).toMatchObject({
      entries: expect.arrayContaining([
        { entity: 'category', id: 'burgers', rev: 2 },
        { entity: 'category', id: 'pasta', rev: 1 },
      ]),
      publication: { state: 'on-its-way', inStoreSince: null, publishedBy: 'Olivia' },
    });
    expect((await menu()).delivery).toMatchObject({ state: 'on-its-way', pendingCount: 2 });
    expect(await entry('category', 'burgers')).toMatchObject({ rev: 2, changedBy: 'Olivia', inStoreSince: null });

    await cameDown([
      {
        entity: 'category',
        id: 'burgers',
        rev: 2,
        schemaVersion: 1,
        deleted: false,
        payload: { ...burgers?.payload, name: 'Smash burgers' },
      },
    ]);
    expect((await menu()).delivery).toMatchObject({ state: 'on-its-way', pendingCount: 1 });
    await cameDown([{ entity: 'category', id: 'pasta', rev: 1, schemaVersion: 1, deleted: false, payload: pasta }]);
    const arrivedAt = new Date(box.rows.at(-1)?.occurredAt ?? '').toISOString();
    expect((await menu()).delivery).toMatchObject({ state: 'in-store', pendingCount: 0 });
    const { publications } = (await owner.get(`/api/v1/menu/publications?storeId=${box.storeId}`)).body;
    expect(publications).toMatchObject([
      {
        state: 'in-store',
        changes: [
          { id: 'pasta', kind: 'add' },
          { id: 'burgers', kind: 'change', name: 'Smash burgers', rev: 2 },
        ],
      },
    ]);
    expect(Date.parse(publications[0].inStoreSince)).toBe(Date.parse(arrivedAt));
  });

  test('two owners who edit the same thing take turns: the second is shown what the first did', async () => {
    const burgers = await entry('category', 'burgers');
    const edit = (name: string) => publish(change('burgers', 1, { ...burgers?.payload, name }));
    const answers = await Promise.all([edit('One'), edit('Two')]);
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '409']);
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({
      code: 'menu_stale',
      data: { conflicts: [{ entity: 'category', id: 'burgers', baseRev: 1, current: { rev: 2 } }] },
    });
    expect((await publish(change('burgers', null, { ...burgers?.payload }))).status).toBe(409);
    expect((await publish(change('not-there', 3, { ...pasta, id: 'not-there' }))).status).toBe(409);
  });

  test('all changes of a publication happen or none', async () => {
    const burgers = await entry('category', 'burgers');
    const answer = await publish(change('burgers', 1, { ...burgers?.payload, name: 'Half' }), change('pizza', 7, null));
    expect(answer.status).toBe(409);
    expect(await entry('category', 'burgers')).toMatchObject({ rev: 1 });
  });

  test('what would not work is refused with the reason, and nothing is published', async () => {
    const broken = await publish(change('pizza', 1, null));
    expect(broken.body).toMatchObject({ status: 422, code: 'menu_invalid' });
    expect(broken.body.data.problems.length).toBeGreaterThan(0);
    const nonsense = await publish(change('pasta', null, { id: 'pasta', name: '', hue: 'mauve' }));
    expect(nonsense.body).toMatchObject({
      code: 'menu_invalid',
      data: { problems: [{ entity: 'category', id: 'pasta', code: 'not_valid' }] },
    });
    expect((await owner.get(`/api/v1/menu/publications?storeId=${box.storeId}`)).body.publications).toEqual([]);
  });

  test('a preview shows each field that changes, conflicts and faults, and changes nothing', async () => {
    const item = await entry('item', 'bbq_ckn');
    const variants = ((item?.payload['variants'] ?? []) as { id: string; priceMinor: number }[]).map((variant) =>
      variant.id === 'm' ? { ...variant, priceMinor: variant.priceMinor + 100 } : variant,
    );
    const shown = await preview(
      change('bbq_ckn', 1, { ...item?.payload, variants }, 'item'),
      change('pasta', 4, pasta),
      change('desserts', 1, { ...(await entry('category', 'desserts'))?.payload }),
    );
    const index = variants.findIndex(({ id }) => id === 'm');
    expect(shown.changes).toMatchObject([
      {
        id: 'bbq_ckn',
        kind: 'change',
        fields: [
          {
            pointer: `/variants/${index}/priceMinor`,
            before: (variants[index]?.priceMinor ?? 0) - 100,
            after: variants[index]?.priceMinor,
          },
        ],
      },
      { id: 'pasta', kind: 'add', name: 'Pasta' },
      { id: 'desserts', kind: 'same', fields: [] },
    ]);
    expect(shown.conflicts).toMatchObject([{ id: 'pasta', baseRev: 4, current: null }]);
    expect(shown.stores).toEqual([{ storeId: box.storeId, name: 'Bella Napoli', connected: true }]);
    expect(await entry('item', 'bbq_ckn')).toMatchObject({ rev: 1 });
  });

  test('what was deleted can be added again, and its revs go on', async () => {
    await publish(change('pasta', null, pasta));
    await publish(change('pasta', 1, null));
    expect(await entry('category', 'pasta')).toBeUndefined();
    const again = await publish(change('pasta', null, pasta));
    expect(again.body.entries).toEqual([{ entity: 'category', id: 'pasta', rev: 3 }]);
  });

  test('publishing what is already so writes nothing', async () => {
    const burgers = await entry('category', 'burgers');
    const answer = await publish(change('burgers', 1, burgers?.payload ?? null));
    expect(answer.body).toMatchObject({ entries: [], publication: { changes: [], state: 'in-store' } });
    expect(await entry('category', 'burgers')).toMatchObject({ rev: 1 });
  });

  test('a deletion that the store never heard of is not on its way', async () => {
    await publish(change('pasta', null, pasta));
    await publish(change('pasta', 1, null));
    expect((await menu()).delivery).toMatchObject({ state: 'in-store', pendingCount: 0 });
  });

  test("an owner's edit is not undone by what the box still told of from before it was claimed", async () => {
    const burgers = await entry('category', 'burgers');
    await publish(change('burgers', 1, { ...burgers?.payload, name: "The owner's" }));
    box.write('catalogue.changed', {
      source: 'store',
      handle: null,
      offset: null,
      complete: false,
      entries: [
        {
          entity: 'category',
          id: 'burgers',
          rev: 5,
          schemaVersion: 1,
          deleted: false,
          payload: { ...burgers?.payload, name: "The box's" },
        },
      ],
    });
    await box.sync();
    expect(await entry('category', 'burgers')).toMatchObject({ rev: 6, payload: { name: "The owner's" } });
    expect(
      await cloud.look('select rev, payload from feed where tenant = $1 and id = $2', [owner.tenantId, 'burgers']),
    ).toMatchObject([{ rev: 6, payload: expect.stringContaining("The owner's") }]);
  });

  test('an entity of a newer version is adopted, shown as a fault, and passed on untouched', async () => {
    const holograms = {
      entity: 'hologram',
      id: 'h1',
      rev: 1,
      schemaVersion: 3,
      deleted: false,
      payload: { id: 'h1', shine: 9 },
    };
    box.write('catalogue.changed', {
      source: 'store',
      handle: null,
      offset: null,
      complete: false,
      entries: [holograms],
    });
    await box.sync();
    expect(await entry('hologram', 'h1')).toMatchObject({ payload: { id: 'h1', shine: 9 } });
    expect(
      await cloud.look('select schema_v, payload from feed where tenant = $1 and entity = $2', [
        owner.tenantId,
        'hologram',
      ]),
    ).toEqual([{ schema_v: 3, payload: '{"id":"h1","shine":9}' }]);
  });

  test('a new time zone of the store moves what is sold from now on, and nothing that was counted', async () => {
    const till = box.sell({ at: '2026-11-24T12:10:00-05:00' });
    await box.sync();
    const settings = await entry('settings', 'store');
    await publish(change('store', 1, { ...settings?.payload, timeZone: 'America/Los_Angeles' }, 'settings'));
    box.refund(till, 100);
    box.sell({ at: '2026-11-24T13:10:00-05:00' });
    await box.sync();
    const { body } = await owner.get('/api/v1/sales/series?by=hour&from=2026-11-24&to=2026-11-24');
    const busy = body.points
      .filter((point: { orderCount: number }) => point.orderCount > 0)
      .map(({ key, orderCount, refundMinor }: Record<string, unknown>) => [key, orderCount, refundMinor]);
    expect(busy).toEqual([
      ['2026-11-24T10', 1, 0],
      ['2026-11-24T12', 1, 100],
    ]);
    expect((await owner.get('/api/v1/stores')).body.stores[0]).toMatchObject({ timeZone: 'America/Los_Angeles' });
  });
});

describe('a box is claimed', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
    owner = await cloud.owner();
  });
  afterAll(() => cloud.stop());
  const code = async (of = owner): Promise<string> =>
    (await of.post('/api/v1/claim-codes', { note: 'Mulberry Street' })).body.code;
  const newBox = async (): Promise<StoreBox> => {
    const { StoreBox: Box } = await import('../../testing/store-box.ts');
    const box = await Box.create(() => cloud.clock.nowMs());
    box.baseUrl = cloud.url;
    return box;
  };

  test('with a code as people type it, once', async () => {
    const text = await code();
    expect(text).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const box = await newBox();
    const typed = ` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;
    expect((await box.claim(typed)).body).toMatchObject({ tenantId: owner.tenantId, tenantName: 'Napoli Group' });
    expect((await box.claim(text)).status).toBe(200);
    expect((await (await newBox()).claim(text)).body).toMatchObject({ status: 403, code: 'claim_code_wrong' });
    const { codes } = (await owner.get('/api/v1/claim-codes')).body;
    expect(codes.find((row: { usedByStoreId: string }) => row.usedByStoreId === box.storeId)).toMatchObject({
      note: 'Mulberry Street',
    });
    expect(JSON.stringify(codes)).not.toContain(text.slice(0, 4));
  });

  test('not with a code that is wrong or a day old', async () => {
    expect((await (await newBox()).claim('AAAA-BBBB-CCCC')).body.code).toBe('claim_code_wrong');
    const text = await code();
    cloud.clock.advanceMs(25 * 3_600_000);
    expect((await (await newBox()).claim(text)).body.code).toBe('claim_code_wrong');
    cloud.clock.advanceMs(-25 * 3_600_000);
  });

  test('not away from the account that has it', async () => {
    const box = await newBox();
    await box.claim(await code());
    const thief = await cloud.owner();
    expect((await box.claim(await code(thief))).body).toMatchObject({ status: 409, code: 'claimed_elsewhere' });
    expect((await thief.get('/api/v1/stores')).body.stores).toEqual([]);
  });

  test('again with a new key after its disk was lost: the old key is no longer heard, and a person is told', async () => {
    const first = await newBox();
    await first.claim(await code());
    expect((await first.hello()).status).toBe(200);
    const second = await newBox();
    const answer = await second.post('/sync/v1/claim', {
      claimCode: await code(),
      store: first.storeId,
      name: 'Bella Napoli',
      epoch: second.epoch,
      publicKey: second.publicKey,
    });
    expect(answer.status).toBe(200);
    expect((await owner.get(`/api/v1/stores/${first.storeId}`)).body.alarms).toMatchObject([{ code: 'claimed_again' }]);
    await cloud.restart();
    first.baseUrl = cloud.url;
    expect((await first.hello()).body).toMatchObject({ status: 401, code: 'token_refused' });
  });

  test('a box that nobody claimed is not let in', async () => {
    expect((await (await newBox()).hello()).body).toMatchObject({ status: 401, code: 'store_not_claimed' });
  });
});
