import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { CloudPorts } from '../../ports.ts';
import type { Metrics } from './metrics.ts';
import { mountRoute, type Gatekeepers } from './mount-route.ts';
import { openApiText } from './openapi.ts';
import { problemHandler, sendProblem } from './problems.ts';
import { notFound, Refused } from './refused.ts';
import type { Route } from './route.ts';

/** How one thing that the cloud needs is doing. */
export interface DependencyHealth {
  name: string;
  ok: boolean;
  detail: string;
}
export interface HealthReport {
  status: 'ok' | 'starting' | 'failing' | 'draining';
  version: string;
  dependencies: DependencyHealth[];
}

export interface AppNeeds {
  ports: CloudPorts;
  routes: readonly Route[];
  gates: Gatekeepers;
  metrics: Metrics;
  health(): Promise<HealthReport>;
  version: string;
  /** Folder of the built portal. */
  portalFolder: string;
  trustProxy: boolean;
}

export function createApp(needs: AppNeeds): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', needs.trustProxy);
  app.use(correlate(needs.ports));
  app.use(securityHeaders());
  app.use(needs.metrics.timing);

  app.get('/health', async (_request, response) => {
    const report = await needs.health();
    response
      .status(report.status === 'ok' ? 200 : 503)
      .setHeader('cache-control', 'no-store')
      .json(report);
  });
  app.get('/metrics', async (_request, response) => {
    const { type, body } = await needs.metrics.text();
    response.setHeader('content-type', type);
    response.send(body);
  });
  const openApi = openApiText(needs.routes, needs.version);
  app.get('/openapi.json', (_request, response) => void response.type('application/json').send(openApi));
  for (const definition of needs.routes) mountRoute(app, definition, needs.gates);
  // Everything that is not a page is known above; a wrong address of the API must never be answered with the portal.
  app.use(['/api', '/sync', '/v1'], () => {
    throw notFound();
  });
  servePortal(app, needs.portalFolder);
  app.use((request) => {
    throw request.method === 'GET' || request.method === 'HEAD'
      ? notFound()
      : new Refused(405, 'bad_request', 'Nothing is done here.');
  });
  app.use(problemHandler(needs.ports.log));
  return app;
}

/** The id of the caller, if it gave one, else ours: it is in every log line, every answer and every problem. */
function correlate({ ids, log }: CloudPorts): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-correlation-id'];
    const correlationId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : ids.next();
    response.locals['correlationId'] = correlationId;
    response.setHeader('x-correlation-id', correlationId);
    const startedMs = performance.now();
    response.once('finish', () => {
      const quiet = request.path === '/health' || request.path === '/metrics' || response.statusCode < 400;
      log[quiet ? 'debug' : 'info'](
        {
          correlationId,
          method: request.method,
          path: request.path,
          status: response.statusCode,
          durationMs: Math.round(performance.now() - startedMs),
        },
        'request',
      );
    });
    next();
  };
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Charts and React Aria place things by style attributes; no script can come in that way.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whoever ends TLS in front of this says so; on plain loopback it would only lock people out.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
}

/** The portal is one page: an address of it that a person reloads is the same page. */
function servePortal(app: Express, folder: string): void {
  const page = path.join(folder, 'index.html');
  app.use(
    '/assets',
    express.static(path.join(folder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: true,
      index: false,
      redirect: false,
    }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0, redirect: false }));
  app.get(/^\/(?:[\w-]+(?:\/[\w-]+)*\/?)?$/, (_request, response) => {
    if (!existsSync(page)) {
      sendProblem(
        response,
        new Refused(503, 'portal_not_built', 'The portal is not built yet: run "npm run build".'),
        String(response.locals['correlationId']),
      );
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(page);
  });
}
