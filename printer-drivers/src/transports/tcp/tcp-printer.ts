import { defaultEscPosTimeouts, EscPosPrinter, type EscPosTimeouts } from '../../drivers/escpos/escpos-printer.ts';
import type { EscPosProfile } from '../../drivers/escpos/profile.ts';
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome } from '../../printer.ts';
import { defaultTcpTimeouts, openTcpChannel, type TcpAddress, type TcpTimeouts } from './tcp-channel.ts';

export interface TcpPrinterOptions extends TcpAddress, Partial<TcpTimeouts>, Partial<EscPosTimeouts> {
  readonly profile: EscPosProfile;
}

interface SharedPrinter {
  readonly printer: EscPosPrinter;
  leases: number;
}

/**
 * The printers that this process talks to, by address. A printer is one thing in the world that serves one connection at a
 * time, so there is one owner per address; a store whose kitchen and bar share a printer has two leases on it.
 */
const owners = new Map<string, SharedPrinter>();

/**
 * An ESC/POS printer on the network (raw TCP, usually port 9100). Connects when there is something to print, not before.
 * Opening the same address again gives a second lease on the same line: jobs of both are sent one after the other. Profile
 * and timeouts are those of whoever opened it first.
 */
export function openTcpPrinter(options: TcpPrinterOptions): Printer {
  const address = `${options.host.toLowerCase()}:${options.port}`;
  const shared = owners.get(address) ?? { printer: createPrinter(options), leases: 0 };
  shared.leases += 1;
  owners.set(address, shared);
  return new Lease(shared.printer, async () => {
    shared.leases -= 1;
    if (shared.leases > 0) return;
    if (owners.get(address) === shared) owners.delete(address);
    await shared.printer.close();
  });
}

function createPrinter(options: TcpPrinterOptions): EscPosPrinter {
  const tcp: TcpTimeouts = { ...defaultTcpTimeouts, ...pickDefined(options, ['connectTimeoutMs', 'writeTimeoutMs']) };
  const timeouts: EscPosTimeouts = {
    ...defaultEscPosTimeouts,
    ...pickDefined(options, ['statusTimeoutMs', 'fenceTimeoutMs', 'idleCloseMs']),
  };
  return new EscPosPrinter((signal) => openTcpChannel(options, tcp, signal), options.profile, timeouts);
}

class Lease implements Printer {
  readonly #printer: EscPosPrinter;
  readonly #giveBack: () => Promise<void>;
  readonly #jobs = new Set<Promise<PrintOutcome>>();
  #closed: Promise<void> | null = null;

  constructor(printer: EscPosPrinter, giveBack: () => Promise<void>) {
    this.#printer = printer;
    this.#giveBack = giveBack;
  }

  print(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome> {
    const job = this.#printer.print(bytes, options, () => this.#closed !== null);
    this.#jobs.add(job);
    const done = (): void => void this.#jobs.delete(job);
    job.then(done, done);
    return job;
  }

  status(): Promise<PrinterStatus> {
    return this.#printer.status();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    // The caller sees to what its own jobs came to; here they only have to be over.
    const jobs = Promise.allSettled(this.#jobs);
    await this.#giveBack();
    await jobs;
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
