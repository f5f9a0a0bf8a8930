/** How much of answers may be on its way to clients at once: those who are slow to take theirs must not fill the memory. */
export class Outbox {
  readonly #mostBytes: number;
  /** How many take each body that is in memory once for all of them. */
  readonly #shared = new Map<Buffer, number>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** There is hardly any room: what would have to be read first is better not read. */
  get isFull(): boolean {
    return this.#bytes > this.#mostBytes * 0.95;
  }

  /** Says that it was taken, or null when it has to wait outside. One that is larger than all of it may go alone. */
  enter(body: string | Buffer): (() => void) | null {
    const bytes = typeof body === 'string' ? Buffer.byteLength(body) : this.#shared.has(body) ? 0 : body.length;
    if (bytes > 0 && this.#bytes > 0 && this.#bytes + bytes > this.#mostBytes) return null;
    this.#bytes += bytes;
    if (typeof body !== 'string') this.#shared.set(body, (this.#shared.get(body) ?? 0) + 1);
    let isOut = false;
    return () => {
      if (isOut) return;
      isOut = true;
      this.#bytes -= typeof body === 'string' ? bytes : this.#left(body);
    };
  }

  /** Bytes that are free when one less takes a body. */
  #left(body: Buffer): number {
    const others = (this.#shared.get(body) ?? 1) - 1;
    if (others > 0) this.#shared.set(body, others);
    else this.#shared.delete(body);
    return others > 0 ? 0 : body.length;
  }
}
