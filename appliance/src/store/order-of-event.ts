import type { StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { PrintSubject } from '@auraconnect/shared/receipt/print-job.ts';
import type { State } from './state.ts';

/** The order in whose history an event stands, so that everything that happened to it is found in one place. */
export function orderIdOf(event: StoreJournalEvent, state: State): string | null {
  const { payload } = event;
  if ('orderId' in payload) return payload.orderId;
  switch (event.type) {
    case 'kitchen.ticket_acknowledged':
    case 'kitchen.item_done':
    case 'kitchen.ticket_bumped':
    case 'kitchen.ticket_recalled':
    case 'kitchen.owner_changed':
      return orderOfTicket(event.payload.ticketId, state);
    case 'print.queued':
      return orderOfSubject(event.payload.subject, state);
    case 'print.sending':
    case 'print.confirmed':
    case 'print.failed':
    case 'print.unknown':
    case 'print.resolved':
    case 'print.moved': {
      const job = state.printJobs.get(event.payload.jobId);
      return job === null ? null : orderOfSubject(job.subject, state);
    }
    default:
      return null;
  }
}

const orderOfTicket = (ticketId: string, state: State): string | null => state.tickets.get(ticketId)?.orderId ?? null;

function orderOfSubject(subject: PrintSubject, state: State): string | null {
  if (subject.type === 'receipt') return subject.orderId;
  return subject.type === 'kitchen-ticket' || subject.type === 'cancellation'
    ? orderOfTicket(subject.ticketId, state)
    : null;
}
