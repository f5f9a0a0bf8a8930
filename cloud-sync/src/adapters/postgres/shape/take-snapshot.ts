import type pg from 'pg';
import { snapshotEndMessage } from '../../../shape/shape-protocol.ts';
import { ShapeUnavailable } from '../../../shape/tables/refusals.ts';
import type { RowTexts, TableHandle } from '../../../shape/tables/table-log.ts';
import { insertMessage } from '../../../shape/tables/table-messages.ts';
import type { TableShape } from '../../../shape/tables/table-shape.ts';
import { byFilter } from './database-error.ts';
import { rowsSql } from './shape-statements.ts';

export interface SnapshotOptions {
  chunkBytes: number;
  newHandle: () => string;
}

/** A new handle with the rows of one moment, and with that moment, by which the log knows what the rows contained. */
export async function takeSnapshot(
  client: pg.ClientBase,
  shape: TableShape,
  { chunkBytes, newHandle }: SnapshotOptions,
): Promise<TableHandle> {
  const { definition, facts, identity } = shape;
  await client.query('begin isolation level repeatable read');
  try {
    const { rows } = await client.query<{ snapshot: string; batch: number; fingerprint: string | null }>(
      `select pg_current_snapshot()::text as snapshot, batch, shape_source.fingerprint(${facts.oid}) as fingerprint from shape_source.clock`,
    );
    const [moment] = rows;
    if (moment === undefined || moment.fingerprint !== facts.fingerprint)
      throw new ShapeUnavailable('The table is being changed', 1);
    const handle = newHandle();
    await client.query(
      `insert into shape_source.shape (handle, identity, schema_name, table_name, relation, fingerprint, snapshot, batch)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        handle,
        identity,
        definition.table.schema,
        definition.table.name,
        facts.oid,
        facts.fingerprint,
        moment.snapshot,
        moment.batch,
      ],
    );
    await byFilter(() => writeChunks(client, shape, handle, moment.snapshot, chunkBytes));
    await client.query('commit');
    return { handle, batch: moment.batch };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function writeChunks(
  client: pg.ClientBase,
  shape: TableShape,
  handle: string,
  snapshot: string,
  chunkBytes: number,
): Promise<void> {
  let n = 0;
  let messages: string[] = [];
  let size = 0;
  const write = async (isLast: boolean): Promise<void> => {
    await client.query('insert into shape_source.chunk (handle, n, is_last, body) values ($1, $2, $3, $4)', [
      handle,
      n,
      isLast,
      messages.join(','),
    ]);
    n += 1;
    messages = [];
    size = 0;
  };
  for await (const row of snapshotRows(client, shape)) {
    const message = insertMessage(shape, row);
    const bytes = Buffer.byteLength(message);
    if (size > 0 && size + bytes > chunkBytes) await write(false);
    messages.push(message);
    size += bytes;
  }
  messages.push(snapshotEndMessage(snapshot));
  await write(true);
}

/** All rows at once may be more than should be held here. Who wants changes only gets none of them. */
async function* snapshotRows(client: pg.ClientBase, shape: TableShape): AsyncGenerator<RowTexts> {
  if (shape.definition.log === 'changes_only') return;
  await client.query(`declare snapshot_rows no scroll cursor for ${rowsSql(shape)}`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>('fetch 1000 from snapshot_rows');
    for (const { row } of rows) yield JSON.parse(row) as RowTexts;
    if (rows.length < 1000) break;
  }
  await client.query('close snapshot_rows');
}
