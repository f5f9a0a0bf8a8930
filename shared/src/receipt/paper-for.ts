import type { CashEvent } from '../cash/cash.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import type { Station } from '../menu/catalogue.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import type { AnyEvent, OrderEvent } from '../order/events.ts';
import type { DocumentKind } from './document.ts';
import type { AgainSubject, PrintSubject } from './print-job.ts';
import { drawerPrinter, receiptRoute, reportRoute, whereTicketLies } from './route.ts';

/** A print job to be queued, without its id. */
export interface PaperRequest {
  printerId: string;
  document: DocumentKind;
  subject: PrintSubject;
  copy: boolean;
  /** The printer that this one stands in for. */
  backupFor?: string;
}

/** What of the store's state decides about paper, as it is after the event. */
export interface PaperLookups {
  ticket(ticketId: string): Ticket | null;
}

/**
 * What must be queued to print because of an event, in the same transaction as the event. A ticket whose screen stayed dark is
 * printed by whoever gives it to the printer (`kitchen.owner_changed`); what a person asks for comes from the functions below.
 */
export function paperFor(journaled: AnyEvent, look: PaperLookups, index: CatalogueIndex): PaperRequest[] {
  const event = journaled as OrderEvent | CashEvent;
  switch (event.type) {
    case 'order.sent':
      return event.payload.tickets.flatMap(({ ticketId, stationId, owner }) => {
        const printerId = paperOf(index.stations.get(stationId), owner);
        return printerId === null
          ? []
          : [{ printerId, document: 'kitchen-ticket', subject: { type: 'kitchen-ticket', ticketId }, copy: false }];
      });
    case 'order.line_voided': {
      const { ticketIds, lineId } = event.payload;
      return ticketIds.flatMap((ticketId) => cancellation(ticketId, [lineId], look, index));
    }
    case 'order.voided':
      return event.payload.ticketIds.flatMap((ticketId) => cancellation(ticketId, null, look, index));
    case 'order.closed':
      return receiptByItself(event.payload.orderId, index);
    case 'order.payment_taken': {
      const { tender, state } = event.payload.payment;
      return tender === 'cash' && state === 'captured' ? drawerKick('sale', index) : [];
    }
    case 'order.refunded': {
      const { orderId, refund } = event.payload;
      const kick = refund.tender === 'cash' ? drawerKick('refund', index) : [];
      return [...kick, ...receiptByItself(orderId, index)];
    }
    case 'cash.session_opened':
      return drawerKick('float', index);
    case 'cash.paid_in':
      return drawerKick('pay-in', index);
    case 'cash.paid_out':
      return drawerKick('pay-out', index);
    case 'cash.no_sale':
      return drawerKick('no-sale', index);
    case 'cash.session_closed':
      return [...drawerKick('count', index), ...cashReportPaper(event.payload.sessionId, 'z-report', index, false)];
    case 'cash.supplement_filed':
      return supplementPaper(event.payload.sessionId, event.payload.number, index);
    default:
      return [];
  }
}

/** A receipt that somebody asked for. `copy`: one was queued before. */
export function receiptPaper(orderId: string, printerId: string, copy: boolean): PaperRequest {
  return { printerId, document: 'receipt', subject: { type: 'receipt', orderId }, copy };
}

/** An X reading, or a Z again; nothing when the store prints none. */
export function cashReportPaper(
  sessionId: string,
  type: 'x-report' | 'z-report',
  index: CatalogueIndex,
  copy: boolean,
): PaperRequest[] {
  const route = reportRoute(index);
  return route === null
    ? []
    : [{ printerId: route.printerId, document: 'cash-report', subject: { type, sessionId }, copy }];
}

function supplementPaper(sessionId: string, supplement: number, index: CatalogueIndex): PaperRequest[] {
  const route = reportRoute(index);
  if (route === null) return [];
  const subject: PrintSubject = { type: 'z-report', sessionId, supplement };
  return [{ printerId: route.printerId, document: 'cash-report', subject, copy: false }];
}

/** Something of the day once more, for a person who asks for it. */
export function againPaper(subject: AgainSubject, printerId: string): PaperRequest {
  return { printerId, document: documentOf[subject.type], subject, copy: true };
}

const documentOf: Record<AgainSubject['type'], DocumentKind> = {
  receipt: 'receipt',
  'kitchen-ticket': 'kitchen-ticket',
  'x-report': 'cash-report',
  'z-report': 'cash-report',
};

export function testPaper(printerId: string): PaperRequest {
  return { printerId, document: 'test-print', subject: { type: 'test-print' }, copy: false };
}

/** Opens the drawer on one printer by a pin that may not be the right one. */
export function drawerTry(printerId: string, pin: 2 | 5): PaperRequest {
  return {
    printerId,
    document: 'drawer-kick',
    subject: { type: 'drawer-kick', drawerPin: pin, reason: 'setup' },
    copy: false,
  };
}

/** The printer that prints a station's tickets: always, or because it owns this one. Null: screens only. */
function paperOf(station: Station | undefined, owner: Ticket['owner']): string | null {
  if (station === undefined || station.paper === 'never') return null;
  return station.paper === 'always' || owner === 'printer' ? station.printerId : null;
}

/** Whoever has it on paper must read on paper, where that is lying, that it is off. Null lines: all of the ticket. */
function cancellation(
  ticketId: string,
  lineIds: string[] | null,
  look: PaperLookups,
  index: CatalogueIndex,
): PaperRequest[] {
  const ticket = look.ticket(ticketId);
  if (ticket === null) return [];
  const printerId = paperOf(index.stations.get(ticket.stationId), ticket.owner);
  if (printerId === null) return [];
  const subject: PrintSubject = {
    type: 'cancellation',
    ticketId,
    lineIds: lineIds ?? ticket.lines.map((line) => line.lineId),
  };
  return [{ ...whereTicketLies(ticket, printerId, index), document: 'kitchen-ticket', subject, copy: false }];
}

function receiptByItself(orderId: string, index: CatalogueIndex): PaperRequest[] {
  const route = receiptRoute(index);
  return route === null || index.settings.printReceipts !== 'always'
    ? []
    : [receiptPaper(orderId, route.printerId, false)];
}

function drawerKick(reason: string, index: CatalogueIndex): PaperRequest[] {
  const printer = drawerPrinter(index);
  if (printer === null) return [];
  return [
    {
      printerId: printer.id,
      document: 'drawer-kick',
      subject: { type: 'drawer-kick', drawerPin: printer.drawer.pin, reason },
      copy: false,
    },
  ];
}
