import type { ReactElement } from 'react';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { type PrinterStatus, usePrinterSentence } from '@auraconnect/shared/ui/printers/printer-sentence.ts';

/** The printers on which tickets of a view come out, or would come out, and which a cook has to know about now. */
export function troubledPrinters(
  status: StoreStatus | null,
  catalogue: Catalogue | null,
  view: string,
): PrinterStatus[] {
  if (status === null || catalogue === null) return [];
  const stations = catalogue.stations.filter(({ id, paper }) => paper !== 'never' && isShown(id, view));
  const ids = new Set(stations.flatMap(({ printerId, backupPrinterId }) => [printerId, backupPrinterId]));
  return status.printers.filter((printer) => ids.has(printer.printerId) && (isOut(printer) || unknownOf(printer) > 0));
}

const isShown = (stationId: string, view: string): boolean => view === 'all' || view === 'expo' || view === stationId;
const isOut = ({ state }: PrinterStatus): boolean => state === 'offline';
const unknownOf = ({ unknownTickets, unknown }: PrinterStatus): number => unknownTickets ?? unknown;

/** Tickets of which nobody knows whether they came out: they may never be cooked. */
export const unknownTickets = (printers: readonly PrinterStatus[]): number =>
  printers.reduce((sum, printer) => sum + unknownOf(printer), 0);

/** In the header, where there is room for it: no ticket moves when it comes or goes. */
export function PrinterNotice({ printers }: { printers: readonly PrinterStatus[] }): ReactElement | null {
  const sentence = usePrinterSentence('tickets');
  if (printers.length === 0) return null;
  const isAlarm = unknownTickets(printers) > 0;
  return (
    <p
      role={isAlarm ? 'alert' : 'status'}
      className={classNames(
        'line-clamp-2 min-w-0 grow rounded-md px-3 py-1 text-base leading-6 font-semibold',
        isAlarm ? 'bg-danger text-on-danger' : 'bg-warning text-on-warning',
      )}
    >
      {printers.map((printer) => `${printer.name}: ${sentence(printer)}`).join(' · ')}
    </p>
  );
}
