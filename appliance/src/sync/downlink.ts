import { FetchError, ShapeStream, type Message, type Offset, type Row } from '@electric-sql/client';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { onAbort } from './abort.ts';
import { CloudFault, type CloudClient } from './cloud-client.ts';
import { withDeadline } from './deadline.ts';
import { couldBeAStore, feedChanges, type FeedPosition } from './feed-changes.ts';
import type { FeedAside } from './feed-aside.ts';
import { newsFrom, storeHas } from './feed-news.ts';
import { FeedGatherer, type FeedNews } from './feed-rows.ts';
import { Pause, pauseMs, retryAfterMs, type PauseLimits } from './pause.ts';

const pauses: PauseLimits = { firstMs: 500, mostMs: 30_000 };
/** The server answers a long poll after 20 s; one that takes longer than this is a dead line. */
const requestTimeoutMs = 60_000;

export interface DownlinkParts {
  core: Core;
  ports: Ports;
  client: CloudClient;
  cloudUrl: string;
  /** Resolves when the cloud has proven, now, that it has all that this store knew before it asked for a whole feed. @throws CloudFault */
  cloudKnowsAll: () => Promise<void>;
  /** Where rows wait until the stream is up to date. */
  openAside: () => FeedAside;
}

/**
 * Follows the cloud's feed as one Electric shape. Messages are put aside until the stream says that it is up to date, then what is news in them
 * is applied in one transaction together with handle and offset: a store never sells by half of a publication.
 * The stream itself never retries; this does, with a new stream from what was last applied.
 */
export class Downlink {
  readonly #parts: DownlinkParts;
  readonly #stop = new AbortController();
  readonly #pause: Pause;
  #done: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(parts: DownlinkParts) {
    this.#parts = parts;
    this.#pause = new Pause(parts.ports.timers);
  }

  run(): void {
    this.#done = this.#supervise();
  }

  /** The cloud can be reached again: no need to wait any longer. */
  retryNow(): void {
    this.#pause.wake();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#pause.wake();
    await this.#done;
  }

  async #supervise(): Promise<void> {
    const { ports } = this.#parts;
    while (!this.#stop.signal.aborted) {
      const fault = await this.#follow().catch((error: unknown) => error ?? new Error('the feed stream ended'));
      if (this.#stop.signal.aborted) return;
      this.#failures += 1;
      ports.log.info({ err: fault }, 'the feed is not being followed');
      await this.#pause.for(pauseMs(this.#failures, ports.random, pauses, askedToWaitMs(fault, ports.clock.nowMs())));
    }
  }

  /** Follows the feed with one stream until that is at its end. Resolves when this was stopped, rejects with what ended it otherwise. */
  async #follow(): Promise<void> {
    const position = await this.#parts.core.read((view) => view.feedPosition());
    const life = new AbortController();
    let end: (fault?: unknown) => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      end = (fault) => (fault === undefined ? resolve() : reject(fault));
    });
    const letGo = onAbort(this.#stop.signal, () => end());
    const aside = this.#parts.openAside();
    const stream = this.#open(position, life.signal, end);
    const gatherer = new FeedGatherer(aside);
    let taking = Promise.resolve();
    // What a subscriber throws would be thrown into nowhere and end the whole program. The stream waits for each, so that no more is in
    // memory than what it fetches ahead.
    stream.subscribe((messages) => {
      taking = this.#take(messages, { gatherer, aside, stream }).catch(end);
      return taking;
    }, end);
    try {
      await ended;
    } finally {
      letGo();
      life.abort();
      await taking;
      aside.close();
    }
  }

  #open(position: FeedPosition | null, signal: AbortSignal, end: (fault: unknown) => void): ShapeStream<Row> {
    const { cloudUrl } = this.#parts;
    return new ShapeStream<Row>({
      url: new URL('/v1/shape', cloudUrl).href,
      params: { table: 'feed' },
      signal,
      fetchClient: (input, init) => this.#fetch(input, init),
      // Its own retries would go on with a token that has long run out.
      backoffOptions: { initialDelay: 1, maxDelay: 1, multiplier: 1, maxRetries: 0 },
      // JSON is parsed here, where a row that cannot be read does no harm; a rev must not turn into a bigint.
      parser: { int8: (text: string) => Number(text), jsonb: (text: string) => text, json: (text: string) => text },
      ...(position ? { handle: position.handle, offset: position.offset as Offset } : {}),
      onError: (fault) => end(fault),
    });
  }

  async #fetch(input: string | URL | Request, init: RequestInit | undefined): Promise<Response> {
    const { ports, client, core } = this.#parts;
    const url = input instanceof Request ? input.url : input;
    return withDeadline(ports.timers, requestTimeoutMs, [init?.signal], async (signal) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', await client.authorization(core.storeId));
      const response = await ports.network.fetch(url, { ...init, headers, signal });
      // Read to its end while the deadline stands: a line can die in the middle of an answer too.
      const text = await response.text();
      return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
    });
  }

  async #take(
    messages: readonly Message<Row>[],
    { gatherer, aside, stream }: { gatherer: FeedGatherer; aside: FeedAside; stream: ShapeStream<Row> },
  ): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const whole = gatherer.take(messages);
    if (whole === null) return;
    this.#failures = 0;
    if (!whole.hasRows && !whole.complete) return;
    const { core, ports } = this.#parts;
    const position = { handle: stream.shapeHandle ?? '', offset: stream.lastOffset };
    const news = await newsFrom(
      aside,
      whole.complete,
      await core.read(storeHas),
      () => new Promise<void>((resolve) => ports.timers.soon(resolve)),
    );
    if (news.entries.length > 0 || news.complete || news.unreadable.size > 0) await this.#apply(news, position);
    gatherer.begin();
  }

  async #apply(news: FeedNews, position: FeedPosition): Promise<void> {
    const { core, ports, cloudKnowsAll } = this.#parts;
    if (news.unreadable.size > 0)
      ports.log.warn(
        { rows: [...news.unreadable].slice(0, 20) },
        'rows of the feed cannot be read by this version and were left out',
      );
    if (news.complete) {
      await cloudKnowsAll();
      if (!couldBeAStore(news))
        throw new CloudFault(
          'feed_without_settings',
          "The cloud does not have this store's settings; its menu was not taken over.",
        );
    }
    const { seq } = await core.appendInternal((view) =>
      feedChanges(view, news, position).map((payload) => ({ type: 'catalogue.changed', payload })),
    );
    if (seq !== null)
      ports.log.info(
        { rows: news.entries.length, complete: news.complete, seq },
        'the catalogue came down from the cloud',
      );
  }
}

function askedToWaitMs(fault: unknown, nowMs: number): number | null {
  if (fault instanceof CloudFault) return fault.retryAfterMs;
  return fault instanceof FetchError ? retryAfterMs(fault.headers['retry-after'], nowMs) : null;
}
