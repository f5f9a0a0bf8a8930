import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { StoreView } from '../store/core.ts';
import { isNewsOfDeleted, isSameEntry, storeHas, type StoreHas } from './feed-news.ts';
import { catalogueKey, settingsKey, type FeedNews } from './feed-rows.ts';

/** Where the feed was when it was last applied; it lives in the journal with the entries themselves. */
export interface FeedPosition {
  handle: string;
  offset: string;
}

export type FeedChange = EventPayload<'catalogue.changed'>;

/** A row of the journal goes up whole: a menu of thousands of entries is told in several. */
const mostEntries = 200;
const mostBytes = 256 * 1024;

/**
 * What news of the feed change in this store, to be written in one transaction; nothing when it has it all. Of several rows about one
 * thing the newest counts; of a delta, what the store already has or has newer is no news. A whole snapshot is the truth also where its
 * revs are lower: the cloud may have been brought back from a backup, and it owns the catalogue. Only what differs from it is told, and
 * what it does not name is told as deleted. The place in the feed comes with the last of the events: whoever has only some of
 * them asks again for all.
 */
export function feedChanges(
  view: Pick<StoreView, 'feedEntries' | 'pendingEdits' | 'feedPosition'>,
  news: FeedNews,
  position: FeedPosition,
): FeedChange[] {
  const entries = news.complete ? differences(view, news) : newer(view, news);
  // A whole feed that the store has already moves its place all the same: its old handle is worth nothing any more.
  if (entries.length === 0 && !news.complete) return [];
  const before = view.feedPosition() ?? { handle: null, offset: null };
  const parts = inParts(entries);
  return parts.map((part, index) => ({
    source: 'cloud',
    ...(index === parts.length - 1 ? position : before),
    complete: false,
    entries: part,
  }));
}

function newer(view: Pick<StoreView, 'feedEntries' | 'pendingEdits'>, news: FeedNews): CatalogueEntry[] {
  const { entries } = storeHas(view);
  return [...newestOf(news.entries)]
    .filter(([key, entry]) => entry.rev > (entries.get(key)?.rev ?? 0))
    .map(([, entry]) => entry);
}

function differences(
  view: Pick<StoreView, 'feedEntries' | 'pendingEdits'>,
  { entries, unreadable, unchanged }: FeedNews,
): CatalogueEntry[] {
  const has: StoreHas = storeHas(view);
  const known = has.entries;
  const newest = newestOf(entries);
  const answers = (entry: CatalogueEntry): boolean =>
    entry.settled?.edits.some((editId) => has.pendingEdits.has(editId)) ?? false;
  // What is deleted is news also when it is the answer to an edit that the store waits for.
  const told = [...newest].filter(([key, entry]) => {
    const mine = known.get(key);
    if (answers(entry)) return true;
    return entry.deleted ? isNewsOfDeleted(entry, mine) : !isSameEntry(entry, mine);
  });
  const came = (key: string): boolean => newest.has(key) || unreadable.has(key) || unchanged.has(key);
  const gone = [...known].filter(([key, entry]) => !entry.deleted && !came(key));
  return [...told.map(([, entry]) => entry), ...gone.map(([, entry]) => ({ ...entry, deleted: true, payload: null }))];
}

/** At least one part, so that a place in the feed is told even when nothing else is. */
function inParts(entries: readonly CatalogueEntry[]): CatalogueEntry[][] {
  const parts: CatalogueEntry[][] = [[]];
  let bytes = 0;
  for (const entry of entries) {
    const size = JSON.stringify(entry).length;
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && (last.length >= mostEntries || bytes + size > mostBytes)) {
      parts.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return parts;
}

/** A feed without the store's settings is not what an owner can have made: it is a cloud that does not know this store's menu yet. */
export const couldBeAStore = (news: FeedNews): boolean =>
  !news.complete ||
  news.unreadable.has(settingsKey) ||
  news.unchanged.has(settingsKey) ||
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
