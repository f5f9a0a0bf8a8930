import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { CloudClient } from './cloud-client.ts';
import type { DeviceKey } from './device-key.ts';
import { Downlink } from './downlink.ts';
import { Uplink } from './uplink.ts';

/**
 * The store's link to the cloud: nothing before the store is claimed; after it the journal goes up, and once the cloud has all
 * that the store knew when the link began, the feed comes down. (Before that a fresh feed would look like an empty menu.)
 */
export class CloudLink {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #key: DeviceKey;
  readonly #version: string;
  readonly #changed: () => void;
  #unsubscribe: () => void = () => undefined;
  #uplink: Uplink | null = null;
  #downlink: Downlink | null = null;
  #cloudUrl: string | null = null;

  constructor(core: Core, ports: Ports, key: DeviceKey, options: { version: string; changed: () => void }) {
    this.#core = core;
    this.#ports = ports;
    this.#key = key;
    this.#version = options.version;
    this.#changed = options.changed;
  }

  async run(): Promise<void> {
    this.#unsubscribe = this.#core.onDurable((batch) => {
      const claimed = batch.events.find((event) => event.type === 'store.claimed');
      if (claimed && 'cloudUrl' in claimed.payload) this.#begin(String(claimed.payload.cloudUrl));
    });
    const claimed = await this.#core.read((view) => view.claimed);
    if (claimed) this.#begin(claimed.cloudUrl);
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([this.#uplink?.stop(), this.#downlink?.stop()]);
  }

  status(): StoreStatus['cloud'] {
    if (!this.#uplink) return { state: 'unclaimed', pendingEvents: 0, lastContactAt: null, reason: null };
    const { state, lastContactAt, reason } = this.#uplink.state;
    return { state, pendingEvents: this.#uplink.pendingEvents, lastContactAt, reason };
  }

  #begin(cloudUrl: string): void {
    if (this.#cloudUrl !== null) return;
    this.#cloudUrl = cloudUrl;
    const client = new CloudClient(this.#ports, this.#key);
    const knownSeq = this.#core.durableSeq;
    const uplink = new Uplink(this.#core, this.#ports, client, { cloudUrl, version: this.#version }, () => {
      if (!this.#downlink && (uplink.state.cursor?.seq ?? 0) >= knownSeq) {
        this.#downlink = new Downlink(this.#core, this.#ports, client, cloudUrl);
        this.#downlink.run();
      }
      this.#changed();
    });
    this.#uplink = uplink;
    uplink.run();
  }
}
