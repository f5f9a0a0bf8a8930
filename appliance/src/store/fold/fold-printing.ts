import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
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
    state.printJobs.set(event.payload.jobId, {
      ...event.payload,
      state: 'queued',
      attempts: 0,
      reason: null,
      queuedAt: context.occurredAt,
      changedAt: context.occurredAt,
      queuedSeq: context.seq,
      isOpen: true,
    });
    return;
  }
  const job = state.printJobs.get(event.payload.jobId);
  if (job === null) return;
  // Each event has its own reason, and the code goes with it.
  const { code: _code, ...known } = job;
  const changed = { ...known, ...change(event), changedAt: context.occurredAt };
  state.printJobs.set(job.jobId, { ...changed, isOpen: !atRest.has(changed.state) });
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
