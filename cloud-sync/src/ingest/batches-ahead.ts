const patienceMs = 2_000;

interface Waiting {
  seq: number;
  wake: () => void;
}

/**
 * Batches of a store that were sent before the one that they continue was answered may arrive, or be read, before it. Here they
 * wait a moment for it instead of being refused.
 */
export class BatchesAhead {
  readonly #waiting = new Map<string, Set<Waiting>>();

  /** Resolves once the store's history has reached `seq`, or when it is no use to wait any longer. */
  reached(storeId: string, seq: number): Promise<void> {
    return new Promise((resolve) => {
      const all = this.#waiting.get(storeId) ?? new Set<Waiting>();
      const wake = (): void => {
        clearTimeout(timer);
        all.delete(one);
        if (all.size === 0) this.#waiting.delete(storeId);
        resolve();
      };
      const one = { seq, wake };
      const timer = setTimeout(wake, patienceMs);
      timer.unref();
      all.add(one);
      this.#waiting.set(storeId, all);
    });
  }

  /** The store's history goes up to `seq` now. */
  moved(storeId: string, seq: number): void {
    // A set may lose the one that is looked at.
    for (const waiting of this.#waiting.get(storeId) ?? []) if (waiting.seq <= seq) waiting.wake();
  }
}
