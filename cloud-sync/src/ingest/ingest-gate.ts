/** Lets so many batches through at a time and one per store, in the order in which they came; what is too much is sent away. */
export class IngestGate {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #inside = 0;
  #queued = 0;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  get queuedCount(): number {
    return this.#queued;
  }

  async pass<T>(storeId: string, work: () => Promise<T>): Promise<T | 'full'> {
    if (this.#queued >= this.#mostWaiting) return 'full';
    this.#queued += 1;
    const before = this.#tails.get(storeId) ?? Promise.resolve();
    const turn = before.then(() => this.#enter());
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

  #enter(): Promise<void> | void {
    if (this.#inside < this.#most) {
      this.#inside += 1;
      return;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A place that becomes free goes to the one who waits longest; the count stays. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#inside -= 1;
    else next();
  }
}
