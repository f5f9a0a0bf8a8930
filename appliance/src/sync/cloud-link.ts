import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { PrintersTold, SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { CloudClient, CloudFault } from './cloud-client.ts';
import type { DeviceKey } from './device-key.ts';
import { Downlink } from './downlink.ts';
import type { FeedAside } from './feed-aside.ts';
import { Uplink } from './uplink.ts';

/**
 * The store's link to the cloud: nothing before the store is claimed; after it the journal goes up and the feed comes down. A whole
 * feed is taken over only once the cloud has all that the store knew when the link began: until the cloud has adopted the store's
 * own catalogue, its feed would look like an empty menu.
 */
export class CloudLink {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #key: DeviceKey;
  readonly #version: string;
  readonly #changed: () => void;
  readonly #openAside: () => FeedAside;
  readonly #printers: () => StoreStatus['printers'];
  #unsubscribe: () => void = () => undefined;
  #link: { uplink: Uplink; downlink: Downlink; following: boolean } | null = null;
  #stopped = false;

  constructor(
    core: Core,
    ports: Ports,
    key: DeviceKey,
    options: {
      version: string;
      changed: () => void;
      openAside: () => FeedAside;
      printers: () => StoreStatus['printers'];
    },
  ) {
    this.#core = core;
    this.#ports = ports;
    this.#key = key;
    this.#version = options.version;
    this.#changed = options.changed;
    this.#openAside = options.openAside;
    this.#printers = options.printers;
  }

  async run(): Promise<void> {
    this.#unsubscribe = this.#core.onDurable((batch) => {
      const claimed = batch.events.find((event) => event.type === 'store.claimed');
      if (claimed && 'cloudUrl' in claimed.payload) this.#begin(String(claimed.payload.cloudUrl), false);
    });
    const { claimed, position } = await this.#core.read((view) => ({
      claimed: view.claimed,
      position: view.feedPosition(),
    }));
    if (claimed) this.#begin(claimed.cloudUrl, position !== null);
  }

  /** Ends at once, whatever is under way: the cloud's cursor knows what arrived. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    await Promise.all([this.#link?.uplink.stop(), this.#link?.downlink.stop()]);
  }

  /** How far the cloud has proven to have this history; null: not known now. */
  get provenCursor(): SyncCursor | null {
    return this.#link?.uplink.state.cursor ?? null;
  }

  /** Asks the cloud, now, whether another box goes on with this store. @throws CloudFault when it does not answer */
  async goesOnElsewhere(): Promise<boolean> {
    return this.#link === null ? false : this.#link.uplink.goesOnElsewhere();
  }

  status(): StoreStatus['cloud'] {
    if (!this.#link) return { state: 'unclaimed', pendingEvents: 0, lastContactAt: null, reason: null };
    const { uplink } = this.#link;
    const { state, lastContactAt, reason, reasonCode } = uplink.state;
    const { pendingEvents, eventsPerSecond } = uplink;
    return { state, pendingEvents, eventsPerSecond, lastContactAt, reason, reasonCode };
  }

  /** @param follows the feed was followed before: its changes come down at once, however long the way up takes. */
  #begin(cloudUrl: string, follows: boolean): void {
    if (this.#link !== null || this.#stopped) return;
    const client = new CloudClient(this.#ports, this.#key);
    const knownSeq = this.#core.durableSeq;
    let wasConnected = false;
    const printers = (): PrintersTold => printersTold(this.#printers(), this.#core.timestamp());
    const uplink = new Uplink(this.#core, this.#ports, client, { cloudUrl, version: this.#version, printers }, () => {
      const { state, cursor } = uplink.state;
      if ((cursor?.seq ?? 0) >= knownSeq) this.#follow();
      if (state === 'connected' && !wasConnected) downlink.retryNow();
      wasConnected = state === 'connected';
      this.#changed();
    });
    const cloudKnowsAll = async (): Promise<void> => {
      const provenSeq = await uplink.provenSeq();
      if (provenSeq < knownSeq) {
        throw new CloudFault(
          'feed_too_early',
          "The cloud does not have all of this store's history yet; its menu is taken over after that.",
        );
      }
    };
    const downlink = new Downlink({
      core: this.#core,
      ports: this.#ports,
      client,
      cloudUrl,
      cloudKnowsAll,
      openAside: this.#openAside,
    });
    this.#link = { uplink, downlink, following: false };
    uplink.run();
    if (follows) this.#follow();
  }

  #follow(): void {
    if (this.#link === null || this.#link.following || this.#stopped) return;
    this.#link.following = true;
    this.#link.downlink.run();
  }
}

/** No more of them, and no longer names, than the cloud reads. */
const printersTold = (printers: StoreStatus['printers'], asOf: string): PrintersTold => ({
  asOf,
  printers: printers.slice(0, 100).map(({ unknownTickets: _own, ...printer }) => ({
    ...printer,
    code: printer.code ?? null,
    paperLow: printer.paperLow ?? false,
    drawer: printer.drawer ?? null,
  })),
});
