import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { encodeEscPos } from './drivers/escpos/encoder.ts';
import { genericProfile } from './drivers/escpos/profile.ts';
import type { EscPosProfile } from './drivers/escpos/profile.ts';
import type { Printer } from './printer.ts';
import { openTcpPrinter } from './transports/tcp/tcp-printer.ts';
import type { TcpPrinterOptions } from './transports/tcp/tcp-printer.ts';

/** What a store knows about a printer. */
export interface PrinterSettings extends Omit<TcpPrinterOptions, 'profile'> {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** The model, when it is known; otherwise what Epson and its clones have in common. */
  readonly profile?: EscPosProfile;
}

/** A printer together with the language it reads. */
export interface DocumentPrinter extends Printer {
  /** The bytes of one job. Pure and fast (well under a millisecond for a receipt). */
  encode(document: PrintDocument): Uint8Array;
}

/**
 * Opens a printer of the store: the one call that the appliance makes per printer. No connection is made until the first
 * job. Two entries of the settings may name the same printer: they share its one connection and take turns.
 */
export function openPrinter(settings: PrinterSettings): DocumentPrinter {
  const { columns, profile = genericProfile(columns), ...address } = settings;
  const printer = openTcpPrinter({ ...address, profile });
  return {
    encode: (document) => encodeEscPos(document, profile),
    print: (bytes, options) => printer.print(bytes, options),
    status: () => printer.status(),
    close: () => printer.close(),
  };
}
