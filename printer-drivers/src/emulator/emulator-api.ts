import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Express, NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import type { EventFeed } from './event-feed.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

const defaultPapers = 30;
const maxPapers = 200;
/** The built /paper page; the interface also works without it. */
const pageFolder = fileURLToPath(new URL('../../dist/paper/', import.meta.url));

const PageQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(maxPapers).default(defaultPapers),
});
const LedgerQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });
const FaultChanges = z.strictObject(PrinterFaults.partial().shape);
const DrawerChange = z.strictObject({ open: z.boolean() });

/** A request that the emulator refuses, with a stable code and a sentence for whoever asked. */
class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
  }
}

/**
 * The control interface of the virtual printers, at `/` and at `/api` (the page asks `./api`), and the built page at `/`.
 * Bodies must be JSON by content type, so that a page of another origin cannot send one unasked.
 */
export function emulatorApi(printers: ReadonlyMap<string, VirtualPrinter>, feed: EventFeed): Express {
  const app = express();
  app.disable('x-powered-by');
  const routes = emulatorRoutes(printers, feed);
  app.use('/api', routes);
  app.use(routes);
  if (existsSync(pageFolder)) app.use(express.static(pageFolder));
  app.use(() => {
    throw new ApiProblem(404, 'emulator.not_found', 'There is nothing at this address.');
  });
  app.use(sendProblem);
  return app;
}

function emulatorRoutes(printers: ReadonlyMap<string, VirtualPrinter>, feed: EventFeed): Router {
  const routes = express.Router();
  const printerOf = (request: Request): VirtualPrinter => {
    const printer = printers.get(String(request.params['id']));
    if (printer === undefined)
      throw new ApiProblem(404, 'emulator.unknown_printer', 'There is no virtual printer of this name.');
    return printer;
  };

  routes.get('/printers', (_request, response) => {
    response.json({ printers: [...printers.values()].map((printer) => printer.view()) });
  });
  routes.get('/printers/:id/papers', async (request, response) => {
    response.json(await printerOf(request).store.page(parsed(PageQuery, request.query)));
  });
  routes.get('/printers/:id/ledger', async (request, response) => {
    await sendLedger(printerOf(request), parsed(LedgerQuery, request.query).after, response);
  });
  routes.post('/printers/:id/faults', express.json({ limit: '4kb' }), async (request, response) => {
    const changes = parsed(FaultChanges, request.body);
    response.json(await printerOf(request).setFaults(withoutUndefined(changes)));
  });
  routes.post('/printers/:id/drawer', express.json({ limit: '4kb' }), (request, response) => {
    response.json(printerOf(request).setDrawer(parsed(DrawerChange, request.body).open));
  });
  routes.get('/events', (request, response) => feed.subscribe(request, response));
  return routes;
}

/** Every paper as one JSON line without its styles; waits for slow readers instead of holding the file in memory. */
async function sendLedger(printer: VirtualPrinter, after: number, response: Response): Promise<void> {
  response.type('application/x-ndjson');
  for await (const { lines: _lines, ...paper } of printer.store.all(after)) {
    if (response.destroyed) return;
    if (!response.write(`${JSON.stringify(paper)}\n`))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ApiProblem(400, 'emulator.invalid_request', z.prettifyError(result.error));
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** RFC 9457. Express knows an error handler by its four parameters. */
function sendProblem(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const isRefusal = error instanceof ApiProblem;
  const status = isRefusal ? error.status : statusOf(error);
  const code = isRefusal ? error.code : status < 500 ? 'emulator.invalid_request' : 'emulator.failed';
  const detail = isRefusal
    ? error.message
    : status < 500
      ? 'The request could not be read.'
      : 'The virtual printers ran into an error.';
  response
    .status(status)
    .type('application/problem+json')
    .json({ type: 'about:blank', title: detail, status, detail, code });
}

/** Errors of express' own parsers carry the status they mean. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
