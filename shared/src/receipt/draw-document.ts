import type { CashReport } from '../cash/cash.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import type { Order } from '../order/order.ts';
import { bar, text } from './blocks.ts';
import { cashReportDocument } from './cash-report-document.ts';
import type { PrintDocument } from './document.ts';
import type { PrintJob } from './print-job.ts';
import { receiptDocument } from './receipt-document.ts';
import { drawerKickDocument, testPrintDocument } from './small-documents.ts';
import { cancellationDocument, ticketDocument } from './ticket-document.ts';
import { wordsFor } from './words.ts';

/** Where a document's figures come from. */
export interface DrawLookups {
  index: CatalogueIndex;
  order(orderId: string): Order | null;
  ticket(ticketId: string): Ticket | null;
  /** The reading of a session as it is now, or the Z that was written down when it was closed. */
  cashReport(sessionId: string, type: 'x-report' | 'z-report'): CashReport | null;
  /** What was filed to a session's Z under this number. */
  supplement(sessionId: string, number: number): CashReport | null;
  /** What people call a till. */
  deviceName(deviceId: string): string;
  now: string;
}

type DrawnJob = Pick<PrintJob, 'subject' | 'copy' | 'printerId' | 'backupFor'>;

/** The document of a print job; null when what it is about does not exist (any more). */
export function drawDocument(job: DrawnJob, look: DrawLookups): PrintDocument | null {
  const document = drawSubject(job, look);
  if (document === null || job.backupFor === undefined) return document;
  const printerName = look.index.printers.get(job.backupFor)?.name ?? job.backupFor;
  return standingIn(document, printerName);
}

function drawSubject({ subject, copy, printerId }: DrawnJob, look: DrawLookups): PrintDocument | null {
  const { index } = look;
  switch (subject.type) {
    case 'receipt': {
      const order = look.order(subject.orderId);
      return order === null ? null : receiptDocument(order, index, { copy });
    }
    case 'kitchen-ticket': {
      const ticket = look.ticket(subject.ticketId);
      return ticket === null ? null : ticketDocument(ticket, index, { copy });
    }
    case 'cancellation': {
      const ticket = look.ticket(subject.ticketId);
      return ticket === null ? null : cancellationDocument(ticket, subject.lineIds, index, { copy });
    }
    case 'x-report':
    case 'z-report': {
      const { type, sessionId } = subject;
      const supplement = type === 'z-report' ? (subject.supplement ?? null) : null;
      const report = supplement === null ? look.cashReport(sessionId, type) : look.supplement(sessionId, supplement);
      return report === null
        ? null
        : cashReportDocument(report, index, { copy, supplement, deviceName: look.deviceName(report.deviceId) });
    }
    case 'drawer-kick':
      return drawerKickDocument(subject.drawerPin, index.settings.locale);
    case 'test-print': {
      const printer = index.printers.get(printerId);
      return printer === undefined ? null : testPrintDocument(printer, index, look.now);
    }
  }
}

/** Says at the head for which printer it came out here, so that whoever finds it carries it to the right place. */
function standingIn(document: PrintDocument, printerName: string): PrintDocument {
  const stamp = text(`${wordsFor(document.locale).backupFor} ${printerName}`, 'center', bar);
  const [first, ...rest] = document.blocks;
  const blocks = first?.type === 'buzzer' ? [first, stamp, ...rest] : [stamp, ...document.blocks];
  return { ...document, blocks };
}
