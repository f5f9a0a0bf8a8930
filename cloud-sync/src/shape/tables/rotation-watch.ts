import type { Logger } from 'pino';

interface Watched {
  over: AbortController;
  watchers: number;
}

/** Notices that a shape is over (its table was altered, truncated or dropped, or somebody deleted it) for those who wait for its changes. */
export class RotationWatch {
  readonly #stale: (handles: readonly string[]) => Promise<string[]>;
  readonly #everyMs: number;
  readonly #logger: Logger;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(stale: (handles: readonly string[]) => Promise<string[]>, everyMs: number, logger: Logger) {
    this.#stale = stale;
    this.#everyMs = everyMs;
    this.#logger = logger;
  }

  watch(handle: string): { signal: AbortSignal; leave: () => void } {
    const watched = this.#watched.get(handle) ?? { over: new AbortController(), watchers: 0 };
    this.#watched.set(handle, watched);
    watched.watchers += 1;
    this.#schedule();
    return {
      signal: watched.over.signal,
      leave: () => {
        watched.watchers -= 1;
        if (watched.watchers === 0 && this.#watched.get(handle) === watched) this.#watched.delete(handle);
      },
    };
  }

  end(handles: readonly string[]): void {
    for (const handle of handles) {
      this.#watched.get(handle)?.over.abort();
      this.#watched.delete(handle);
    }
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    try {
      this.end(await this.#stale([...this.#watched.keys()]));
    } catch (error) {
      // The next request of each client finds out.
      this.#logger.warn({ err: error }, 'it could not be seen whether shapes are over');
    }
    this.#timer = null;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#stopped || this.#watched.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#look(), this.#everyMs);
  }
}
