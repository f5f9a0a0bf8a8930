import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';

/** A row of the feed by what it is about. */
export interface AsideRow {
  /** `entity id`. */
  key: string;
  /** Null: this version cannot read it. */
  entry: CatalogueEntry | null;
}

/**
 * Where rows of the feed wait, beside the store's own data, until the stream is up to date: a feed may be larger than what should be held
 * in memory. Nothing of it outlives the stream; what it says becomes true by one transaction of the journal. `adapters/sqlite` keeps it on the
 * disk, `MemoryAside` is for what is small.
 */
export interface FeedAside {
  /** Of several rows about one thing the one with the highest rev stays, of equal ones the last. */
  put(rows: readonly AsideRow[]): void;
  /** The next rows in a fixed order, from the beginning with 0. */
  page(after: number, limit: number): (AsideRow & { place: number })[];
  clear(): void;
  /** Lets go of it, with all that is in it. */
  close(): void;
}

/** Whether a row that came later takes the place of one that waits. What cannot be read is believed to be newer. */
export const takesThePlace = (later: CatalogueEntry | null, waiting: CatalogueEntry | null): boolean =>
  later === null || waiting === null || later.rev >= waiting.rev;

export class MemoryAside implements FeedAside {
  readonly #rows = new Map<string, AsideRow & { place: number }>();
  #lastPlace = 0;

  put(rows: readonly AsideRow[]): void {
    for (const row of rows) {
      const waiting = this.#rows.get(row.key);
      if (waiting === undefined) this.#rows.set(row.key, { ...row, place: (this.#lastPlace += 1) });
      else if (takesThePlace(row.entry, waiting.entry)) this.#rows.set(row.key, { ...row, place: waiting.place });
    }
  }

  page(after: number, limit: number): (AsideRow & { place: number })[] {
    return [...this.#rows.values()].filter(({ place }) => place > after).slice(0, limit);
  }

  clear(): void {
    this.#rows.clear();
  }

  close(): void {
    this.clear();
  }
}
