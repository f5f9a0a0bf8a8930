import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { AsideRow, FeedAside } from '../../sync/feed-aside.ts';

/**
 * Rows of the feed in a file of their own: they burden neither the store's database nor its log, and what is left of them after a crash is
 * worth nothing. Nothing is ever synced, and a few pages are held in memory.
 */
export function openFeedAside(path: string): FeedAside {
  rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('cache_size = -4000');
  db.exec(
    'create table row_of_feed (place integer primary key, key text not null unique, rev integer, entry text) strict',
  );
  const put = db.prepare<[string, number | null, string | null]>(
    `insert into row_of_feed (key, rev, entry) values (?, ?, ?)
     on conflict (key) do update set rev = excluded.rev, entry = excluded.entry
       where excluded.rev is null or rev is null or excluded.rev >= rev`,
  );
  const page = db.prepare<[number, number], { place: number; key: string; entry: string | null }>(
    'select place, key, entry from row_of_feed where place > ? order by place limit ?',
  );
  const putAll = db.transaction((rows: readonly AsideRow[]) => {
    for (const { key, entry } of rows)
      put.run(key, entry === null ? null : entry.rev, entry === null ? null : JSON.stringify(entry));
  });
  return {
    put: (rows) => putAll(rows),
    page: (after, limit) =>
      page.all(after, limit).map(({ place, key, entry }) => ({
        place,
        key,
        entry: entry === null ? null : (JSON.parse(entry) as CatalogueEntry),
      })),
    clear: () => void db.exec('delete from row_of_feed'),
    close() {
      db.close();
      rmSync(path, { force: true });
    },
  };
}
