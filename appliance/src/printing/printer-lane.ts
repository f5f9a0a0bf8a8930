import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { PrintOutcome } from '@auraconnect/printer-drivers/printer.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';
import type { PrintMachine } from './print-machine.ts';

export interface PrinterLaneParts {
  core: Core;
  ports: Ports;
  machine: PrintMachine;
  /** What a job prints, from the store's state as it is now; null when that is gone. */
  draw: (view: StoreView, job: PrintJob) => PrintDocument | null;
  changed: () => void;
}

/** A drawer that springs open minutes after the sale is a drawer nobody stands at. */
export const drawerKickLifetimeMs = 15_000;
const firstRetryMs = 1_000;
const longestRetryMs = 15_000;
/** How long a job whose bytes are on their way may take to be confirmed when the program wants to end. */
const stopPatienceMs = 8_000;

const tooLateToKick = 'The printer came back too late to open the drawer.';

interface Waiting {
  /** On the clock that never jumps. */
  sinceMs: number;
  cancelExpiry: () => void;
}

interface ReadyJob {
  job: PrintJob;
  document: PrintDocument;
  printer: Printer;
}

/** The job is not to be printed any more: a person settled it, or it is a kick whose time is over. */
class Withdrawn extends Error {
  override readonly name = 'Withdrawn';
  readonly code = 'print_withdrawn';
}

/**
 * One printer's jobs, in order, one at a time. A job is journaled as `sending` before its first byte leaves; it is tried again by
 * itself only when no byte left, and a drawer kick not even then. What is unknown waits for a person and holds up nothing behind it.
 */
export class PrinterLane {
  readonly #printerId: string;
  readonly #parts: PrinterLaneParts;
  /** Job ids, first come first served. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #stop = new AbortController();
  #working = false;
  /** Somebody asked for a try while one was under way, perhaps with what is no longer so. */
  #tryAgain = false;
  #bytesAreLeaving = false;
  #retryMs = firstRetryMs;
  #retrying = false;
  #cancelRetry: () => void = () => undefined;
  #trouble: { reason: string; since: string } | null = null;
  #stopping = false;
  #wakeJournaling: () => void = () => undefined;
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

  /** Takes a queued job; one that waits already is taken once. */
  add(job: PrintJob): void {
    if (this.#stopping || this.#waiting.has(job.jobId)) return;
    const { clock, timers } = this.#parts.ports;
    const isKick = job.document === 'drawer-kick';
    const cancelExpiry = isKick
      ? timers.after(drawerKickLifetimeMs, () => void this.#expire(job.jobId))
      : (): void => undefined;
    this.#waiting.set(job.jobId, { sinceMs: clock.monotonicMs(), cancelExpiry });
    // A printer in trouble is tried when its pause is over, not once for every new job.
    if (!this.#trouble || this.#waiting.size === 1) void this.#work();
  }

  /** A job that somebody settled is not waited for. */
  forget(jobId: string): void {
    this.#waiting.get(jobId)?.cancelExpiry();
    this.#waiting.delete(jobId);
  }

  /** Something about the printer was changed: perhaps it prints now. */
  retryNow(): void {
    if (this.#working) this.#tryAgain = true;
    else this.#workNow();
  }

  /** A job with no byte under way stays queued; one whose bytes are leaving may finish, for a few seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelRetry();
    for (const { cancelExpiry } of this.#waiting.values()) cancelExpiry();
    if (!this.#bytesAreLeaving) this.#stop.abort();
    const cancelPatience = this.#parts.ports.timers.after(stopPatienceMs, () => this.#stop.abort());
    this.#wakeJournaling();
    if (this.#working) await new Promise<void>((resolve) => this.#idle.push(resolve));
    cancelPatience();
    await this.#parts.machine.close();
  }

  async #work(): Promise<void> {
    if (this.#working || this.#stopping) return;
    this.#working = true;
    try {
      let printed = true;
      for (let next = this.#first(); printed && next !== null && !this.#stopping; next = this.#first())
        printed = await this.#tryOnce(next);
      if (printed && this.#trouble && !this.#stopping) await this.#lookAfterTrouble();
    } catch (fault) {
      // The store cannot promise anything now (a full disk, a failed sync): the job stays as the journal has it.
      this.#parts.ports.log.error({ err: fault, printerId: this.#printerId }, 'printing stopped');
      this.#retryLater();
    } finally {
      this.#working = false;
      for (const resolve of this.#idle.splice(0)) resolve();
    }
    // Also what came while the printer was asked how it is, and was found to be well.
    if (this.#tryAgain || (this.#waiting.size > 0 && !this.#trouble && !this.#retrying)) this.#workNow();
  }

  #workNow(): void {
    this.#tryAgain = false;
    this.#cancelRetry();
    void this.#work();
  }

  #first(): string | null {
    return this.#waiting.keys().next().value ?? null;
  }

  /** False when the printer cannot be reached: the lane waits. */
  async #tryOnce(jobId: string): Promise<boolean> {
    const ready = await this.#parts.core.read((view) => this.#prepare(view, jobId));
    if (ready === null) this.forget(jobId);
    else if (typeof ready === 'string') await this.#giveUp(jobId, ready);
    else return this.#print(ready);
    return true;
  }

  /** The job with what it prints; a sentence when it can never print; null when there is nothing to print any more. */
  #prepare(view: StoreView, jobId: string): ReadyJob | string | null {
    const job = view.printJob(jobId);
    if (job?.state !== 'queued') return null;
    if (this.#isTooLate(job)) return tooLateToKick;
    const printer = view.catalogue().printers.find(({ id }) => id === this.#printerId);
    if (!printer) return 'This printer was taken out of the settings.';
    try {
      const document = this.#parts.draw(view, job);
      return document ? { job, document, printer } : 'What it should print is gone.';
    } catch (fault) {
      this.#parts.ports.log.error({ err: fault, jobId }, 'a print job could not be drawn');
      return 'It could not be drawn for paper.';
    }
  }

  #isTooLate({ jobId, document }: PrintJob): boolean {
    const since = this.#waiting.get(jobId)?.sinceMs;
    return (
      document === 'drawer-kick' &&
      (since === undefined || this.#parts.ports.clock.monotonicMs() - since > drawerKickLifetimeMs)
    );
  }

  async #print(ready: ReadyJob): Promise<boolean> {
    const { job } = ready;
    const outcome = await this.#attempt(ready);
    this.#bytesAreLeaving = false;
    if (outcome === 'withdrawn') {
      this.forget(job.jobId);
      return true;
    }
    if (typeof outcome === 'string') {
      await this.#giveUp(job.jobId, outcome);
      return true;
    }
    if (outcome.type === 'failed') return this.#notPrinted(job, outcome.reason);
    await this.#journal((view) => endOf(view, job, outcome));
    this.forget(job.jobId);
    this.#retryMs = firstRetryMs;
    this.#setTrouble(null);
    return true;
  }

  /** The printer's answer; a sentence when the document cannot be printed by it at all. Throws when the journal cannot be written. */
  async #attempt({ job, document, printer }: ReadyJob): Promise<PrintOutcome | 'withdrawn' | string> {
    let journalFault: unknown = null;
    const onFirstByte = async (): Promise<void> => {
      try {
        await this.#journalSending(job);
      } catch (fault) {
        journalFault = fault;
        throw fault;
      }
    };
    try {
      return await this.#parts.machine.print(document, printer, { onFirstByte, signal: this.#stop.signal });
    } catch (fault) {
      if (fault instanceof Withdrawn) return 'withdrawn';
      if (journalFault !== null) throw fault;
      this.#parts.ports.log.error(
        { err: fault, jobId: job.jobId },
        'a print job could not be put into the language of its printer',
      );
      return 'It could not be put into the language of this printer.';
    }
  }

  /** Between the drawing and the first byte a person may have settled the job, and a kick may have grown too old. */
  async #journalSending({ jobId, attempts }: PrintJob): Promise<void> {
    let withdrawn = false;
    await this.#parts.core.appendInternal((view): InternalEvent[] => {
      const job = view.printJob(jobId);
      withdrawn = job?.state !== 'queued';
      if (withdrawn || job === null) return [];
      if (this.#isTooLate(job)) {
        withdrawn = true;
        return [{ type: 'print.failed', payload: { jobId, reason: tooLateToKick, retry: false } }];
      }
      return [{ type: 'print.sending', payload: { jobId, attempt: attempts + 1 } }];
    });
    if (withdrawn) throw new Withdrawn('the job is not to be printed any more');
    this.#bytesAreLeaving = true;
  }

  /** Untouched paper: the job is as queued as before, and the journal hears of it only where it said `sending`. */
  async #notPrinted({ jobId, document }: PrintJob, reason: string): Promise<boolean> {
    if (!this.#stopping) this.#setTrouble(reason);
    const isKick = document === 'drawer-kick' && !this.#stopping;
    await this.#journal((view) => {
      const state = view.printJob(jobId)?.state;
      if (state !== 'sending' && !(isKick && state === 'queued')) return [];
      return [{ type: 'print.failed', payload: { jobId, reason, retry: !isKick } }];
    });
    if (isKick) {
      this.forget(jobId);
      return true;
    }
    this.#retryLater();
    return false;
  }

  async #giveUp(jobId: string, reason: string): Promise<void> {
    await this.#journal((view) => failedForGood(view, jobId, reason));
    this.forget(jobId);
  }

  /** A kick that still waits when its time is over, behind a receipt that the printer does not take. */
  async #expire(jobId: string): Promise<void> {
    try {
      await this.#parts.core.appendInternal((view) => failedForGood(view, jobId, tooLateToKick));
      this.forget(jobId);
    } catch (fault) {
      this.#parts.ports.log.warn({ err: fault, jobId }, 'a drawer kick that came too late could not be written down');
    }
  }

  /**
   * Writes down what has happened on paper, however often it takes: while the disk is full nobody else may forget it, and the lane
   * prints nothing more. A job that is left behind as `sending` is unknown at the next start.
   */
  async #journal(decide: (view: StoreView) => InternalEvent[]): Promise<void> {
    for (let pauseMs = firstRetryMs; ; pauseMs = Math.min(longestRetryMs, pauseMs * 2)) {
      try {
        await this.#parts.core.appendInternal(decide);
        return;
      } catch (fault) {
        if (this.#stopping) throw fault;
        this.#parts.ports.log.error(
          { err: fault, printerId: this.#printerId },
          'what was printed could not be written down yet',
        );
        await new Promise<void>((resolve) => {
          const cancel = this.#parts.ports.timers.after(pauseMs, resolve);
          this.#wakeJournaling = () => {
            cancel();
            resolve();
          };
        });
      }
    }
  }

  /** Nothing waits, but the last that was known of the printer was bad: it is asked until that is over. */
  async #lookAfterTrouble(): Promise<void> {
    const { core, machine } = this.#parts;
    const printer = await core.read(
      (view) => view.catalogue().printers.find(({ id }) => id === this.#printerId) ?? null,
    );
    this.#setTrouble(printer === null ? null : await machine.problem(printer));
    if (this.#trouble) this.#retryLater();
    else this.#retryMs = firstRetryMs;
  }

  #retryLater(): void {
    if (this.#stopping) return;
    this.#cancelRetry();
    const cancel = this.#parts.ports.timers.after(this.#retryMs, () => this.#workNow());
    this.#retrying = true;
    this.#cancelRetry = () => {
      this.#retrying = false;
      cancel();
    };
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
  }

  #setTrouble(reason: string | null): void {
    if ((this.#trouble?.reason ?? null) === reason) return;
    this.#trouble = reason === null ? null : { reason, since: this.#trouble?.since ?? this.#parts.core.timestamp() };
    this.#parts.changed();
  }
}

/** Never over the head of a person who settled it meanwhile, and never of a job whose bytes are leaving. */
function failedForGood(view: StoreView, jobId: string, reason: string): InternalEvent[] {
  return view.printJob(jobId)?.state === 'queued'
    ? [{ type: 'print.failed', payload: { jobId, reason, retry: false } }]
    : [];
}

function endOf(view: StoreView, job: PrintJob, outcome: Exclude<PrintOutcome, { type: 'failed' }>): InternalEvent[] {
  const { jobId } = job;
  if (outcome.type === 'unknown') return [{ type: 'print.unknown', payload: { jobId, reason: outcome.reason } }];
  const events: InternalEvent[] = [{ type: 'print.confirmed', payload: { jobId } }];
  const ticket = job.subject.type === 'kitchen-ticket' ? view.ticket(job.subject.ticketId) : null;
  if (ticket?.status === 'pending' && ticket.owner === 'printer') {
    events.push({
      type: 'kitchen.ticket_acknowledged',
      payload: { ticketId: ticket.ticketId, by: 'printer', deviceId: job.printerId },
    });
  }
  return events;
}
