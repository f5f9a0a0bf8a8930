/**
 * Numbers for checks that are opened while the appliance is away: this till's letters and a count that never goes back. The count is kept
 * beside the command that uses it; should only the command have reached the disk, it tells the number itself.
 */
export class OwnNumbers {
  #prefix = '';
  #last: number | null = null;
  readonly #keep: (last: number) => void;

  constructor(keep: (last: number) => void) {
    this.#keep = keep;
  }

  /** @param given numbers of checks that the appliance has not answered for */
  restore(kept: number | undefined, given: readonly string[]): void {
    const counts = given.map((number) => Number(number.replace(/^\D+/, '')));
    const last = Math.max(kept ?? 0, ...counts);
    if (kept !== undefined || last > 0) this.#last = last;
  }

  /**
   * @param from where the count starts when none was kept: above everything that this till can have given before, should it have lost
   *   its memory
   */
  introduce(prefix: string, from: number): void {
    this.#prefix = prefix;
    if (this.#last !== null) return;
    this.#last = from;
    // The next page must not take the lost memory for a new one.
    if (from > 0) this.#keep(from);
  }

  /** Null when the store gave this till no letters. */
  next(): string | null {
    if (this.#prefix === '' || this.#last === null) return null;
    this.#last += 1;
    this.#keep(this.#last);
    return `${this.#prefix}${this.#last}`;
  }
}
