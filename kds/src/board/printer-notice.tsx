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

const linesShown = 2;

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
  const worst = printers.toSorted((one, other) => unknownOf(other) - unknownOf(one)).slice(0, linesShown);
  return (
    <p
      role={isAlarm ? 'alert' : 'status'}
      className={classNames(
        // What the header has left over, and no more: the station's name comes first.
        'min-w-40 grow basis-0 rounded-md px-3 py-1 text-sm font-semibold',
        isAlarm ? 'bg-danger text-on-danger' : 'bg-warning text-on-warning',
      )}
    >
      {worst.map((printer) => (
        <span key={printer.printerId} className={worst.length === 1 ? 'line-clamp-2' : 'block truncate'}>
          <bdi>{printer.name}</bdi>: {sentence(printer)}
        </span>
      ))}
    </p>
  );
}
