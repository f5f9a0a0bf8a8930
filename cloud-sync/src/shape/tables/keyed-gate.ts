interface Gate {
  inside: number;
  waiting: (() => void)[];
}

/** Lets so many at once do something with one key; the others of that key wait in line, and those of other keys do not notice. */
export class KeyedGate {
  readonly #most: number;
  readonly #gates = new Map<string, Gate>();

  constructor(most: number) {
    this.#most = most;
  }

  async through<T>(key: string, work: () => Promise<T>): Promise<T> {
    const gate = this.#gates.get(key) ?? { inside: 0, waiting: [] };
    this.#gates.set(key, gate);
    // Who leaves hands the place on: the number inside stays.
    if (gate.inside >= this.#most) await new Promise<void>((resolve) => gate.waiting.push(resolve));
    else gate.inside += 1;
    try {
      return await work();
    } finally {
      const next = gate.waiting.shift();
      if (next !== undefined) next();
      else gate.inside -= 1;
      if (gate.inside === 0) this.#gates.delete(key);
    }
  }
}
