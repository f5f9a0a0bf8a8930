import type { Logger } from 'pino';
import type { ShapeLog } from './tables/table-log.ts';

interface Waiter {
  beyond: number;
  lane: string | null;
  wake: () => void;
}

/** Looks for new changes while somebody waits for them, for all who wait together, and wakes those whom they may be for. */
export class ShapeClock {
  readonly #log: Pick<ShapeLog, 'tick' | 'touched'>;
  readonly #pollMs: number;
  readonly #logger: Logger;
  readonly #waiters = new Set<Waiter>();
  /** The newest batch in which a lane was touched, as far as it was looked at. */
  readonly #touched = new Map<string, number>();
  /** The newest batch that was looked at. */
  #looked: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ticking: Promise<number> | null = null;

  constructor(log: Pick<ShapeLog, 'tick' | 'touched'>, pollMs: number, logger: Logger) {
    this.#log = log;
    this.#pollMs = pollMs;
    this.#logger = logger;
  }

  get waitingCount(): number {
    return this.#waiters.size;
  }

  /** The newest batch now. Whoever asks while it is being looked up gets the answer of the next look: a change before the question is in it. */
  async end(): Promise<number> {
    await this.#ticking?.catch(() => undefined);
    return this.#tick();
  }

  /**
   * Resolves when there is a batch beyond this one, when time is up, or when the signal says so. With a lane: a batch in which that
   * lane was touched.
   */
  async waitBeyond(batch: number, timeoutMs: number, signal: AbortSignal, lane: string | null = null): Promise<void> {
    if (signal.aborted) return;
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const waiter: Waiter = { beyond: batch, lane, wake: finish };
    // It may have come between the caller's look and this.
    if (this.#isFor(waiter)) return;
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

  #isFor({ beyond, lane }: Waiter): boolean {
    return (lane === null ? (this.#looked ?? 0) : (this.#touched.get(lane) ?? 0)) > beyond;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null || this.#waiters.size === 0) return;
    this.#timer = setTimeout(() => void this.#look(), delayMs);
  }

  async #look(): Promise<void> {
    let nextMs = this.#pollMs;
    try {
      await this.end();
      for (const waiter of this.#waiters) if (this.#isFor(waiter)) waiter.wake();
    } catch (error) {
      // The database is away: those who wait keep waiting, and a long poll ends by itself.
      this.#logger.warn({ err: error }, 'new changes could not be looked for');
      nextMs = 1_000;
    }
    this.#timer = null;
    this.#schedule(nextMs);
  }

  #tick(): Promise<number> {
    if (this.#ticking !== null) return this.#ticking;
    const ticking = this.#lookAtLog().finally(() => (this.#ticking = null));
    this.#ticking = ticking;
    return ticking;
  }

  async #lookAtLog(): Promise<number> {
    const batch = await this.#log.tick();
    if (this.#looked !== null && batch > this.#looked)
      for (const lane of await this.#log.touched(this.#looked, batch)) this.#touched.set(lane, batch);
    this.#looked = batch;
    return batch;
  }
}
