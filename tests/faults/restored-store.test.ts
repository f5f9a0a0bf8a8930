import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { freePort } from '../../tooling/programs/free-port.ts';
import { Program } from '../../tooling/programs/program.ts';
import { Counter, until } from '../support/counter.ts';
import { runProgram } from '../support/run-program.ts';
import { CloudStore, copyFolder } from './support/cloud-store.ts';
import { faultTest, seen } from './support/fault-test.ts';

const timeoutMs = 600_000;

async function run(entry: string, ...args: string[]): Promise<void> {
  const { status, err } = await runProgram(entry, args).ended;
  expect(status, err).toBe(0);
}

const alarmsOf = async (shop: CloudStore): Promise<string[]> => (await shop.inCloud()).alarms.map(({ code }) => code);

const secondsSince = (startedMs: number): string => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;

faultTest(
  'an appliance that was restored from an older backup gets back from the cloud what it sold since, once, and the till goes on',
  [],
  async () => {
    const shop = await CloudStore.open('fault-restored-box');
    const { store, counter } = shop;
    const { appliance } = store.programs;
    try {
      await counter.sellMany(20);
      const backup = join(store.dataDir, 'older.tar.gz');
      await run('appliance/src/backup/backup-command.ts', '--data', store.dataDir, '--to', backup);
      await counter.sellMany(30);
      await shop.everythingArrived();
      await appliance.kill();
      expect(shop.wrongInBox(counter.orderIds)).toEqual([]);

      await run('appliance/src/backup/restore-command.ts', backup, '--data', store.dataDir, '--force');
      const missing = shop.wrongInBox(counter.orderIds);
      expect(missing).toHaveLength(30);
      seen(
        'control of a restored appliance',
        `before it asks the cloud the same check misses ${missing.length} orders`,
      );

      await appliance.start();
      const startedMs = performance.now();
      // The till is further than the box: it waits until the cloud was asked, and goes on from where it was.
      await counter.sellMany(5);
      const waited = secondsSince(startedMs);
      await shop.everythingArrived();
      expect(await shop.wrongInCloud(counter.orderIds)).toEqual([]);
      expect(await alarmsOf(shop)).toContain('history_branched');
      await appliance.stop();
      expect(shop.wrongInBox(counter.orderIds)).toEqual([]);
      seen(
        'appliance restored from an older backup',
        `30 orders sold since, 0 lost, 0 doubled; the till had sold 5 more ${waited} after the start; box and cloud agree on ${counter.orderIds.length} orders; history_branched`,
      );
    } finally {
      await shop.close();
    }
  },
  timeoutMs,
);

faultTest(
  'two boxes that run from one copy of a disk are both kept and both named, and the one that stays gets what the other sold',
  [],
  async () => {
    const shop = await CloudStore.open('fault-cloned-box');
    const { store, counter } = shop;
    const { appliance } = store.programs;
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const dataDir = join(store.dataDir, 'clone');
    const { spec } = appliance;
    const clone = new Program({
      ...spec,
      name: 'The cloned appliance',
      env: { ...spec.env, APPLIANCE_PORT: String(port), DATA_DIR: dataDir },
      healthUrl: `${baseUrl}/health`,
      logFile: join(store.dataDir, 'logs', 'clone.log'),
    });
    try {
      await counter.sellMany(20);
      await shop.everythingArrived();
      await appliance.stop();
      mkdirSync(dataDir);
      copyFolder(shop.folder('appliance'), join(dataDir, 'appliance'));

      store.link.cut();
      await Promise.all([appliance.start(), clone.start()]);
      const other = await Counter.open({ ...store, manager: { ...store.manager, baseUrl } }, 'Counter of the clone');
      await Promise.all([counter.sellMany(10), other.sellMany(10)]);
      const all = [...counter.orderIds, ...other.orderIds];
      const missing = await shop.wrongInCloud(all);
      expect(missing).toEqual(['the cloud has 20 of 40 orders']);
      expect(await alarmsOf(shop)).toEqual([]);
      seen('control of a cloned box', `while the line is cut the same check says: ${missing.join('; ')}; no alarm`);

      store.link.mend();
      await shop.everythingArrived();
      await shop.everythingArrived(baseUrl);
      expect(await shop.wrongInCloud(all)).toEqual([]);
      expect(await alarmsOf(shop)).toContain('two_boxes');

      // A person retires one of them.
      await clone.stop();
      const retiredMs = performance.now();
      await until(
        'the box that stays has the sales of the other',
        () => Promise.resolve(shop.wrongInBox(all).length === 0),
        180_000,
      );
      const waited = secondsSince(retiredMs);
      await shop.everythingArrived();
      expect(await shop.wrongInCloud(all)).toEqual([]);
      await appliance.stop();
      expect(shop.wrongInBox(all)).toEqual([]);
      seen(
        'cloned data folder',
        `10 orders at each of two boxes, all 40 once in the cloud; two_boxes; ${waited} after one was retired the other had its sales`,
      );
    } finally {
      await clone.stop();
      await shop.close();
    }
  },
  timeoutMs,
);

faultTest(
  'a cloud that was restored from an older copy of its Postgres gets everything again from the store, once, while the store sells',
  [],
  async () => {
    const shop = await CloudStore.open('fault-restored-cloud');
    const { store, counter } = shop;
    const { cloud } = store.programs;
    const older = join(store.dataDir, 'older-cloud');
    try {
      await counter.sellMany(20);
      await shop.everythingArrived();
      await cloud.stop();
      copyFolder(shop.folder('cloud'), older);
      await counter.sellMany(5);
      await cloud.start();
      await counter.sellMany(25);
      await shop.everythingArrived();
      expect(await shop.wrongInCloud(counter.orderIds)).toEqual([]);

      store.link.cut();
      await cloud.stop();
      copyFolder(older, shop.folder('cloud'));
      await cloud.start();
      const missing = await shop.wrongInCloud(counter.orderIds);
      // That more was to come the copy may know as well.
      expect(missing).toContain('the cloud has 20 of 50 orders');
      seen('control of a restored cloud', `before the store is heard the same check says: ${missing.join('; ')}`);

      store.link.mend();
      const mendedMs = performance.now();
      await counter.sellMany(5);
      await shop.everythingArrived();
      const waited = secondsSince(mendedMs);
      expect(await shop.wrongInCloud(counter.orderIds)).toEqual([]);
      await store.programs.appliance.stop();
      expect(shop.wrongInBox(counter.orderIds)).toEqual([]);
      seen(
        'cloud restored from an older copy',
        `30 orders that it had lost and 5 new ones are there ${waited} after the line was, 0 lost, 0 doubled; store and cloud agree on ${counter.orderIds.length} orders`,
      );
    } finally {
      await shop.close();
    }
  },
  timeoutMs,
);
