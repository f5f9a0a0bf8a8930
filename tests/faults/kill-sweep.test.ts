import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Reconciliation } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import { databaseOf } from '../../tooling/bench/store/seed-store.ts';
import { buildAppliance, bundledAppliance } from '../../tooling/build-appliance.ts';
import { call } from '../../tooling/programs/call.ts';
import { Program } from '../../tooling/programs/program.ts';
import { signInToCloud } from '../../tooling/programs/store-access.ts';
import { readSlip } from '../../tooling/replay/read-paper.ts';
import { Counter, until } from '../support/counter.ts';
import { papersOf } from '../support/paper.ts';
import { openStore, type StoryStore } from '../support/story-store.ts';
import { faultTest, needsStrace, seen } from './support/fault-test.ts';
import { HastyDoor } from './support/hasty-door.ts';
import { wrongAfter } from './support/oracle.ts';
import { Seller } from './support/seller.ts';
import { Shop } from './support/shop.ts';
import { injectInto, watch } from './support/strace.ts';

/** What changes something on a disk. */
const calls = 'pwrite64,fdatasync,fsync,ftruncate,unlink,rename';
/** `FAULT_SWEEP=all` kills at every one of them. */
const sweepsAll = process.env['FAULT_SWEEP'] === 'all';
const usualKills = 20;

/** A whole store with printers and its cloud; the appliance is the bundle that a store runs. */
class Restaurant {
  readonly store: StoryStore;
  readonly appliance: Program;
  readonly counter: Counter;
  readonly #cloudToken: string;

  private constructor(store: StoryStore, appliance: Program, counter: Counter, cloudToken: string) {
    this.store = store;
    this.appliance = appliance;
    this.counter = counter;
    this.#cloudToken = cloudToken;
  }

  static async open(): Promise<Restaurant> {
    const built = await buildAppliance();
    if (built.outcome === 'failed') throw new Error(`the appliance could not be bundled: ${built.problem ?? ''}`);
    const store = await openStore({ story: 'kill-sweep' });
    const counter = await Counter.open(store);
    const { cloudUrl } = store.programs;
    const { accessToken } = await signInToCloud(cloudUrl, store.cloudOwner);
    await store.programs.appliance.stop();
    const { spec } = store.programs.appliance;
    const { entry, nodeOptions, env } = bundledAppliance;
    const appliance = new Program({ ...spec, entry, nodeOptions, env: { ...spec.env, ...env } });
    const restaurant = new Restaurant(store, appliance, counter, accessToken);
    await appliance.start();
    return restaurant;
  }

  /** Every event is in the cloud. */
  async isSynced(): Promise<boolean> {
    const storeId = this.store.manager.device.storeId;
    const { durableSeq } = await call<Bootstrap>(`${this.store.programs.applianceUrl}/api/v1/bootstrap`, {
      token: this.store.manager.device.deviceToken,
    });
    const { cursorSeq } = await call<{ cursorSeq: number }>(
      `${this.store.programs.cloudUrl}/api/v1/stores/${storeId}`,
      { token: this.#cloudToken },
    );
    return cursorSeq === durableSeq;
  }

  reconciliation(): Promise<Reconciliation> {
    const storeId = this.store.manager.device.storeId;
    return call(`${this.store.programs.cloudUrl}/api/v1/reconciliation?storeId=${storeId}`, {
      token: this.#cloudToken,
    });
  }

  /** By what each paper is of: how often it came out without a mark that it is a copy. */
  async unmarkedPapers(): Promise<Map<string, number>> {
    const papers = await Promise.all((['receipt', 'kitchen', 'bar'] as const).map((id) => papersOf(this.store, id)));
    const counts = new Map<string, number>();
    for (const [place, list] of papers.entries()) {
      for (const paper of list) {
        const reference = readSlip(paper)?.reference;
        if (reference === undefined || paper.plainText.includes('COPY')) continue;
        const name = `${place} ${reference}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** One order from its opening to its paper and to the cloud. */
  async sellWhole(): Promise<void> {
    const before = (await this.unmarkedPapers()).size;
    await this.counter.sell();
    await until('the papers are out', async () => (await this.unmarkedPapers()).size > before, 15_000);
    await until('the cloud has everything', () => this.isSynced(), 15_000);
  }

  async close(): Promise<void> {
    await this.appliance.kill();
    await this.store.close();
  }
}

/** How many such calls the thread makes that makes the most: strace counts each thread's by itself. */
async function callsOfASale(restaurant: Restaurant): Promise<number> {
  const file = join(restaurant.store.dataDir, 'calls.txt');
  const tracing = await watch(restaurant.appliance.pid ?? 0, calls, file);
  await restaurant.sellWhole();
  await tracing.detach();
  const byThread = Map.groupBy(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\d+ +\w+\(/.test(line)),
    (line) => line.split(' ')[0],
  );
  return Math.max(...[...byThread.values()].map(({ length }) => length));
}

/** Also while the tracer has not let go of it, and its end can be heard by nobody else. */
function isDead(pid: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

/** @returns whether it was killed */
async function killAt(restaurant: Restaurant, n: number): Promise<boolean> {
  const { appliance, counter } = restaurant;
  const pid = appliance.pid ?? 0;
  const tracing = await injectInto(pid, calls, `signal=KILL:when=${n}`);
  const before = (await restaurant.unmarkedPapers()).size;
  // What is not answered is sent again, byte for byte, until it is.
  const selling = counter.sell();
  const whole = selling
    .then(async () => {
      await until('papers', async () => (await restaurant.unmarkedPapers()).size > before, 3_000);
      await until('cloud', () => restaurant.isSynced(), 3_000);
    })
    .catch(() => undefined);
  let isOver = false;
  void whole.then(() => (isOver = true));
  while (!isOver && !isDead(pid)) await delay(20);
  await tracing.detach();
  // It may have met its call just as it was let go.
  await delay(100);
  const isKilled = isDead(pid);
  if (isKilled) {
    await appliance.ended();
    await appliance.start();
  }
  await selling;
  await whole;
  return isKilled;
}

faultTest(
  'an appliance killed at each system call that changes a disk, from the order to its paper and the cloud, loses and doubles nothing',
  [needsStrace],
  async () => {
    const restaurant = await Restaurant.open();
    try {
      await restaurant.sellWhole();
      const perSale = await callsOfASale(restaurant);
      const step = sweepsAll ? 1 : Math.max(1, Math.floor(perSale / usualKills));
      let kills = 0;
      for (let n = 1; n <= perSale; n += step) if (await killAt(restaurant, n)) kills += 1;
      expect(kills).toBeGreaterThan(0);
      await restaurant.sellWhole();
      const reconciliation = await restaurant.reconciliation();
      const { orderIds } = restaurant.counter;
      expect(reconciliation).toMatchObject({ agrees: true, quarantinedCount: 0, journal: { orders: orderIds.length } });
      const papers = await restaurant.unmarkedPapers();
      const twice = [...papers].filter(([, count]) => count > 1);
      await restaurant.appliance.stop();
      expect(wrongAfter(databaseOf(restaurant.store.dataDir), orderIds)).toEqual([]);
      expect(twice).toEqual([]);
      seen(
        'kill sweep',
        `${kills} kills at every ${step === 1 ? '' : `${step}th of the `}${perSale} calls that one order makes from its opening to its paper and the cloud: ${orderIds.length} orders, 0 lost, 0 doubled, ${papers.size} papers, none twice unmarked; the cloud agrees`,
      );
    } finally {
      await restaurant.close();
    }
  },
  sweepsAll ? 3_600_000 : 600_000,
);

faultTest(
  'control: a yes before the first of those calls is a lost order, and the same check says so',
  [needsStrace],
  async () => {
    const shop = await Shop.open({ tills: 1 });
    const door = new HastyDoor(shop.baseUrl);
    try {
      await shop.start();
      const [device] = shop.devices.tills;
      const seller = new Seller(await door.listen(), device ?? expect.fail('the shop has no till'));
      const tracing = await injectInto(shop.program.pid ?? 0, calls, 'signal=KILL:when=1');
      await seller.sell();
      await shop.program.ended();
      await tracing.detach();
      const wrong = wrongAfter(shop.database, seller.acknowledged);
      seller.close();
      expect(wrong).toEqual([expect.stringContaining('was acknowledged and is not there')]);
      seen('control of the kill sweep', 'a door that says yes before the first call: its one order is lost');
    } finally {
      await door.close();
      await shop.close();
    }
  },
);
