import { openPrinter, type DocumentPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintMachine } from './print-machine.ts';

/** A printer of the settings on the network; opened anew when its address or paper was changed. */
export function networkPrinter(): PrintMachine {
  let opened: { key: string; printer: DocumentPrinter } | null = null;
  const open = async ({ host, port, columns }: Printer): Promise<DocumentPrinter> => {
    const key = `${host} ${port} ${columns}`;
    if (opened?.key === key) return opened.printer;
    await opened?.printer.close();
    opened = { key, printer: openPrinter({ host, port, columns }) };
    return opened.printer;
  };
  return {
    print: async (document, settings, { onFirstByte, signal }) => {
      const printer = await open(settings);
      return printer.print(printer.encode(document), { onFirstByte, signal });
    },
    problem: async (settings) => {
      const status = await (await open(settings)).status();
      if (status.type === 'answered') return status.problem?.reason ?? null;
      return status.type === 'unreachable' ? status.reason : null;
    },
    close: async () => opened?.printer.close(),
  };
}
