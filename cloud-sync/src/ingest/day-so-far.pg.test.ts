import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { SalesNow, StoreDetail, StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import type { DaySoFar } from '@auraconnect/shared/protocol/sync.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { Superuser } from '../../testing/superuser.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';
import { isNewerDay } from './store-journal.ts';

let cloud: TestCloud;
let owner: SignedIn;
beforeAll(async () => {
  cloud = await TestCloud.start(inject('pgUrl'));
  owner = await cloud.owner();
});
afterAll(() => cloud.stop());

const dayOf = (box: StoreBox, orderCount: number, more: Partial<DaySoFar> = {}): DaySoFar => ({
  epoch: box.head.epoch,
  throughSeq: box.head.seq,
  businessDate: '2026-11-24',
  asOf: '2026-11-24T18:05:00.000-05:00',
  sales: [{ currency: 'USD', orderCount, revenueMinor: orderCount * 1000, taxMinor: orderCount * 80 }],
  ...more,
});
const upTo = async (box: StoreBox, from: number, to: number, today: unknown): Promise<number> => {
  const before = box.rows[from - 2];
  const after = { epoch: box.epoch, seq: from - 1, hash: before?.hash ?? genesisHash };
  const rows = box.rows.slice(from - 1, to);
  const { status } = await box.post('/sync/v1/up', {
    store: box.storeId,
    epoch: box.epoch,
    after,
    rows,
    durableSeq: box.rows.length,
    today,
  });
  return status;
};
const greet = (box: StoreBox, today: DaySoFar): Promise<unknown> =>
  box.post('/sync/v1/hello', {
    store: box.storeId,
    epoch: box.epoch,
    durableSeq: box.rows.length,
    headHash: box.head.hash,
    version: '0.1.0',
    today,
  });
const now = async (box: StoreBox): Promise<SalesNow> =>
  (await owner.get(`/api/v1/sales/now?storeId=${box.storeId}`)).body as SalesNow;

test('a box that has come back after a month shows its day at once, and the real figure once its events are there', async () => {
  const box = (await cloud.box(owner)).open();
  for (let day = 24; day < 30; day += 1)
    box.sell({ at: `2026-10-${day}T12:00:00-04:00`, businessDate: `2026-10-${day}` });
  box.write('day.opened', { businessDate: '2026-11-24', previous: '2026-10-29' });
  const tills = [box.sell(), box.sell()];
  const half = box.rows.length - 4;
  await greet(box, dayOf(box, 2));
  expect(await upTo(box, 1, 8, dayOf(box, 2))).toBe(200);
  const provisional = { orderCount: 2, revenueMinor: 2000, totalMinor: 2160, asOf: '2026-11-24T18:05:00.000-05:00' };
  expect(await now(box)).toMatchObject({
    businessDate: '2026-11-24',
    provisional: { ...provisional, pendingEvents: box.rows.length - 8 },
    stores: [{ orderCount: 0, provisional }],
    today: { orderCount: 0 },
  });
  expect(await upTo(box, 9, half, undefined)).toBe(200);
  expect(await now(box)).toMatchObject({ provisional: { ...provisional, pendingEvents: 4 } });
  expect(await upTo(box, half + 1, box.rows.length, undefined)).toBe(200);
  const revenueMinor = tills.reduce((sum, till) => sum + till.order.totals.revenueMinor, 0);
  expect(await now(box)).toMatchObject({
    provisional: null,
    today: { orderCount: 2, revenueMinor },
    stores: [{ provisional: null }],
  });
});

test('all figures of one answer are of one moment, however much arrives while they are added up', async () => {
  const box = (await cloud.box(owner)).open();
  for (let sale = 0; sale < 4; sale += 1) box.sell();
  expect(await upTo(box, 1, 8, dayOf(box, 4))).toBe(200);
  const pendingEvents = box.rows.length - 8;
  const keeper = await Superuser.connect(cloud.database.url);
  // What is open is added up between what the store told and how far its journal has come.
  await keeper.run('begin');
  await keeper.run('lock table orders');
  const asked = now(box);
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await vi.waitUntil(async () => (await cloud.look(waiting)).length === 1, { timeout: 10_000 });
  await keeper.run('update store_health set durable_seq = durable_seq + 100 where store = $1', [box.storeId]);
  await keeper.run('commit');
  await keeper.end();
  expect(await asked).toMatchObject({ provisional: { pendingEvents }, stores: [{ pendingEvents }] });
  expect(await now(box)).toMatchObject({ stores: [{ pendingEvents: pendingEvents + 100 }] });
});

test('what a store said before never comes after what it said since, whatever its clock says', async () => {
  const box = (await cloud.box(owner)).open();
  for (let sale = 0; sale < 4; sale += 1) box.sell();
  const wrongClock = { asOf: '2031-01-01T00:00:00Z' };
  expect(await upTo(box, 1, 5, dayOf(box, 4))).toBe(200);
  expect(await upTo(box, 6, 10, dayOf(box, 3, { throughSeq: box.head.seq - 5, ...wrongClock }))).toBe(200);
  expect((await now(box)).provisional).toMatchObject({ orderCount: 4 });
  await greet(box, dayOf(box, 1, { throughSeq: 7, ...wrongClock }));
  expect((await now(box)).provisional).toMatchObject({ orderCount: 4 });
});

test('a day that this version cannot read stops no journal', async () => {
  const box = (await cloud.box(owner)).open();
  box.sell();
  expect(await upTo(box, 1, 5, { form: 'of the future' })).toBe(200);
  expect((await now(box)).provisional).toBeNull();
});

test('of two epochs the further one counts, and the one in which a box greets that was brought back from a copy', () => {
  const kept = { epoch: 'a', throughSeq: 100 };
  expect(isNewerDay({ epoch: 'a', throughSeq: 101 }, kept, 'batch')).toBe(true);
  expect(isNewerDay({ epoch: 'a', throughSeq: 99 }, kept, 'greeting')).toBe(false);
  expect(isNewerDay({ epoch: 'b', throughSeq: 60 }, kept, 'batch')).toBe(false);
  expect(isNewerDay({ epoch: 'b', throughSeq: 60 }, kept, 'greeting')).toBe(true);
});

test('a box that was brought back from a copy says what its day is now', async () => {
  const box = (await cloud.box(owner)).open();
  for (let sale = 0; sale < 3; sale += 1) box.sell();
  expect(await upTo(box, 1, 12, dayOf(box, 3))).toBe(200);
  const copy = box.clone(11).restart();
  copy.sell();
  await greet(copy, dayOf(copy, 1));
  expect((await now(copy)).provisional).toMatchObject({ orderCount: 1 });
});

test('the owner sees how the printers were when the store last greeted, and what cannot be read of them stops no greeting', async () => {
  const box = (await cloud.box(owner)).open();
  const asOf = '2026-11-24T18:05:00.000-05:00';
  const bar = {
    printerId: 'bar',
    name: 'Bar',
    state: 'offline',
    reason: 'The printer is out of paper.',
    code: 'paper-out',
    waiting: 3,
    unknown: 0,
    since: '2026-11-24T18:01:00.000-05:00',
    paperLow: false,
    drawer: null,
  };
  const greetWith = async (printers: unknown): Promise<number> => {
    const { status } = await box.post('/sync/v1/hello', {
      store: box.storeId,
      epoch: box.epoch,
      durableSeq: box.rows.length,
      headHash: box.head.hash,
      version: '0.1.0',
      printers,
    });
    return status;
  };
  const shown = async (): Promise<unknown> =>
    ((await owner.get(`/api/v1/stores/${box.storeId}`)).body as StoreDetail).printers;
  const inTrouble = async (): Promise<number | undefined> => {
    const { stores } = (await owner.get('/api/v1/stores')).body as { stores: StoreSummary[] };
    return stores.find(({ storeId }) => storeId === box.storeId)?.troubledPrinterCount;
  };
  expect(await shown()).toBeNull();
  expect(await inTrouble()).toBe(0);
  expect(await greetWith({ asOf, printers: [bar] })).toBe(200);
  expect(await shown()).toEqual({ asOf, printers: [bar] });
  expect(await inTrouble()).toBe(1);
  expect(await greetWith({ asOf, printers: [{ ...bar, state: 'on fire' }] })).toBe(200);
  expect(await shown()).toEqual({ asOf, printers: [bar] });
  const now = { ...bar, state: 'ok', code: null, reason: null, waiting: 0, since: null };
  expect(await greetWith({ asOf: '2026-11-24T18:06:00.000-05:00', printers: [now] })).toBe(200);
  expect(await shown()).toMatchObject({ asOf: '2026-11-24T18:06:00.000-05:00', printers: [{ state: 'ok' }] });
  expect(await inTrouble()).toBe(0);
});
