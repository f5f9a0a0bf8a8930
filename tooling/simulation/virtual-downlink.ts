import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { couldBeAStore, feedChanges, type FeedChange } from '@auraconnect/appliance/sync/feed-changes.ts';
import { MemoryAside } from '@auraconnect/appliance/sync/feed-aside.ts';
import { newsFrom, storeHas } from '@auraconnect/appliance/sync/feed-news.ts';
import { FeedGatherer, type FeedNews } from '@auraconnect/appliance/sync/feed-rows.ts';
import type { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import type { FeedReply, FeedRequest } from './menu-room.ts';
import type { Line } from './virtual-network.ts';
import type { Life } from './virtual-time.ts';
import type { World } from './world.ts';

/** As Electric's client hands it over. */
type FeedMessage = Parameters<FeedGatherer['take']>[0][number];

const pollMs = 700;
const timeoutMs = 20_000;

export interface VirtualDownlinkParts {
  core: StoreCore;
  life: Life;
  line: Line;
  /** How far the cloud has the store's journal, asked now. */
  provenSeq: () => Promise<number>;
}

/** The way down over a virtual line: polls instead of a stream, and from there on the appliance's own code. */
export class VirtualDownlink {
  readonly #world: World;
  readonly #parts: VirtualDownlinkParts;
  /** All that the store knew when it started: a whole feed of a cloud that knows less is not its menu. */
  readonly #knownSeq: number;
  #refetches = false;

  constructor(world: World, parts: VirtualDownlinkParts) {
    this.#world = world;
    this.#parts = parts;
    this.#knownSeq = parts.core.durableSeq;
  }

  run(): void {
    this.#parts.life.after(pollMs, () => {
      void this.#poll()
        .catch(() => undefined)
        .then(() => this.run());
    });
  }

  async #poll(): Promise<void> {
    const { core, line } = this.#parts;
    const position = this.#refetches ? null : await core.read((view) => view.feedPosition());
    const request: FeedRequest = { handle: position?.handle ?? null, offset: Number(position?.offset ?? 0) };
    const reply = await line.request<FeedReply>(request, timeoutMs, (body: never) => this.#world.menu.serve(body));
    this.#refetches = reply.rows === null;
    if (reply.rows !== null) await this.#take(reply, reply.rows);
  }

  async #take({ handle, offset, complete }: FeedReply, rows: readonly CatalogueEntry[]): Promise<void> {
    const { core } = this.#parts;
    const aside = new MemoryAside();
    const gatherer = new FeedGatherer(aside);
    const half = Math.ceil(rows.length / 2);
    gatherer.take(rows.slice(0, half).map(messageOf));
    const ends = complete ? [control('snapshot-end'), control('up-to-date')] : [control('up-to-date')];
    if (gatherer.take([...rows.slice(half).map(messageOf), ...ends]) === null) return;
    const news = await newsFrom(aside, complete, await core.read(storeHas), () => Promise.resolve());
    if (news.entries.length === 0 && !news.complete) return;
    if (news.complete && ((await this.#parts.provenSeq()) < this.#knownSeq || !couldBeAStore(news))) return;
    await this.#apply(news, { handle, offset: String(offset) });
    this.#world.trace('box', `takes ${news.entries.length} rows of ${handle} up to ${offset}`);
  }

  async #apply(news: FeedNews, position: { handle: string; offset: string }): Promise<void> {
    const { core } = this.#parts;
    const write = (change: (payload: FeedChange) => FeedChange) =>
      core.appendInternal((view) =>
        feedChanges(view, news, position).map((payload) => ({ type: 'catalogue.changed', payload: change(payload) })),
      );
    if (this.#world.bug === 'down-apply-not-atomic') {
      // Where the feed stands first, what came with it a moment later.
      await write((payload) => ({ ...payload, complete: false, entries: [] }));
      await this.#parts.life.pause(600);
    }
    await write((payload) => payload);
  }
}

function messageOf({ entity, id, rev, schemaVersion, deleted, payload, settled }: CatalogueEntry): FeedMessage {
  const value = {
    entity,
    id,
    rev: String(rev),
    schema_v: String(schemaVersion),
    deleted: String(deleted),
    payload: payload === null ? null : JSON.stringify(payload),
    settled: settled === undefined ? null : JSON.stringify(settled),
  };
  return { key: `${entity}/${id}`, value, headers: { operation: 'insert' } } as unknown as FeedMessage;
}
const control = (name: string): FeedMessage => ({ headers: { control: name } }) as unknown as FeedMessage;
