import type { ReceiptPrinter } from '../drivers/receipt-printer.ts';
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome } from '../printer.ts';

interface SharedPrinter {
  readonly printer: ReceiptPrinter;
  leases: number;
}

/**
 * The printers that this process talks to, by address. A printer is one thing in the world that serves one connection at a
 * time, so there is one owner per address; a store whose kitchen and bar share a printer has two leases on it.
 */
const owners = new Map<string, SharedPrinter>();

/**
 * A lease on the printer at an address. Leasing the same address again gives a second lease on the same wire: jobs of both
 * are sent one after the other. Tongue and timeouts are those of whoever leased it first.
 */
export function leasePrinter(address: string, create: () => ReceiptPrinter): Printer {
  const shared = owners.get(address) ?? { printer: create(), leases: 0 };
  shared.leases += 1;
  owners.set(address, shared);
  return new Lease(shared.printer, async () => {
    shared.leases -= 1;
    if (shared.leases > 0) return;
    if (owners.get(address) === shared) owners.delete(address);
    await shared.printer.close();
  });
}

class Lease implements Printer {
  readonly #printer: ReceiptPrinter;
  readonly #giveBack: () => Promise<void>;
  readonly #jobs = new Set<Promise<PrintOutcome>>();
  #closed: Promise<void> | null = null;

  constructor(printer: ReceiptPrinter, giveBack: () => Promise<void>) {
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
