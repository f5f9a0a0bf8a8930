/** Pieces of limited items that commands took whose answers have not come yet. */
export class Countdown {
  readonly #taken = new Map<string, ReadonlyMap<string, number>>();

  take(commandId: string, taken: ReadonlyMap<string, number>): void {
    if (taken.size > 0) this.#taken.set(commandId, taken);
  }

  release(commandId: string): void {
    this.#taken.delete(commandId);
  }

  /** @param told what the appliance says is left */
  left(told: ReadonlyMap<string, number> | undefined): ReadonlyMap<string, number> {
    const remaining = new Map(told);
    for (const taken of this.#taken.values()) {
      for (const [itemId, pieces] of taken) {
        const left = remaining.get(itemId);
        if (left !== undefined) remaining.set(itemId, Math.max(0, left - pieces));
      }
    }
    return remaining;
  }
}
