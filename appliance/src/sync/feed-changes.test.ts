import type { Message, Row } from '@electric-sql/client';
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { couldBeAStore, type FeedChange, feedChanges, type FeedPosition } from './feed-changes.ts';
import { MemoryAside } from './feed-aside.ts';
import { newsFrom, storeHas } from './feed-news.ts';
import { FeedGatherer, type FeedNews } from './feed-rows.ts';

const position = { handle: 'h1', offset: '4_2' };
const entry = (id: string, rev = 1, change: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  entity: 'item',
  id,
  rev,
  schemaVersion: 1,
  deleted: false,
  payload: { id, name: id },
  ...change,
});
const settings = entry('store', 1, { entity: 'settings', payload: { id: 'store' } });
const gone = (id: string, rev: number): CatalogueEntry => entry(id, rev, { deleted: true, payload: null });
const having = (...entries: CatalogueEntry[]) => ({
  feedEntries: () => entries,
  pendingEdits: () => [],
  feedPosition: (): FeedPosition | null => ({ handle: 'h0', offset: '1_0' }),
});
/** The one event that a few rows make; null when there is nothing to write. */
function feedChange(view: ReturnType<typeof having>, whatCame: FeedNews, at: FeedPosition): FeedChange | null {
  const changes = feedChanges(view, whatCame, at);
  expect(changes.length).toBeLessThanOrEqual(1);
  return changes[0] ?? null;
}
const news = (entries: CatalogueEntry[], change: Partial<FeedNews> = {}): FeedNews => ({
  entries,
  complete: false,
  unreadable: new Set(),
  unchanged: new Set(),
  ...change,
});
const nothingYet = having();
/** What came, after the stream is up to date, as news to a store that has these. */
async function gathered(parts: Message<Row>[][], view = nothingYet): Promise<FeedNews | null> {
  const aside = new MemoryAside();
  const gatherer = new FeedGatherer(aside);
  const [whole] = parts.map((messages) => gatherer.take(messages)).slice(-1);
  return whole === null || whole === undefined
    ? null
    : newsFrom(aside, whole.complete, storeHas(view), () => Promise.resolve());
}

function row(
  { entity, id, rev, deleted, payload }: CatalogueEntry,
  change: Record<string, unknown> = {},
): Message<Row> {
  const value = {
    tenant: 't',
    scope: '*',
    entity,
    id,
    rev,
    schema_v: 1,
    deleted,
    payload: payload === null ? null : JSON.stringify(payload),
    ...change,
  };
  return { key: `"aura"."feed"/"${id}"`, value, headers: { operation: 'insert' } } as unknown as Message<Row>;
}
const control = (name: string): Message<Row> => ({ headers: { control: name } }) as unknown as Message<Row>;

test('nothing is told before the stream is up to date, and then all of it at once', async () => {
  const rows = [row(settings), row(entry('fries'))];
  expect(await gathered([rows])).toBeNull();
  expect(await gathered([rows, [row(entry('cola')), control('snapshot-end')]])).toBeNull();
  const whole = await gathered([rows, [row(entry('cola')), control('snapshot-end')], [control('up-to-date')]]);
  expect(whole).toMatchObject({ complete: true, entries: [settings, entry('fries'), entry('cola')] });
  const gatherer = new FeedGatherer(new MemoryAside());
  gatherer.take([...rows, control('snapshot-end'), control('up-to-date')]);
  gatherer.begin();
  expect(gatherer.take([row(entry('cola', 2)), control('up-to-date')])).toEqual({ complete: false, hasRows: true });
});

test('rows whose snapshot never ended are no whole feed: nothing that they leave out is taken away', async () => {
  const view = having(settings, entry('fries'), entry('cola'));
  const cut = await gathered([[row(entry('fries', 2)), control('up-to-date')]], view);
  expect(cut?.complete).toBe(false);
  expect(feedChange(view, cut as FeedNews, position)).toMatchObject({ complete: false, entries: [entry('fries', 2)] });
  const empty = await gathered([[control('up-to-date')]]);
  expect(feedChange(having(settings, entry('cola')), empty as FeedNews, position)).toBeNull();
});

test('after must-refetch what had come before is forgotten', async () => {
  const whole = await gathered([
    [row(entry('ghost'))],
    [row(entry('other')), control('must-refetch'), row(entry('tea'))],
    [row(settings), control('snapshot-end'), control('up-to-date')],
  ]);
  expect(whole).toMatchObject({ complete: true, entries: [entry('tea'), settings] });
});

test('a row that cannot be read harms nothing, neither itself nor its neighbours', async () => {
  const view = having(settings, entry('fries'), entry('cola'), entry('tea'), entry('bread'));
  const broken = [
    row(entry('cola'), { payload: '{"half' }),
    row(entry('tea'), { rev: null }),
    row(entry('ice'), { payload: null }),
  ];
  const whole = (await gathered(
    [[row(settings), row(entry('fries', 2)), ...broken, control('snapshot-end'), control('up-to-date')]],
    view,
  )) as FeedNews;
  expect([...whole.unreadable]).toEqual(['item cola', 'item tea', 'item ice']);
  expect([...whole.unchanged]).toEqual(['settings store']);
  // What could not be read stays as the store has it; what is not there any more is gone.
  expect(feedChange(view, whole, position)?.entries).toEqual([entry('fries', 2), gone('bread', 1)]);
});

test('a delta that the store already has, or has newer, is no news', () => {
  expect(
    feedChange(having(settings, entry('fries', 3)), news([entry('fries', 2), entry('fries', 3)]), position),
  ).toBeNull();
  expect(
    feedChange(
      having(settings, entry('fries', 3)),
      news([entry('fries', 4), entry('fries', 5), gone('cola', 1)]),
      position,
    ),
  ).toEqual({
    source: 'cloud',
    ...position,
    complete: false,
    entries: [entry('fries', 5), gone('cola', 1)],
  });
});

test('a whole feed that says what the store already has moves only the place in the feed', () => {
  const reordered = entry('fries', 1, { payload: { name: 'fries', id: 'fries' } });
  const change = feedChange(
    having(settings, entry('fries'), gone('tea', 2)),
    news([settings, reordered, gone('tea', 2)], { complete: true }),
    position,
  );
  expect(change).toEqual({ source: 'cloud', ...position, complete: false, entries: [] });
});

test('a whole feed is believed also where its revs are lower, and takes away what it does not name', () => {
  const change = feedChange(
    having(settings, entry('fries', 7), entry('cola')),
    news([settings, entry('fries', 2)], { complete: true }),
    position,
  );
  expect(change?.entries).toEqual([entry('fries', 2), gone('cola', 1)]);
});

test('what the portal deleted goes with the rev of its deletion, and what the store never had is not told', () => {
  const whole = news([settings, gone('fries', 9), gone('ghost', 4)], { complete: true });
  expect(feedChange(having(settings, entry('fries', 7)), whole, position)?.entries).toEqual([gone('fries', 9)]);
});

test('of a whole feed the count of a deletion is believed too: a cloud that was brought back counts on from less', async () => {
  const view = having(settings, gone('fries', 8));
  const whole = [row(settings), row(gone('fries', 5)), control('snapshot-end'), control('up-to-date')];
  const change = feedChange(view, (await gathered([whole], view)) as FeedNews, position);
  expect(change?.entries).toEqual([gone('fries', 5)]);
  const back = having(settings, gone('fries', 5));
  expect(feedChange(back, news([entry('fries', 6)]), position)?.entries).toEqual([entry('fries', 6)]);
});

test('a menu of thousands is told in parts that can go up, its place in the feed with the last of them', () => {
  const many = Array.from({ length: 30_000 }, (_, index) =>
    entry(`dish-${index}`, 1, { payload: { id: `dish-${index}`, note: 'x'.repeat(600) } }),
  );
  const changes = feedChanges(having(settings), news([settings, ...many], { complete: true }), position);
  expect(changes.flatMap(({ entries }) => entries)).toHaveLength(30_000);
  for (const { entries } of changes) {
    expect(entries.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(entries).length).toBeLessThan(300 * 1024);
  }
  expect(changes.at(-1)).toMatchObject(position);
  expect(new Set(changes.slice(0, -1).map(({ handle, offset }) => `${handle} ${offset}`))).toEqual(new Set(['h0 1_0']));
  // Whoever has only the first of them gets the rest when it asks again.
  const first = changes[0]?.entries ?? [];
  const again = feedChanges(having(settings, ...first), news([settings, ...many], { complete: true }), position);
  expect(again.flatMap(({ entries }) => entries)).toHaveLength(30_000 - first.length);
});

test("a whole feed without the store's settings is not the feed of a store", () => {
  expect(couldBeAStore(news([], { complete: true }))).toBe(false);
  expect(couldBeAStore(news([entry('fries')], { complete: true }))).toBe(false);
  expect(couldBeAStore(news([gone('store', 2), { ...settings, deleted: true }], { complete: true }))).toBe(false);
  expect(couldBeAStore(news([settings], { complete: true }))).toBe(true);
  expect(couldBeAStore(news([entry('fries')]))).toBe(true);
});
