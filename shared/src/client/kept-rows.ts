import type { JournalRow } from '../journal/journal-row.ts';
import type { CommandAnswer } from '../protocol/command.ts';
import { mayBeKept, mostPlacesPerLook, mostRowsPerOffer } from '../protocol/kept-rows.ts';
import type { ClientPorts } from './ports.ts';
import type { StoreApi } from './store-api.ts';

/** The device's durable memory of the rows that its answers led to. */
export interface KeptRowStore {
  load(): Promise<JournalRow[]>;
  /** Resolves only when all of them would survive a power cut of this device. */
  keep(rows: readonly JournalRow[]): Promise<void>;
  /** And keeps in their place, in the same transaction, up to which number something was dropped. */
  drop(ids: readonly string[], incarnation: string, forgottenN: number): Promise<void>;
  /** Null: nothing was dropped yet, or by a version that did not count. */
  forgottenN(incarnation: string): Promise<number | null>;
}

/** Forgets with its page: for tests, and for a device whose browser refuses storage. */
export class MemoryKeptRows implements KeptRowStore {
  readonly #rows = new Map<string, string>();
  readonly #forgotten = new Map<string, number>();

  load(): Promise<JournalRow[]> {
    return Promise.resolve([...this.#rows.values()].map((text) => JSON.parse(text) as JournalRow));
  }

  keep(rows: readonly JournalRow[]): Promise<void> {
    for (const row of rows) this.#rows.set(row.id, JSON.stringify(row));
    return Promise.resolve();
  }

  drop(ids: readonly string[], incarnation: string, forgottenN: number): Promise<void> {
    for (const id of ids) this.#rows.delete(id);
    this.#forgotten.set(incarnation, forgottenN);
    return Promise.resolve();
  }

  forgottenN(incarnation: string): Promise<number | null> {
    return Promise.resolve(this.#forgotten.get(incarnation) ?? null);
  }
}

export interface KeptRowsOptions {
  /** Rows of another one, as from before this device was paired again, are nobody's to offer. */
  incarnation: string;
  store: KeptRowStore;
  api: Pick<StoreApi, 'lookForKept' | 'offerKept'>;
  ports: Pick<ClientPorts, 'timers'>;
}

const lookEveryMs = 5_000;
/** A store without a cloud never says that it need not keep them: the oldest go then. About 20 MB. */
const mostRows = 20_000;

/**
 * What this device was answered and only the appliance has so far (DESIGN rule 7): kept verbatim until the appliance says that the cloud
 * has it, and offered to an appliance that has lost it, as one that was brought back from an older copy.
 */
export class KeptRows {
  readonly #options: KeptRowsOptions;
  readonly #rows = new Map<string, JournalRow>();
  /** See `KeptLook`; null while it is not known. */
  #forgottenN: number | null = null;
  #cancel: () => void = () => undefined;
  #looking: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(options: KeptRowsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#rows.size;
  }

  /** Reads what an earlier page left behind, and begins to ask what has become of it. */
  async run(): Promise<void> {
    this.#running = true;
    // A device that cannot read its memory sells all the same.
    const { store, incarnation } = this.#options;
    for (const row of await store.load().catch(() => []))
      if (row.incarnation === incarnation) this.#rows.set(row.id, row);
    const forgottenN = await store.forgottenN(incarnation).catch(() => null);
    if (forgottenN !== null) this.#forgottenN = Math.max(forgottenN, this.#forgottenN ?? 0);
    this.#lookLater();
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  /** Before the commands are forgotten: they would be answered again. */
  async keep(answers: readonly CommandAnswer[]): Promise<void> {
    const told = answers.flatMap((answer) => (answer.status === 'accepted' ? (answer.rows ?? []) : []));
    const rows = told.filter(mayBeKept);
    for (const row of rows) this.#rows.set(row.id, row);
    if (rows.length > 0) await this.#options.store.keep(rows);
    const tooMany = [...this.#rows.values()].slice(0, Math.max(0, this.#rows.size - mostRows));
    await this.#forget([...tooMany, ...told.filter((row) => !mayBeKept(row))]);
  }

  /**
   * Asks the appliance what has become of the rows, and offers those that it lacks. Always anew: what was asked a moment ago may have
   * been answered by a box that is gone.
   * @returns how many it lacked
   */
  look(): Promise<number> {
    const looked = this.#looking.then(() => this.#look());
    this.#looking = looked.catch(() => undefined);
    return looked;
  }

  #lookLater(): void {
    if (!this.#running) return;
    this.#cancel = this.#options.ports.timers.after(lookEveryMs, () => {
      void (this.#rows.size === 0 ? Promise.resolve(0) : this.look()).catch(() => 0).then(() => this.#lookLater());
    });
  }

  async #look(): Promise<number> {
    const rows = [...this.#rows.values()];
    const missing: JournalRow[] = [];
    let from = 0;
    do {
      const some = rows.slice(from, from + mostPlacesPerLook);
      const states = await this.#options.api.lookForKept(
        some.map(({ id, epoch, seq, hash }) => ({ id, epoch, seq, hash })),
        this.#forgottenN,
      );
      missing.push(...some.filter((_, index) => states[index] === 'missing'));
      await this.#forget(some.filter((_, index) => states[index] === 'replicated'));
      from += mostPlacesPerLook;
    } while (from < rows.length);
    for (let from = 0; from < missing.length; from += mostRowsPerOffer)
      await this.#options.api.offerKept(missing.slice(from, from + mostRowsPerOffer));
    return missing.length;
  }

  async #forget(rows: readonly JournalRow[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { id } of rows) this.#rows.delete(id);
    const { store, incarnation } = this.#options;
    this.#forgottenN = Math.max(this.#forgottenN ?? 0, ...rows.map(({ n }) => n));
    await store.drop(
      rows.map(({ id }) => id),
      incarnation,
      this.#forgottenN,
    );
  }
}
