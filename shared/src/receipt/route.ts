import type { Ticket } from '../kitchen/ticket.ts';
import type { Printer, Station } from '../menu/catalogue.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import type { PrintJob, PrintSubject } from './print-job.ts';

/** Who prints a document, and who stands in while that printer cannot; null: nobody does. */
export interface PaperRoute {
  printerId: string;
  backupPrinterId: string | null;
}

export interface RouteLookups {
  index: CatalogueIndex;
  ticket(ticketId: string): Ticket | null;
}

/** Where paper of this kind comes out; null: nowhere. A drawer and a test print belong to one printer and to no other. */
export function routeOf(subject: PrintSubject, { index, ticket }: RouteLookups): PaperRoute | null {
  switch (subject.type) {
    case 'receipt':
      return receiptRoute(index);
    case 'x-report':
    case 'z-report':
      return reportRoute(index);
    case 'kitchen-ticket':
    case 'cancellation': {
      const station = index.stations.get(ticket(subject.ticketId)?.stationId ?? '');
      return station === undefined ? null : stationRoute(station, index);
    }
    case 'drawer-kick':
    case 'test-print':
      return null;
  }
}

export function stationRoute({ printerId, backupPrinterId }: Station, index: CatalogueIndex): PaperRoute | null {
  return routeTo(printerId, backupPrinterId, index);
}

export function receiptRoute(index: CatalogueIndex): PaperRoute | null {
  const { receiptPrinterId, receiptBackupPrinterId } = index.settings;
  return routeTo(receiptPrinterId, receiptBackupPrinterId, index);
}

/** X and Z come out where the receipts do unless somebody said otherwise. */
export function reportRoute(index: CatalogueIndex): PaperRoute | null {
  const { reportPrinterId, receiptPrinterId, receiptBackupPrinterId } = index.settings;
  const own = reportPrinterId !== null && index.printers.has(reportPrinterId) ? reportPrinterId : null;
  return routeTo(own ?? receiptPrinterId, receiptBackupPrinterId, index);
}

/** Where the paper of a station's ticket is lying: at its own printer, or at the one that stood in when it was printed. */
export function whereTicketLies(
  { standIn }: Pick<Ticket, 'standIn'>,
  ownPrinterId: string,
  { printers }: CatalogueIndex,
): Pick<PrintJob, 'printerId' | 'backupFor'> {
  return standIn !== undefined && printers.has(standIn.printerId) ? { ...standIn } : { printerId: ownPrinterId };
}

/** Who stands in for the printer that a job waits for; null: it waits. A job that was moved stays where it is. */
export function backupOf(
  { subject, printerId, backupFor }: Pick<PrintJob, 'subject' | 'printerId' | 'backupFor'>,
  look: RouteLookups,
): string | null {
  const route = routeOf(subject, look);
  if (backupFor !== undefined) {
    // What follows a ticket to the printer that stood in can still come out at the station's own.
    const standIn = subject.type === 'cancellation' ? look.ticket(subject.ticketId)?.standIn : undefined;
    const liesHere = standIn?.printerId === printerId && standIn.backupFor === backupFor;
    return liesHere && route?.printerId === backupFor ? backupFor : null;
  }
  // Somebody chose another printer for this one paper: it is wanted there.
  return route?.printerId === printerId ? route.backupPrinterId : null;
}

/** The printer whose drawer takes the cash: it is never another one's, whoever prints the receipts meanwhile. */
export function drawerPrinter(index: CatalogueIndex): Printer | null {
  const { receiptPrinterId } = index.settings;
  const printer = receiptPrinterId === null ? undefined : index.printers.get(receiptPrinterId);
  return printer?.hasDrawer === true ? printer : null;
}

function routeTo(
  printerId: string | null,
  backupPrinterId: string | null,
  { printers }: CatalogueIndex,
): PaperRoute | null {
  if (printerId === null || !printers.has(printerId)) return null;
  const standsIn = backupPrinterId !== null && backupPrinterId !== printerId && printers.has(backupPrinterId);
  return { printerId, backupPrinterId: standsIn ? backupPrinterId : null };
}
