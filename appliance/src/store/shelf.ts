/**
 * Values by key in three layers: what is published (the last committed group), what the group has changed so far, and what
 * the command being decided has changed. A refused command drops its layer and a failed group drops both, so that memory is
 * all or nothing exactly as the transaction is. Values are never changed in place.
 */
export class Shelf<V> {
  readonly #published = new Map<string, V | null>();
  readonly #group = new Map<string, V | null>();
  readonly #command = new Map<string, V | null>();
  /** What the database was asked for in this group and does not have: only this writer could put it there. */
  readonly #missing = new Set<string>();
  readonly #options: ShelfOptions<V>;

  constructor(options: ShelfOptions<V> = {}) {
    this.#options = options;
  }

  get(key: string): V | null {
    let value = this.#command.get(key);
    if (value !== undefined) return value;
    value = this.#group.get(key);
    if (value !== undefined) return value;
    value = this.#published.get(key);
    if (value !== undefined) return value;
    if (this.#options.load === undefined || this.#missing.has(key)) return null;
    const loaded = this.#options.load(key);
    if (loaded === null) this.#missing.add(key);
    else this.#keep(key, loaded);
    return loaded;
  }

  set(key: string, value: V | null): void {
    this.#command.set(key, value);
  }

  /** All values that are in memory, changed ones as they are now: a copy, so that a walk over it may change the shelf. */
  values(): V[] {
    return Array.from(this.entries(), ([, value]) => value);
  }

  *entries(): Generator<[string, V]> {
    for (const [key, value] of this.#published) {
      if (value !== null && !this.#group.has(key) && !this.#command.has(key)) yield [key, value];
    }
    for (const [key, value] of this.#group) if (value !== null && !this.#command.has(key)) yield [key, value];
    for (const [key, value] of this.#command) if (value !== null) yield [key, value];
  }

  /** Puts a value there as already committed: at start, and on reading. */
  seed(key: string, value: V): void {
    this.#published.set(key, value);
  }

  acceptCommand(): void {
    if (this.#command.size === 0) return;
    for (const [key, value] of this.#command) this.#group.set(key, value);
    this.#command.clear();
  }

  dropCommand(): void {
    this.#command.clear();
  }

  /** As it was when the group began. */
  published(key: string): V | null {
    return this.#published.get(key) ?? null;
  }

  get changedInGroup(): ReadonlyMap<string, V | null> {
    return this.#group;
  }

  dropGroup(): void {
    this.#command.clear();
    this.#group.clear();
    this.#missing.clear();
  }

  publishGroup(): void {
    this.#missing.clear();
    if (this.#group.size === 0) return;
    for (const [key, value] of this.#group) {
      if (value === null) this.#published.delete(key);
      else this.#keep(key, value);
    }
    this.#group.clear();
  }

  #keep(key: string, value: V): void {
    const { mayForget, mostForgettable = 500 } = this.#options;
    if (mayForget === undefined) {
      this.#published.set(key, value);
      return;
    }
    // Set again at the end: the map's order is by last change, the oldest first.
    this.#published.delete(key);
    this.#published.set(key, value);
    if (!mayForget(value)) return;
    this.#forgettable.delete(key);
    this.#forgettable.add(key);
    if (this.#forgettable.size <= mostForgettable) return;
    for (const oldest of this.#forgettable) {
      this.#forgettable.delete(oldest);
      const kept = this.#published.get(oldest);
      if (kept !== undefined && kept !== null && mayForget(kept)) this.#published.delete(oldest);
      break;
    }
  }

  readonly #forgettable = new Set<string>();
}

export interface ShelfOptions<V> {
  /** Reads a value that is not in memory; without it everything is in memory. */
  load?: (key: string) => V | null;
  /** Values that need not stay in memory: the oldest go first. */
  mayForget?: (value: V) => boolean;
  mostForgettable?: number;
}
