import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';

/** How a try to print ended; the printer drivers' own outcome. Only `failed` left the paper untouched. */
export type PrintOutcome = { type: 'confirmed' } | { type: 'failed'; reason: string } | { type: 'unknown'; reason: string };

export interface PrintMachine {
  print(document: PrintDocument, printer: Printer): Promise<PrintOutcome>;
  close(): Promise<void>;
}

/** A drawer that springs open minutes after the sale is a drawer nobody stands at. */
export const drawerKickLifetimeMs = 15_000;
const firstRetryMs = 1_000;
const longestRetryMs = 15_000;

/**
 * One printer's jobs, in order, one at a time. A job is journaled as `sending` before its first byte leaves; it is tried again by
 * itself only when no byte left. What is unknown waits for a person and holds up nothing behind it.
 */
export class PrinterLane {
  readonly printerId: string;
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #machine: PrintMachine;
  readonly #draw: (view: StoreView, job: PrintJob) => PrintDocument | null;
  readonly #changed: () => void;
  /** Job ids in order, with the moment each came, on the clock that never jumps. */
  #waiting = new Map<string, number>();
  #working = false;
  #stopped = false;
  #retryMs = firstRetryMs;
  #cancelRetry: () => void = () => undefined;
  #trouble: { reason: string; since: string } | null = null;
  #idle: (() => void)[] = [];

  constructor(
    printerId: string,
    parts: { core: Core; ports: Ports; machine: PrintMachine; draw: (view: StoreView, job: PrintJob) => PrintDocument | null; changed: () => void },
  ) {
    this.printerId = printerId;
    this.#core = parts.core;
    this.#ports = parts.ports;
    this.#machine = parts.machine;
    this.#draw = parts.draw;
    this.#changed = parts.changed;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get trouble(): { reason: string; since: string } | null {
    return this.#trouble;
  }

  get state(): StoreStatus['printers'][number]['state'] {
    return this.#trouble ? 'offline' : 'ok';
  }

  /** Takes a queued job; one that waits already is taken once. @param ageMs how long it has waited in the journal before. */
  add(jobId: string, ageMs = 0): void {
    if (this.#stopped || this.#waiting.has(jobId)) return;
    this.#waiting.set(jobId, this.#ports.clock.monotonicMs() - ageMs);
    void this.#work();
  }

  #first(): [string, number] | null {
    return this.#waiting.entries().next().value ?? null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    await this.idle();
    await this.#machine.close();
  }

  /** Resolves when nothing is being printed at this moment. */
  idle(): Promise<void> {
    return this.#working ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#first(); next !== null && !this.#stopped; next = this.#first()) {
        if (!(await this.#tryOnce(next))) break;
      }
    } catch (fault) {
      // The store cannot promise anything now (a full disk, a failed sync): the job stays as the journal has it.
      this.#ports.log.error({ err: fault, printerId: this.printerId }, 'printing stopped');
      this.#retryLater();
    } finally {
      this.#working = false;
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  /** False when the printer cannot be reached: the lane waits. */
  async #tryOnce([jobId, since]: [string, number]): Promise<boolean> {
    let ready: { job: PrintJob; document: PrintDocument; printer: Printer } | null = null;
    await this.#core.appendInternal((view) => {
      ready = null;
      const job = view.printJob(jobId);
      if (job?.state !== 'queued') return [];
      const printer = view.catalogue().printers.find(({ id }) => id === this.printerId);
      const document = this.#draw(view, job);
      if (!printer || !document) return [failed(jobId, printer ? 'What it should print is gone.' : 'This printer was taken out of the settings.', false)];
      if (job.document === 'drawer-kick' && this.#ports.clock.monotonicMs() - since > drawerKickLifetimeMs) {
        return [failed(jobId, 'The printer came back too late to open the drawer.', false)];
      }
      ready = { job, document, printer };
      return [{ type: 'print.sending', payload: { jobId, attempt: job.attempts + 1 } }];
    });
    if (ready === null) {
      this.#waiting.delete(jobId);
      return true;
    }
    return this.#print(ready);
  }

  async #print({ job, document, printer }: { job: PrintJob; document: PrintDocument; printer: Printer }): Promise<boolean> {
    const outcome = await this.#machine.print(document, printer);
    const again = outcome.type === 'failed' && job.document !== 'drawer-kick';
    await this.#core.appendInternal((view) => eventsOf(view, job, outcome, again));
    if (outcome.type === 'confirmed') {
      this.#retryMs = firstRetryMs;
      this.#cancelRetry();
      this.#setTrouble(null);
      this.#waiting.delete(job.jobId);
      return true;
    }
    this.#setTrouble(outcome.reason);
    if (!again) {
      this.#waiting.delete(job.jobId);
      return outcome.type === 'unknown' || job.document === 'drawer-kick';
    }
    this.#retryLater();
    return false;
  }

  #retryLater(): void {
    if (this.#stopped) return;
    this.#cancelRetry();
    this.#cancelRetry = this.#ports.timers.after(this.#retryMs, () => void this.#work());
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
  }

  #setTrouble(reason: string | null): void {
    const before = this.#trouble?.reason ?? null;
    if (before === reason) return;
    this.#trouble = reason === null ? null : { reason, since: this.#core.timestamp() };
    this.#changed();
  }
}

const failed = (jobId: string, reason: string, retry: boolean): InternalEvent => ({ type: 'print.failed', payload: { jobId, reason: reason.slice(0, 300), retry } });

function eventsOf(view: StoreView, job: PrintJob, outcome: PrintOutcome, again: boolean): InternalEvent[] {
  const { jobId } = job;
  if (outcome.type === 'failed') return [failed(jobId, outcome.reason, again)];
  if (outcome.type === 'unknown') return [{ type: 'print.unknown', payload: { jobId, reason: outcome.reason.slice(0, 300) } }];
  const events: InternalEvent[] = [{ type: 'print.confirmed', payload: { jobId } }];
  const ticket = job.subject.type === 'kitchen-ticket' ? view.ticket(job.subject.ticketId) : null;
  if (ticket?.status === 'pending' && ticket.owner === 'printer') {
    events.push({ type: 'kitchen.ticket_acknowledged', payload: { ticketId: ticket.ticketId, by: 'printer', deviceId: job.printerId } });
  }
  return events;
}
