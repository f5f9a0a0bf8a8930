import type { Logger } from 'pino';
import type { FeedLog, LogEnd } from './feed-log.ts';

/** Looks for new changes while somebody waits for them, for all who wait together. */
export class ShapeClock {
  readonly #log: Pick<FeedLog, 'tick'>;
  readonly #pollMs: number;
  readonly #logger: Logger;
  readonly #waiters = new Set<{ beyond: number; wake: () => void }>();
  #timer: NodeJS.Timeout | null = null;
  #ticking: Promise<LogEnd> | null = null;

  constructor(log: Pick<FeedLog, 'tick'>, pollMs: number, logger: Logger) {
    this.#log = log;
    this.#pollMs = pollMs;
    this.#logger = logger;
  }

  get waitingCount(): number {
    return this.#waiters.size;
  }

  /** Where the log ends now. Whoever asks while it is being looked up gets the answer of the next look: a change before the question is in it. */
  async end(): Promise<LogEnd> {
    await this.#ticking?.catch(() => undefined);
    return this.#tick();
  }

  /** Resolves when there is a batch beyond this one, when time is up, or when the signal says so. */
  async waitBeyond(batch: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const waiter = { beyond: batch, wake: finish };
    const timeout = setTimeout(finish, timeoutMs);
    signal.addEventListener('abort', finish, { once: true });
    this.#waiters.add(waiter);
    this.#schedule(this.#pollMs);
    await done;
    clearTimeout(timeout);
    signal.removeEventListener('abort', finish);
    this.#waiters.delete(waiter);
  }

  /** Something was just written here: no need to wait for the next look. */
  poke(): void {
    if (this.#waiters.size === 0) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#schedule(0);
  }

  /** Lets everybody go, so that the server can end. */
  release(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const { wake } of this.#waiters) wake();
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null || this.#waiters.size === 0) return;
    this.#timer = setTimeout(() => void this.#look(), delayMs);
  }

  async #look(): Promise<void> {
    let nextMs = this.#pollMs;
    try {
      const { batch } = await this.end();
      for (const waiter of this.#waiters) if (batch > waiter.beyond) waiter.wake();
    } catch (error) {
      // The database is away: those who wait keep waiting, and a long poll ends by itself.
      this.#logger.warn({ err: error }, 'new changes could not be looked for');
      nextMs = 1_000;
    }
    this.#timer = null;
    this.#schedule(nextMs);
  }

  #tick(): Promise<LogEnd> {
    if (this.#ticking !== null) return this.#ticking;
    const ticking = this.#log.tick().finally(() => (this.#ticking = null));
    this.#ticking = ticking;
    return ticking;
  }
}
