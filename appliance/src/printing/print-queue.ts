import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';
import { drawerKickLifetimeMs, PrinterLane, type PrintMachine } from './printer-lane.ts';

export interface PrintQueueParts {
  core: Core;
  ports: Ports;
  /** A connection to one printer; opened once per printer id. */
  openMachine: (printerId: string) => PrintMachine;
  /** What a job prints, from the store's state as it is now. */
  draw: (view: StoreView, job: PrintJob) => PrintDocument | null;
  changed: () => void;
}

/**
 * Prints what the journal says must be printed: every job that is queued is printed once or shown to a person. A job that was
 * `sending` when the appliance stopped is unknown: nobody can say whether it came out.
 */
export class PrintQueue {
  readonly #parts: PrintQueueParts;
  readonly #lanes = new Map<string, PrinterLane>();
  #printers: Printer[] = [];
  #unknown = new Map<string, string>();
  #unsubscribe: () => void = () => undefined;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { core } = this.#parts;
    await core.appendInternal((view) =>
      view
        .openPrintJobs()
        .filter((job) => job.state === 'sending')
        .map((job): InternalEvent => ({ type: 'print.unknown', payload: { jobId: job.jobId, reason: 'The appliance stopped while this was being printed.' } })),
    );
    this.#unsubscribe = core.onDurable((batch) => {
      for (const job of batch.printJobs) this.#take(job);
      if (batch.catalogueRevision !== null) void this.#readPrinters();
    });
    await this.#readPrinters();
    const open = await core.read((view) => view.openPrintJobs());
    for (const job of open) this.#take(job, drawerKickLifetimeMs + 1);
  }

  /** Lets the jobs that are being printed finish, then closes the printers. What waits stays queued in the journal. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
  }

  status(): StoreStatus['printers'] {
    return this.#printers.map(({ id, name }) => {
      const lane = this.#lanes.get(id);
      const unknown = [...this.#unknown.values()].filter((printerId) => printerId === id).length;
      const state = lane?.trouble ? 'offline' : unknown > 0 ? 'attention' : 'ok';
      return { printerId: id, name, state, reason: lane?.trouble?.reason ?? null, waiting: lane?.waiting ?? 0, unknown, since: lane?.trouble?.since ?? null };
    });
  }

  #take(job: PrintJob, ageMs = 0): void {
    if (job.state === 'unknown') this.#unknown.set(job.jobId, job.printerId);
    else this.#unknown.delete(job.jobId);
    if (job.state === 'queued') this.#laneOf(job.printerId).add(job.jobId, ageMs);
    this.#parts.changed();
  }

  #laneOf(printerId: string): PrinterLane {
    const known = this.#lanes.get(printerId);
    if (known) return known;
    const { core, ports, draw, changed, openMachine } = this.#parts;
    const lane = new PrinterLane(printerId, { core, ports, draw, changed, machine: openMachine(printerId) });
    this.#lanes.set(printerId, lane);
    return lane;
  }

  async #readPrinters(): Promise<void> {
    this.#printers = await this.#parts.core.read((view) => view.catalogue().printers);
    this.#parts.changed();
  }
}
