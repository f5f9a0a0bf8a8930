/**
 * A barcode scanner that is a keyboard to the computer (a wedge) types its code as fast as the USB lets it and ends with Enter or Tab. Nobody
 * types like that: keys that follow one another within `burstGapMs` and end so are a code, everything else is a person's typing.
 *
 * Keys are held until it is known which of the two they are, and given back in their order when a person typed them.
 */
export interface Barcode {
  code: string;
}

/** What to do with the key that was just pressed. */
export interface Verdict {
  /** Keys that a person typed after all, to be acted on now, in this order, before the key itself. */
  release: string[];
  /** `hold`: keep it back and ask again within `burstGapMs`. `pass`: it is a person's. `take`: it ended a code. */
  key: 'hold' | 'pass' | 'take';
  scanned: Barcode | null;
}

/** Scanners need 1 to 10 ms a key, and some are slow on an old bus; a fast typist needs 60. */
export const burstGapMs = 30;
/** EAN-8 has eight, house codes have a few; two keys struck together are no code. */
const shortestCode = 4;
const longestCode = 128;

export class WedgeReader {
  #held: string[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;

  /** @param key as `KeyboardEvent.key` has it */
  press(key: string, atMs: number): Verdict {
    const release = atMs - this.#lastMs > burstGapMs ? this.#giveBack() : [];
    this.#lastMs = atMs;
    if ((key === 'Enter' || key === 'Tab') && this.#held.length >= shortestCode) {
      const code = this.#giveBack().join('').trim();
      // Blanks alone are no code, and nothing that a person misses either.
      return { release, key: 'take', scanned: code === '' ? null : { code } };
    }
    // Scanners press Shift for capitals; it is no key of the code and no end of it.
    if (key === 'Shift') return { release, key: 'pass', scanned: null };
    if ([...key].length !== 1 || this.#held.length >= longestCode)
      return { release: [...release, ...this.#giveBack()], key: 'pass', scanned: null };
    this.#held.push(key);
    return { release, key: 'hold', scanned: null };
  }

  /** Keys that have waited long enough to be a person's. */
  rest(atMs: number): string[] {
    return atMs - this.#lastMs >= burstGapMs ? this.#giveBack() : [];
  }

  #giveBack(): string[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }
}
