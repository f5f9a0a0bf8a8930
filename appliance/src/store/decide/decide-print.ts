import { againPaper, drawerTry, testPaper } from '@auraconnect/shared/receipt/paper-for.ts';
import type { PrintCommand } from '@auraconnect/shared/receipt/print-commands.ts';
import type { AgainSubject, PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { backupOf, routeOf, whereTicketLies, type RouteLookups } from '@auraconnect/shared/receipt/route.ts';
import { mayDo } from '@auraconnect/shared/staff/roles.ts';
import type { StoreView } from '../core.ts';
import type { SignedInContext } from './decide-command.ts';
import { accept, type Decision, refuse } from './decision.ts';

/** Nothing is known to be wrong with these, or they are at rest: there is nothing for a person to decide. */
const settled: ReadonlySet<PrintJob['state']> = new Set(['sending', 'confirmed', 'cancelled']);

type PayloadOf<T extends PrintCommand['type']> = Extract<PrintCommand, { type: T }>['payload'];

export function decidePrint(command: PrintCommand, context: SignedInContext): Decision {
  const permission = command.type === 'print.try_drawer' ? 'store.edit' : 'print.resolve';
  if (!mayDo(context.actor, context.approver, permission).allowed) return refuse('permission_needed', { permission });
  const { view } = context;
  switch (command.type) {
    case 'print.test': {
      const { printerId } = command.payload;
      return view.index().printers.has(printerId)
        ? accept([], [testPaper(printerId)])
        : refuse('printer_unknown', { printerId });
    }
    case 'print.try_drawer': {
      const { printerId, pin } = command.payload;
      return view.index().printers.has(printerId)
        ? accept([], [drawerTry(printerId, pin)])
        : refuse('printer_unknown', { printerId });
    }
    case 'print.resolve':
      return resolve(command.payload, view);
    case 'print.move':
      return move(command.payload, view);
    case 'print.again':
      return printAgain(command.payload, view);
  }
}

function resolve({ jobId, decision }: PayloadOf<'print.resolve'>, view: StoreView): Decision {
  const job = view.printJob(jobId);
  if (job === null) return refuse('print_job_unknown', { jobId });
  if (settled.has(job.state)) return refuse('print_job_settled', { jobId, state: job.state });
  const outcome = decision === 'printed' ? 'printed' : 'given-up';
  const { document, subject } = job;
  // A drawer kick is never retried by a machine; a person who asks for it again gets a kick, which needs no COPY.
  const again = { ...placeAgain(job, view), document, subject, copy: document !== 'drawer-kick' };
  return accept([{ type: 'print.resolved', payload: { jobId, outcome } }], decision === 'reprint' ? [again] : []);
}

/** What takes something back comes out where that is lying. */
function placeAgain(job: PrintJob, view: StoreView): Pick<PrintJob, 'printerId' | 'backupFor'> {
  const printerId = printerAgain(job, view);
  const ticket = job.subject.type === 'cancellation' ? view.ticket(job.subject.ticketId) : null;
  return ticket === null ? { printerId } : whereTicketLies(ticket, printerId, view.index());
}

/** Where it was meant to come out at first, or where such paper comes out now when that printer is gone. */
function printerAgain({ printerId, backupFor, subject }: PrintJob, view: StoreView): string {
  const meant = backupFor ?? printerId;
  return view.index().printers.has(meant) ? meant : (routeOf(subject, lookIn(view))?.printerId ?? printerId);
}

function move({ jobId }: PayloadOf<'print.move'>, view: StoreView): Decision {
  const job = view.printJob(jobId);
  if (job === null) return refuse('print_job_unknown', { jobId });
  if (job.state !== 'queued') return refuse('print_job_begun', { jobId, state: job.state });
  const toPrinterId = backupOf(job, lookIn(view));
  if (toPrinterId === null) return refuse('no_backup_printer', { printerId: job.printerId });
  const why = { reason: 'Somebody moved it.', code: 'moved-by-hand' };
  return accept([{ type: 'print.moved', payload: { jobId, fromPrinterId: job.printerId, toPrinterId, ...why } }]);
}

function printAgain({ subject, printerId }: PayloadOf<'print.again'>, view: StoreView): Decision {
  if (!exists(subject, view)) return refuse('nothing_to_print', { subject: subject.type });
  const chosen = printerId ?? routeOf(subject, lookIn(view))?.printerId ?? null;
  if (chosen === null) return refuse('printer_not_chosen');
  return view.index().printers.has(chosen)
    ? accept([], [againPaper(subject, chosen)])
    : refuse('printer_unknown', { printerId: chosen });
}

function exists(subject: AgainSubject, view: StoreView): boolean {
  switch (subject.type) {
    case 'receipt':
      return view.order(subject.orderId) !== null;
    case 'kitchen-ticket':
      return view.ticket(subject.ticketId) !== null;
    case 'x-report':
      return view.cashSession(subject.sessionId) !== null;
    case 'z-report': {
      const session = view.cashSession(subject.sessionId);
      const { supplement } = subject;
      if (supplement !== undefined) return session?.supplements?.some(({ number }) => number === supplement) === true;
      return session?.status === 'closed';
    }
  }
}

const lookIn = (view: StoreView): RouteLookups => ({
  index: view.index(),
  ticket: (ticketId) => view.ticket(ticketId),
});
