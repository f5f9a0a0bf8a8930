import type { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import type { SearchOrder } from './printer-search.ts';

/** Looks on this machine's real wires. The drivers' search is loaded when somebody searches: no start waits for it. */
export async function searchOnWires(order: SearchOrder): Promise<PrinterSearchState> {
  const [{ searchPrinters }, { listSerialPorts, listUsbPrinters }, { printerModels }] = await Promise.all([
    import('@auraconnect/printer-drivers/discovery/search-printers.ts'),
    import('@auraconnect/printer-drivers/discovery/list-own-ports.ts'),
    import('@auraconnect/printer-drivers/models/models.ts'),
  ]);
  return searchPrinters({ ...order, models: printerModels, listUsb: listUsbPrinters, listSerial: listSerialPorts });
}
