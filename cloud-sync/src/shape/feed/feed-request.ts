import { z } from 'zod';
import { readOffset } from '../shape-protocol.ts';
import type { ShapePlace } from '../tables/shape-teller.ts';
import type { ShapeErrors } from '../tables/table-log.ts';

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

export type FeedQuery = { ok: true; request: ShapePlace } | { ok: false; errors: ShapeErrors };

export function readFeedQuery(query: Record<string, unknown>): FeedQuery {
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
      offsetText: data.offset,
      handle: data.handle ?? null,
      live,
      sse: false,
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
