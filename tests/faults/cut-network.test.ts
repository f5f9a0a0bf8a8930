import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { until } from '../support/counter.ts';
import { faultTest, needsRoot, needsTool, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { RemoteTill } from './support/remote-till.ts';
import { Shop } from './support/shop.ts';
import { TillNetwork, type Trouble } from './support/till-network.ts';

const needs = [needsRoot, needsTool('ip', 'iproute2'), needsTool('nft', 'nftables')];
const noticeWithinMs = 10_000;

interface Scene {
  shop: Shop;
  network: TillNetwork;
  till: RemoteTill;
  /** Whether the appliance believes that the till is there. */
  seesTill(): Promise<boolean>;
}

async function inScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  const network = new TillNetwork();
  let shop: Shop | null = null;
  let till: RemoteTill | null = null;
  try {
    shop = await Shop.open({ tills: 2, host: network.boxAddress });
    await shop.start();
    const [device] = shop.devices.tills;
    const [, witness] = shop.sellers;
    if (device === undefined || witness === undefined) throw new Error('the shop has no tills');
    await witness.sell();
    till = new RemoteTill(network.command, shop.baseUrl, device);
    const remote = till;
    await until('the till is there', async () => remote.report?.stream === 'open' && remote.report.plainIsOpen);
    const seesTill = async (): Promise<boolean> => {
      const { text } = await witness.get('/api/v1/status');
      const { screens } = JSON.parse(text) as StoreStatus;
      return screens.some(({ deviceId, connected }) => deviceId === device.deviceId && connected);
    };
    await play({ shop, network, till, seesTill });
  } finally {
    await till?.end();
    await shop?.close();
    network.drop();
  }
}

async function msUntil(holds: () => boolean | Promise<boolean>): Promise<number> {
  const sinceMs = performance.now();
  await until('it is noticed', async () => holds(), 30_000);
  return performance.now() - sinceMs;
}

/** What happens to the cable, and for how long. */
const schedule: readonly (readonly [Trouble, seconds: number])[] = [
  ['both', 7],
  ['none', 2],
  ['up', 5],
  ['none', 2],
  ['down', 7],
  ['lossy', 6],
  ['unplugged', 4],
  ['lossy', 3],
];

faultTest(
  'a till that is cut off goes on selling, and what it took arrives once when the network is back',
  needs,
  async () =>
    inScene(async ({ shop, network, till }) => {
      till.tell('sell');
      let mostPending = 0;
      for (const [trouble, seconds] of schedule) {
        const before = till.report?.taken.length ?? 0;
        network.trouble(trouble);
        await delay(seconds * 1_000);
        mostPending = Math.max(mostPending, till.report?.pending ?? 0);
        expect(till.report?.taken.length, `${trouble} stops the till`).toBeGreaterThan(before);
      }
      till.tell('rest');
      network.trouble('none');
      const healMs = await msUntil(() => till.report?.pending === 0);
      const { taken, refused } = till.report ?? { taken: [], refused: 0 };
      expect(refused).toBe(0);
      await shop.program.stop();
      expect(wrongAfter(shop.database, taken)).toEqual([]);
      seen(
        'LAN partition, one-way drops, 33 % loss',
        `${taken.length} orders taken in 36 s of trouble, up to ${mostPending} commands waiting, all there once ${(healMs / 1000).toFixed(1)} s after it ended; 0 lost, 0 doubled`,
      );
    }),
);

faultTest('both ends notice a line that has gone silent, which a plain connection does not', needs, async () =>
  inScene(async ({ network, till, seesTill }) => {
    for (const trouble of ['both', 'up', 'down'] as const) {
      network.trouble(trouble);
      const [tillMs, boxMs] = await Promise.all([
        trouble === 'up' ? 0 : msUntil(() => till.report?.stream !== 'open'),
        msUntil(async () => !(await seesTill())),
      ]);
      const { plainIsOpen } = till.report ?? {};
      network.trouble('none');
      const backMs = await msUntil(async () => till.report?.stream === 'open' && (await seesTill()));
      seen(
        `half-open line (${trouble})`,
        `${trouble === 'up' ? '' : `till notices after ${(tillMs / 1000).toFixed(1)} s, `}appliance after ${(boxMs / 1000).toFixed(1)} s; together again ${(backMs / 1000).toFixed(1)} s after it ended; control: the plain connection still believed in it: ${plainIsOpen}`,
      );
      if (trouble === 'both') expect(plainIsOpen).toBe(true);
      expect(Math.max(tillMs, boxMs)).toBeLessThan(noticeWithinMs);
    }
  }),
);

faultTest('a frozen appliance is noticed by the till, and a frozen till by the appliance', needs, async () =>
  inScene(async ({ shop, till, seesTill }) => {
    process.kill(shop.program.pid ?? 0, 'SIGSTOP');
    const tillMs = await msUntil(() => till.report?.stream !== 'open');
    process.kill(shop.program.pid ?? 0, 'SIGCONT');
    await msUntil(async () => till.report?.stream === 'open' && (await seesTill()));
    till.freeze();
    const boxMs = await msUntil(async () => !(await seesTill()));
    till.thaw();
    const backMs = await msUntil(async () => till.report?.stream === 'open' && (await seesTill()));
    seen(
      'frozen peers',
      `till notices a frozen appliance after ${(tillMs / 1000).toFixed(1)} s, the appliance a frozen till after ${(boxMs / 1000).toFixed(1)} s; back ${(backMs / 1000).toFixed(1)} s after the thaw`,
    );
    expect(Math.max(tillMs, boxMs)).toBeLessThan(noticeWithinMs);
  }),
);
