import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { FeedAside } from './feed-aside.ts';
import { catalogueKey, settingsKey, type FeedNews } from './feed-rows.ts';

/** What the store has of the catalogue: it sells by it, so all of it is in memory. */
export interface StoreHas {
  entries: ReadonlyMap<string, CatalogueEntry>;
  pendingEdits: ReadonlySet<string>;
}

export const storeHas = (view: { feedEntries(): CatalogueEntry[]; pendingEdits(): PendingEdit[] }): StoreHas => ({
  entries: new Map(view.feedEntries().map((entry) => [catalogueKey(entry.entity, entry.id), entry] as const)),
  pendingEdits: new Set(view.pendingEdits().map(({ editId }) => editId)),
});

const rowsPerPage = 500;

/**
 * What waits aside and is news to this store, page by page with the tills let in between: what it has already, and what was deleted
 * before it ever had it, is left out, so that no more is held than what changes.
 */
export async function newsFrom(
  aside: Pick<FeedAside, 'page'>,
  complete: boolean,
  has: StoreHas,
  letTillsIn: () => Promise<void>,
): Promise<FeedNews> {
  const news = {
    entries: [] as CatalogueEntry[],
    complete,
    unreadable: new Set<string>(),
    unchanged: new Set<string>(),
  };
  for (let page = aside.page(0, rowsPerPage); page.length > 0;) {
    for (const { key, entry } of page) {
      const mine = has.entries.get(key);
      if (entry === null) {
        // A few for the log; otherwise only what would be taken for gone.
        if (mine !== undefined || key === settingsKey || news.unreadable.size < 20) news.unreadable.add(key);
      } else if (answersOne(entry, has)) news.entries.push(entry);
      else if (!complete) {
        if (entry.rev > (mine?.rev ?? 0)) news.entries.push(entry);
      } else if (entry.deleted) {
        if (isNewsOfDeleted(entry, mine)) news.entries.push(entry);
      } else if (isSameEntry(entry, mine)) news.unchanged.add(key);
      else news.entries.push(entry);
    }
    await letTillsIn();
    page = aside.page(page.at(-1)?.place ?? 0, rowsPerPage);
  }
  return news;
}

const answersOne = (entry: CatalogueEntry, { pendingEdits }: StoreHas): boolean =>
  entry.settled?.edits.some((editId) => pendingEdits.has(editId)) ?? false;

/**
 * Of a whole feed. What was deleted before the store ever had it is no news; what the store has deleted too is, when the cloud counts it
 * differently: one that was brought back from a backup counts on from less, and what comes after would be taken for old.
 */
export const isNewsOfDeleted = ({ rev }: CatalogueEntry, known: CatalogueEntry | undefined): boolean =>
  known !== undefined && (!known.deleted || known.rev !== rev);

export const isSameEntry = (entry: CatalogueEntry, known: CatalogueEntry | undefined): boolean =>
  known !== undefined &&
  known.rev === entry.rev &&
  !known.deleted &&
  JSON.stringify(sorted([known.payload, known.settled])) === JSON.stringify(sorted([entry.payload, entry.settled]));

/** Postgres keeps text as it was sent, but a JSON column would order its keys anew. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
