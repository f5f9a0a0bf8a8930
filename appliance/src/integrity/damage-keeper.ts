import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { Log } from '../ports.ts';
import { StoreFault } from '../store/store-fault.ts';
import { damageFault, type DamageRecord } from './damage.ts';

/** Where damage is written down and the copy is kept: beside the database. */
export interface DamageFiles {
  read(): DamageRecord | null;
  write(record: DamageRecord): void;
  /** Copies the database and its log as they are. @returns the folder, or why there is none */
  keepCopy(foundAt: string): Promise<{ copy: string } | { noCopy: string }>;
}

/** What has to stop when damage is found. Before there is anything, nothing has to. */
export interface Guarded {
  /** Nothing is acknowledged from now on; called again when there is more to say. */
  stop(fault: StoreFault): void;
  /** Resolves when nothing writes any more. */
  quiet(): Promise<void>;
  changed(): void;
}

/** Thrown by a start that found damage: nothing was opened for selling. */
export class DamageFound extends StoreFault {
  readonly record: DamageRecord;

  constructor(record: DamageRecord) {
    const { code, message } = damageFault(record);
    super(code, message);
    this.record = record;
  }
}

/** Knows of damage from the moment it is found: stops the store, writes it down, keeps a copy. The first one counts. */
export class DamageKeeper {
  readonly #files: DamageFiles;
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #log: Log;
  #guarded: Guarded | null = null;
  #record: DamageRecord | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(files: DamageFiles, { clock, log }: { clock: Pick<Clock, 'nowMs'>; log: Log }) {
    this.#files = files;
    this.#clock = clock;
    this.#log = log;
  }

  get record(): DamageRecord | null {
    return this.#record;
  }

  guard(guarded: Guarded): void {
    this.#guarded = guarded;
  }

  /** An error that says that the data is not what was written. */
  met(error: unknown): void {
    this.declare({ seq: null, what: [error instanceof Error ? error.message : String(error)] });
  }

  /** At a start this may be what an earlier one has written down: then that is what is told. */
  declare({ seq, what }: Pick<DamageRecord, 'seq' | 'what'>): void {
    if (this.#record !== null) return;
    const foundAt = new Date(this.#clock.nowMs()).toISOString();
    const record = this.#files.read() ?? { foundAt, seq, what, copy: null, noCopy: null };
    this.#log.error({ ...record }, 'the store’s record is damaged; nothing is acknowledged any more');
    this.#say(record);
    if (record.copy === null && record.noCopy === null) this.#done = this.#keepCopy(record.foundAt);
  }

  /** What a start throws, once the copy is kept or is known not to be. */
  async found(): Promise<DamageFound> {
    await this.#done;
    if (this.#record === null) throw new Error('no damage is known of');
    return new DamageFound(this.#record);
  }

  /** Resolves when nothing is being copied any more. */
  settled(): Promise<void> {
    return this.#done;
  }

  async #keepCopy(foundAt: string): Promise<void> {
    await this.#guarded?.quiet().catch(() => undefined);
    const kept = await this.#files
      .keepCopy(foundAt)
      .catch((error: unknown) => ({ noCopy: `no copy could be kept: ${String(error).slice(0, 200)}` }));
    if (this.#record === null) return;
    this.#say({ ...this.#record, ...kept });
    this.#log.error({ ...kept }, 'what lies on the disk was set aside');
  }

  #say(record: DamageRecord): void {
    this.#record = record;
    this.#guarded?.stop(damageFault(record));
    try {
      this.#files.write(record);
    } catch (error) {
      // A disk that takes nothing any more: what is said now is still said, and a start finds the damage by itself.
      this.#log.error({ err: error }, 'the damage could not be written down');
    }
    this.#guarded?.changed();
  }
}
