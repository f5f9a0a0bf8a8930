import { CommandOutbox, type CommandRequest, type OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { isDeviceRefused } from '@auraconnect/shared/client/store-fault.ts';
import { StoreStream, type StreamState } from '@auraconnect/shared/client/store-stream.ts';
import type { CommandType, Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { StoreStatus, TopicSnapshot } from '@auraconnect/shared/protocol/stream.ts';
import { browserIds, browserPorts, streamUrlOf } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { DeviceDatabase } from '@auraconnect/shared/ui/client/device-database.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { IndexedDbOutboxStore } from '@auraconnect/shared/ui/client/indexeddb-outbox-store.ts';
import { applianceApi, readCatalogue, type CatalogueAnswer } from './setup-api.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';

export type Outcome =
  | { status: 'accepted' }
  | { status: 'refused'; refusal: Pick<Refusal, 'code' | 'message' | 'data'> };

/** What is known of the catalogue: nothing yet, why not, or what it says. The last one stays while a newer one is fetched. */
export interface KnownCatalogue {
  answer: CatalogueAnswer | null;
  fault: unknown;
}

const retryMs = 3_000;

/** One browser's link to its store: the catalogue as it is now, whether anybody answers, and edits as commands with an answer. */
export class StoreLink {
  readonly api: StoreApi;
  readonly catalogue = new Signal<KnownCatalogue>({ answer: null, fault: null });
  readonly status = new Signal<StoreStatus | null>(null);
  readonly stream: Signal<StreamState>;
  readonly outbox: Signal<OutboxState>;
  readonly #stream: StoreStream;
  readonly #outbox: CommandOutbox;
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();
  readonly #onDeviceRefused: () => void;
  #cancelRetry: () => void = () => undefined;
  #aligned = false;
  #stopped = false;

  constructor(identity: DeviceIdentity, onDeviceRefused: () => void) {
    this.#onDeviceRefused = onDeviceRefused;
    this.api = applianceApi(identity.deviceToken);
    this.#outbox = new CommandOutbox({
      incarnation: identity.incarnation,
      store: new IndexedDbOutboxStore(new DeviceDatabase('setup')),
      api: this.api,
      ports: browserPorts,
      newId: () => browserIds.next(),
      handlers: {
        onAnswer: (envelope, answer) =>
          this.#settle(envelope.commandId, answer.status === 'accepted' ? { status: 'accepted' } : answer),
        onSetAside: (envelope, { code, title }) =>
          this.#settle(envelope.commandId, { status: 'refused', refusal: { code, message: title, data: {} } }),
        onState: (state) => {
          this.outbox.set(state);
          if (state.link === 'refused') onDeviceRefused();
        },
      },
    });
    this.outbox = new Signal(this.#outbox.state);
    this.#stream = new StoreStream({
      url: streamUrlOf(identity.baseUrl),
      deviceToken: identity.deviceToken,
      topics: ['menu', 'status'],
      view: () => null,
      ports: browserPorts,
      handlers: {
        onSnapshot: (data) => this.#take(data),
        onDelta: (data) => this.#take(data),
        onState: (state) => this.stream.set(state),
      },
    });
    this.stream = new Signal(this.#stream.state);
  }

  async run(): Promise<void> {
    await this.#outbox.open();
    await this.refresh();
    if (this.#stopped) return;
    this.#outbox.run();
    this.#stream.run();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry();
    this.#stream.stop();
    this.#outbox.stop();
  }

  retryNow(): void {
    this.#stream.retryNow();
    this.#outbox.retryNow();
    if (this.catalogue.get().fault !== null) void this.refresh();
  }

  /**
   * Sends a command and waits for the trade's answer, however long the appliance is away; the catalogue is read again before an
   * accepted edit is reported. Rejects only when this browser cannot store the command.
   */
  async act<T extends CommandType>(request: CommandRequest<T>): Promise<Outcome> {
    const commandId = browserIds.next();
    const answered = new Promise<Outcome>((resolve) => this.#waiting.set(commandId, resolve));
    try {
      await this.#outbox.add({ ...request, commandId });
    } catch (fault) {
      this.#waiting.delete(commandId);
      throw fault;
    }
    const outcome = await answered;
    if (outcome.status === 'accepted' && request.type.startsWith('catalogue.')) await this.refresh();
    return outcome;
  }

  /** Reads the catalogue as it is now. A failure stands in `catalogue.fault` and is tried again by itself. */
  async refresh(): Promise<void> {
    this.#cancelRetry();
    try {
      if (!this.#aligned) {
        const { device } = await this.api.bootstrap();
        await this.#outbox.align(device.lastN);
        this.#aligned = true;
      }
      this.catalogue.set({ answer: await readCatalogue(this.api), fault: null });
    } catch (fault) {
      if (this.#stopped) return;
      if (isDeviceRefused(fault)) return this.#onDeviceRefused();
      this.catalogue.set({ answer: this.catalogue.get().answer, fault });
      this.#cancelRetry = browserPorts.timers.after(retryMs, () => void this.refresh());
    }
  }

  #take(data: TopicSnapshot): void {
    if (data.topic === 'status') this.status.set(data.status);
    if (data.topic === 'menu' && data.revision !== this.catalogue.get().answer?.catalogue.revision) void this.refresh();
  }

  #settle(commandId: string, outcome: Outcome): void {
    this.#waiting.get(commandId)?.(outcome);
    this.#waiting.delete(commandId);
  }
}
