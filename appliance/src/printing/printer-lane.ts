import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PaperProblem } from '@auraconnect/shared/receipt/paper-problem.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { PrintOutcome } from '@auraconnect/printer-drivers/printer.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';
import type { PrinterSight, PrintMachine } from './print-machine.ts';
import { paperProblem } from './print-problems.ts';
import { PrinterHealth } from './printer-health.ts';

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
/** How often an idle printer is asked how it is: a drawer that was left open is to be seen soon. */
const lookEveryMs = { withDrawer: 2_000, other: 10_000, saysNothing: 60_000 };
/** Soon after the start: of a printer that has answered once, silence tells before the first byte that it is stuck. */
const firstLookMs = 1_000;

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
  #cancelLook: () => void = () => undefined;
  #lookIsDue = false;
  #saysNothing = false;
  #wasSeen = false;
  #watched: Printer | null = null;
  readonly health: PrinterHealth;
  #stopping = false;
  #wakeJournaling: () => void = () => undefined;
  #idle: (() => void)[] = [];
  /** Wait until the printer has shown that it takes bytes, or that it does not. */
  #shown: (() => void)[] = [];

  constructor(printerId: string, parts: PrinterLaneParts) {
    this.#printerId = printerId;
    this.#parts = parts;
    const { core, ports, changed } = parts;
    this.health = new PrinterHealth({
      monotonicMs: () => ports.clock.monotonicMs(),
      timestamp: () => core.timestamp(),
      changed,
    });
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get waitingJobIds(): string[] {
    return [...this.#waiting.keys()];
  }

  /** Whether a job that is given to it now would print: it does so already, or says that it could. */
  async isWell(): Promise<boolean> {
    if (this.#stopping) return false;
    // What is under way shows how it is, and what was known before says nothing of that.
    if (this.#working && !this.#bytesAreLeaving) await new Promise<void>((resolve) => this.#shown.push(resolve));
    else if (!this.#working && this.health.trouble === null) await this.#lookNow();
    return this.health.isWell;
  }

  /** What the printer says of itself at this moment; null when it is none of the settings. */
  async sight(): Promise<PrinterSight | null> {
    const printer = await this.#parts.core.read((view) => this.#settings(view));
    return printer === null || this.#stopping ? null : this.#parts.machine.look(printer);
  }

  /** Asks the printer how it is from now on; not any more when it is none of the settings. */
  watch(printer: Printer | null): void {
    this.#watched = printer;
    if (!this.#working && !this.#retrying) this.#lookLater();
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
    if (!this.health.trouble || this.#waiting.size === 1) void this.#work();
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
    this.#cancelLook();
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
    this.#cancelLook();
    try {
      let printed = true;
      for (let next = this.#first(); printed && next !== null && !this.#stopping; next = this.#first())
        printed = await this.#tryOnce(next);
      if (printed && (this.#lookIsDue || this.health.trouble) && !this.#stopping) await this.#look();
    } catch (fault) {
      // The store cannot promise anything now (a full disk, a failed sync): the job stays as the journal has it.
      this.#parts.ports.log.error({ err: fault, printerId: this.#printerId }, 'printing stopped');
      this.#retryLater();
    } finally {
      this.#working = false;
      for (const resolve of [...this.#idle.splice(0), ...this.#shown.splice(0)]) resolve();
    }
    // Also what came while the printer was asked how it is, and was found to be well.
    if (this.#tryAgain || (this.#waiting.size > 0 && !this.health.trouble && !this.#retrying)) this.#workNow();
    else if (!this.#retrying) this.#lookLater();
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
    else if ('code' in ready) await this.#giveUp(jobId, ready);
    else return this.#print(ready);
    return true;
  }

  /** The job with what it prints; why not when it can never print; null when there is nothing to print here any more. */
  #prepare(view: StoreView, jobId: string): ReadyJob | PaperProblem | null {
    const job = view.printJob(jobId);
    if (job?.state !== 'queued' || job.printerId !== this.#printerId) return null;
    if (this.#isTooLate(job)) return paperProblem('too-late-to-kick');
    const printer = this.#settings(view);
    if (!printer) return paperProblem('printer-removed');
    try {
      const document = this.#parts.draw(view, job);
      return document ? { job, document, printer } : paperProblem('nothing-to-print');
    } catch (fault) {
      this.#parts.ports.log.error({ err: fault, jobId }, 'a print job could not be drawn');
      return paperProblem('cannot-be-drawn');
    }
  }

  #settings(view: StoreView): Printer | null {
    return view.catalogue().printers.find(({ id }) => id === this.#printerId) ?? null;
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
    const startedMs = this.#parts.ports.clock.monotonicMs();
    const outcome = await this.#attempt(ready);
    this.#bytesAreLeaving = false;
    if (outcome === 'withdrawn') {
      this.forget(job.jobId);
      return true;
    }
    if (!('type' in outcome)) {
      await this.#giveUp(job.jobId, outcome);
      return true;
    }
    if (outcome.type === 'failed') return this.#notPrinted(job, outcome, startedMs);
    await this.#journal((view) => endOf(view, job, outcome));
    this.forget(job.jobId);
    this.#retryMs = firstRetryMs;
    this.health.prints();
    return true;
  }

  /** The printer's answer; why not when the document cannot be printed by it at all. Throws when the journal cannot be written. */
  async #attempt({ job, document, printer }: ReadyJob): Promise<PrintOutcome | 'withdrawn' | PaperProblem> {
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
      return paperProblem('cannot-be-said');
    }
  }

  /** Between the drawing and the first byte somebody may have settled or moved the job, and a kick may have grown too old. */
  async #journalSending({ jobId, attempts }: PrintJob): Promise<void> {
    let withdrawn = false;
    await this.#parts.core.appendInternal((view): InternalEvent[] => {
      const job = view.printJob(jobId);
      withdrawn = job?.state !== 'queued' || job.printerId !== this.#printerId;
      if (withdrawn || job === null) return [];
      if (this.#isTooLate(job)) {
        withdrawn = true;
        return [{ type: 'print.failed', payload: { jobId, ...paperProblem('too-late-to-kick'), retry: false } }];
      }
      return [{ type: 'print.sending', payload: { jobId, attempt: attempts + 1 } }];
    });
    if (withdrawn) throw new Withdrawn('the job is not to be printed any more');
    this.#bytesAreLeaving = true;
    for (const resolve of this.#shown.splice(0)) resolve();
  }

  /** Untouched paper: the job is as queued as before, and the journal hears of it only where it said `sending`. */
  async #notPrinted({ jobId, document }: PrintJob, problem: PaperProblem, startedMs: number): Promise<boolean> {
    const { code, reason } = problem;
    if (!this.#stopping) this.health.doesNotPrint(problem, startedMs);
    const isKick = document === 'drawer-kick' && !this.#stopping;
    await this.#journal((view) => {
      const job = view.printJob(jobId);
      // Moved meanwhile: what it is doing there is none of this printer's business.
      if (job?.printerId !== this.#printerId) return [];
      if (job.state !== 'sending' && !(isKick && job.state === 'queued')) return [];
      return [{ type: 'print.failed', payload: { jobId, reason, code, retry: !isKick } }];
    });
    if (isKick) {
      this.forget(jobId);
      return true;
    }
    this.#retryLater();
    return false;
  }

  async #giveUp(jobId: string, problem: PaperProblem): Promise<void> {
    await this.#journal((view) => this.#failedForGood(view, jobId, problem));
    this.forget(jobId);
  }

  /** A kick that still waits when its time is over, behind a receipt that the printer does not take. */
  async #expire(jobId: string): Promise<void> {
    try {
      const tooLate = paperProblem('too-late-to-kick');
      await this.#parts.core.appendInternal((view) => this.#failedForGood(view, jobId, tooLate));
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

  /** Nothing waits: the printer is asked how it is, again and again while that is bad. */
  async #look(): Promise<void> {
    const { core, ports, machine } = this.#parts;
    this.#lookIsDue = false;
    const printer = await core.read((view) => this.#settings(view));
    if (printer === null) return this.health.prints();
    const startedMs = ports.clock.monotonicMs();
    const sight = await machine.look(printer);
    this.health.saw(sight, printer);
    this.#wasSeen = true;
    this.#saysNothing = sight.problem === null && sight.drawerPin === null;
    if (sight.problem) {
      this.health.doesNotPrint(sight.problem, startedMs);
      this.#retryLater();
    } else {
      this.health.prints();
      this.#retryMs = firstRetryMs;
    }
  }

  async #lookNow(): Promise<void> {
    this.#lookIsDue = true;
    await this.#work();
  }

  #lookLater(): void {
    this.#cancelLook();
    if (this.#stopping || this.#watched === null) return;
    const usualMs = this.#watched.hasDrawer ? lookEveryMs.withDrawer : lookEveryMs.other;
    // Whoever says nothing about itself is connected to for nothing.
    const everyMs = this.#saysNothing ? lookEveryMs.saysNothing : this.#wasSeen ? usualMs : firstLookMs;
    this.#cancelLook = this.#parts.ports.timers.after(everyMs, () => void this.#lookNow());
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

  /** Never over the head of a person who settled or moved it meanwhile, and never of a job whose bytes are leaving. */
  #failedForGood(view: StoreView, jobId: string, { code, reason }: PaperProblem): InternalEvent[] {
    const job = view.printJob(jobId);
    return job?.state === 'queued' && job.printerId === this.#printerId
      ? [{ type: 'print.failed', payload: { jobId, reason, code, retry: false } }]
      : [];
  }
}

function endOf(view: StoreView, job: PrintJob, outcome: Exclude<PrintOutcome, { type: 'failed' }>): InternalEvent[] {
  const { jobId } = job;
  if (outcome.type === 'unknown') {
    const { reason, code } = outcome;
    return [{ type: 'print.unknown', payload: { jobId, reason, code } }];
  }
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
