import type pg from 'pg';
import { KeyedGate } from '../../../shape/tables/keyed-gate.ts';
import { sharedCalls } from '../../../shape/tables/shared-calls.ts';
import type {
  Checked,
  RowTexts,
  Subset,
  SubsetRequest,
  TableChange,
  TableHandle,
  TableLog,
} from '../../../shape/tables/table-log.ts';
import type { TableShape } from '../../../shape/tables/table-shape.ts';
import { checkShape, subsetTail } from './check-shape.ts';
import { byFilter, databaseErrorOf, isOfTheTable } from './database-error.ts';
import { onOneConnection } from './on-one-connection.ts';
import { changesSql, rowsSql } from './shape-statements.ts';
import { startLogging } from './start-logging.ts';
import { tableFacts } from './table-facts.ts';
import { takeSnapshot, type SnapshotOptions } from './take-snapshot.ts';

export interface TableLogOptions extends SnapshotOptions {
  /** A client that was away for longer begins anew. */
  logKeptSeconds: number;
  /** Of the pool that is given with it. */
  poolSize: number;
}

/** With more changes than this since, a client that begins gets a fresh snapshot instead. */
const mostChangesOfReusedHandle = 5_000;

/** Reads of one shape at once: one with a filter that takes long must leave connections for the others. */
const readsOfOneShape = 3;

/** @param clock connections for the clock alone: it must go on however busy the others are */
export function postgresTableLog(pool: pg.Pool, clock: pg.Pool, options: TableLogOptions): TableLog {
  const reads = new KeyedGate(readsOfOneShape);
  const snapshots = new KeyedGate(Math.max(1, Math.floor(options.poolSize / 2)));
  const opened = sharedCalls<TableHandle>();
  const logged = sharedCalls<void>();
  const checked = checkedShapes(pool);
  return {
    async tick() {
      const { rows } = await clock.query<{ batch: number }>({
        name: 'cut-batch',
        text: 'select batch from shape_source.cut_batch()',
      });
      return rows[0]?.batch ?? 0;
    },
    async touched(after, through) {
      const { rows } = await clock.query<{ relation: string }>({
        name: 'touched',
        text: `select distinct unnest(relations)::text as relation from shape_source.batch where n > $1 and n <= $2`,
        values: [after, through],
      });
      return rows.map(({ relation }) => relation);
    },
    laneOf: ({ facts }) => String(facts.oid),
    facts: (table) => tableFacts(pool, table),
    async wasServed({ schema, name }) {
      const { rowCount } = await pool.query(
        'select from shape_source.shape where schema_name = $1 and table_name = $2 limit 1',
        [schema, name],
      );
      return rowCount === 1;
    },
    check: checked,
    startLogging: (facts) =>
      logged(String(facts.oid), () => onOneConnection(pool, (client) => startLogging(client, facts))),
    openHandle: (shape, expired) =>
      opened(`${shape.facts.fingerprint} ${expired ?? ''} ${shape.identity}`, () =>
        snapshots.through('', () => openHandle(pool, shape, expired, options)),
      ),
    async handle({ identity, facts }, handle) {
      const { rows } = await pool.query<TableHandle>({
        name: 'handle',
        text: `select handle, batch from shape_source.shape
          where handle = $1 and identity = $2 and fingerprint = $3 and retired_at is null`,
        values: [handle, identity, facts.fingerprint],
      });
      return rows[0] ?? null;
    },
    async chunk(_shape, handle, n) {
      const { rows } = await pool.query<{ body: string }>({
        name: 'chunk',
        text: `select c.body from shape_source.chunk c join shape_source.shape s using (handle)
          where c.handle = $1 and c.n = $2::bigint and s.retired_at is null`,
        values: [handle, n],
      });
      return rows[0]?.body ?? null;
    },
    changes: (shape, handle, after, throughBatch, most) =>
      reads.through(shape.identity, () =>
        byFilter(() => changes(pool, shape, [handle, after.batch, after.seq, throughBatch, most])),
      ),
    subset: (shape, request) => reads.through(shape.identity, () => subset(pool, shape, request)),
    async retire(which) {
      const [condition, values] =
        'handle' in which
          ? ['handle = $1', [which.handle]]
          : 'identity' in which
            ? ['md5(identity) = md5($1) and identity = $1', [which.identity]]
            : ['schema_name = $1 and table_name = $2', [which.table.schema, which.table.name]];
      const { rows } = await pool.query<{ handle: string }>(
        `with ended as (
           update shape_source.shape set retired_at = now() where retired_at is null and ${condition} returning handle
         ), gone as (delete from shape_source.chunk c using ended where c.handle = ended.handle)
         select handle from ended`,
        values,
      );
      return rows.map(({ handle }) => handle);
    },
    async stale(handles) {
      const { rows } = await pool.query<{ handle: string }>({
        name: 'stale',
        text: `
          with watched as materialized (select * from unnest($1::text[]) as w (handle) left join shape_source.shape s using (handle)),
          tables as materialized (
            select relation, shape_source.fingerprint(relation) as now from (select distinct relation from watched where relation is not null) d
          )
          select w.handle from watched w left join tables t using (relation)
          where w.relation is null or w.retired_at is not null or w.fingerprint is distinct from t.now`,
        values: [handles],
      });
      return rows.map(({ handle }) => handle);
    },
    async forget() {
      await pool.query(
        `with past as (select max(n) as n from shape_source.batch where cut_at < now() - make_interval(secs => $1)),
         clock as (update shape_source.clock k set forgotten_through = past.n from past where past.n > k.forgotten_through),
         chunks as (delete from shape_source.chunk c using shape_source.shape s, past where s.handle = c.handle and s.batch < past.n),
         changes as (delete from shape_source.change c using past where c.batch <= past.n)
         delete from shape_source.batch b using past where b.n <= past.n`,
        [options.logKeptSeconds],
      );
    },
  };
}

/** What was found right about a shape holds as long as its table stays the same. */
function checkedShapes(pool: pg.Pool): TableLog['check'] {
  const known = new Map<string, Checked<TableShape>>();
  return async (definition, facts) => {
    const key = `${facts.fingerprint} ${JSON.stringify([definition, [...definition.params]])}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = await checkShape(pool, definition, facts);
    if (known.size >= 10_000) known.clear();
    if (found.ok) known.set(key, found);
    return found;
  };
}

async function openHandle(
  pool: pg.Pool,
  shape: TableShape,
  expired: string | null,
  options: TableLogOptions,
): Promise<TableHandle> {
  return onOneConnection(pool, async (client) => {
    // One of several servers takes the snapshot, and the others find it. Two shapes may share the number: they take turns.
    const lock = `hashtextextended($1, 0)`;
    await client.query(`select pg_advisory_lock(${lock})`, [shape.identity]);
    try {
      return (await recentHandle(client, shape, expired)) ?? (await takeSnapshot(client, shape, options));
    } finally {
      await client.query(`select pg_advisory_unlock(${lock})`, [shape.identity]);
    }
  });
}

async function recentHandle(
  client: pg.ClientBase,
  { identity, facts }: TableShape,
  expired: string | null,
): Promise<TableHandle | null> {
  const { rows } = await client.query<TableHandle>({
    name: 'recent-handle',
    text: `
      select handle, batch from shape_source.shape s
      where md5(identity) = md5($1) and identity = $1 and fingerprint = $2 and retired_at is null and handle is distinct from $3
        and batch >= (select forgotten_through from shape_source.clock)
        and exists (select from shape_source.chunk c where c.handle = s.handle and c.n = 0)
        and (select count(*) from (
          select from shape_source.change c where c.relation = s.relation and c.batch > s.batch limit $4) since) < $4
      order by created_at desc, handle limit 1`,
    values: [identity, facts.fingerprint, expired, mostChangesOfReusedHandle],
  });
  return rows[0] ?? null;
}

interface FoundChange {
  batch: number | null;
  seq: number;
  xid: string;
  operation: string;
  before: string | null;
  after: string | null;
}

async function changes(pool: pg.Pool, shape: TableShape, values: readonly unknown[]): Promise<TableChange[] | 'gone'> {
  const rows = await foundChanges(pool, shape, values);
  if (rows.length === 0 || rows.some(({ operation }) => operation === 'truncate')) return 'gone';
  const texts = (json: string | null): RowTexts | null => (json === null ? null : (JSON.parse(json) as RowTexts));
  return rows.flatMap(({ batch, seq, xid, before, after }) =>
    batch === null ? [] : [{ batch, seq, xid, before: texts(before), after: texts(after) }],
  );
}

/** None when the table is no longer one that the statement can be about. */
async function foundChanges(pool: pg.Pool, shape: TableShape, values: readonly unknown[]): Promise<FoundChange[]> {
  try {
    return (await pool.query<FoundChange>(changesSql(shape), [...values])).rows;
  } catch (error) {
    if (isOfTheTable(databaseErrorOf(error)?.code ?? '')) return [];
    throw error;
  }
}

async function subset(pool: pg.Pool, shape: TableShape, request: SubsetRequest): Promise<Checked<Subset>> {
  const tail = await subsetTail(pool, shape, request);
  if (!tail.ok) return tail;
  return onOneConnection(pool, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    try {
      const moment = await client.query<{ snapshot: string; batch: number }>(
        'select pg_current_snapshot()::text as snapshot, batch from shape_source.clock',
      );
      const { rows } = await byFilter(() => client.query<{ row: string }>(rowsSql(shape, tail.value)));
      const { snapshot, batch } = moment.rows[0] ?? { snapshot: '1:1:', batch: 0 };
      return { ok: true, value: { rows: rows.map(({ row }) => JSON.parse(row) as RowTexts), snapshot, batch } };
    } finally {
      await client.query('rollback').catch(() => undefined);
    }
  });
}
