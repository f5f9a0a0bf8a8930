import { isChangeMessage, isControlMessage, ShapeStream, type Message, type Offset, type Row } from '@electric-sql/client';
import { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { Ports } from '../ports.ts';
import type { Core, StoreView } from '../store/core.ts';
import type { CloudClient } from './cloud-client.ts';

/** Where the feed was when it was last applied; it lives in the journal with the entries themselves. */
export interface FeedPosition {
  handle: string;
  offset: string;
}

/**
 * Follows the cloud's feed as one Electric shape. Messages wait until the stream says that it is up to date, then all of them
 * are applied in one transaction together with handle and offset: a store never sells by half of a publication.
 * A supervisor makes a new stream whenever one gave up.
 */
export class Downlink {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #client: CloudClient;
  readonly #cloudUrl: string;
  #stop = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(core: Core, ports: Ports, client: CloudClient, cloudUrl: string) {
    this.#core = core;
    this.#ports = ports;
    this.#client = client;
    this.#cloudUrl = cloudUrl;
  }

  run(): void {
    this.#done = this.#supervise();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #supervise(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const position = await this.#core.read((view) => view.feedPosition());
      await this.#follow(position).catch((fault: unknown) => this.#ports.log.info({ err: fault }, 'the feed stream ended'));
      if (!this.#stop.signal.aborted) await this.#pause(2_000);
    }
  }

  /** Resolves or rejects when this stream is at its end. */
  #follow(position: FeedPosition | null): Promise<void> {
    const life = new AbortController();
    const signal = AbortSignal.any([life.signal, this.#stop.signal]);
    let pending: CatalogueEntry[] = [];
    let complete = position === null;
    return new Promise<void>((resolve, reject) => {
      const end = (fault?: unknown): void => {
        life.abort();
        if (fault === undefined) resolve();
        else reject(fault instanceof Error ? fault : new Error(String(fault)));
      };
      this.#stop.signal.addEventListener('abort', () => end(), { once: true });
      const stream = new ShapeStream({
        url: new URL('/v1/shape', this.#cloudUrl).href,
        params: { table: 'feed' },
        headers: { authorization: () => this.#client.authorization(this.#core.storeId) },
        signal,
        fetchClient: (input, init) => this.#ports.network.fetch(input instanceof Request ? input.url : input, init),
        // The feed's columns are read as the text they travel in: a rev must not turn into a bigint on the way.
        parser: { int8: (text) => Number(text), jsonb: (text) => JSON.parse(text) as never, json: (text) => JSON.parse(text) as never },
        ...(position ? { handle: position.handle, offset: position.offset as Offset } : {}),
        onError: (fault) => {
          end(fault);
        },
      });
      stream.subscribe(async (messages) => {
        for (const message of messages) {
          const entry = this.#entryOf(message);
          if (entry) pending.push(entry);
          else if (isControlMessage(message) && message.headers.control === 'must-refetch') {
            pending = [];
            complete = true;
          }
        }
        const upToDate = messages.some((message) => isControlMessage(message) && message.headers.control === 'up-to-date');
        if (!upToDate || (pending.length === 0 && !complete)) return;
        const entries = pending;
        const whole = complete;
        pending = [];
        complete = false;
        try {
          await this.#apply(entries, whole, { handle: stream.shapeHandle ?? '', offset: stream.lastOffset });
        } catch (fault) {
          end(fault);
        }
      }, end);
    });
  }

  #entryOf(message: Message<Row>): CatalogueEntry | null {
    if (!isChangeMessage(message)) return null;
    const value = message.value;
    // A row that left the shape is gone for this store, whatever its own flag says.
    const left = message.headers.operation === 'delete';
    const payload = typeof value['payload'] === 'string' ? (JSON.parse(value['payload']) as unknown) : (value['payload'] ?? null);
    const deleted = left || value['deleted'] === true || value['deleted'] === 't' || value['deleted'] === 'true';
    const read = CatalogueEntry.safeParse({
      entity: value['entity'],
      id: value['id'],
      rev: Number(value['rev'] ?? 1),
      schemaVersion: Number(value['schema_v'] ?? 1),
      deleted,
      payload: deleted ? null : payload,
    });
    if (read.success) return read.data;
    this.#ports.log.warn({ key: message.key, issues: read.error.issues }, 'a row of the feed cannot be read and was left out');
    return null;
  }

  async #apply(entries: CatalogueEntry[], complete: boolean, position: FeedPosition): Promise<void> {
    const { seq } = await this.#core.appendInternal((view) => {
      const news = newsFor(view, entries, complete);
      if (news.length === 0 && !complete) return [];
      return [{ type: 'catalogue.changed', payload: { source: 'cloud', handle: position.handle, offset: position.offset, complete, entries: news } }];
    });
    if (seq !== null) this.#ports.log.info({ entries: entries.length, complete, seq }, 'the catalogue came down from the cloud');
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        resolve();
      };
      const cancel = this.#ports.timers.after(delayMs, finish);
      this.#stop.signal.addEventListener('abort', finish, { once: true });
    });
  }
}

/** Of several rows about one thing the newest counts; what the store already has, or has newer, is no news. */
function newsFor(view: StoreView, entries: readonly CatalogueEntry[], complete: boolean): CatalogueEntry[] {
  const newest = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const key = `${entry.entity} ${entry.id}`;
    const known = newest.get(key);
    if (!known || entry.rev >= known.rev) newest.set(key, entry);
  }
  if (complete) return [...newest.values()].filter((entry) => !entry.deleted);
  const have = new Map(view.catalogueEntries().map((entry) => [`${entry.entity} ${entry.id}`, entry.rev]));
  return [...newest].filter(([key, entry]) => entry.rev > (have.get(key) ?? 0)).map(([, entry]) => entry);
}
