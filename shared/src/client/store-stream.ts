import type { ClientMessage, ServerMessage, StreamTopic, TopicSnapshot } from '../protocol/stream.ts';
import { lanBackoff, retryDelayMs, type BackoffSettings } from './backoff.ts';
import type { ClientPorts, OpenedSocket } from './ports.ts';
import {
  acceptSnapshot,
  judgeDelta,
  judgeHeartbeat,
  shouldAskAgain,
  unknownPosition,
  type TopicCursor,
} from './topic-cursor.ts';

export type StreamLink = 'stopped' | 'connecting' | 'open' | 'waiting';

/** All times are of `clock.monotonicMs()`, so that a stepping clock cannot make old data look new. */
export interface StreamState {
  link: StreamLink;
  /** When any frame came last; null before the first. */
  lastHeardMs: number | null;
  /** Per topic: when it was last known to be complete. A topic that waits for a resync ages although heartbeats arrive. */
  lastCurrentMs: Readonly<Partial<Record<StreamTopic, number>>>;
  /** Connections that failed since the last good one. */
  failures: number;
  boot: string | null;
  epoch: string | null;
  durableSeq: number;
  storeName: string | null;
  /** The appliance's clock minus this device's, from the last heartbeat or greeting; null before. */
  clockAheadMs: number | null;
  /** The last thing the appliance complained about on this link. */
  lastError: { code: string; message: string } | null;
}

export interface StoreStreamHandlers {
  /** The whole topic as it is now: forget what you had of it. */
  onSnapshot(data: TopicSnapshot, seq: number): void;
  /** Whole things that changed, by id. */
  onDelta(data: TopicSnapshot, seq: number): void;
  onState(state: StreamState): void;
}

export interface StoreStreamOptions {
  /** `ws://host:port/api/v1/stream`. */
  url: string;
  deviceToken: string;
  topics: readonly StreamTopic[];
  /** What this client shows, told with every sign of life: a station's key, `pos`; null while it shows nothing. */
  view: () => string | null;
  ports: Pick<ClientPorts, 'openSocket' | 'timers' | 'clock' | 'random'>;
  handlers: StoreStreamHandlers;
  backoff?: BackoffSettings;
}

/** Three missed heartbeats: the other end is gone although TCP has not noticed. */
export const silenceLimitMs = 6_000;
/** A connection attempt that hangs in a dead router is given up. */
export const connectPatienceMs = 5_000;

/**
 * One lasting subscription to the appliance: connects, subscribes, finds gaps, asks again, answers heartbeats and comes
 * back by itself. It holds no data; the handlers do.
 */
export class StoreStream {
  readonly #options: StoreStreamOptions;
  readonly #cursors = new Map<StreamTopic, TopicCursor>();
  #socket: OpenedSocket | null = null;
  /** Grows with every connection, so that the late events of an old socket are not taken for the new one's. */
  #connection = 0;
  #cancelTimer: () => void = () => undefined;
  #state: StreamState = {
    link: 'stopped',
    lastHeardMs: null,
    lastCurrentMs: {},
    failures: 0,
    boot: null,
    epoch: null,
    durableSeq: 0,
    storeName: null,
    clockAheadMs: null,
    lastError: null,
  };

  constructor(options: StoreStreamOptions) {
    this.#options = options;
  }

  get state(): StreamState {
    return this.#state;
  }

  run(): void {
    if (this.#state.link === 'stopped') this.#connect();
  }

  stop(): void {
    this.#connection += 1;
    this.#cancelTimer();
    this.#socket?.close();
    this.#socket = null;
    this.#change({ link: 'stopped' });
  }

  /** The network is said to be back, or a person looks at the screen: do not wait for the timer. */
  retryNow(): void {
    if (this.#state.link !== 'waiting') return;
    this.#cancelTimer();
    this.#connect();
  }

  /** Says what is shown now without waiting for the next heartbeat. */
  announceView(): void {
    if (this.#state.link === 'open') this.#sendAlive();
  }

  #connect(): void {
    const { ports, url, deviceToken } = this.#options;
    const connection = ++this.#connection;
    const isCurrent = (): boolean => connection === this.#connection;
    for (const topic of this.#options.topics) this.#cursors.set(topic, unknownPosition);
    this.#change({ link: 'connecting' });
    this.#cancelTimer = ports.timers.after(connectPatienceMs, () => this.#lost());
    const socket = ports.openSocket(url, ['aura.v1', `token.${deviceToken}`], {
      onOpen: () => {
        if (!isCurrent()) return;
        this.#change({ link: 'open', lastError: null });
        const nowMs = ports.clock.monotonicMs();
        for (const topic of this.#options.topics) this.#cursors.set(topic, { state: 'waiting', askedAtMs: nowMs });
        this.#send({ type: 'subscribe', topics: [...this.#options.topics] });
        this.#sendAlive();
        this.#watchSilence();
      },
      onMessage: (text) => {
        if (isCurrent()) this.#hear(text);
      },
      onClose: () => {
        if (isCurrent()) this.#lost();
      },
    });
    if (isCurrent()) this.#socket = socket;
    else socket.close();
  }

  #lost(): void {
    const { ports, backoff = lanBackoff } = this.#options;
    this.#connection += 1;
    this.#cancelTimer();
    this.#socket?.close();
    this.#socket = null;
    const failures = this.#state.failures + 1;
    this.#change({ link: 'waiting', failures });
    this.#cancelTimer = ports.timers.after(retryDelayMs(failures - 1, ports.random(), backoff), () => this.#connect());
  }

  #watchSilence(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.ports.timers.after(silenceLimitMs, () => this.#lost());
  }

  #hear(text: string): void {
    const message = readServerMessage(text);
    if (message === undefined) return;
    const nowMs = this.#options.ports.clock.monotonicMs();
    this.#watchSilence();
    this.#state = { ...this.#state, lastHeardMs: nowMs };
    switch (message.type) {
      case 'hello':
        this.#change({
          boot: message.boot,
          epoch: message.epoch,
          durableSeq: message.durableSeq,
          storeName: message.storeName,
          clockAheadMs: this.#clockAheadMs(message.serverTime),
        });
        return;
      case 'snapshot':
        this.#cursors.set(message.data.topic, acceptSnapshot(message));
        this.#options.handlers.onSnapshot(message.data, message.seq);
        this.#current([message.data.topic], nowMs, {
          failures: 0,
          durableSeq: Math.max(this.#state.durableSeq, message.seq),
        });
        return;
      case 'delta':
        this.#hearDelta(message, nowMs);
        return;
      case 'heartbeat':
        this.#hearHeartbeat(message, nowMs);
        return;
      case 'error':
        this.#change({ lastError: { code: message.code, message: message.message } });
        return;
      default:
        // A newer appliance may send what this version does not know.
        return;
    }
  }

  #hearDelta(message: Extract<ServerMessage, { type: 'delta' }>, nowMs: number): void {
    const { topic } = message.data;
    const verdict = judgeDelta(this.#cursors.get(topic) ?? unknownPosition, message);
    if (verdict === 'apply') {
      this.#cursors.set(topic, { state: 'current', boot: message.boot, n: message.n });
      this.#options.handlers.onDelta(message.data, message.seq);
      this.#current([topic], nowMs, { durableSeq: Math.max(this.#state.durableSeq, message.seq) });
    } else if (verdict === 'resync') {
      this.#askAgain(topic, nowMs);
      this.#options.handlers.onState(this.#state);
    }
  }

  #hearHeartbeat(message: Extract<ServerMessage, { type: 'heartbeat' }>, nowMs: number): void {
    const current: StreamTopic[] = [];
    for (const topic of this.#options.topics) {
      const cursor = this.#cursors.get(topic) ?? unknownPosition;
      const verdict = judgeHeartbeat(cursor, { boot: message.boot, n: message.n[topic] });
      if (verdict === 'apply') current.push(topic);
      else if (verdict === 'resync' || shouldAskAgain(cursor, nowMs)) this.#askAgain(topic, nowMs);
    }
    this.#sendAlive();
    this.#current(current, nowMs, {
      boot: message.boot,
      durableSeq: message.durableSeq,
      clockAheadMs: this.#clockAheadMs(message.at),
    });
  }

  #askAgain(topic: StreamTopic, nowMs: number): void {
    this.#cursors.set(topic, { state: 'waiting', askedAtMs: nowMs });
    this.#send({ type: 'resync', topic });
  }

  #sendAlive(): void {
    const at = new Date(this.#options.ports.clock.nowMs()).toISOString();
    this.#send({ type: 'alive', at, view: this.#options.view() });
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #clockAheadMs(serverTime: string): number | null {
    const serverMs = Date.parse(serverTime);
    return Number.isNaN(serverMs) ? null : serverMs - this.#options.ports.clock.nowMs();
  }

  #current(topics: readonly StreamTopic[], nowMs: number, change: Partial<StreamState>): void {
    const lastCurrentMs = { ...this.#state.lastCurrentMs };
    for (const topic of topics) lastCurrentMs[topic] = nowMs;
    this.#change({ ...change, lastCurrentMs });
  }

  #change(change: Partial<StreamState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.handlers.onState(this.#state);
  }
}

/** Enough of a check that no frame, however odd, can stop a screen; the appliance is trusted with the rest. */
function readServerMessage(text: string): ServerMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(message) || typeof message['type'] !== 'string') return undefined;
  if (message['type'] === 'heartbeat' && !isRecord(message['n'])) return undefined;
  if (message['type'] === 'snapshot' || message['type'] === 'delta') {
    if (!isRecord(message['data']) || typeof message['data']['topic'] !== 'string' || typeof message['n'] !== 'number')
      return undefined;
  }
  return message as unknown as ServerMessage;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
