/** How much of answers may be on its way to clients at once: those who are slow to take theirs must not fill the memory. */
export class Outbox {
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Says that it was taken, or null when it has to wait outside. One that is larger than all of it may go alone. */
  enter(bytes: number): (() => void) | null {
    if (this.#bytes > 0 && this.#bytes + bytes > this.#mostBytes) return null;
    this.#bytes += bytes;
    let isOut = false;
    return () => {
      if (isOut) return;
      isOut = true;
      this.#bytes -= bytes;
    };
  }
}
