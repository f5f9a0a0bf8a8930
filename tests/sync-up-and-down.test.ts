import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import type { Bootstrap, SalesReport } from '@auraconnect/shared/protocol/store-api.ts';
import type { MenuAnswer, Reconciliation, SalesNow, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { call } from '../tooling/programs/call.ts';
import { CuttableLink } from '../tooling/programs/cuttable-link.ts';
import { freePort } from '../tooling/programs/free-port.ts';
import { claimStore, signInToCloud } from '../tooling/programs/store-access.ts';
import { Counter, until } from './support/counter.ts';
import { openCloudDatabase } from './support/cloud-database.ts';
import { ForgetfulProxy } from './support/forgetful-proxy.ts';
import { openStore, type StoryStore } from './support/story-store.ts';

let store: StoryStore;
let counter: Counter;
let proxy: ForgetfulProxy;
let link: CuttableLink;
let linkUrl: string;
let storeId: string;

beforeAll(async () => {
  store = await openStore({ story: 'sync-up-and-down', cloud: false });
  proxy = new ForgetfulProxy(store.programs.cloudUrl);
  link = new CuttableLink({ host: '127.0.0.1', port: await proxy.listen() });
  const port = await freePort();
  await link.listen(port);
  linkUrl = `http://127.0.0.1:${port}`;
  storeId = store.manager.device.storeId;
  counter = await Counter.open(store);
});
afterAll(async () => {
  await link.close();
  await proxy.close();
  await store.close();
});

const inStore = <T>(path: string): Promise<T> =>
  call<T>(`${store.programs.applianceUrl}/api/v1${path}`, {
    token: store.manager.device.deviceToken,
    staffToken: store.manager.staff.staffToken,
  });
let accessToken: string | null = null;
async function inCloud<T>(path: string, body?: unknown): Promise<T> {
  accessToken ??= (await signInToCloud(store.programs.cloudUrl, store.cloudOwner)).accessToken;
  return call<T>(`${store.programs.cloudUrl}/api/v1${path}`, {
    token: accessToken,
    ...(body === undefined ? {} : { body }),
  });
}
const status = (): Promise<StoreStatus> => inStore('/status');
const bootstrap = (): Promise<Bootstrap> => inStore('/bootstrap');
const inCloudStore = (): Promise<StoreDetail> => inCloud(`/stores/${storeId}`);
const cola = async (): Promise<Item> => {
  const item = (await bootstrap()).catalogue.items.find(({ id }) => id === 'cola');
  if (item === undefined) throw new Error('the store has no cola');
  return item;
};

/** Every event is in the cloud, and the cloud's three ways of counting come to what was sold. */
async function everythingArrived(): Promise<void> {
  await until('the cloud has everything', async () => {
    const { durableSeq } = await bootstrap();
    const { cursorSeq } = await inCloudStore();
    return cursorSeq === durableSeq;
  });
  // Printing and the menu's arrival add events of their own: what is compared must be of one moment.
  let reconciliation = await inCloud<Reconciliation>(`/reconciliation?storeId=${storeId}`);
  await until('the cloud stands still', async () => {
    const { cursorSeq } = await inCloudStore();
    reconciliation = await inCloud<Reconciliation>(`/reconciliation?storeId=${storeId}`);
    return reconciliation.eventCount === cursorSeq;
  });
  expect(reconciliation).toMatchObject({
    agrees: true,
    quarantinedCount: 0,
    journal: { orders: counter.orderIds.length },
  });
  expect((await inCloudStore()).alarms).toEqual([]);
}

async function publishColaPrice(priceMinor: number): Promise<void> {
  const menu = await inCloud<MenuAnswer>(`/menu?storeId=${storeId}`);
  const entry = menu.entries.find(({ entity, id }) => entity === 'item' && id === 'cola');
  if (entry === undefined) throw new Error('the cloud has no cola');
  const { variants } = entry.payload as unknown as Item;
  const payload = {
    ...entry.payload,
    variants: variants.map((variant) => (variant.id === 'small' ? { ...variant, priceMinor } : variant)),
  };
  await inCloud('/menu/publish', { storeId, changes: [{ entity: 'item', id: 'cola', baseRev: entry.rev, payload }] });
}
async function deleteItem(id: string): Promise<void> {
  const { entries } = await inCloud<MenuAnswer>(`/menu?storeId=${storeId}`);
  const baseRev = entries.find((entry) => entry.entity === 'item' && entry.id === id)?.rev;
  await inCloud('/menu/publish', { storeId, changes: [{ entity: 'item', id, baseRev, payload: null }] });
}
/** As the cloud does with what nobody has asked for in half a year. */
async function forgetTheFeed(): Promise<void> {
  const database = await openCloudDatabase(store.dataDir);
  await database.run('select shape_tick()');
  await database.run(`select forget_shape_changes(now() + interval '1 day')`);
  await database.run('delete from shape_handle');
  await database.end();
}
const smallColaMinor = async (): Promise<number | undefined> =>
  (await cola()).variants.find(({ id }) => id === 'small')?.priceMinor;

test('what was sold before the store had an account drains into the cloud when it is claimed, and its menu stays as it was', async () => {
  await counter.sellMany(40);
  expect((await status()).cloud.state).toBe('unclaimed');
  const before = await bootstrap();
  await store.programs.cloud.start();
  await claimStore(store.manager, store.programs.cloudUrl, store.cloudOwner, linkUrl);
  await counter.sellMany(5);
  await everythingArrived();
  await until('nothing is on its way', async () => (await status()).cloud.pendingEvents === 0);
  expect((await status()).cloud).toMatchObject({ state: 'connected', reason: null });
  await until(
    'the menu is delivered',
    async () => (await inCloud<MenuAnswer>(`/menu?storeId=${storeId}`)).delivery.state === 'in-store',
  );
  const { catalogue } = await bootstrap();
  expect({ ...catalogue, revision: 0 }).toEqual({ ...before.catalogue, revision: 0 });
});

test('a price that the owner publishes is on the till a moment later, and the cloud hears that it is', async () => {
  await publishColaPrice(299);
  await until('the price is in the store', async () => (await smallColaMinor()) === 299);
  await until(
    'the cloud knows',
    async () => (await inCloud<MenuAnswer>(`/menu?storeId=${storeId}`)).delivery.state === 'in-store',
  );
  const sold = await inStore<{ lines: { unitPriceMinor: number }[] }>(`/orders/${await counter.sell()}`);
  expect(sold.lines[0]?.unitPriceMinor).toBe(299);
});

test('without internet, for so long that its place in the feed was forgotten, the store sells on and says so; when it is back today is seen at once, and both ways catch up', async () => {
  link.cut();
  await until('the store notices', async () => {
    await counter.sell();
    return (await status()).cloud.state === 'offline';
  });
  await publishColaPrice(325);
  const [gone] = (await bootstrap()).catalogue.items.filter(({ id }) => id !== 'cola');
  await deleteItem(gone?.id ?? '');
  await forgetTheFeed();
  await counter.sellMany(20);
  const { pendingEvents } = (await status()).cloud;
  expect(pendingEvents).toBeGreaterThan(100);
  expect(await smallColaMinor()).toBe(299);
  const { businessDate } = await bootstrap();
  const report = await inStore<SalesReport>(`/reports/sales?from=${businessDate}&to=${businessDate}`);
  const today = { orderCount: report.orderCount, revenueMinor: report.revenueMinor };
  const now = (): Promise<SalesNow> => inCloud<SalesNow>(`/sales/now?storeId=${storeId}`);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let batches = 0;
  proxy.holds = (path) => (path === '/sync/v1/up' && (batches += 1) > 1 ? released : Promise.resolve());
  link.mend();
  let halfWay = await now();
  await until('the store has told its day and the next batch is held', async () => {
    halfWay = await now();
    return batches > 1 && halfWay.provisional !== null;
  });
  expect(halfWay).toMatchObject({ businessDate, provisional: today, stores: [{ provisional: today }] });
  expect(halfWay.provisional?.pendingEvents).toBe(halfWay.stores[0]?.pendingEvents);
  expect(halfWay.today.orderCount).toBeLessThan(today.orderCount);
  release();
  await everythingArrived();
  expect(await now()).toMatchObject({ provisional: null, today, stores: [{ ...today, provisional: null }] });
  await until('the price is in the store', async () => (await smallColaMinor()) === 325);
  expect(proxy.answered.get('/v1/shape 409')).toBeGreaterThanOrEqual(1);
  const sold = (await bootstrap()).catalogue.items.map(({ id }) => id);
  const offered = (await inCloud<MenuAnswer>(`/menu?storeId=${storeId}`)).entries.filter(
    ({ entity }) => entity === 'item',
  );
  expect(sold.toSorted()).toEqual(offered.map(({ id }) => id).toSorted());
  expect(sold).not.toContain(gone?.id);
});

test('answers that get lost on the way change nothing', async () => {
  let asked = 0;
  proxy.forgets = (path) => path.startsWith('/sync/') && (asked += 1) % 3 !== 0;
  const lost = proxy.lostAnswers;
  await counter.sellMany(30);
  await until('a few answers are lost', async () => {
    await counter.sell();
    return proxy.lostAnswers >= lost + 4;
  });
  await everythingArrived();
  proxy.forgets = () => false;
});

test('a cloud that stops and starts again is found by itself, on the way up and on the way down', async () => {
  await store.programs.cloud.stop();
  await counter.sellMany(10);
  await store.programs.cloud.start();
  await counter.sellMany(5);
  await everythingArrived();
  await publishColaPrice(350);
  await until('the price is in the store', async () => (await smallColaMinor()) === 350);
});

test('an appliance that is killed while its backlog drains goes on where the cloud says, and stops in time when asked', async () => {
  link.cut();
  await counter.sellMany(40);
  link.mend();
  await store.programs.appliance.kill();
  await store.programs.appliance.start();
  await counter.sellMany(3);
  await everythingArrived();
  await publishColaPrice(275);
  await until('the price is in the store', async () => (await smallColaMinor()) === 275);
  // A long poll is open now.
  const startedMs = performance.now();
  await store.programs.appliance.stop();
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  await store.programs.appliance.start();
});
