import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { PrintJobState as JobStatus, printEvents } from '@auraconnect/shared/receipt/print-job.ts';
import type { PrintJobState, State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

export type PrintEvent = {
  [T in keyof typeof printEvents]: { type: T; payload: EventPayload<T> };
}[keyof typeof printEvents];

/** A job in one of these is at rest: nobody has to do anything about it. */
const atRest: ReadonlySet<JobStatus> = new Set(['confirmed', 'cancelled']);

export function foldPrintEvent(state: State, event: PrintEvent, context: FoldContext): void {
  if (event.type === 'print.queued') {
    const { backupFor, ...payload } = event.payload;
    state.printJobs.set(payload.jobId, {
      ...payload,
      ...(backupFor === undefined ? {} : { backupFor }),
      state: 'queued',
      attempts: 0,
      reason: null,
      queuedAt: context.occurredAt,
      changedAt: context.occurredAt,
      queuedSeq: context.seq,
      isOpen: true,
    });
    printedAgain(state, event.payload);
    return;
  }
  const job = state.printJobs.get(event.payload.jobId);
  if (job === null) return;
  // Each event has its own reason, and the code goes with it.
  const { code: _code, ...known } = job;
  const changed = { ...known, ...change(event), changedAt: context.occurredAt };
  state.printJobs.set(job.jobId, { ...changed, isOpen: !atRest.has(changed.state) });
  if (event.type === 'print.moved' && job.subject.type === 'kitchen-ticket') {
    const { fromPrinterId, toPrinterId } = event.payload;
    ticketLies(state, job.subject.ticketId, { printerId: toPrinterId, backupFor: fromPrinterId });
  }
}

/** A ticket that a printer had to stand in for, printed once more at the station's own: what follows goes there. */
function printedAgain(state: State, { subject, printerId }: EventPayload<'print.queued'>): void {
  if (subject.type !== 'kitchen-ticket') return;
  if (state.tickets.get(subject.ticketId)?.ticket.standIn?.backupFor === printerId)
    ticketLies(state, subject.ticketId, undefined);
}

function ticketLies(state: State, ticketId: string, standIn: Ticket['standIn']): void {
  const place = state.tickets.get(ticketId);
  if (place === null) return;
  const { standIn: _before, ...ticket } = place.ticket;
  state.tickets.set(ticketId, { ...place, ticket: standIn === undefined ? ticket : { ...ticket, standIn } });
}

function change(event: Exclude<PrintEvent, { type: 'print.queued' }>): Partial<PrintJobState> {
  switch (event.type) {
    case 'print.sending':
      return { state: 'sending', attempts: event.payload.attempt, reason: null };
    case 'print.confirmed':
      return { state: 'confirmed', reason: null };
    case 'print.failed':
      return { state: event.payload.retry ? 'queued' : 'failed', ...reasonOf(event.payload) };
    case 'print.unknown':
      return { state: 'unknown', ...reasonOf(event.payload) };
    case 'print.moved': {
      const { fromPrinterId, toPrinterId } = event.payload;
      return { printerId: toPrinterId, backupFor: fromPrinterId, ...reasonOf(event.payload) };
    }
    case 'print.resolved':
      return event.payload.outcome === 'printed' ? { state: 'confirmed' } : { state: 'cancelled' };
  }
}

/** Events of older versions have no code, and a job that is made anew from them has none either. */
const reasonOf = ({
  reason,
  code,
}: {
  reason: string;
  code?: string | undefined;
}): Pick<PrintJobState, 'reason' | 'code'> => (code === undefined ? { reason } : { reason, code });
