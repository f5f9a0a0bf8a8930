/**
 * Lets so many batches through at a time and one per store, in the order in which they came; tenants take turns, so that one with
 * hundreds of stores does not stand before one with a single store. What is too much is sent away.
 */
export class IngestGate {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #tails = new Map<string, Promise<unknown>>();
  /** By tenant; whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #inside = 0;
  #queued = 0;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  get queuedCount(): number {
    return this.#queued;
  }

  async pass<T>(storeId: string, work: () => Promise<T>, tenantId = storeId): Promise<T | 'full'> {
    if (this.#queued >= this.#mostWaiting) return 'full';
    this.#queued += 1;
    const before = this.#tails.get(storeId) ?? Promise.resolve();
    const turn = before.then(() => this.#enter(tenantId));
    const done = turn.then(work).finally(() => this.#leave());
    const tail = done.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(storeId, tail);
    void turn.then(() => (this.#queued -= 1));
    try {
      return await done;
    } finally {
      if (this.#tails.get(storeId) === tail) this.#tails.delete(storeId);
    }
  }

  #enter(tenantId: string): Promise<void> | void {
    if (this.#inside < this.#most) {
      this.#inside += 1;
      return;
    }
    return new Promise((resolve) => {
      const line = this.#waiting.get(tenantId);
      if (line === undefined) this.#waiting.set(tenantId, [resolve]);
      else line.push(resolve);
    });
  }

  /** A place that becomes free goes to the tenant whose turn is next, and there to who waits longest; the count stays. */
  #leave(): void {
    const [turn] = this.#waiting;
    if (turn === undefined) {
      this.#inside -= 1;
      return;
    }
    const [tenantId, line] = turn;
    const next = line.shift();
    this.#waiting.delete(tenantId);
    if (line.length > 0) this.#waiting.set(tenantId, line);
    next?.();
  }
}
