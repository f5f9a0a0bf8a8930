import type { WebSocket } from 'ws';
import type { StreamTopic } from '@auraconnect/shared/protocol/stream.ts';
import type { TopicFeeds, TopicFrame } from './topic-feeds.ts';

/** Bytes that may wait for one slow client before frames are dropped for it. */
export const bufferCapBytes = 1_000_000;
/** Below this a client that lost frames is caught up with a snapshot. */
const catchUpBelowBytes = 64_000;
/** A client that cannot be caught up for so long is better off with a new connection. */
const longestLagMs = 30_000;

type TopicState =
  /** A snapshot is being made; frames of the meantime wait behind it. */
  | { state: 'awaiting'; held: TopicFrame[] }
  | { state: 'current' }
  /** Frames were dropped; a snapshot follows when the buffer has drained. */
  | { state: 'lagging' };

export interface StreamDevice {
  deviceId: string;
  name: string;
  kind: string;
}

/** One socket: which topics it follows, and how far it is behind. A slow one costs nobody else anything. */
export class StreamClient {
  readonly device: StreamDevice;
  readonly #socket: WebSocket;
  readonly #feeds: TopicFeeds;
  readonly #topics = new Map<StreamTopic, TopicState>();
  #lastAliveMs: number;
  #laggingSinceMs: number | null = null;
  view: string | null = null;

  constructor(socket: WebSocket, device: StreamDevice, feeds: TopicFeeds, nowMs: number) {
    this.#socket = socket;
    this.device = device;
    this.#feeds = feeds;
    this.#lastAliveMs = nowMs;
  }

  alive(view: string | null, nowMs: number): void {
    this.view = view;
    this.#lastAliveMs = nowMs;
  }

  silentForMs(nowMs: number): number {
    return nowMs - this.#lastAliveMs;
  }

  send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  async subscribe(topics: readonly StreamTopic[]): Promise<void> {
    await Promise.all(topics.map((topic) => this.resync(topic)));
  }

  async resync(topic: StreamTopic): Promise<void> {
    if (this.#topics.get(topic)?.state === 'awaiting') return;
    const awaiting: TopicState = { state: 'awaiting', held: [] };
    this.#topics.set(topic, awaiting);
    const snapshot = await this.#feeds.snapshot(topic);
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(snapshot.bytes, { binary: false });
    for (const frame of awaiting.held) if (frame.n > snapshot.n) this.send(frame.text);
    this.#topics.set(topic, { state: 'current' });
  }

  push(frame: TopicFrame): void {
    const topic = this.#topics.get(frame.topic);
    if (topic?.state === 'awaiting') topic.held.push(frame);
    if (topic?.state !== 'current') return;
    if (this.#socket.bufferedAmount > bufferCapBytes) this.#topics.set(frame.topic, { state: 'lagging' });
    else this.send(frame.text);
  }

  /** Called with every heartbeat. False: this client is beyond help. */
  async catchUp(nowMs: number): Promise<boolean> {
    const lagging = [...this.#topics].filter(([, { state }]) => state === 'lagging').map(([topic]) => topic);
    if (lagging.length === 0) {
      this.#laggingSinceMs = null;
      return true;
    }
    this.#laggingSinceMs ??= nowMs;
    if (this.#socket.bufferedAmount < catchUpBelowBytes) {
      await this.subscribe(lagging);
      return true;
    }
    return nowMs - this.#laggingSinceMs < longestLagMs;
  }
}
