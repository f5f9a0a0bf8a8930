import { z } from 'zod';

/**
 * Electric's HTTP shape protocol (github.com/electric-sql/electric, website/electric-api.yaml) as far as the feed needs it: a snapshot in
 * chunks, then a log of changes, long poll, and 409 when a client has to begin again.
 */

/** A place in a shape's log. `0_k` is after chunk k of the snapshot, `0_inf` after all of it, `n_seq` after a change of batch n. */
export type ShapeOffset =
  | { kind: 'before-all' }
  | { kind: 'now' }
  | { kind: 'chunk'; n: number }
  | { kind: 'log'; batch: number; seq: number }
  | { kind: 'snapshot-end' };

export function readOffset(text: string): ShapeOffset | null {
  if (text === '-1') return { kind: 'before-all' };
  if (text === 'now') return { kind: 'now' };
  if (text === '0_inf') return { kind: 'snapshot-end' };
  const match = /^(\d{1,15})_(\d{1,15})$/.exec(text);
  if (match === null) return null;
  const batch = Number(match[1]);
  return batch === 0 ? { kind: 'chunk', n: Number(match[2]) } : { kind: 'log', batch, seq: Number(match[2]) };
}

export interface ShapeRequest {
  offset: ShapeOffset;
  handle: string | null;
  live: boolean;
  cursor: string | null;
  /** A handle that the client knows to be over and must not be given again. */
  expiredHandle: string | null;
}

/** Names the client sends besides the offset; what shape it is, is not for the client to say. */
const Query = z.strictObject({
  table: z.literal(['feed', 'aura.feed'], 'this door has only the feed').optional(),
  offset: z.string(),
  handle: z.string().max(100).optional(),
  live: z.literal(['true', 'false']).optional(),
  cursor: z.string().max(40).optional(),
  expired_handle: z.string().max(100).optional(),
  'cache-buster': z.string().max(100).optional(),
  log: z.literal('full').optional(),
  replica: z.literal('full').optional(),
});

export type ShapeQuery = { ok: true; request: ShapeRequest } | { ok: false; errors: Record<string, string[]> };

export function readShapeQuery(query: Record<string, unknown>): ShapeQuery {
  const read = Query.safeParse(query);
  if (!read.success) return { ok: false, errors: errorsOf(read.error) };
  const { data } = read;
  const offset = readOffset(data.offset);
  if (offset === null) return { ok: false, errors: { offset: ['has invalid format'] } };
  const begins = offset.kind === 'before-all' || offset.kind === 'now';
  const live = data.live === 'true';
  if (!begins && data.handle === undefined)
    return { ok: false, errors: { handle: ["can't be blank when offset != -1"] } };
  if (begins && live) return { ok: false, errors: { live: ["can't be true when offset == -1"] } };
  return {
    ok: true,
    request: {
      offset,
      handle: data.handle ?? null,
      live,
      cursor: data.cursor ?? null,
      expiredHandle: data.expired_handle ?? null,
    },
  };
}

function errorsOf(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
    for (const name of names)
      (errors[name] ??= []).push(issue.code === 'unrecognized_keys' ? 'is not accepted here' : issue.message);
  }
  return errors;
}

export interface ShapeAnswer {
  status: 200 | 400 | 409;
  headers: Record<string, string>;
  /** JSON text. */
  body: string;
}

/** One change of the feed as the log keeps it; rows are JSON maps of texts. */
export interface LoggedChange {
  batch: number;
  seq: number;
  xid: string;
  operation: 'insert' | 'update' | 'delete';
  oldRow: string | null;
  newRow: string | null;
}

const relation = ['aura', 'feed'];
const keyColumns = ['tenant', 'scope', 'entity', 'id'];

/** Types of the feed's columns, as the client's parsers are chosen by them. */
export const feedSchema = JSON.stringify({
  tenant: { type: 'uuid', not_null: true, pk_index: 0 },
  scope: { type: 'text', not_null: true, pk_index: 1 },
  entity: { type: 'text', not_null: true, pk_index: 2 },
  id: { type: 'text', not_null: true, pk_index: 3 },
  rev: { type: 'int4', not_null: true },
  schema_v: { type: 'int4', not_null: true },
  deleted: { type: 'bool', not_null: true },
  payload: { type: 'text' },
  settled: { type: 'text' },
});

function keyOf(row: Record<string, string | null>): string {
  const quoted = keyColumns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""').replaceAll('/', '//')}"`);
  return `"aura"."feed"/${quoted.join('/')}`;
}

export function snapshotMessage(rowText: string): string {
  const key = keyOf(JSON.parse(rowText) as Record<string, string | null>);
  return `{"key":${JSON.stringify(key)},"value":${rowText},"headers":${JSON.stringify({ operation: 'insert', relation })}}`;
}

/** Ends a snapshot, so that a client can tell which transactions it contained. */
export function snapshotEndMessage(snapshot: string): string {
  const [xmin = '0', xmax = '0', list = ''] = snapshot.split(':');
  return JSON.stringify({
    headers: { control: 'snapshot-end', xmin, xmax, xip_list: list === '' ? [] : list.split(',') },
  });
}

export const upToDateMessage = (batch: number): string =>
  JSON.stringify({ headers: { control: 'up-to-date', global_last_seen_lsn: String(batch) } });
export const mustRefetchMessage = JSON.stringify({ headers: { control: 'must-refetch' } });
export const mustRefetchBody = `[${mustRefetchMessage}]`;

/** A change with the whole row (`replica=full`): what a store writes down must not depend on what it had before. */
export function changeMessage(change: LoggedChange, isLastOfBatch: boolean): string {
  const before = change.oldRow === null ? null : (JSON.parse(change.oldRow) as Record<string, string | null>);
  const after = change.newRow === null ? null : (JSON.parse(change.newRow) as Record<string, string | null>);
  const row = after ?? before ?? {};
  const changed =
    before !== null && after !== null
      ? Object.fromEntries(Object.entries(before).filter(([column, value]) => after[column] !== value))
      : undefined;
  return JSON.stringify({
    key: keyOf(row),
    value: row,
    ...(changed === undefined ? {} : { old_value: changed }),
    headers: {
      operation: change.operation,
      relation,
      txids: [Number(BigInt(change.xid) & 0xffff_ffffn)],
      lsn: String(change.batch),
      op_position: change.seq,
      ...(isLastOfBatch ? { last: true } : {}),
    },
  });
}

/** Requests of the same 20 seconds share a cursor; it moves on when the client already has this one. */
export function nextCursor(nowMs: number, previous: string | null): string {
  const epochMs = Date.UTC(2024, 9, 9);
  const cursor = Math.ceil((nowMs - epochMs) / 20_000) * 20;
  const had = Number(previous ?? Number.NaN);
  return String(had >= cursor ? had + 20 : cursor);
}
