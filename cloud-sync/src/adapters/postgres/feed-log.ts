import { createHash } from 'node:crypto';
import { feedColumns, feedKey } from '../../shape/feed/feed-shape.ts';
import { snapshotEndMessage } from '../../shape/shape-protocol.ts';
import type { RowTexts, ShapeLog, TableChange, TableHandle } from '../../shape/tables/table-log.ts';
import { insertMessage } from '../../shape/tables/table-messages.ts';
import type { TableShape } from '../../shape/tables/table-shape.ts';
import type { Database, Transaction } from './database.ts';

export interface FeedLogOptions {
  chunkBytes: number;
  /** A handle is given to new clients for so long; then the next one gets a fresh snapshot instead of a long log. */
  handleReuseMs: number;
  newId: () => string;
  now: () => string;
}

/** A row of the snapshot can be told again for so long; a client that took longer begins again. */
const chunksKeptMs = 86_400_000;
/** Longest that a store may be away and still be told only what changed. */
const logKeptMs = 180 * 86_400_000;
const mostChangesOfReusedHandle = 500;

/** The log of the feed: each tenant's changes under row-level security and found by its own index, however many tenants there are. */
export function postgresFeedLog(database: Database, options: FeedLogOptions): ShapeLog {
  const valuesOf = (shape: TableShape): [string, string] => {
    const { tenantId, storeId } = feedKey(shape);
    return [tenantId, storeId];
  };
  const ofTenant = <T>(shape: TableShape, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.tenant(feedKey(shape).tenantId, work);
  return {
    async forget() {
      await database.anonymous((tx) => tx.rows('select forget_shape_changes($1)', [earlier(options.now(), logKeptMs)]));
    },

    async tick() {
      const end = await database.anonymous((tx) =>
        tx.row<{ batch: number }>('select batch from shape_tick()', [], 'shape-tick'),
      );
      return end?.batch ?? 0;
    },

    touched: (after, through) =>
      database.anonymous(async (tx) => {
        const rows = await tx.rows<{ lane: string }>(
          'select distinct lane from shape_change where batch > $1 and batch <= $2 and lane is not null',
          [after, through],
          'shape-touched',
        );
        return rows.map(({ lane }) => lane);
      }),

    // Says which tenants' changes there are to who may not know the tenants.
    laneOf: (shape) => createHash('md5').update(feedKey(shape).tenantId).digest('hex'),

    async openHandle(shape, expired) {
      const recent = await ofTenant(shape, (tx) => recentHandle(tx, valuesOf(shape), expired, options));
      return recent ?? database.tenantSnapshot(feedKey(shape).tenantId, (tx) => takeSnapshot(tx, shape, options));
    },

    // One that is older than the log begins anew, and its tenant's old log is cleared away with it.
    handle: (shape, handle) =>
      ofTenant(shape, (tx) =>
        tx.row<TableHandle & Record<string, unknown>>(
          'select handle, batch from shape_handle where tenant = $1 and store = $2 and handle = $3 and created_at >= $4',
          [...valuesOf(shape), handle, earlier(options.now(), logKeptMs)],
          'shape-handle',
        ),
      ),

    chunk: (shape, handle, n) =>
      ofTenant(shape, async (tx) => {
        const chunk = await tx.row<{ body: string }>(
          `select c.body from shape_chunk c join shape_handle h on h.tenant = c.tenant and h.handle = c.handle
           where c.tenant = $1 and h.store = $2 and c.handle = $3 and c.n = $4::bigint`,
          [...valuesOf(shape), handle, n],
        );
        // Parts were once kept with the brackets of a list.
        return chunk === null ? null : chunk.body.replace(/^\[(.*)\]$/s, '$1');
      }),

    changes: (shape, handle, after, throughBatch, most) =>
      ofTenant(shape, async (tx) => {
        const clock = await tx.row<{ forgotten_through: number }>(
          'select forgotten_through from shape_clock',
          [],
          'shape-forgotten',
        );
        if (after.batch < (clock?.forgotten_through ?? 0)) return 'gone';
        const rows = await tx.rows<LoggedChange>(
          changesAfter,
          [...valuesOf(shape), handle, after.batch, after.seq, throughBatch, most],
          'shape-changes',
        );
        return rows.map(changeOf);
      }),
  };
}

/** A change as the log keeps it; rows are JSON maps of texts. */
interface LoggedChange extends Record<string, unknown> {
  batch: number;
  seq: number;
  xid: string;
  oldRow: string | null;
  newRow: string | null;
}

const changeOf = ({ batch, seq, xid, oldRow, newRow }: LoggedChange): TableChange => ({
  batch,
  seq,
  xid,
  before: oldRow === null ? null : textsOf(oldRow),
  after: newRow === null ? null : textsOf(newRow),
});

function textsOf(json: string): RowTexts {
  const row = JSON.parse(json) as Record<string, string | null>;
  return feedColumns.map(({ name }) => row[name] ?? null);
}

/** What the handle's snapshot contained already is left out. */
const changesAfter = `
select c.batch, l.seq, c.xid::text as xid, l.old_row as "oldRow", l.new_row as "newRow"
from feed_log l
join shape_change c on c.seq = l.seq
join shape_handle h on h.tenant = l.tenant and h.handle = $3
where l.tenant = $1 and l.scope in ('*', $2::text) and c.batch >= $4 and c.batch <= $6
  and (c.batch, l.seq) > ($4::bigint, $5::bigint) and not pg_visible_in_snapshot(c.xid, h.snapshot)
order by c.batch, l.seq limit $7`;

async function recentHandle(
  tx: Transaction,
  key: [string, string],
  expired: string | null,
  options: FeedLogOptions,
): Promise<TableHandle | null> {
  return tx.row<TableHandle & Record<string, unknown>>(
    `select handle, batch from shape_handle h
     where tenant = $1 and store = $2 and handle is distinct from $3 and created_at > $4::timestamptz - make_interval(secs => $5)
       and (select count(*) from feed_log l join shape_change c on c.seq = l.seq where l.tenant = $1 and l.scope in ('*', $2::text) and c.batch > h.batch) < $6
     order by created_at desc, handle desc limit 1`,
    [...key, expired, options.now(), options.handleReuseMs / 1000, mostChangesOfReusedHandle],
  );
}

/** A new handle with the rows of one moment, and with that moment, by which the log knows what the rows contained. */
async function takeSnapshot(tx: Transaction, shape: TableShape, options: FeedLogOptions): Promise<TableHandle> {
  const { tenantId, storeId } = feedKey(shape);
  const moment = await tx.row<{ snapshot: string; batch: number }>(
    'select pg_current_snapshot()::text as snapshot, batch from shape_clock',
  );
  const { snapshot, batch } = moment ?? { snapshot: '1:1:', batch: 0 };
  const handle = `${options.newId()}-${Date.parse(options.now())}`;
  await tx.run(
    'insert into shape_handle (tenant, handle, store, snapshot, batch, created_at) values ($1, $2, $3, $4::pg_snapshot, $5, $6)',
    [tenantId, handle, storeId, snapshot, batch, options.now()],
  );
  await writeChunks(tx, shape, handle, snapshot, options.chunkBytes);
  await forgetOld(tx, tenantId, options.now());
  return { handle, batch };
}

async function writeChunks(
  tx: Transaction,
  shape: TableShape,
  handle: string,
  snapshot: string,
  chunkBytes: number,
): Promise<void> {
  const { tenantId, storeId } = feedKey(shape);
  // A cursor: a catalogue may be larger than what should be held here at once.
  await tx.rows(
    `declare snapshot_rows no scroll cursor for
     select texts_of(to_jsonb(f)) as row from feed f where f.tenant = '${tenantId}'::uuid and f.scope in ('*', '${storeId}') order by f.scope, f.entity, f.id`,
  );
  let n = 0;
  let messages: string[] = [];
  let size = 0;
  const write = async (isLast: boolean): Promise<void> => {
    await tx.run('insert into shape_chunk (tenant, handle, n, is_last, body) values ($1, $2, $3, $4, $5)', [
      tenantId,
      handle,
      n,
      isLast,
      messages.join(','),
    ]);
    n += 1;
    messages = [];
    size = 0;
  };
  for (;;) {
    const rows = await tx.rows<{ row: string }>('fetch 1000 from snapshot_rows');
    for (const { row } of rows) {
      const message = insertMessage(shape, textsOf(row));
      const bytes = Buffer.byteLength(message);
      if (size > 0 && size + bytes > chunkBytes) await write(false);
      messages.push(message);
      size += bytes;
    }
    if (rows.length < 1000) break;
  }
  await tx.rows('close snapshot_rows');
  messages.push(snapshotEndMessage(snapshot));
  await write(true);
}

async function forgetOld(tx: Transaction, tenantId: string, now: string): Promise<void> {
  await tx.run(
    `delete from shape_chunk c using shape_handle h where h.tenant = c.tenant and h.handle = c.handle and c.tenant = $1 and h.created_at < $2`,
    [tenantId, earlier(now, chunksKeptMs)],
  );
  await tx.run('delete from shape_handle where tenant = $1 and created_at < $2', [tenantId, earlier(now, logKeptMs)]);
  await tx.run(
    `delete from feed_log where tenant = $1 and logged_at < $2 and not exists (select from shape_change c where c.seq = feed_log.seq)`,
    [tenantId, earlier(now, logKeptMs)],
  );
}

const earlier = (now: string, durationMs: number): string => new Date(Date.parse(now) - durationMs).toISOString();
