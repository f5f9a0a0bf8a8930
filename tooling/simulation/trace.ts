import { createHash, type Hash } from 'node:crypto';

/** What happened in a world, line by line; its hash is the same whenever the seed is. */
export class Trace {
  readonly #hash: Hash = createHash('sha256');
  readonly #keep: boolean;
  readonly lines: string[] = [];

  constructor(keep: boolean) {
    this.#keep = keep;
  }

  add(atMs: number, who: string, what: string): void {
    const line = `${(atMs / 1000).toFixed(3).padStart(9)}  ${who.padEnd(9)} ${what}`;
    this.#hash.update(line);
    if (this.#keep) this.lines.push(line);
  }

  digest(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
}
