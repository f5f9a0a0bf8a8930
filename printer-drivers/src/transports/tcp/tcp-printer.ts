import { defaultEscPosTimeouts, EscPosPrinter } from '../../drivers/escpos/escpos-printer.ts';
import type { EscPosTimeouts } from '../../drivers/escpos/escpos-printer.ts';
import type { EscPosProfile } from '../../drivers/escpos/profile.ts';
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome } from '../../printer.ts';
import { defaultTcpTimeouts, openTcpChannel } from './tcp-channel.ts';
import type { TcpAddress, TcpTimeouts } from './tcp-channel.ts';

export interface TcpPrinterOptions extends TcpAddress, Partial<TcpTimeouts>, Partial<EscPosTimeouts> {
  readonly profile: EscPosProfile;
}

/** Two parts of one program want the same printer: its connections would block each other and its answers get mixed up. */
export class PrinterOwnedFault extends Error {
  readonly code = 'printer.owned';

  constructor(address: string) {
    super(`The printer at ${address} already has an owner in this program.`);
    this.name = 'PrinterOwnedFault';
  }
}

/** Addresses of printers that are open in this process. A printer is one thing in the world, so this is one set. */
const owned = new Set<string>();

/**
 * An ESC/POS printer on the network (raw TCP, usually port 9100). Connects when there is something to print, not before.
 *
 * @throws PrinterOwnedFault when this process has it open already; close the other owner first
 */
export function openTcpPrinter(options: TcpPrinterOptions): Printer {
  const address = `${options.host.toLowerCase()}:${options.port}`;
  if (owned.has(address)) throw new PrinterOwnedFault(address);
  owned.add(address);
  const tcp: TcpTimeouts = { ...defaultTcpTimeouts, ...pickDefined(options, ['connectTimeoutMs', 'writeTimeoutMs']) };
  const timeouts: EscPosTimeouts = {
    ...defaultEscPosTimeouts,
    ...pickDefined(options, ['statusTimeoutMs', 'fenceTimeoutMs', 'idleCloseMs']),
  };
  const printer = new EscPosPrinter((signal) => openTcpChannel(options, tcp, signal), options.profile, timeouts);
  return new OwnedPrinter(printer, () => owned.delete(address));
}

class OwnedPrinter implements Printer {
  readonly #printer: Printer;
  readonly #release: () => void;

  constructor(printer: Printer, release: () => void) {
    this.#printer = printer;
    this.#release = release;
  }

  print(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome> {
    return this.#printer.print(bytes, options);
  }

  status(): Promise<PrinterStatus> {
    return this.#printer.status();
  }

  async close(): Promise<void> {
    await this.#printer.close();
    this.#release();
  }
}

function pickDefined<T extends object, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
