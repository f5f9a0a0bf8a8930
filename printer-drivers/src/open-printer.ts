import type { Drawer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { EscPosProfile } from './drivers/escpos/profile.ts';
import { speakerOf, type Speaker } from './drivers/speaker.ts';
import { defaultPrinterTimeouts, ReceiptPrinter, type PrinterTimeouts } from './drivers/receipt-printer.ts';
import { modelOf } from './models/models.ts';
import type { Printer, PrinterStatus } from './printer.ts';
import { defaultWireTimeouts, type WireTimeouts } from './transports/byte-channel.ts';
import { sharedRaster } from './raster/raster-thread.ts';
import { leasePrinter } from './transports/one-owner.ts';
import type { UsbBus } from './transports/usb/usb-bus.ts';
import { wireTo, type PrinterPlace } from './transports/wire.ts';

/** What a store knows about a printer. */
export interface PrinterSettings extends PrinterPlace, Partial<WireTimeouts>, Partial<PrinterTimeouts> {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** Id of a model that `printerModels` has; otherwise what Epson and its clones have in common. */
  readonly model?: string;
  /** The drawer on its socket, if there is one. */
  readonly drawer?: Pick<Drawer, 'openLevel'>;
  /** Instead of a model: what an ESC/POS printer can do. */
  readonly profile?: EscPosProfile;
  /** Called when text that the printer's fonts lack could not be drawn on this machine, and was spelt instead. */
  readonly onSpelt?: (reason: string) => void;
}

/** A printer together with the language it reads. */
export interface DocumentPrinter extends Printer {
  /**
   * The bytes of one job: well under a millisecond for a receipt in the printer's own letters, and otherwise drawn in a thread
   * of its own.
   */
  encode(document: PrintDocument): Promise<Uint8Array>;
}

/**
 * Opens a printer of the store: the one call that the appliance makes per printer. No connection is made until the first
 * job. `usb` is this machine's unless a test brings its own. Two entries of the settings may name the same printer: they share its one connection and take turns.
 */
export function openPrinter(settings: PrinterSettings, usb?: UsbBus): DocumentPrinter {
  const { columns, profile, drawer } = settings;
  const speaker: Speaker = speakerOf(
    profile === undefined
      ? modelOf(settings.model ?? 'generic').speaks
      : { language: 'escpos', profile: () => profile },
    columns,
    (settings.connection?.type ?? 'network') === 'network',
    {
      raster: sharedRaster(),
      slow: settings.connection?.type === 'serial',
      onSpelt: (fault) => settings.onSpelt?.(fault.message),
    },
  );
  const wireTimeouts = {
    ...defaultWireTimeouts,
    ...defined({ connectTimeoutMs: settings.connectTimeoutMs, writeTimeoutMs: settings.writeTimeoutMs }),
  };
  const wire = wireTo(settings, wireTimeouts, usb);
  const timeouts = {
    ...defaultPrinterTimeouts,
    ...defined({
      statusTimeoutMs: settings.statusTimeoutMs,
      fenceTimeoutMs: settings.fenceTimeoutMs,
      idleCloseMs: settings.idleCloseMs,
    }),
  };
  // What a slow line still holds when the last byte was written comes out before the printer can answer.
  const fenceTimeoutMs = timeouts.fenceTimeoutMs + wire.lateMs;
  const printer = leasePrinter(
    wire.address,
    () => new ReceiptPrinter(wire.open, speaker.tongue(), { ...timeouts, fenceTimeoutMs }),
  );
  return {
    encode: (document) => speaker.encode(document),
    print: (bytes, options) => printer.print(bytes, options),
    status: async () => withDrawer(await printer.status(), drawer?.openLevel ?? 'unknown'),
    close: () => printer.close(),
  };
}

/** Which level of the pin means open depends on the drawer, so only the settings can tell. */
function withDrawer(status: PrinterStatus, openLevel: Drawer['openLevel']): PrinterStatus {
  if (status.type !== 'answered' || openLevel === 'unknown') return status;
  return { ...status, drawer: status.drawerPin === openLevel ? 'open' : 'closed' };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
