import { join } from 'node:path';
import { CloudClient, type CloudClientPorts } from '@auraconnect/appliance/sync/cloud-client.ts';
import { DeviceKey } from '@auraconnect/appliance/sync/device-key.ts';
import { Uplink } from '@auraconnect/appliance/sync/uplink.ts';
import { type BenchStore, openBenchStore } from '../store/bench-store.ts';
import { BenchCloud } from './bench-cloud.ts';

const terminals = 8;

/** A store that has sold for long while nobody listened, and a cloud that knows it and has nothing of it. */
export class Backlog {
  readonly store: BenchStore;
  readonly cloud: BenchCloud;
  readonly orders: number;
  readonly #key: DeviceKey;
  /** Of the batches' bodies, over all drains. */
  bodyBytes = 0;
  /** What was not counted in the cloud after a drain. */
  readonly lost: string[] = [];

  private constructor(store: BenchStore, cloud: BenchCloud, orders: number, key: DeviceKey) {
    this.store = store;
    this.cloud = cloud;
    this.orders = orders;
    this.#key = key;
  }

  static async open(scratch: string, orders: number): Promise<Backlog> {
    const store = await openBenchStore({ folder: join(scratch, 'store'), terminals });
    const cloud = await BenchCloud.start(scratch);
    await sell(store, orders);
    const key = await DeviceKey.open(await DeviceKey.makeKey());
    await new CloudClient(store.ports, key).claim(cloud.url, {
      claimCode: await cloud.claimCode(),
      store: store.core.storeId,
      name: 'Bench',
      epoch: store.core.epoch,
      publicKey: key.publicKey,
    });
    return new Backlog(store, cloud, orders, key);
  }

  get events(): number {
    return this.store.core.durableSeq;
  }

  /** All of it, to a cloud that has forgotten it. @returns ms until the cloud had everything */
  async drain(url = this.cloud.url): Promise<number> {
    await this.cloud.forgetJournals();
    const tookMs = await this.send(url);
    const counts = await this.cloud.counts();
    if (counts.events !== this.events || counts.orders !== this.orders) this.lost.push(JSON.stringify(counts));
    return tookMs;
  }

  /** What the cloud does not have, while the store may go on selling. @returns ms until nothing was left */
  async send(cloudUrl = this.cloud.url): Promise<number> {
    const { core, ports } = this.store;
    const client = new CloudClient(this.#countingPorts(), this.#key);
    const startedMs = performance.now();
    const arrived = Promise.withResolvers<void>();
    const uplink = new Uplink(core, ports, client, { cloudUrl, version: 'bench' }, () => {
      const { state, cursor, reason } = uplink.state;
      if (state !== 'connected') arrived.reject(new Error(`the uplink stopped: ${reason}`));
      else if ((cursor?.seq ?? 0) >= core.durableSeq) arrived.resolve();
    });
    uplink.run();
    try {
      await arrived.promise;
      return performance.now() - startedMs;
    } finally {
      await uplink.stop();
    }
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    await this.store.close();
  }

  #countingPorts(): CloudClientPorts {
    const { ports } = this.store;
    return {
      ...ports,
      network: {
        ...ports.network,
        fetch: (url, init) => {
          if (String(url).endsWith('/up')) this.bodyBytes += (init?.body as Uint8Array | undefined)?.length ?? 0;
          return ports.network.fetch(url, init);
        },
      },
    };
  }
}

async function sell(store: BenchStore, orders: number): Promise<void> {
  let left = orders;
  await Promise.all(
    store.terminals.map(async (terminal) => {
      while (left > 0) {
        left -= 1;
        await terminal.sell();
      }
    }),
  );
}
