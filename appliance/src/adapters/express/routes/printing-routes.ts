import { z } from 'zod';
import { draws, printerModels, type PrinterModel } from '@auraconnect/printer-drivers/models/models.ts';
import { KnownPrinterModel, PaperPreview, type PrintJobShown } from '@auraconnect/shared/protocol/printing-api.ts';
import type { AgainSubject, PrintJob, PrintSubject } from '@auraconnect/shared/receipt/print-job.ts';
import { backupOf, routeOf, type RouteLookups } from '@auraconnect/shared/receipt/route.ts';
import { drawJob } from '../../../printing/draw-job.ts';
import type { Core, StoreView } from '../../../store/core.ts';
import { Uuid } from '@auraconnect/shared/time/ids.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

const JobsQuery = z.strictObject({ state: z.enum(['open']).default('open') });
const PreviewQuery = z.strictObject({
  type: z.enum(['receipt', 'kitchen-ticket', 'x-report', 'z-report']),
  /** Of the order, the ticket or the drawer session. */
  id: Uuid,
  supplement: z.coerce.number().int().min(1).optional(),
});

/** Columns of paper that no printer of the settings is for. */
const usualColumns = 42;

export function printingRoutes({ core }: { core: Core }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/print-jobs',
      access: 'device',
      summary: 'Print jobs that are not at rest',
      query: JobsQuery,
      answer: {
        description: 'Queued, being printed, failed and unknown ones, oldest first, with what they are about.',
      },
      async handle() {
        return { body: await core.read((view) => view.openPrintJobs().map((job) => shown(job, view))) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/printer-models',
      access: 'device',
      summary: 'Models of printers that this appliance knows',
      answer: { description: 'In the order in which they are offered.', schema: z.array(KnownPrinterModel) },
      async handle() {
        const known = (model: PrinterModel): KnownPrinterModel => {
          const { id, name, columns } = model;
          return { id, name, columns, draws: draws(model) };
        };
        return { body: printerModels.map(known) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/paper-preview',
      access: { permission: 'print.resolve' },
      summary: 'What printing something again would print, and where',
      query: PreviewQuery,
      answer: { description: 'The document, marked COPY.', schema: PaperPreview },
      async handle({ query }) {
        const preview = await core.read((view) => previewOf(subjectOf(query), view, core.timestamp()));
        if (preview === null) throw new HttpProblem(404, 'nothing_to_print', 'What should be printed does not exist.');
        return { body: preview };
      },
    }),
  ];
}

function shown(job: PrintJob, view: StoreView): PrintJobShown {
  const { subject } = job;
  const ticket = 'ticketId' in subject ? view.ticket(subject.ticketId) : null;
  const orderId = 'orderId' in subject ? subject.orderId : (ticket?.orderId ?? null);
  return {
    ...job,
    orderNumber: (orderId === null ? null : view.order(orderId)?.number) ?? null,
    stationId: ticket?.stationId ?? null,
    movesTo: job.state === 'queued' ? backupOf(job, lookIn(view)) : null,
  };
}

function subjectOf({ type, id, supplement }: z.infer<typeof PreviewQuery>): AgainSubject {
  switch (type) {
    case 'receipt':
      return { type, orderId: id };
    case 'kitchen-ticket':
      return { type, ticketId: id };
    case 'x-report':
      return { type, sessionId: id };
    case 'z-report':
      return { type, sessionId: id, ...(supplement === undefined ? {} : { supplement }) };
  }
}

function previewOf(subject: PrintSubject, view: StoreView, now: string): PaperPreview | null {
  const printerId = routeOf(subject, lookIn(view))?.printerId ?? null;
  const document = drawJob(view, { subject, copy: true, printerId: printerId ?? '' }, now);
  const columns = view.index().printers.get(printerId ?? '')?.columns ?? usualColumns;
  return document === null ? null : { document, columns, printerId };
}

const lookIn = (view: StoreView): RouteLookups => ({
  index: view.index(),
  ticket: (ticketId) => view.ticket(ticketId),
});
