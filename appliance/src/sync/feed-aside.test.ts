import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { openFeedAside } from '../adapters/sqlite/feed-aside-file.ts';
import { MemoryAside, type AsideRow, type FeedAside } from './feed-aside.ts';

const folder = mkdtempSync(join(tmpdir(), 'aura-aside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'feed-aside.db');

const entry = (id: string, rev: number): CatalogueEntry => ({
  entity: 'item',
  id,
  rev,
  schemaVersion: 1,
  deleted: false,
  payload: { id, name: `${id} ${rev}` },
});
const row = (id: string, rev: number | null): AsideRow => ({
  key: `item ${id}`,
  entry: rev === null ? null : entry(id, rev),
});
const revs = (aside: FeedAside): [string, number | null][] => {
  const seen: [string, number | null][] = [];
  for (let page = aside.page(0, 2); page.length > 0; page = aside.page(page.at(-1)?.place ?? 0, 2))
    seen.push(...page.map(({ key, entry: kept }) => [key, kept?.rev ?? null] as [string, number | null]));
  return seen;
};

describe.each([
  ['in memory', (): FeedAside => new MemoryAside()],
  ['in a file', (): FeedAside => openFeedAside(path)],
])('rows of the feed aside, %s', (_where, open) => {
  test('the newest of each thing waits in the order of the first, and what cannot be read gives way to what can', () => {
    const aside = open();
    aside.put([row('tea', 2), row('cola', 1), row('ice', null)]);
    aside.put([row('tea', 1), row('cola', 3), row('ice', 4), row('soup', 1), row('soup', null)]);
    expect(revs(aside)).toEqual([
      ['item tea', 2],
      ['item cola', 3],
      ['item ice', 4],
      ['item soup', null],
    ]);
    expect(aside.page(0, 1)[0]?.entry).toEqual(entry('tea', 2));
    aside.clear();
    expect(revs(aside)).toEqual([]);
    aside.put([row('cola', 1)]);
    expect(revs(aside)).toEqual([['item cola', 1]]);
    aside.close();
    expect(existsSync(path)).toBe(false);
  });
});

test('what a crash left behind is not taken for the feed', () => {
  openFeedAside(path).put([row('ghost', 1)]);
  const aside = openFeedAside(path);
  expect(revs(aside)).toEqual([]);
  aside.close();
});
