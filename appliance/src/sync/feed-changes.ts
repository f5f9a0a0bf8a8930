import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { StoreView } from '../store/core.ts';
import { catalogueKey, type FeedNews } from './feed-rows.ts';

/** Where the feed was when it was last applied; it lives in the journal with the entries themselves. */
export interface FeedPosition {
  handle: string;
  offset: string;
}

export type FeedChange = EventPayload<'catalogue.changed'>;

/**
 * What news of the feed change in this store; null when nothing. Of several rows about one thing the newest counts; of a delta, what the
 * store already has or has newer is no news. A whole snapshot is the truth also where its revs are lower: the cloud may have been
 * brought back from a backup, and it owns the catalogue.
 */
export function feedChange(
  view: Pick<StoreView, 'feedEntries' | 'pendingEdits'>,
  news: FeedNews,
  position: FeedPosition,
): FeedChange | null {
  const newest = newestOf(news.entries);
  const known = new Map(view.feedEntries().map((entry) => [catalogueKey(entry.entity, entry.id), entry] as const));
  const changed = (complete: boolean, entries: CatalogueEntry[]): FeedChange => ({
    source: 'cloud',
    ...position,
    complete,
    entries,
  });
  if (!news.complete) {
    const entries = [...newest]
      .filter(([key, entry]) => entry.rev > (known.get(key)?.rev ?? 0))
      .map(([, entry]) => entry);
    return entries.length === 0 ? null : changed(false, entries);
  }
  // What was deleted is left out, unless it is the answer to an edit that the store still waits for.
  const waiting = new Set(view.pendingEdits().map(({ editId }) => editId));
  const answers = (entry: CatalogueEntry): boolean =>
    entry.settled?.edits.some((editId) => waiting.has(editId)) ?? false;
  const present = new Map([...newest].filter(([, entry]) => !entry.deleted || answers(entry)));
  for (const key of news.unreadable) {
    const kept = known.get(key);
    if (kept !== undefined && !kept.deleted && !newest.has(key)) present.set(key, kept);
  }
  const isSame =
    [...known].every(([key, entry]) => entry.deleted || present.has(key)) &&
    [...present].every(([key, entry]) => isSameEntry(entry, known.get(key)) && !answers(entry));
  // The store has it all: only the place in the feed is new.
  return isSame ? changed(false, []) : changed(true, [...present.values()]);
}

/** A feed without the store's settings is not what an owner can have made: it is a cloud that does not know this store's menu yet. */
export const couldBeAStore = (news: FeedNews): boolean =>
  !news.complete ||
  news.unreadable.has(catalogueKey('settings', 'store')) ||
  news.entries.some(({ entity, deleted }) => entity === 'settings' && !deleted);

function newestOf(entries: readonly CatalogueEntry[]): Map<string, CatalogueEntry> {
  const newest = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const key = catalogueKey(entry.entity, entry.id);
    const known = newest.get(key);
    if (!known || entry.rev >= known.rev) newest.set(key, entry);
  }
  return newest;
}

const isSameEntry = (entry: CatalogueEntry, known: CatalogueEntry | undefined): boolean =>
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
