import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { PrintOutcome } from '@auraconnect/printer-drivers/printer.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';

export interface PrintMachine {
  /** `onFirstByte` is awaited directly before the first byte leaves; when it throws nothing is sent and `print` rejects. */
  print(document: PrintDocument, printer: Printer, onFirstByte: () => Promise<void>): Promise<PrintOutcome>;
  close(): Promise<void>;
}

export interface PrinterLaneParts {
  core: Core;
  ports: Ports;
  machine: PrintMachine;
  /** What a job prints, from the store's state as it is now. */
  draw: (view: StoreView, job: PrintJob) => PrintDocument | null;
  changed: () => void;
}

/** A drawer that springs open minutes after the sale is a drawer nobody stands at. */
export const drawerKickLifetimeMs = 15_000;
const firstRetryMs = 1_000;
const longestRetryMs = 15_000;

interface ReadyJob {
  job: PrintJob;
  document: PrintDocument;
  printer: Printer;
}

/**
 * One printer's jobs, in order, one at a time. A job is journaled as `sending` before its first byte leaves; it is tried again by
 * itself only when no byte left. What is unknown waits for a person and holds up nothing behind it.
 */
export class PrinterLane {
  readonly #printerId: string;
  readonly #parts: PrinterLaneParts;
  /** Job ids in order, with the moment each came, on the clock that never jumps. */
  readonly #waiting = new Map<string, number>();
  #working = false;
  #stopped = false;
  #retryMs = firstRetryMs;
  #cancelRetry: () => void = () => undefined;
  #trouble: { reason: string; since: string } | null = null;
  #idle: (() => void)[] = [];

  constructor(printerId: string, parts: PrinterLaneParts) {
    this.#printerId = printerId;
    this.#parts = parts;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Why the printer does not print now, and since when; null when it does. */
  get trouble(): { reason: string; since: string } | null {
    return this.#trouble;
  }

  /** Takes a queued job; one that waits already is taken once. @param ageMs how long it has waited in the journal before. */
  add(jobId: string, ageMs = 0): void {
    if (this.#stopped || this.#waiting.has(jobId)) return;
    this.#waiting.set(jobId, this.#parts.ports.clock.monotonicMs() - ageMs);
    // A printer in trouble is tried when its pause is over, not once for every new job.
    if (!this.#trouble || this.#waiting.size === 1) void this.#work();
  }

  /** A person looked after the printer. */
  retryNow(): void {
    this.#cancelRetry();
    void this.#work();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    if (this.#working) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await this.#parts.machine.close();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#first(); next !== null && !this.#stopped; next = this.#first()) {
        if (!(await this.#tryOnce(...next))) break;
      }
    } catch (fault) {
      // The store cannot promise anything now (a full disk, a failed sync): the job stays as the journal has it.
      this.#parts.ports.log.error({ err: fault, printerId: this.#printerId }, 'printing stopped');
      this.#retryLater();
    } finally {
      this.#working = false;
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  #first(): [string, number] | null {
    return this.#waiting.entries().next().value ?? null;
  }

  /** False when the printer cannot be reached: the lane waits. */
  async #tryOnce(jobId: string, sinceMs: number): Promise<boolean> {
    const { core, ports } = this.#parts;
    const ready = await core.read((view) => this.#prepare(view, jobId));
    if (ready === null) {
      this.#waiting.delete(jobId);
      return true;
    }
    const kick = typeof ready !== 'string' && ready.job.document === 'drawer-kick';
    const tooLate = kick && ports.clock.monotonicMs() - sinceMs > drawerKickLifetimeMs;
    if (typeof ready === 'string' || tooLate) {
      const reason = typeof ready === 'string' ? ready : 'The printer came back too late to open the drawer.';
      await core.appendInternal(() => [{ type: 'print.failed', payload: { jobId, reason, retry: false } }]);
      this.#waiting.delete(jobId);
      return true;
    }
    return this.#print(ready);
  }

  /** The job with what it prints; a sentence when it can never print; null when there is nothing to print any more. */
  #prepare(view: StoreView, jobId: string): ReadyJob | string | null {
    const job = view.printJob(jobId);
    if (job?.state !== 'queued') return null;
    const printer = view.catalogue().printers.find(({ id }) => id === this.#printerId);
    if (!printer) return 'This printer was taken out of the settings.';
    const document = this.#parts.draw(view, job);
    return document ? { job, document, printer } : 'What it should print is gone.';
  }

  async #print({ job, document, printer }: ReadyJob): Promise<boolean> {
    const { core, machine } = this.#parts;
    const { jobId } = job;
    let journaled = false;
    const outcome = await machine.print(document, printer, async () => {
      await core.appendInternal(() => [{ type: 'print.sending', payload: { jobId, attempt: job.attempts + 1 } }]);
      journaled = true;
    });
    if (outcome.type === 'failed') {
      // Untouched paper: the job is as queued as before, and the journal hears of it only where it said `sending`.
      if (journaled) await core.appendInternal(() => [{ type: 'print.failed', payload: { jobId, reason: outcome.reason, retry: true } }]);
      this.#setTrouble(outcome.reason);
      this.#retryLater();
      return false;
    }
    await core.appendInternal((view) => endOf(view, job, outcome));
    this.#waiting.delete(jobId);
    this.#retryMs = firstRetryMs;
    this.#setTrouble(outcome.type === 'unknown' ? outcome.reason : null);
    return true;
  }

  #retryLater(): void {
    if (this.#stopped) return;
    this.#cancelRetry();
    this.#cancelRetry = this.#parts.ports.timers.after(this.#retryMs, () => void this.#work());
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
  }

  #setTrouble(reason: string | null): void {
    if ((this.#trouble?.reason ?? null) === reason) return;
    this.#trouble = reason === null ? null : { reason, since: this.#parts.core.timestamp() };
    this.#parts.changed();
  }
}

function endOf(view: StoreView, job: PrintJob, outcome: Exclude<PrintOutcome, { type: 'failed' }>): InternalEvent[] {
  const { jobId } = job;
  if (outcome.type === 'unknown') return [{ type: 'print.unknown', payload: { jobId, reason: outcome.reason } }];
  const events: InternalEvent[] = [{ type: 'print.confirmed', payload: { jobId } }];
  const ticket = job.subject.type === 'kitchen-ticket' ? view.ticket(job.subject.ticketId) : null;
  if (ticket?.status === 'pending' && ticket.owner === 'printer') {
    events.push({ type: 'kitchen.ticket_acknowledged', payload: { ticketId: ticket.ticketId, by: 'printer', deviceId: job.printerId } });
  }
  return events;
}
