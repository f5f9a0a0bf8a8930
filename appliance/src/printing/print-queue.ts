import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';
import type { BeforeTheStart } from './before-the-start.ts';
import type { PrinterSight, PrintMachine } from './print-machine.ts';
import { paperProblem } from './print-problems.ts';
import { PrinterLane } from './printer-lane.ts';
import { StandIn } from './stand-in.ts';

export interface PrintQueueParts {
  core: Core;
  ports: Ports;
  /** A connection to one printer; opened once per printer id. */
  openMachine: (printerId: string) => PrintMachine;
  /** What a job prints, from the store's state as it is now. */
  draw: (view: StoreView, job: PrintJob) => PrintDocument | null;
  changed: () => void;
  /** So long after a start, what was queued before it waits for a sign that this box was brought back from an older copy. */
  oldJobsWaitMs?: number;
  before: BeforeTheStart;
}

type PrinterState = StoreStatus['printers'][number];

/**
 * Prints what the journal says must be printed: every job that is queued is printed once or shown to a person. A job that was
 * `sending` when the appliance stopped is unknown: nobody can say whether it came out.
 */
export class PrintQueue {
  readonly #parts: PrintQueueParts;
  readonly #lanes = new Map<string, PrinterLane>();
  #printers: Printer[] = [];
  /** Jobs that a person has to decide about. */
  readonly #forPeople = new Map<string, PrintJob>();
  /** Queued before the start, and not given to their printers yet. */
  readonly #old = new Map<string, PrintJob>();
  readonly #standIn: StandIn;
  #unsubscribe: () => void = () => undefined;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
    const { core, ports } = parts;
    this.#standIn = new StandIn({ core, ports, lanes: () => this.#lanes, laneOf: (id) => this.#laneOf(id) });
  }

  async run(): Promise<void> {
    const { core } = this.#parts;
    await core.appendInternal((view) => view.openPrintJobs().flatMap(leftBehind));
    this.#unsubscribe = core.onDurable((batch) => {
      for (const job of batch.printJobs) {
        this.#take(job);
        if (job.state === 'confirmed') void this.#acknowledge(job);
      }
      if (batch.catalogueRevision !== null) void this.#printersChanged();
    });
    await this.#readPrinters();
    this.#watch();
    const open = await core.read((view) => view.openPrintJobs());
    const { oldJobsWaitMs = 0, ports } = this.#parts;
    for (const job of open) {
      if (job.state === 'queued' && oldJobsWaitMs > 0) this.#old.set(job.jobId, job);
      else this.#take(job);
    }
    if (this.#old.size > 0) ports.timers.after(oldJobsWaitMs, () => void this.#takeOld());
    this.#standIn.run();
  }

  /** A copy does not know what came out since it was made: when the store has gone on, a person looks. */
  async #takeOld(): Promise<void> {
    const { core, ports, before } = this.#parts;
    const isWaiting = ({ jobId, state }: PrintJob): boolean => state === 'queued' && this.#old.has(jobId);
    try {
      await before.askAgain();
      if (this.#old.size > 0)
        await core.appendInternal((view) =>
          view
            .openPrintJobs()
            .filter((job) => isWaiting(job) && before.mayHaveComeOut(view, job.queuedAt))
            .map(({ jobId }) => ({ type: 'print.unknown', payload: { jobId, ...paperProblem('brought-back') } })),
        );
      const waiting = await core.read((view) => view.openPrintJobs().filter(isWaiting));
      this.#old.clear();
      for (const job of waiting) this.#take(job);
    } catch (fault) {
      ports.log.warn({ err: fault }, 'papers that were queued before the start wait on');
      ports.timers.after(1_000, () => void this.#takeOld());
    }
  }

  /** Lets the job whose bytes are leaving finish, then closes the printers. What waits stays queued in the journal. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#standIn.stop();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
  }

  status(): StoreStatus['printers'] {
    const known = this.#printers.map(({ id, name }) => this.#stateOf(id, name));
    const gone = new Set(
      [...this.#forPeople.values()]
        .map(({ printerId }) => printerId)
        .filter((id) => !this.#printers.some((printer) => printer.id === id)),
    );
    return [...known, ...[...gone].map((id) => this.#stateOf(id, id))];
  }

  /** What a printer says of itself when it is asked now; null when it is none of the settings. */
  async sightOf(printerId: string): Promise<PrinterSight | null> {
    return this.#printers.some(({ id }) => id === printerId) ? this.#laneOf(printerId).sight() : null;
  }

  #stateOf(printerId: string, name: string): PrinterState {
    const lane = this.#lanes.get(printerId);
    const jobs = [...this.#forPeople.values()].filter((job) => job.printerId === printerId);
    const unknown = jobs.filter(({ state }) => state === 'unknown');
    const old = [...this.#old.values()].filter((job) => job.printerId === printerId).length;
    const trouble = lane?.health.trouble ?? null;
    const latest = jobs.at(-1);
    return {
      printerId,
      name,
      state: trouble ? 'offline' : jobs.length > 0 ? 'attention' : 'ok',
      reason: trouble?.reason ?? latest?.reason ?? null,
      code: trouble?.code ?? latest?.code ?? null,
      waiting: (lane?.waiting ?? 0) + old,
      unknown: unknown.length,
      unknownTickets: unknown.filter(({ document }) => document === 'kitchen-ticket').length,
      since: trouble?.since ?? jobs[0]?.changedAt ?? null,
      drawer: lane?.health.drawer ?? null,
      paperLow: lane?.health.paperLow ?? false,
    };
  }

  #take(job: PrintJob): void {
    if (job.state === 'queued' && this.#old.has(job.jobId)) return;
    this.#old.delete(job.jobId);
    if (job.state === 'unknown' || job.state === 'failed') this.#forPeople.set(job.jobId, job);
    else this.#forPeople.delete(job.jobId);
    // A job that was moved waits for its new printer only.
    if (job.backupFor !== undefined) this.#lanes.get(job.backupFor)?.forget(job.jobId);
    if (job.state === 'queued') this.#laneOf(job.printerId).add(job);
    else if (job.state !== 'sending') this.#lanes.get(job.printerId)?.forget(job.jobId);
    this.#parts.changed();
  }

  /** A person may have found a kitchen ticket's paper: then the kitchen has it, as if the printer had said so. */
  async #acknowledge({ subject, printerId }: PrintJob): Promise<void> {
    const { core, ports } = this.#parts;
    if (subject.type !== 'kitchen-ticket') return;
    const { ticketId } = subject;
    const isWaiting = (view: StoreView): boolean => {
      const ticket = view.ticket(ticketId);
      return ticket?.status === 'pending' && ticket.owner === 'printer';
    };
    try {
      if (!(await core.read(isWaiting))) return;
      await core.appendInternal((view) =>
        isWaiting(view)
          ? [{ type: 'kitchen.ticket_acknowledged', payload: { ticketId, by: 'printer', deviceId: printerId } }]
          : [],
      );
    } catch (fault) {
      ports.log.warn({ err: fault, ticketId }, 'a printed ticket could not be acknowledged');
    }
  }

  #laneOf(printerId: string): PrinterLane {
    const known = this.#lanes.get(printerId);
    if (known) return known;
    const { core, ports, draw, changed, openMachine } = this.#parts;
    const lane = new PrinterLane(printerId, { core, ports, draw, changed, machine: openMachine(printerId) });
    this.#lanes.set(printerId, lane);
    return lane;
  }

  /** Perhaps somebody mended an address: whoever waits for it tries at once. */
  async #printersChanged(): Promise<void> {
    const before = new Map(this.#printers.map((printer) => [printer.id, JSON.stringify(printer)]));
    await this.#readPrinters().catch((fault: unknown) =>
      this.#parts.ports.log.warn({ err: fault }, 'the printers of the settings could not be read'),
    );
    const changed = new Set([...before.keys(), ...this.#printers.map(({ id }) => id)]);
    for (const printer of this.#printers)
      if (before.get(printer.id) === JSON.stringify(printer)) changed.delete(printer.id);
    for (const id of changed) this.#lanes.get(id)?.retryNow();
    this.#watch();
  }

  async #readPrinters(): Promise<void> {
    this.#printers = await this.#parts.core.read((view) => view.catalogue().printers);
    this.#parts.changed();
  }

  /** Every printer of the settings is asked how it is, whether it has anything to print or not. */
  #watch(): void {
    for (const printer of this.#printers) this.#laneOf(printer.id).watch(printer);
    for (const [id, lane] of this.#lanes) if (!this.#printers.some((one) => one.id === id)) lane.watch(null);
  }
}

/** What the program before this one left in the middle: nobody knows what came out, and whoever wanted the drawer is long gone. */
function leftBehind({ jobId, state, document }: PrintJob): InternalEvent[] {
  if (state === 'sending') return [{ type: 'print.unknown', payload: { jobId, ...paperProblem('appliance-stopped') } }];
  if (state === 'queued' && document === 'drawer-kick')
    return [{ type: 'print.failed', payload: { jobId, ...paperProblem('too-late-to-kick'), retry: false } }];
  return [];
}
