import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { Database } from '@auraconnect/cloud-sync/adapters/postgres/database.ts';
import { postgresFeedLog } from '@auraconnect/cloud-sync/adapters/postgres/feed-log.ts';
import { feedColumns, feedShape } from '@auraconnect/cloud-sync/shape/feed/feed-shape.ts';
import type { RowTexts, ShapeLog, TableHandle } from '@auraconnect/cloud-sync/shape/tables/table-log.ts';
import { tenantId } from './cloud-keep.ts';
import type { FeedReply, FeedRequest } from './menu-room.ts';

type Texts = Readonly<Record<string, string | null>>;

/** After the last change of a batch. */
const endOfBatch = Number.MAX_SAFE_INTEGER;
const mostChanges = 5_000;

/** The store's feed, out of the real log: its snapshots, batches and handles. A place in it is the last batch that was told. */
export class PostgresFeed {
  readonly #database: Database;
  readonly #log: ShapeLog;
  readonly #shape: ReturnType<typeof feedShape>;

  constructor(database: Database, storeId: string, { newId, nowMs }: { newId: () => string; nowMs: () => number }) {
    this.#database = database;
    this.#shape = feedShape({ tenantId, storeId });
    const now = (): string => new Date(nowMs()).toISOString();
    this.#log = postgresFeedLog(database, { chunkBytes: 100_000, handleReuseMs: 3_600_000, newId, now });
  }

  async rotate(): Promise<void> {
    await this.#database.anonymous((tx) => tx.rows('select drop_shape_handles()'));
  }

  async serve({ handle, offset }: FeedRequest): Promise<FeedReply> {
    const through = await this.#log.tick();
    if (handle === null) {
      const opened = await this.#log.openHandle(this.#shape, null);
      const rows = await this.#snapshot(opened);
      const since = await this.#changes(opened.handle, opened.batch, through);
      return { handle: opened.handle, offset: through, complete: true, rows: [...rows, ...(since ?? [])] };
    }
    const known = await this.#log.handle(this.#shape, handle);
    const rows = known === null ? null : await this.#changes(handle, offset, through);
    return { handle, offset: rows === null ? 0 : through, complete: false, rows };
  }

  async #snapshot({ handle }: TableHandle): Promise<CatalogueEntry[]> {
    const rows: CatalogueEntry[] = [];
    for (let n = 0; ; n += 1) {
      const chunk = await this.#log.chunk(this.#shape, handle, n);
      if (chunk === null) return rows;
      const messages = JSON.parse(`[${chunk}]`) as { value?: Texts }[];
      rows.push(...messages.flatMap(({ value }) => (value === undefined ? [] : [entryOf(value)])));
    }
  }

  /** Null when the log does not lead on from there. */
  async #changes(handle: string, afterBatch: number, through: number): Promise<CatalogueEntry[] | null> {
    const after = { batch: afterBatch, seq: endOfBatch };
    const changes = await this.#log.changes(this.#shape, handle, after, through, mostChanges);
    return changes === 'gone' ? null : changes.flatMap(({ after: row }) => (row === null ? [] : [entryOf(named(row))]));
  }
}

const named = (row: RowTexts): Texts =>
  Object.fromEntries(feedColumns.map(({ name }, place) => [name, row[place] ?? null]));

function entryOf({ entity, id, rev, schema_v, deleted, payload, settled }: Texts): CatalogueEntry {
  return {
    entity: entity ?? '',
    id: id ?? '',
    rev: Number(rev),
    schemaVersion: Number(schema_v),
    deleted: deleted === 't' || deleted === 'true',
    payload: payload == null ? null : (JSON.parse(payload) as Record<string, unknown>),
    ...(settled == null ? {} : { settled: JSON.parse(settled) as NonNullable<CatalogueEntry['settled']> }),
  };
}
