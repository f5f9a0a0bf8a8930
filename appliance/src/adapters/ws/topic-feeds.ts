import {
  streamTopics,
  type ServerMessage,
  type StoreStatus,
  type StreamTopic,
  type TopicSnapshot,
} from '@auraconnect/shared/protocol/stream.ts';
import type { Core, DurableBatch, StoreView } from '../../store/core.ts';

/** One frame of a topic, serialised once for every client. */
export interface TopicFrame {
  topic: StreamTopic;
  n: number;
  text: string;
}

export interface SnapshotOf {
  n: number;
  /** The frame as it travels. */
  bytes: Buffer;
}

/** Numbers and serialises what each topic says. It sees durable batches only, so that nothing travels before it is on disk. */
export class TopicFeeds {
  readonly #core: Core;
  readonly #status: () => StoreStatus;
  readonly #n: Record<StreamTopic, number> = { kitchen: 0, orders: 0, menu: 0, status: 0 };

  constructor(core: Core, status: () => StoreStatus) {
    this.#core = core;
    this.#status = status;
  }

  get counters(): Readonly<Record<StreamTopic, number>> {
    return this.#n;
  }

  /** The frames that a durable batch makes; none for what no screen shows. */
  framesOf(batch: DurableBatch): TopicFrame[] {
    const frames: TopicFrame[] = [];
    if (batch.tickets.length > 0) frames.push(this.#frame({ topic: 'kitchen', tickets: batch.tickets }, batch.toSeq));
    if (batch.orders.length > 0) frames.push(this.#frame({ topic: 'orders', orders: batch.orders }, batch.toSeq));
    if (batch.availability.length > 0 || batch.catalogueRevision !== null) {
      const revision = batch.catalogueRevision ?? this.#lastRevision;
      this.#lastRevision = revision;
      frames.push(this.#frame({ topic: 'menu', revision, availability: batch.availability }, batch.toSeq));
    }
    return frames;
  }

  #lastRevision = 0;

  statusFrame(): TopicFrame {
    return this.#frame({ topic: 'status', status: this.#status() }, this.#core.durableSeq);
  }

  #frame(data: TopicSnapshot, seq: number): TopicFrame {
    const n = (this.#n[data.topic] += 1);
    const message: ServerMessage = { type: 'delta', boot: this.#core.boot, n, seq, data };
    return { topic: data.topic, n, text: JSON.stringify(message) };
  }

  /**
   * A topic as it is now. `n` is the counter of the moment in which the state was read: frames after it may say again what the
   * snapshot has, which changes nothing, but never less.
   */
  snapshot(topic: StreamTopic): Promise<SnapshotOf> {
    return this.#core.read((view) => {
      const n = this.#n[topic];
      const { seq } = view;
      const made = this.#made.get(topic);
      // The status tells of more than the journal, so it is made anew each time.
      if (topic !== 'status' && made?.n === n && made.seq === seq) return made;
      const message: ServerMessage = {
        type: 'snapshot',
        boot: this.#core.boot,
        n,
        seq,
        data: this.#whole(topic, view),
      };
      const snapshot = { n, seq, bytes: Buffer.from(JSON.stringify(message)) };
      this.#made.set(topic, snapshot);
      return snapshot;
    });
  }

  /** What was made last: when a whole wall of screens comes back at once it is made and serialised for the first of them. */
  readonly #made = new Map<StreamTopic, SnapshotOf & { seq: number }>();

  #whole(topic: StreamTopic, view: StoreView): TopicSnapshot {
    switch (topic) {
      case 'kitchen':
        return { topic, tickets: view.activeTickets() };
      case 'orders':
        return { topic, orders: view.openOrders() };
      case 'menu':
        this.#lastRevision = view.catalogue().revision;
        return { topic, revision: this.#lastRevision, availability: view.availability() };
      case 'status':
        return { topic, status: this.#status() };
    }
  }

  heartbeat(): string {
    const n = Object.fromEntries(streamTopics.map((topic) => [topic, this.#n[topic]])) as Record<StreamTopic, number>;
    const message: ServerMessage = {
      type: 'heartbeat',
      boot: this.#core.boot,
      at: this.#core.timestamp(),
      durableSeq: this.#core.durableSeq,
      n,
    };
    return JSON.stringify(message);
  }
}
