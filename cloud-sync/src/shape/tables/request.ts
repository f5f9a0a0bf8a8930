import { z } from 'zod';
import { readOffset, type ShapeOffset } from '../shape-protocol.ts';
import { readColumnNames, readTableName } from './names.ts';
import type { Checked, ShapeErrors, SubsetRequest } from './table-log.ts';
import type { Params, ShapeDefinition } from './table-shape.ts';

export interface TableShapeRequest {
  definition: ShapeDefinition;
  offset: ShapeOffset;
  /** As the client wrote it. */
  offsetText: string;
  handle: string | null;
  live: boolean;
  sse: boolean;
  cursor: string | null;
  expiredHandle: string | null;
}

/** Electric takes every value for yes that does not say no, also `&live` alone. */
const flag = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== 'false');
const Query = z.object({
  table: z.string({ error: "can't be blank" }).min(1, "can't be blank"),
  offset: z.string({ error: "can't be blank" }).min(1, "can't be blank"),
  where: z.string().optional(),
  columns: z.string().optional(),
  queryable_columns: z.string().optional(),
  params: z.string().optional(),
  replica: z.literal(['default', 'full'], 'is invalid').optional(),
  log: z.literal(['full', 'changes_only'], 'is invalid').optional(),
  handle: z.string().optional(),
  live: flag,
  live_sse: flag,
  experimental_live_sse: flag,
  cursor: z.string().optional(),
  expired_handle: z.string().optional(),
});
const Definition = Query.omit({ offset: true });
type Query = Record<string, string>;

/** What a client asks for, or Electric's words about what is wrong with it. */
export function readTableRequest(query: Query): Checked<TableShapeRequest> {
  const read = Query.safeParse(query);
  if (!read.success) return refused(errorsOf(read.error));
  const { data } = read;
  const definition = readDefinition(query);
  if (!definition.ok) return definition;
  const offset = readOffset(data.offset);
  if (offset === null) return refused({ offset: ['has invalid format'] });
  const { live } = data;
  const sse = data.live_sse || data.experimental_live_sse;
  const begins = offset.kind === 'before-all' || offset.kind === 'now';
  if (!begins && (data.handle ?? '') === '') return refused({ handle: ["can't be blank when offset != -1"] });
  if (live && offset.kind === 'before-all') return refused({ live: ["can't be true when offset == -1"] });
  if (live && offset.kind === 'now') return refused({ live: ["can't be true when offset is 'now'"] });
  if (sse && !live) return refused({ live_sse: ["can't be true unless live is also true"] });
  return {
    ok: true,
    value: {
      definition: definition.value,
      offset,
      offsetText: data.offset,
      handle: data.handle ?? null,
      live,
      sse,
      cursor: data.cursor ?? null,
      expiredHandle: data.expired_handle ?? null,
    },
  };
}

export function readDefinition(query: Query): Checked<ShapeDefinition> {
  const read = Definition.safeParse(query);
  if (!read.success) return refused(errorsOf(read.error));
  const { data } = read;
  const table = readTableName(data.table);
  if (!table.ok) return refused({ table: [table.error] });
  const columns = readList('columns', data.columns);
  if (!columns.ok) return columns;
  const queryable = readList('queryable_columns', data.queryable_columns);
  if (!queryable.ok) return queryable;
  const params = readParams(query, 'params', data.params);
  if (!params.ok) return params;
  return {
    ok: true,
    value: {
      table: table.value,
      where: data.where === undefined || data.where.trim() === '' ? null : data.where,
      params: params.value,
      columns: columns.value,
      queryable: queryable.value,
      replica: data.replica ?? 'default',
      log: data.log ?? 'full',
    },
  };
}

function readList(field: string, text: string | undefined): Checked<string[] | null> {
  if (text === undefined) return { ok: true, value: null };
  const read = readColumnNames(text);
  return read.ok ? read : refused({ [field]: [read.error] });
}

/** `params[1]=x`, or all of them as one JSON object. */
function readParams(query: Query, field: string, json: unknown): Checked<Params> {
  const given: [string, unknown][] = Object.entries(query).flatMap(([name, value]) => {
    const index = name.startsWith(`${field}[`) && name.endsWith(']') ? name.slice(field.length + 1, -1) : null;
    return index === null ? [] : [[index, value] as [string, unknown]];
  });
  if (json !== undefined) {
    const object = typeof json === 'string' ? parsed(json) : json;
    if (typeof object !== 'object' || object === null) return refused({ [field]: ['must be a JSON object'] });
    const entries = Array.isArray(object) ? object.map((value, n) => [String(n + 1), value] as const) : null;
    given.push(...(entries ?? Object.entries(object)).map(([n, value]) => [n, value] as [string, unknown]));
  }
  const params = new Map<number, string | null>();
  for (const [n, value] of given) {
    if (!/^[1-9]\d{0,3}$/.test(n)) return refused({ [field]: ['Parameters must be numbered starting from 1'] });
    if (value === null) params.set(Number(n), null);
    else if (typeof value === 'string') params.set(Number(n), value);
    else if (typeof value === 'number' || typeof value === 'boolean') params.set(Number(n), JSON.stringify(value));
    else return refused({ [field]: ['Parameters must be texts, numbers or yes or no'] });
  }
  return { ok: true, value: params };
}

const Body = z.object({
  where: z.string('is invalid').nullish(),
  params: z.unknown().optional(),
  order_by: z.string('is invalid').nullish(),
  limit: z.coerce.number('is invalid').int('is invalid').positive('must be greater than 0').nullish(),
  offset: z.coerce.number('is invalid').int('is invalid').nonnegative('must be greater than or equal to 0').nullish(),
});

/**
 * A part of the shape's rows, from a body or from `subset__` parameters; null when none is asked for. What some clients say besides, in
 * a form of its own (`where_expr`), says the same once more.
 */
export function readSubset(query: Query, body: unknown): Checked<SubsetRequest | null> {
  const names = ['where', 'params', 'order_by', 'limit', 'offset'];
  const inQuery = names.flatMap((name) => {
    const value = query[`subset__${name}`];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (inQuery.length === 0 && body === undefined) return { ok: true, value: null };
  const inBody = (body ?? {}) as { subset?: unknown };
  const wrapped = typeof inBody.subset === 'object' && inBody.subset !== null ? inBody.subset : inBody;
  const read = Body.safeParse({ ...Object.fromEntries(inQuery), ...wrapped });
  if (!read.success) return refusedSubset(errorsOf(read.error));
  const { where, order_by: orderBy, limit, offset } = read.data;
  const params = readParams({}, 'params', read.data.params ?? undefined);
  if (!params.ok) return refusedSubset(params.errors);
  if ((limit ?? offset ?? null) !== null && (orderBy ?? '').trim() === '')
    return refusedSubset({ order_by: ['order_by is required when limit or offset is present'] });
  return {
    ok: true,
    value: {
      where: where === '' ? null : (where ?? null),
      params: params.value,
      orderBy: orderBy === '' ? null : (orderBy ?? null),
      limit: limit ?? null,
      offset: offset ?? null,
    },
  };
}

const refusedSubset = (errors: ShapeErrors): { ok: false; errors: ShapeErrors } => refused({ subset: errors });
const refused = (errors: ShapeErrors): { ok: false; errors: ShapeErrors } => ({ ok: false, errors });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function errorsOf(error: z.ZodError): ShapeErrors {
  const errors: Record<string, string[]> = {};
  for (const { path, message } of error.issues) (errors[String(path[0] ?? 'query')] ??= []).push(message);
  return errors;
}
