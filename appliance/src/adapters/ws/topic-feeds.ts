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
  text: string;
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
  async snapshot(topic: StreamTopic): Promise<SnapshotOf> {
    const { n, seq, data } = await this.#core.read((view) => ({
      n: this.#n[topic],
      seq: view.seq,
      data: this.#whole(topic, view),
    }));
    const message: ServerMessage = { type: 'snapshot', boot: this.#core.boot, n, seq, data };
    return { n, text: JSON.stringify(message) };
  }

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
