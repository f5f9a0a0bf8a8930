import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { Log } from '../../ports.ts';
import type { Metrics } from './metrics.ts';
import { mountRoutes, type MountParts } from './mount-routes.ts';
import type { OriginCheck } from './origins.ts';
import { paperProxy } from './paper-proxy.ts';
import { HttpProblem, problemHandler } from './problems.ts';
import type { Route } from './route.ts';
import { mountScreens, type Screen } from './screens.ts';

export interface HttpParts extends MountParts {
  routes: readonly Route[];
  screens: readonly Screen[];
  /** Where the virtual printers' own interface is; null when there are none. */
  paperUrl: string | null;
  allowedOrigins: readonly string[];
  originAllowed: OriginCheck;
  metrics: Metrics;
  ids: IdSource;
  clock: Clock;
  log: Log;
  /** Hears of every fault of a request. */
  failed(error: unknown): void;
}

const correlationShape = /^[A-Za-z0-9._:-]{1,64}$/;

export function createApp(parts: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(correlate(parts));
  app.use('/api', apiHeaders(parts));
  mountRoutes(app, parts.routes, parts);
  if (parts.paperUrl !== null) app.use('/paper/api', paperProxy(parts.paperUrl));
  mountScreens(app, parts.screens);
  app.use((_request, _response, next) =>
    next(new HttpProblem(404, 'route_unknown', 'There is nothing at this address.')),
  );
  app.use(problemHandler(parts.log, parts.failed));
  return app;
}

/** An id that follows a request through logs and records; the caller's own when it is well-formed. */
function correlate({ ids, clock, log, metrics }: HttpParts): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-correlation-id'];
    const correlationId = typeof given === 'string' && correlationShape.test(given) ? given : ids.next();
    response.setHeader('x-correlation-id', correlationId);
    response.setHeader('x-content-type-options', 'nosniff');
    const startedMs = clock.monotonicMs();
    response.once('finish', () => {
      const tookMs = clock.monotonicMs() - startedMs;
      const pattern = (request.route as { path?: unknown } | undefined)?.path;
      const route = typeof pattern === 'string' ? pattern : 'other';
      metrics.request(request.method, route, response.statusCode, tookMs / 1000);
      log.debug(
        {
          correlationId,
          method: request.method,
          route,
          status: response.statusCode,
          tookMs: Math.round(tookMs * 10) / 10,
        },
        'request',
      );
    });
    next();
  };
}

/** Answers of the API are never kept by anybody; pages of other origins that were named may read them. */
export function apiHeaders({ allowedOrigins }: Pick<HttpParts, 'allowedOrigins'>): RequestHandler {
  const named = new Set(allowedOrigins);
  return (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    const { origin } = request.headers;
    if (origin === undefined || !named.has(origin)) return next();
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'Origin');
    response.setHeader('access-control-expose-headers', 'x-correlation-id, retry-after');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, x-staff-token, x-correlation-id');
    response.setHeader('access-control-max-age', '600');
    response.status(204).end();
  };
}

/** The listening server around the app. `listen` rejects with the system's own error. */
export class HttpServer {
  readonly server: Server;

  constructor(app: Express, log: Log) {
    this.server = createServer(
      { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
      app,
    );
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
      else {
        const [status, code, title] =
          error.code === 'HPE_HEADER_OVERFLOW'
            ? ['431 Request Header Fields Too Large', 'headers_too_large', 'The headers are too large.']
            : ['400 Bad Request', 'malformed_request', 'This is not HTTP.'];
        const body = JSON.stringify({
          type: `urn:auraconnect:problem:${code}`,
          title,
          status: Number(status.slice(0, 3)),
          code,
        });
        socket.end(
          `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      }
      log.debug({ code: error.code }, 'a client sent what is no request');
    });
  }

  listen(host: string, port: number): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host, port }, () => {
        this.server.off('error', reject);
        resolve(this.server.address() as AddressInfo);
      });
    });
  }

  /** Takes no new connections, lets requests under way finish, and ends the idle ones. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
  }

  /** Ends what is still open. */
  destroy(): void {
    this.server.closeAllConnections();
  }
}
