import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';
import { z } from 'zod';
import { electricShapeUrl, type ElectricService } from '../../shape/electric-upstream.ts';
import type { ShapeKey } from '../../shape/feed-log.ts';
import { readShapeQuery, type ShapeAnswer } from '../../shape/shape-protocol.ts';
import type { ShapeSource } from '../../shape/shape-source.ts';
import { Refused } from './refused.ts';
import { route, type Route } from './route.ts';

export interface ShapeNeeds {
  source: ShapeSource;
  /** Set: the real Electric service answers, and this is only its gatekeeper. */
  electric: ElectricService | null;
  /** Lets go of everybody who waits, when the server drains. */
  draining: AbortSignal;
}

/** The door of the feed: who asks is proven by the box's key, and which rows it gets follows from that alone. */
export function shapeRoutes({ source, electric, draining }: ShapeNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/shape',
      summary: "The feed of the store, in Electric's shape protocol",
      access: 'device',
      query: z.record(z.string(), z.unknown()),
      answer: 'shape log',
      async handle({ who, query, response }) {
        const read = readShapeQuery(query);
        if (!read.ok) {
          answer(response, {
            status: 400,
            headers: { 'cache-control': 'no-store' },
            body: JSON.stringify({ message: 'Invalid request', errors: read.errors }),
          });
          return null;
        }
        const gone = new AbortController();
        response.once('close', () => gone.abort());
        const signal = AbortSignal.any([gone.signal, draining]);
        if (electric === null) answer(response, await source.answer(who, read.request, signal));
        else await pass(response, electric, who, query, signal);
        return null;
      },
    }),
  ];
}

function answer(response: Response, { status, headers, body }: ShapeAnswer): void {
  if (response.destroyed) return;
  response.status(status).set(headers).type('application/json').send(body);
}

const passedHeaders = ['content-type', 'cache-control', 'retry-after', 'etag'];

async function pass(
  response: Response,
  service: ElectricService,
  key: ShapeKey,
  query: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  const upstream = await fetch(electricShapeUrl(service, key, query), { signal }).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw new Refused(503, 'unavailable', 'The feed is not to be had at the moment.', {
      retryAfterSeconds: 5,
      data: { reason: String((error as Error).message) },
    });
  });
  if (upstream === null) return;
  response.status(upstream.status);
  for (const [name, value] of upstream.headers) {
    if (name.startsWith('electric-') || passedHeaders.includes(name)) response.setHeader(name, value);
  }
  // What belongs to one store must not be kept for another by a cache on the way.
  response.setHeader('cache-control', 'private, no-store');
  if (upstream.body === null) response.end();
  else await pipeline(Readable.fromWeb(upstream.body as ReadableStream), response).catch(() => response.destroy());
}
