import type { Logger } from 'pino';

export interface Chore {
  name: string;
  everyMs: number;
  /** Also at once, beside what is served. */
  atStart?: boolean;
  run(): Promise<void>;
}

/** What has to be done now and then, whoever asks for what. A chore that fails is tried again the next time. */
export class Housekeeping {
  readonly #chores: readonly Chore[];
  readonly #log: Logger;
  #timers: NodeJS.Timeout[] = [];
  #busy = new Set<Promise<void>>();

  constructor(chores: readonly Chore[], log: Logger) {
    this.#chores = chores;
    this.#log = log;
  }

  run(): void {
    for (const chore of this.#chores) if (chore.atStart === true) this.#do(chore);
    this.#timers = this.#chores.map((chore) => setInterval(() => this.#do(chore), chore.everyMs).unref());
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#busy);
  }

  #do(chore: Chore): void {
    const done = chore
      .run()
      .catch((error: unknown) => this.#log.warn({ err: error, chore: chore.name }, 'a chore could not be done'))
      .finally(() => this.#busy.delete(done));
    this.#busy.add(done);
  }
}
