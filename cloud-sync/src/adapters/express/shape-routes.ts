import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';
import { z } from 'zod';
import { electricShapeUrl, type ElectricService } from '../../shape/electric-upstream.ts';
import { readFeedQuery } from '../../shape/feed/feed-request.ts';
import { feedShape, type ShapeKey } from '../../shape/feed/feed-shape.ts';
import { refusedAnswer, type TableAnswer } from '../../shape/tables/answer.ts';
import type { ShapeTeller } from '../../shape/tables/shape-teller.ts';
import { Refused } from './refused.ts';
import { route, type Route } from './route.ts';

export interface ShapeNeeds {
  feed: ShapeTeller;
  /** Set: the real Electric service answers, and this is only its gatekeeper. */
  electric: ElectricService | null;
  /** Lets go of everybody who waits, when the server drains. */
  draining: AbortSignal;
}

/** The door of the feed: who asks is proven by the box's key, and which rows it gets follows from that alone. */
export function shapeRoutes({ feed, electric, draining }: ShapeNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/shape',
      summary: "The feed of the store, in Electric's shape protocol",
      access: 'device',
      query: z.record(z.string(), z.unknown()),
      answer: 'shape log',
      async handle({ who, query, response }) {
        const read = readFeedQuery(query);
        if (!read.ok) {
          answer(response, refusedAnswer(read.errors));
          return null;
        }
        const gone = new AbortController();
        response.once('close', () => gone.abort());
        const signal = AbortSignal.any([gone.signal, draining]);
        if (electric === null) answer(response, await feed.tell(feedShape(who), read.request, signal));
        else await pass(response, electric, who, query, signal);
        return null;
      },
    }),
  ];
}

function answer(response: Response, { status, headers, body }: TableAnswer): void {
  if (response.destroyed) return;
  // It depends on whose token asked: no cache between here and the store may keep it, nor be asked whether it still fits.
  const { etag: _, ...kept } = headers;
  response
    .status(status)
    .set({ ...kept, 'cache-control': privately })
    .send(body);
}

const privately = 'private, no-store';

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
  response.setHeader('cache-control', privately);
  if (upstream.body === null) response.end();
  else await pipeline(Readable.fromWeb(upstream.body as ReadableStream), response).catch(() => response.destroy());
}
