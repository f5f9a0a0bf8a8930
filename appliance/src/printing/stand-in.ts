import { backupOf } from '@auraconnect/shared/receipt/route.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';
import type { PrinterLane } from './printer-lane.ts';
import type { Trouble } from './printer-health.ts';

/** A cover that is opened for a new roll moves nothing; a ticket that waits longer is wanted elsewhere. */
export const moveAfterMs = 4_000;
const checkEveryMs = 1_000;

interface StandInParts {
  core: Core;
  ports: Ports;
  lanes: () => ReadonlyMap<string, PrinterLane>;
  laneOf: (printerId: string) => PrinterLane;
}

/**
 * Gives what waits for a printer that cannot print to the one that stands in for it: only what not one byte has left of, only to a
 * printer that is well, and once. Whoever has it then keeps it, so that nothing comes out at both.
 */
export class StandIn {
  readonly #parts: StandInParts;
  /** Printers whose jobs are being looked at. */
  readonly #busy = new Set<string>();
  #cancel: () => void = () => undefined;

  constructor(parts: StandInParts) {
    this.#parts = parts;
  }

  run(): void {
    this.#cancel = this.#parts.ports.timers.every(checkEveryMs, () => this.#check());
  }

  stop(): void {
    this.#cancel();
  }

  #check(): void {
    const nowMs = this.#parts.ports.clock.monotonicMs();
    for (const [printerId, { health, waiting }] of this.#parts.lanes()) {
      const { trouble } = health;
      if (trouble !== null && waiting > 0 && nowMs - trouble.sinceMs >= moveAfterMs) void this.#relieve(printerId);
    }
  }

  async #relieve(printerId: string): Promise<void> {
    if (this.#busy.has(printerId)) return;
    this.#busy.add(printerId);
    try {
      const backups = await this.#parts.core.read((view) => new Set(this.#waitingFor(view, printerId).values()));
      for (const backupPrinterId of backups) await this.#move(printerId, backupPrinterId);
    } catch (fault) {
      this.#parts.ports.log.warn({ err: fault, printerId }, 'jobs could not be moved to the printer that stands in');
    } finally {
      this.#busy.delete(printerId);
    }
  }

  async #move(printerId: string, backupPrinterId: string): Promise<void> {
    const { core, laneOf } = this.#parts;
    if (!(await laneOf(backupPrinterId).isWell())) return;
    await core.appendInternal((view) => {
      // It may have come back while the other one was asked.
      const trouble = laneOf(printerId).health.trouble;
      if (trouble === null) return [];
      return [...this.#waitingFor(view, printerId)]
        .filter(([, to]) => to === backupPrinterId)
        .map(([{ jobId }]) => movedTo(backupPrinterId, { jobId, printerId }, trouble));
    });
  }

  /** What waits in this lane and not one byte of which has left, with who stands in for it. */
  #waitingFor(view: StoreView, printerId: string): Map<PrintJob, string> {
    const look = { index: view.index(), ticket: (ticketId: string) => view.ticket(ticketId) };
    const found = new Map<PrintJob, string>();
    for (const jobId of this.#parts.laneOf(printerId).waitingJobIds) {
      const job = view.printJob(jobId);
      if (job?.state !== 'queued' || job.printerId !== printerId) continue;
      const backup = backupOf(job, look);
      if (backup !== null) found.set(job, backup);
    }
    return found;
  }
}

function movedTo(
  toPrinterId: string,
  { jobId, printerId }: Pick<PrintJob, 'jobId' | 'printerId'>,
  { reason, code }: Trouble,
): InternalEvent {
  return { type: 'print.moved', payload: { jobId, fromPrinterId: printerId, toPrinterId, reason, code } };
}
