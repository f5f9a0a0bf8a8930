/** A receipt of thirty lines fits, and so many bytes still come out of Node's pool. */
const firstBytes = 2048;

/** Up to so many bytes a loop is quicker than a copy. */
const longestCommand = 16;

/** Bytes written one after the other into a buffer that grows. */
export class ByteWriter {
  #buffer: Uint8Array = Buffer.allocUnsafe(firstBytes);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  /** The same byte `count` times. */
  repeat(value: number, count: number): void {
    if (this.#length + count > this.#buffer.length) this.#grow(count);
    this.#buffer.fill(value, this.#length, this.#length + count);
    this.#length += count;
  }

  bytes(values: ArrayLike<number>): void {
    if (this.#length + values.length > this.#buffer.length) this.#grow(values.length);
    if (values.length > longestCommand) this.#buffer.set(values, this.#length);
    else for (let index = 0; index < values.length; index += 1) this.#buffer[this.#length + index] = values[index]!;
    this.#length += values.length;
  }

  /**
   * Printable ASCII of `text` from `from` on, as far as it goes.
   *
   * @returns the place of the first character that is something else, or the length of the text
   */
  printable(text: string, from: number): number {
    if (this.#length + text.length - from > this.#buffer.length) this.#grow(text.length - from);
    const buffer = this.#buffer;
    let at = this.#length;
    let index = from;
    for (; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x20 || unit > 0x7e) break;
      buffer[at] = unit;
      at += 1;
    }
    this.#length = at;
    return index;
  }

  /** A copy of what was written. */
  toBytes(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#buffer, 0, this.#length);
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + needed));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
