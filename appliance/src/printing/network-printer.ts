import { openPrinter, type DocumentPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import type { PrinterStatus } from '@auraconnect/printer-drivers/printer.ts';
import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { Log } from '../ports.ts';
import type { PrinterSight, PrintMachine } from './print-machine.ts';

/** A printer of the settings, on whatever wire; opened anew when how it is reached, its model or its paper was changed. */
export function networkPrinter(log: Log): PrintMachine {
  let opened: { key: string; printer: DocumentPrinter } | null = null;
  const open = async ({ host, port, columns, connection, model, drawer }: Printer): Promise<DocumentPrinter> => {
    const settings = { host, port, columns, connection, model, drawer };
    const key = JSON.stringify(settings);
    if (opened?.key === key) return opened.printer;
    await opened?.printer.close();
    const onSpelt = (reason: string): void =>
      log.warn({ host, model, reason }, 'text that the printer has no letters for could not be drawn and was spelt');
    opened = { key, printer: openPrinter({ ...settings, onSpelt }) };
    return opened.printer;
  };
  return {
    print: async (document, settings, { onFirstByte, signal }) => {
      const printer = await open(settings);
      return printer.print(await printer.encode(document), { onFirstByte, signal });
    },
    look: async (settings) => sightOf(await (await open(settings)).status()),
    close: async () => opened?.printer.close(),
  };
}

function sightOf(status: PrinterStatus): PrinterSight {
  if (status.type === 'answered') {
    const { problem, drawerPin, paper } = status;
    return { problem, drawerPin, paperLow: paper === 'near-end' };
  }
  const problem = status.type === 'unreachable' ? { code: status.code, reason: status.reason } : null;
  return { problem, drawerPin: null, paperLow: false };
}
