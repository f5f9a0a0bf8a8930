import type { Log } from '../../ports.ts';
import type { Reader } from '../../reports/reader.ts';

/** Frames (pages) in the WAL at which it is moved into the database: SQLite's own measure. */
const movedAtFrames = 1000;
/** When commits never pause, a WAL is never wholly moved and so never begins again; at this size commits wait for a moment. */
const heldAtFrames = 8000;
/** Asking costs microseconds, but not at every group. */
const groupsBetweenLooks = 8;

export interface CheckpointParts {
  /** How many frames the WAL has, and how many of them are moved already. */
  walFrames(): { frames: number; moved: number };
  reader: Reader;
  /** Lets no group begin until it is released. */
  hold(): () => void;
  log: Log;
}

/**
 * Moves the WAL into the database from the reader's thread, whenever it has grown enough. A checkpoint inside a commit would stop
 * every till for as long as the disk likes.
 */
export class Checkpoints {
  readonly #parts: CheckpointParts;
  #groups = 0;
  #running: Promise<void> | null = null;

  constructor(parts: CheckpointParts) {
    this.#parts = parts;
  }

  /** Called after each group. */
  afterGroup(): void {
    this.#groups += 1;
    if (this.#running !== null || this.#groups % groupsBetweenLooks !== 0) return;
    const { frames, moved } = this.#parts.walFrames();
    if (frames - moved < movedAtFrames) return;
    this.#running = this.#move().finally(() => {
      this.#running = null;
    });
  }

  /** Resolves when no checkpoint is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #move(): Promise<void> {
    const { reader, walFrames, hold, log } = this.#parts;
    try {
      const first = await reader.ask('checkpoint', { mode: 'PASSIVE' });
      log.debug({ ...first }, 'checkpoint');
      if (walFrames().frames < heldAtFrames) return;
      // What is left by now is little: only what was committed during the first pass.
      const release = hold();
      try {
        await reader.ask('checkpoint', { mode: 'PASSIVE' });
      } finally {
        release();
      }
    } catch (error) {
      log.warn({ err: error }, 'a checkpoint failed; the next one will catch up');
    }
  }
}
