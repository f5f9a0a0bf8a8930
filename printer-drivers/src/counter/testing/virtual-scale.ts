/** A scale as the 8217's manual has it: something lies on it, and it answers `W`. */
export class VirtualScale {
  /** Grams; more than 15 kg is too much for it. */
  grams = 0;
  moving = false;
  mute = false;

  answer(bytes: Uint8Array): Uint8Array {
    if (this.mute) return new Uint8Array();
    return new TextEncoder().encode([...bytes].map((byte) => (byte === 0x57 ? this.#weight() : '')).join(''));
  }

  #weight(): string {
    const status = (bits: number): string => `\u0002?${String.fromCharCode(0x40 | bits)}\r`;
    if (this.grams > 15_000) return status(2);
    if (this.grams < 0) return status(4);
    if (this.moving) return status(1);
    return `\u0002${(this.grams / 1000).toFixed(3).padStart(6, '0')}\r`;
  }
}
