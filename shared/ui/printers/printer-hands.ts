import type { Catalogue, Drawer, Printer } from '../../src/menu/catalogue.ts';
import type { DrawerReading, KnownPrinterModel } from '../../src/protocol/printing-api.ts';
import type { PrinterSearchState } from '../../src/protocol/printer-search.ts';

/** What is wrong, a sentence each; none: it is done. Null: somebody thought better of it, and nothing was done. */
export type Answered = readonly string[] | null;

/** What the form of a printer needs done. Each program that shows it does it in its own way. */
export interface PrinterHands {
  /** As the store is now. */
  readonly catalogue: Pick<Catalogue, 'printers' | 'stations' | 'settings'>;
  /** Why this person cannot look for printers and try a drawer here and now, in a sentence; null: they can. */
  readonly cannotLook: string | null;
  models(): Promise<readonly KnownPrinterModel[]>;
  /** @param withReceipts the guests' receipts come out there from now on as well: it is the store's first printer */
  save(printer: Printer, withReceipts: boolean): Promise<Answered>;
  remove(printer: Printer): Promise<Answered>;
  /** Begins a search, or joins the one that runs. */
  startSearch(): Promise<PrinterSearchState>;
  readSearch(): Promise<PrinterSearchState>;
  /** What a printer of the settings says of its drawer at this moment. */
  readDrawer(printerId: string): Promise<DrawerReading>;
  tryDrawer(printerId: string, pin: Drawer['pin']): Promise<Answered>;
  /** About a call that failed, in the reader's words. */
  sentenceOf(fault: unknown): string;
}
