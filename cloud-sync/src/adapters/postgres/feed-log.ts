import type { FeedLog, ShapeHandle, ShapeKey } from '../../shape/feed-log.ts';
import { snapshotEndMessage, snapshotMessage, type LoggedChange } from '../../shape/shape-protocol.ts';
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

export function postgresFeedLog(database: Database, options: FeedLogOptions): FeedLog {
  const key = ({ tenantId, storeId }: ShapeKey): [string, string] => [tenantId, storeId];
  return {
    async forget() {
      await database.anonymous((tx) => tx.rows('select forget_shape_changes($1)', [earlier(options.now(), logKeptMs)]));
    },

    async tick() {
      const end = await database.anonymous((tx) =>
        tx.row<{ batch: number; last_seq: number }>('select batch, last_seq from shape_tick()', [], 'shape-tick'),
      );
      return { batch: end?.batch ?? 0, lastSeq: end?.last_seq ?? 0 };
    },

    async openHandle(shape, expired) {
      const recent = await database.tenant(shape.tenantId, (tx) => recentHandle(tx, key(shape), expired, options));
      return recent ?? database.tenantSnapshot(shape.tenantId, (tx) => takeSnapshot(tx, shape, options));
    },

    // One that is older than the log begins anew, and its tenant's old log is cleared away with it.
    handle: (shape, handle) =>
      database.tenant(shape.tenantId, (tx) =>
        tx.row<ShapeHandle>(
          'select handle, batch from shape_handle where tenant = $1 and store = $2 and handle = $3 and created_at >= $4',
          [...key(shape), handle, earlier(options.now(), logKeptMs)],
          'shape-handle',
        ),
      ),

    chunk: (shape, handle, n) =>
      database.tenant(shape.tenantId, async (tx) => {
        const chunk = await tx.row<{ body: string; is_last: boolean }>(
          `select c.body, c.is_last from shape_chunk c join shape_handle h on h.tenant = c.tenant and h.handle = c.handle
           where c.tenant = $1 and h.store = $2 and c.handle = $3 and c.n = $4`,
          [...key(shape), handle, n],
        );
        return chunk === null ? null : { body: chunk.body, isLast: chunk.is_last };
      }),

    changes: (shape, handle, after, throughBatch, most) =>
      database.tenant(shape.tenantId, async (tx) => {
        const clock = await tx.row<{ forgotten_through: number }>(
          'select forgotten_through from shape_clock',
          [],
          'shape-forgotten',
        );
        if (after.batch < (clock?.forgotten_through ?? 0)) return 'forgotten';
        return tx.rows<LoggedChange & Record<string, unknown>>(
          changesAfter,
          [shape.tenantId, shape.storeId, handle, after.batch, after.seq, throughBatch, most],
          'shape-changes',
        );
      }),
  };
}

/** What the handle's snapshot contained already is left out. */
const changesAfter = `
select c.batch, l.seq, c.xid::text as xid, l.operation, l.old_row as "oldRow", l.new_row as "newRow"
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
): Promise<ShapeHandle | null> {
  return tx.row<ShapeHandle>(
    `select handle, batch from shape_handle h
     where tenant = $1 and store = $2 and handle is distinct from $3 and created_at > $4::timestamptz - make_interval(secs => $5)
       and (select count(*) from feed_log l join shape_change c on c.seq = l.seq where l.tenant = $1 and l.scope in ('*', $2::text) and c.batch > h.batch) < $6
     order by created_at desc, handle desc limit 1`,
    [...key, expired, options.now(), options.handleReuseMs / 1000, mostChangesOfReusedHandle],
  );
}

/** A new handle with the rows of one moment, and with that moment, by which the log knows what the rows contained. */
async function takeSnapshot(
  tx: Transaction,
  { tenantId, storeId }: ShapeKey,
  options: FeedLogOptions,
): Promise<ShapeHandle> {
  const moment = await tx.row<{ snapshot: string; batch: number }>(
    'select pg_current_snapshot()::text as snapshot, batch from shape_clock',
  );
  const { snapshot, batch } = moment ?? { snapshot: '1:1:', batch: 0 };
  const handle = `${options.newId()}-${Date.parse(options.now())}`;
  await tx.run(
    'insert into shape_handle (tenant, handle, store, snapshot, batch, created_at) values ($1, $2, $3, $4::pg_snapshot, $5, $6)',
    [tenantId, handle, storeId, snapshot, batch, options.now()],
  );
  await writeChunks(tx, tenantId, storeId, handle, snapshot, options.chunkBytes);
  await forgetOld(tx, tenantId, options.now());
  return { handle, batch };
}

async function writeChunks(
  tx: Transaction,
  tenantId: string,
  storeId: string,
  handle: string,
  snapshot: string,
  chunkBytes: number,
): Promise<void> {
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
      `[${messages.join(',')}]`,
    ]);
    n += 1;
    messages = [];
    size = 0;
  };
  for (;;) {
    const rows = await tx.rows<{ row: string }>('fetch 1000 from snapshot_rows');
    for (const { row } of rows) {
      const message = snapshotMessage(row);
      if (size > 0 && size + message.length > chunkBytes) await write(false);
      messages.push(message);
      size += message.length;
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
