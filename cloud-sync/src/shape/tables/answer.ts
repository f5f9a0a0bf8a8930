import { mustRefetchBody } from '../shape-protocol.ts';
import type { ShapeErrors } from './table-log.ts';

/** What goes back: a whole body, which clients who are told the same may share, or lines that come one after the other. */
export interface TableAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | AsyncIterable<string>;
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const unstored = { 'cache-control': 'no-store', 'surrogate-control': 'no-store' };

export const sseSeconds = 60;

/** How long whoever stands between may keep an answer; requests that are alike then reach us once. */
export const cacheControl = {
  beginning: 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746',
  caughtUp: 'public, max-age=60, stale-while-revalidate=300',
  live: 'public, max-age=5, stale-while-revalidate=5',
  sse: `public, max-age=${sseSeconds - 1}`,
  rotated: 'public, max-age=60, must-revalidate',
  never: 'no-cache',
} as const;

export const refusedAnswer = (errors: ShapeErrors): TableAnswer => ({
  status: 400,
  headers: { ...json, ...unstored },
  body: JSON.stringify({ message: 'Invalid request', errors }),
});

export const unavailableAnswer = (message: string, retryAfterSeconds: number, code?: string): TableAnswer => ({
  status: 503,
  headers: { ...json, ...unstored, 'retry-after': String(retryAfterSeconds) },
  body: JSON.stringify({ ...(code === undefined ? {} : { code }), message }),
});

export const unauthorizedAnswer: TableAnswer = {
  status: 401,
  headers: { ...json, ...unstored },
  body: JSON.stringify({ message: 'Unauthorized - Invalid API secret' }),
};

export const wrongBodyAnswer = (status: 400 | 413, error: string): TableAnswer => ({
  status,
  headers: { ...json, ...unstored },
  body: JSON.stringify({ message: error, error }),
});

const text = { 'content-type': 'text/plain; charset=utf-8' };
/** At `/`, where some ask whether anybody is there. */
export const presentAnswer: TableAnswer = { status: 200, headers: text, body: '' };
export const notFoundAnswer: TableAnswer = { status: 404, headers: { ...text, ...unstored }, body: 'Not found' };

export const rotatedAnswer = (handle: string): TableAnswer => ({
  status: 409,
  headers: { ...json, 'electric-handle': handle, 'cache-control': cacheControl.rotated },
  body: mustRefetchBody,
});

export interface LogAnswer {
  handle: string;
  /** The offset that was asked from, and the one that follows. */
  from: string;
  offset: string;
  schema: string;
  /** A list of messages as JSON. */
  body: string | Buffer;
  /** Whether a message of these is a change of a row. */
  hasData: boolean;
  upToDate: boolean;
  caching: string;
  /** Only of a live request. */
  cursor: string | null;
}

export function logHeaders(answer: Omit<LogAnswer, 'body'>): Record<string, string> {
  // An empty live answer is never the same twice: a cache that asks whether it may be used again has to wait like everybody.
  const once = answer.cursor !== null && !answer.hasData ? `:${process.hrtime.bigint()}` : '';
  return {
    ...json,
    'cache-control': answer.caching,
    etag: `"${answer.handle}:${answer.from}:${answer.offset}${once}"`,
    'electric-handle': answer.handle,
    'electric-offset': answer.offset,
    'electric-has-data': String(answer.hasData),
    ...(answer.cursor === null ? { 'electric-schema': answer.schema } : { 'electric-cursor': answer.cursor }),
    ...(answer.upToDate ? { 'electric-up-to-date': '' } : {}),
  };
}

export function logAnswer(answer: LogAnswer): TableAnswer {
  return { status: 200, headers: logHeaders(answer), body: answer.body };
}

export const accepted: TableAnswer = { status: 202, headers: unstored, body: '' };
export const unchanged = ({ headers }: TableAnswer): TableAnswer => ({ status: 304, headers, body: '' });

export const subsetAnswer = (
  { handle, offset, schema }: { handle: string; offset: string; schema: string },
  body: string,
): TableAnswer => ({
  status: 200,
  headers: {
    ...json,
    'cache-control': cacheControl.never,
    'electric-snapshot': 'true',
    'electric-handle': handle,
    'electric-offset': offset,
    'electric-schema': schema,
  },
  body,
});
