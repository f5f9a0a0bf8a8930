import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { PrintMachine } from '@auraconnect/appliance/printing/print-machine.ts';
import type { Life } from './virtual-time.ts';
import type { World } from './world.ts';

/** What came out of a printer, or a drawer that sprang open. */
export interface Paper {
  printerId: string;
  job: PrintJob;
  atMs: number;
  /** False: it was on a copied disk, and nobody could tell the box that the other one had it too (`WatchedStart`). */
  couldBeKnown: boolean;
}

export interface Printed {
  jobOf(document: PrintDocument): PrintJob | null;
  couldKnowOf(job: PrintJob): boolean;
}

export type PrinterState = 'good' | 'unreachable' | 'breaks-off' | 'mute';

/** The printers of the store. Their paper stays when the appliance dies. */
export class PaperRoom {
  readonly #world: World;
  readonly papers: Paper[] = [];
  readonly #states = new Map<string, PrinterState>();

  constructor(world: World) {
    this.#world = world;
  }

  set(printerId: string, state: PrinterState): void {
    this.#states.set(printerId, state);
  }

  mendAll(): void {
    this.#states.clear();
  }

  cameOut(jobId: string): boolean {
    return this.papers.some(({ job }) => job.jobId === jobId);
  }

  /** A connection of one run of the appliance to one printer. */
  machine(printerId: string, life: Life, { jobOf, couldKnowOf }: Printed): PrintMachine {
    const world = this.#world;
    const chance = world.chanceOf('paper');
    const state = (): PrinterState => this.#states.get(printerId) ?? 'good';
    return {
      print: async (document, _printer, { onFirstByte, signal }) => {
        const job = jobOf(document);
        if (job === null) throw new Error('a document of no job');
        await life.pause(2 + chance.fraction() * 20);
        if (state() === 'unreachable') {
          return { type: 'failed', sentBytes: 0, code: 'unreachable', reason: 'The printer does not answer.' };
        }
        await onFirstByte();
        // From here on the printer works for itself, whatever becomes of the appliance.
        const printingMs = 20 + chance.fraction() * 150;
        const breaksOff = state() === 'breaks-off' && chance.fraction() < 0.5;
        const couldBeKnown = couldKnowOf(job);
        if (!breaksOff) world.time.after(printingMs, () => this.#comesOut(printerId, job, couldBeKnown));
        await life.pause(printingMs + 5);
        const unsure = signal.aborted || breaksOff || state() !== 'good';
        if (unsure && world.bug === 'job-retried-after-bytes')
          return { type: 'failed', sentBytes: 0, code: 'not-confirmed', reason: 'The printer never said so.' };
        if (unsure) {
          return { type: 'unknown', sentBytes: 100, code: 'not-confirmed', reason: 'The printer never said so.' };
        }
        return { type: 'confirmed', evidence: 'printed' };
      },
      look: async () => ({
        problem: state() === 'unreachable' ? { code: 'unreachable', reason: 'The printer does not answer.' } : null,
        drawerPin: null,
        paperLow: false,
      }),
      close: () => Promise.resolve(),
    };
  }

  #comesOut(printerId: string, job: PrintJob, couldBeKnown: boolean): void {
    this.papers.push({ printerId, job, atMs: this.#world.time.nowMs, couldBeKnown });
    const how = `${job.copy ? ' as COPY' : ''}${job.backupFor === undefined ? '' : ` for ${job.backupFor}`}`;
    this.#world.trace(printerId, `prints ${job.document}${how} of job ${job.jobId.slice(-6)}`);
  }
}
