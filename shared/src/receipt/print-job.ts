import { z } from 'zod';
import { Key, Uuid } from '../time/ids.ts';
import { DocumentKind } from './document.ts';

/**
 * A print job is journaled before its first byte. `unknown`: bytes were sent and nobody knows whether they came out;
 * only a person decides what happens then, and a reprint says COPY.
 */
export const PrintJobState = z.enum(['queued', 'blocked', 'sending', 'confirmed', 'failed', 'unknown', 'cancelled']);
export type PrintJobState = z.infer<typeof PrintJobState>;

const ReceiptSubject = z.object({ type: z.literal('receipt'), orderId: Uuid });
const TicketSubject = z.object({ type: z.literal('kitchen-ticket'), ticketId: Uuid });
const XReportSubject = z.object({ type: z.literal('x-report'), sessionId: Uuid });
/** `supplement`: not the Z itself but what was filed to it under that number. */
const ZReportSubject = z.object({
  type: z.literal('z-report'),
  sessionId: Uuid,
  supplement: z.int().min(1).optional(),
});

/** What a person may have printed again: a drawer is not opened by it, and what was cancelled is cancelled once. */
export const AgainSubject = z.discriminatedUnion('type', [
  ReceiptSubject,
  TicketSubject,
  XReportSubject,
  ZReportSubject,
]);
export type AgainSubject = z.infer<typeof AgainSubject>;

/** What is printed; the words are drawn from the journal's state when the job is queued. */
export const PrintSubject = z.discriminatedUnion('type', [
  ReceiptSubject,
  TicketSubject,
  z.object({ type: z.literal('cancellation'), ticketId: Uuid, lineIds: z.array(Uuid) }),
  XReportSubject,
  ZReportSubject,
  z.object({
    type: z.literal('drawer-kick'),
    drawerPin: z.union([z.literal(2), z.literal(5)]),
    reason: z.string().max(80),
  }),
  z.object({ type: z.literal('test-print') }),
]);
export type PrintSubject = z.infer<typeof PrintSubject>;

export const PrintQueued = z.object({
  jobId: Uuid,
  printerId: Key,
  document: DocumentKind,
  subject: PrintSubject,
  /** True: marked COPY on paper. */
  copy: z.boolean(),
  /** It follows a ticket that was moved: the printer that this one stands in for. Absent in events of older versions. */
  backupFor: Key.optional(),
});
export const PrintSending = z.object({ jobId: Uuid, attempt: z.int().min(1) });
export const PrintConfirmed = z.object({ jobId: Uuid });
/** A stable code for the reason, which screens say in their own language; absent in events of older versions. */
const ReasonCode = z.string().max(60).optional();
/** No byte had left, so the job goes back to the queue (`retry`) or ends for good. */
export const PrintFailed = z.object({ jobId: Uuid, reason: z.string().max(300), code: ReasonCode, retry: z.boolean() });
export const PrintUnknown = z.object({ jobId: Uuid, reason: z.string().max(300), code: ReasonCode });
/** Not one byte had left, so the printer that stands in has it now: its paper says for whom. */
export const PrintMoved = z.object({
  jobId: Uuid,
  fromPrinterId: Key,
  toPrinterId: Key,
  reason: z.string().max(300),
  code: ReasonCode,
});
/** A person looked at an unknown job: it came out, or it was given up (a reprint is a new job that says COPY). */
export const PrintResolved = z.object({ jobId: Uuid, outcome: z.enum(['printed', 'given-up']) });

export const printEvents = {
  'print.queued': PrintQueued,
  'print.sending': PrintSending,
  'print.confirmed': PrintConfirmed,
  'print.failed': PrintFailed,
  'print.unknown': PrintUnknown,
  'print.resolved': PrintResolved,
  'print.moved': PrintMoved,
} as const;

export interface PrintJob {
  jobId: Uuid;
  printerId: Key;
  document: DocumentKind;
  subject: PrintSubject;
  copy: boolean;
  /** The printer that this one stands in for. */
  backupFor?: Key;
  state: PrintJobState;
  attempts: number;
  reason: string | null;
  code?: string;
  queuedAt: string;
  changedAt: string;
}
