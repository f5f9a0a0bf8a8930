import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { Admission, type AdmissionLimits } from '../../shape/tables/admission.ts';
import {
  notFoundAnswer,
  presentAnswer,
  refusedAnswer,
  unauthorizedAnswer,
  unavailableAnswer,
  unchanged,
  wrongBodyAnswer,
  type TableAnswer,
} from '../../shape/tables/answer.ts';
import { Outbox } from '../../shape/tables/outbox.ts';
import { ShapeRefused, ShapeUnavailable } from '../../shape/tables/refusals.ts';
import type { TableShapeSource } from '../../shape/tables/table-shape-source.ts';
import { readJsonBody } from './read-json-body.ts';

export interface ShapeServerLimits extends AdmissionLimits {
  /** Bytes of answers that clients have not taken yet, of all of them together. */
  outgoingBytes: number;
  /** How long a client may take nothing of its answer; more than the pause between the signs of life of an event stream. */
  stalledMs: number;
}

export interface ShapeServerNeeds {
  source: TableShapeSource;
  /** Whether Postgres answers. */
  isActive: () => Promise<boolean>;
  limits: ShapeServerLimits;
  /** Who does not say it gets no shape; null: nobody needs to. */
  secret: string | null;
  draining: AbortSignal;
  log: Logger;
}

/** Filters with many parameters are long, and come in the address. */
const longestRequestLine = 128 * 1024;

/** Longer than proxies usually keep theirs: a line must not be ended here in the moment in which a client takes it again. */
const lineKeptMs = 65_000;

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, HEAD, DELETE, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
  'access-control-expose-headers':
    'electric-handle, electric-offset, electric-schema, electric-cursor, electric-up-to-date, electric-has-data, electric-snapshot, etag, retry-after',
};

/** The doors of the source: `/v1/shape` and `/v1/health`, and nothing that only looks like them. */
export function shapeServer(needs: ShapeServerNeeds): Server {
  const admission = new Admission(needs.limits);
  const outbox = new Outbox(needs.limits.outgoingBytes);
  return createServer({ maxHeaderSize: longestRequestLine, keepAliveTimeout: lineKeptMs }, (request, response) => {
    const life = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) life.abort();
    });
    answerTo(needs, { admission, outbox }, request, response, AbortSignal.any([life.signal, needs.draining]))
      .then((answer) => {
        // Otherwise the client would hold on to a server that ends.
        if (needs.draining.aborted) response.setHeader('connection', 'close');
        // From here on the client has to take what it asked for. Node ends a line on which nothing moves for so long, and sets
        // another time when the answer is out.
        request.socket.setTimeout(needs.limits.stalledMs);
        return send(request, response, answer, outbox);
      })
      .catch((error: unknown) => {
        if (!life.signal.aborted) needs.log.warn({ err: error }, 'an answer was not sent to its end');
        response.destroy();
      });
  });
}

async function answerTo(
  needs: ShapeServerNeeds,
  { admission, outbox }: { admission: Admission; outbox: Outbox },
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<TableAnswer> {
  if (request.method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  const url = URL.parse(`http://source${request.url ?? '/'}`);
  if (url?.pathname === '/') return presentAnswer;
  if (url?.pathname === '/v1/health') return health(needs);
  // This path and no other that may be meant for it: what is not let in here by its secret is not let in at all.
  if (url?.pathname !== '/v1/shape') return notFoundAnswer;
  const query = Object.fromEntries(url.searchParams);
  if (!isLetIn(needs.secret, query['secret'] ?? query['api_secret'])) return unauthorizedAnswer;
  const kind = query['handle'] === undefined ? 'initial' : 'existing';
  const leave = admission.enter(kind);
  if (leave === null)
    return unavailableAnswer(
      `Concurrent ${kind} request limit exceeded (limit: ${needs.limits[kind]}), please retry`,
      5 + Math.round(Math.random() * 5),
      'concurrent_request_limit_exceeded',
    );
  response.once('close', leave);
  if (outbox.isFull && request.method !== 'DELETE') return slowDown();
  try {
    if (Object.values(query).some((value) => value.includes('\0')))
      return refusedAnswer({ query: ['has a zero byte'] });
    return await shapeAnswer(needs.source, request, query, signal);
  } catch (error) {
    if (error instanceof ShapeRefused) return refusedAnswer(error.errors);
    if (error instanceof ShapeUnavailable) return unavailableAnswer(error.message, error.retryAfterSeconds);
    needs.log.warn({ err: error, table: query['table'] }, 'a shape could not be served');
    return unavailableAnswer('Database is unreachable', 10, 'database_unreachable');
  }
}

/** Takes as long for a guess that is nearly right as for any other. */
function isLetIn(secret: string | null, said: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return secret === null || timingSafeEqual(digest(secret), digest(said ?? ''));
}

async function shapeAnswer(
  source: TableShapeSource,
  request: IncomingMessage,
  query: Record<string, string>,
  signal: AbortSignal,
): Promise<TableAnswer> {
  if (request.method === 'DELETE') return source.delete(query);
  if (request.method === 'POST') {
    const body = await readJsonBody(request);
    return body.ok ? source.get(query, body.value, signal) : wrongBodyAnswer(body.status, body.error);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, headers: { allow: 'GET, POST, HEAD, DELETE, OPTIONS' }, body: '' };
  const answer = await source.get(query, undefined, signal);
  const known = answer.headers['etag'];
  const has = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  return answer.status === 200 && known !== undefined && has.includes(known) ? unchanged(answer) : answer;
}

async function health({ isActive }: ShapeServerNeeds): Promise<TableAnswer> {
  const active = await isActive();
  return {
    status: active ? 200 : 202,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache, no-store, must-revalidate',
    },
    body: JSON.stringify({ status: active ? 'active' : 'waiting' }),
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: TableAnswer,
  outbox: Outbox,
): Promise<void> {
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body) || request.method === 'HEAD') {
    const isSent = request.method !== 'HEAD' && (typeof answer.body === 'string' || Buffer.isBuffer(answer.body));
    const body = isSent ? (answer.body as string | Buffer) : '';
    const taken = outbox.enter(body);
    if (taken === null) return send(request, response, slowDown(), outbox);
    response.once('close', taken);
    response.writeHead(answer.status, { ...crossOrigin, ...answer.headers }).end(body);
    return;
  }
  response.writeHead(answer.status, { ...crossOrigin, ...answer.headers }).flushHeaders();
  for await (const lines of answer.body) {
    const taken = outbox.enter(lines);
    // Who is cut off here asks again from where they are.
    if (response.destroyed || taken === null) break;
    response.once('close', taken);
    // Who does not read is waited for, so that nothing piles up here.
    if (!response.write(lines)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    response.off('close', taken);
    taken();
  }
  response.end();
}

const slowDown = (): TableAnswer =>
  unavailableAnswer('Too much is on its way to clients who are slow to take it', 5, 'slow_readers');
