import { sharedCalls } from './shared-calls.ts';

export interface Part {
  body: Buffer;
  /** Whether it has a row. */
  hasData: boolean;
}

/** Parts of snapshots that were told lately: who begins at the same time as others is told from the same memory. */
export class KeptParts {
  readonly #mostBytes: number;
  /** The one that was told last at the end. */
  readonly #parts = new Map<string, Part>();
  readonly #shared = sharedCalls<Part | null>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** @param key never means another part than it once did */
  async get(key: string, read: () => Promise<Part | null>): Promise<Part | null> {
    const kept = this.#parts.get(key);
    if (kept === undefined) return this.#shared(key, () => this.#keep(key, read));
    this.#parts.delete(key);
    this.#parts.set(key, kept);
    return kept;
  }

  async #keep(key: string, read: () => Promise<Part | null>): Promise<Part | null> {
    const part = await read();
    if (part === null || part.body.length > this.#mostBytes) return part;
    this.#parts.set(key, part);
    this.#bytes += part.body.length;
    for (const [oldest, { body }] of this.#parts) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#parts.delete(oldest);
      this.#bytes -= body.length;
    }
    return part;
  }
}
