import { CommandOutbox, type OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import { KeptRows } from '@auraconnect/shared/client/kept-rows.ts';
import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { StoreStream, type StreamState } from '@auraconnect/shared/client/store-stream.ts';
import type { KitchenCommand } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Refusal } from '@auraconnect/shared/order/refusal.ts';
import type { StoreStatus, TopicSnapshot } from '@auraconnect/shared/protocol/stream.ts';
import { browserIds, browserPorts, streamUrlOf } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { DeviceDatabase } from '@auraconnect/shared/ui/client/device-database.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { IndexedDbKeptRows } from '@auraconnect/shared/ui/client/indexeddb-kept-rows.ts';
import { IndexedDbOutboxStore } from '@auraconnect/shared/ui/client/indexeddb-outbox-store.ts';
import { byId, withChanged, type Tickets } from './board-state.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';

export interface BoardLinkHandlers {
  onRefusal(refusal: Pick<Refusal, 'code' | 'message'>): void;
  onDeviceRefused(): void;
}

/** One kitchen screen's link to the appliance: what it knows, how fresh that is, and the taps that have no answer yet. */
export class BoardLink {
  readonly tickets = new Signal<Tickets>(new Map());
  readonly taps = new Signal<readonly KitchenCommand[]>([]);
  readonly catalogue = new Signal<Catalogue | null>(null);
  readonly status = new Signal<StoreStatus | null>(null);
  readonly stream: Signal<StreamState>;
  readonly outbox: Signal<OutboxState>;
  readonly #api: StoreApi;
  readonly #stream: StoreStream;
  readonly #outbox: CommandOutbox;
  readonly #handlers: BoardLinkHandlers;
  readonly #acknowledged = new Set<string>();
  #view: string | null = null;
  #cancelCatalogueRetry: () => void = () => undefined;

  constructor(identity: DeviceIdentity, handlers: BoardLinkHandlers) {
    this.#handlers = handlers;
    const { baseUrl, deviceToken, incarnation } = identity;
    this.#api = new StoreApi({
      baseUrl,
      deviceToken: () => deviceToken,
      sendHttp: browserPorts.sendHttp,
      newCorrelationId: () => browserIds.next(),
    });
    const database = new DeviceDatabase('kds');
    this.#outbox = new CommandOutbox({
      incarnation,
      store: new IndexedDbOutboxStore(database),
      kept: new KeptRows({ incarnation, store: new IndexedDbKeptRows(database), api: this.#api, ports: browserPorts }),
      api: this.#api,
      ports: browserPorts,
      newId: () => browserIds.next(),
      handlers: {
        onAnswer: (envelope, answer) => {
          this.#forgetTap(envelope);
          if (answer.status === 'refused' && envelope.type !== 'kitchen.acknowledge')
            handlers.onRefusal(answer.refusal);
        },
        onSetAside: (envelope, problem) => {
          this.#forgetTap(envelope);
          handlers.onRefusal({ code: problem.code, message: problem.title });
        },
        onState: (state) => {
          this.outbox.set(state);
          if (state.link === 'refused') handlers.onDeviceRefused();
        },
      },
    });
    this.outbox = new Signal(this.#outbox.state);
    this.#stream = new StoreStream({
      url: streamUrlOf(baseUrl),
      deviceToken,
      topics: ['kitchen', 'menu', 'status'],
      view: () => this.#view,
      ports: browserPorts,
      handlers: {
        onSnapshot: (data) => this.#take(data, true),
        onDelta: (data) => this.#take(data, false),
        onState: (state) => this.stream.set(state),
      },
    });
    this.stream = new Signal(this.#stream.state);
  }

  async run(): Promise<void> {
    await this.#outbox.open();
    this.taps.set(this.#outbox.pending.map(tapOf).filter((tap) => tap !== null));
    await this.#readCatalogue(true);
    this.#outbox.run();
    this.#stream.run();
  }

  stop(): void {
    this.#cancelCatalogueRetry();
    this.#stream.stop();
    this.#outbox.stop();
  }

  /** What this glass shows now: the appliance counts on it when it decides whether a station has a screen. */
  show(view: string | null): void {
    this.#view = view;
    this.#stream.announceView();
    this.#acknowledge();
  }

  retryNow(): void {
    this.#stream.retryNow();
    this.#outbox.retryNow();
  }

  tap(command: KitchenCommand): void {
    if (command.type !== 'kitchen.acknowledge') this.taps.set([...this.taps.get(), command]);
    this.#outbox.add({ type: command.type, payload: command.payload, staffToken: null }).catch((fault: unknown) => {
      this.taps.set(this.taps.get().filter((tap) => tap !== command));
      const message = fault instanceof Error ? fault.message : String(fault);
      this.#handlers.onRefusal({ code: 'device_storage_failed', message });
    });
  }

  #take(data: TopicSnapshot, whole: boolean): void {
    switch (data.topic) {
      case 'kitchen':
        this.tickets.set(whole ? byId(data.tickets) : withChanged(this.tickets.get(), data.tickets));
        this.#acknowledge();
        return;
      case 'menu':
        if (data.revision !== this.catalogue.get()?.revision) void this.#readCatalogue(false);
        return;
      case 'status':
        this.status.set(data.status);
        return;
      case 'orders':
        return;
    }
  }

  /** A station's glass says which tickets it has; the pass and the guests' screen only look. */
  #acknowledge(): void {
    const view = this.#view;
    if (view === null || view === 'expo' || view === 'ready') return;
    const waiting = [...this.tickets.get().values()].filter(
      (ticket) =>
        (view === 'all' || ticket.stationId === view) &&
        ticket.status === 'pending' &&
        ticket.owner === 'screen' &&
        !this.#acknowledged.has(ticket.ticketId),
    );
    if (waiting.length === 0) return;
    for (const { ticketId } of waiting) this.#acknowledged.add(ticketId);
    for (let start = 0; start < waiting.length; start += 200) {
      this.tap({
        type: 'kitchen.acknowledge',
        payload: { ticketIds: waiting.slice(start, start + 200).map(({ ticketId }) => ticketId) },
      });
    }
  }

  async #readCatalogue(first: boolean): Promise<void> {
    try {
      const { catalogue, device } = await this.#api.bootstrap();
      this.catalogue.set(catalogue);
      if (first) await this.#outbox.align(device.lastN);
    } catch (fault) {
      if (fault instanceof Error && 'status' in fault && fault.status === 401) {
        this.#handlers.onDeviceRefused();
        return;
      }
      // The board still shows tickets; names of stations and order types come with the next try.
      this.#cancelCatalogueRetry = browserPorts.timers.after(3_000, () => void this.#readCatalogue(first));
    }
  }

  #forgetTap(envelope: CommandEnvelope): void {
    const known = this.taps.get();
    const index = known.findIndex(
      (tap) => tap.type === envelope.type && JSON.stringify(tap.payload) === JSON.stringify(envelope.payload),
    );
    if (index >= 0) this.taps.set(known.toSpliced(index, 1));
  }
}

function tapOf(envelope: CommandEnvelope): KitchenCommand | null {
  // Only this program fills its outbox, and only through `tap`.
  return envelope.type.startsWith('kitchen.') && envelope.type !== 'kitchen.acknowledge'
    ? ({ type: envelope.type, payload: envelope.payload } as KitchenCommand)
    : null;
}
