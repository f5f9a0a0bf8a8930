/** Rows of one batch: fewer are not worth a round trip, more are slower (the cloud works a batch up in one transaction). */
export const fewestRows = 50;
export const mostRows = 1_000;
const firstRows = 250;
/** Batches under way at once: enough to fill a long line, few enough that what is thrown away after a fault is little. */
const deepest = 4;
/** A batch that takes longer holds up other stores' and shows a person no progress; one far below wastes round trips. */
const longMs = 1_500;
const shortMs = 350;

/**
 * How much goes up at once, by what the cloud's answers say: it grows while they come quickly, shrinks when they are slow, and
 * begins small again after a fault.
 */
export class BatchPace {
  #rowCount = firstRows;
  #depth = 1;
  /** Whether the cloud takes a batch before it has answered the one before. */
  #mayRunAhead = false;

  get rowCount(): number {
    return this.#rowCount;
  }

  get depth(): number {
    return this.#mayRunAhead ? this.#depth : 1;
  }

  allowAhead(may: boolean): void {
    this.#mayRunAhead = may;
  }

  /** @param tookMs since it was sent, or since the batch before it was answered, whichever came later */
  answered(rowCount: number, tookMs: number): void {
    const wasFull = rowCount >= this.#rowCount;
    if (tookMs > longMs) this.#rowCount = Math.max(fewestRows, Math.floor(this.#rowCount / 2));
    else if (wasFull && tookMs < shortMs) this.#rowCount = Math.min(mostRows, this.#rowCount * 2);
    if (wasFull) this.#depth = Math.min(deepest, this.#depth + 1);
  }

  failed(): void {
    this.#rowCount = Math.max(fewestRows, Math.floor(this.#rowCount / 2));
    this.#depth = 1;
  }
}
