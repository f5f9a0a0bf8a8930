import type { Offset, Row, ShapeStreamOptions } from '@electric-sql/client';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import type { MenuEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import { ShapeFollower } from '../../../testing/shape-follower.ts';
import type { StoreBox } from '../../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../../testing/test-cloud.ts';

/** A column that is text, as it came. */
const text = (row: Row | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
};

/** A real Electric client that follows the feed as a store's box does. */
const followFeed = (
  box: StoreBox,
  at?: { handle: string; offset: string },
  more: Partial<ShapeStreamOptions> = {},
): ShapeFollower =>
  new ShapeFollower({
    ...more,
    url: `${box.baseUrl}/v1/shape`,
    params: { table: 'feed' },
    headers: { authorization: async () => `Bearer ${await box.token()}` },
    ...(at === undefined ? {} : { handle: at.handle, offset: at.offset as Offset }),
  });

const revOf = (follower: ShapeFollower, entity: string, id: string): unknown =>
  [...follower.rows.values()].find((row) => row['entity'] === entity && row['id'] === id)?.['rev'];

describe('the feed travels down as an Electric shape', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;
  const followers: ShapeFollower[] = [];

  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    for (const follower of followers.splice(0)) follower.stop();
    owner = await cloud.owner();
    box = (await cloud.box(owner)).open();
    await box.sync();
  });

  const follow = (of: StoreBox, at?: { handle: string; offset: string }): ShapeFollower => {
    const follower = followFeed(of, at);
    followers.push(follower);
    return follower;
  };
  const entry = async (entity: string, id: string): Promise<MenuEntry> => {
    const { body } = await owner.get(`/api/v1/menu?storeId=${box.storeId}`);
    return (body.entries as MenuEntry[]).find((known) => known.entity === entity && known.id === id) as MenuEntry;
  };
  const rename = async (name: string, id = 'burgers') => {
    const known = await entry('category', id);
    return owner.post('/api/v1/menu/publish', {
      storeId: box.storeId,
      changes: [{ entity: 'category', id, baseRev: known.rev, payload: { ...known.payload, name } }],
    });
  };
  const shape = async (query: string, of = box, token?: string) =>
    cloud.send('GET', `/v1/shape?${query}`, { headers: { authorization: `Bearer ${token ?? (await of.token())}` } });

  test('what a store adopted comes back to it whole, typed by the schema', async () => {
    const follower = follow(box);
    await follower.upToDate();
    const adopted = await cloud.look<{ count: number }>(
      `select count(*)::int as count from catalogue_entry where tenant = $1`,
      [owner.tenantId],
    );
    expect(follower.rows.size).toBe(adopted[0]?.count);
    expect(follower.rows.size).toBeGreaterThan(50);
    const burgers = [...follower.rows.values()].find((row) => row['id'] === 'burgers');
    expect(burgers).toMatchObject({
      tenant: owner.tenantId,
      scope: box.storeId,
      entity: 'category',
      rev: 1,
      schema_v: 1,
      deleted: false,
    });
    expect(JSON.parse(text(burgers, 'payload'))).toMatchObject({ name: 'Burgers', hue: 'orange' });
  });

  test("an owner's edit reaches a client that waits, as the whole row", async () => {
    const follower = follow(box);
    await follower.upToDate();
    expect((await rename('Smash burgers')).status).toBe(200);
    await follower.until(() => revOf(follower, 'category', 'burgers') === 2);
    expect(follower.changes.at(-1)).toMatchObject({
      operation: 'update',
      value: { entity: 'category', id: 'burgers', rev: 2, deleted: false, schema_v: 1 },
    });
  });

  test('a client goes on where it was after the server was restarted, and is told only what is new', async () => {
    const first = follow(box);
    await first.upToDate();
    await rename('One');
    await first.until(() => revOf(first, 'category', 'burgers') === 2);
    const at = { handle: first.stream.shapeHandle ?? '', offset: first.stream.lastOffset };
    first.stop();
    await rename('Two');
    await cloud.restart();
    box.baseUrl = cloud.url;
    await rename('Three');
    const second = follow(box, at);
    await second.until(() => revOf(second, 'category', 'burgers') === 4);
    expect(second.changes.map(({ value }) => value['rev'])).toEqual([3, 4]);
    expect(second.refetched).toBe(false);
  });

  test('a server that drains lets those who wait go at once, with an answer', async () => {
    const handle = (await shape('offset=-1')).headers.get('electric-handle');
    const place = (await shape(`offset=0_inf&handle=${handle}`)).headers.get('electric-offset');
    const waiting = shape(`offset=${place}&handle=${handle}&live=true`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const startedMs = performance.now();
    await cloud.restart();
    box.baseUrl = cloud.url;
    const answer = await waiting;
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(answer).toMatchObject({ status: 200, body: [{ headers: { control: 'up-to-date' } }] });
    expect(answer.headers.get('electric-cursor')).toMatch(/^\d+$/);
  });

  test('a handle that the cloud does not know is answered with another one and a new beginning', async () => {
    const answer = await shape('table=feed&offset=3_7&handle=gone');
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual([{ headers: { control: 'must-refetch' } }]);
    expect(answer.headers.get('electric-handle')).toMatch(/^[0-9a-f-]{36}-\d+$/);
    const follower = follow(box, { handle: 'gone', offset: '3_7' });
    await follower.upToDate();
    expect(follower.refetched).toBe(true);
    expect(revOf(follower, 'category', 'burgers')).toBe(1);
  });

  test('a handle that a client calls expired is never given again', async () => {
    const first = (await shape('offset=-1')).headers.get('electric-handle');
    expect((await shape('offset=-1')).headers.get('electric-handle')).toBe(first);
    expect((await shape(`offset=-1&expired_handle=${first}`)).headers.get('electric-handle')).not.toBe(first);
  });

  test('a place beyond the end of the log, as after a restored database, begins anew instead of waiting', async () => {
    const handle = (await shape('offset=-1')).headers.get('electric-handle');
    expect((await shape(`offset=999999_1&handle=${handle}&live=true`)).status).toBe(409);
  });

  test('a place that the log has forgotten begins anew', async () => {
    const follower = follow(box);
    await follower.upToDate();
    const at = { handle: follower.stream.shapeHandle ?? '', offset: follower.stream.lastOffset };
    follower.stop();
    await rename('Soon forgotten');
    await rename('Kept');
    await cloud.look('select shape_tick()');
    await cloud.look(`select forget_shape_changes(now() - interval '1 day')`);
    expect((await shape(`offset=${at.offset}&handle=${at.handle}`)).status).toBe(200);
    await cloud.look(`select forget_shape_changes(now() + interval '1 day')`);
    expect((await shape(`offset=${at.offset}&handle=${at.handle}`)).status).toBe(409);
  });

  test('a box sees its own rows and those for all stores of its tenant, and nothing else', async () => {
    const other = await cloud.owner();
    const otherBox = (await cloud.box(other)).open();
    await otherBox.sync();
    const sister = (await cloud.box(owner)).open();
    await sister.sync();
    await cloud.look(
      `insert into feed values ($1, '*', 'category', 'everywhere', 1, 1, false, '{}'), ($2, '*', 'category', 'not-yours', 1, 1, false, '{}')`,
      [owner.tenantId, other.tenantId],
    );
    const follower = follow(box);
    await follower.upToDate();
    expect(new Set([...follower.rows.values()].map((row) => `${text(row, 'tenant')} ${text(row, 'scope')}`))).toEqual(
      new Set([`${owner.tenantId} ${box.storeId}`, `${owner.tenantId} *`]),
    );
    await cloud.look(`update feed set rev = 2 where entity = 'category' and id in ('everywhere', 'not-yours')`);
    await rename('Mine');
    await follower.until(
      () => revOf(follower, 'category', 'burgers') === 2 && revOf(follower, 'category', 'everywhere') === 2,
    );
    expect(follower.changes.some(({ value }) => value['id'] === 'not-yours' || value['scope'] === sister.storeId)).toBe(
      false,
    );
  });

  test("another store's handle is not a key to its rows", async () => {
    const sister = (await cloud.box(owner)).open();
    await sister.sync();
    const theirs = (await shape('offset=-1', sister)).headers.get('electric-handle');
    expect((await shape(`offset=0_inf&handle=${theirs}`)).status).toBe(409);
    expect((await shape(`offset=0_0&handle=${theirs}`)).status).toBe(409);
  });

  test.each([
    ['another table', 'table=owner&offset=-1', 'table'],
    ['a filter', 'table=feed&where=true&offset=-1', 'where'],
    ['parameters', 'offset=-1&params[1]=x', 'params[1]'],
    ['columns', 'offset=-1&columns=id', 'columns'],
    ['the secret', 'offset=-1&secret=x', 'secret'],
    ['a subset', 'offset=-1&subset__where=true', 'subset__where'],
    ['no offset', 'table=feed', 'offset'],
    ['an offset that is none', 'offset=1', 'offset'],
    ['a place without a handle', 'offset=1_1', 'handle'],
    ['waiting before the beginning', 'offset=-1&live=true', 'live'],
  ])('a client that sends %s is refused', async (_title, query, field) => {
    const answer = await shape(query);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: 'Invalid request' });
    expect(Object.keys(answer.body.errors)).toContain(field);
  });

  test.each([
    '/v1/shape',
    '/v1/shape/',
    '//v1/shape',
    '/v1//shape',
    '/v1/%73hape',
    '/V1/SHAPE',
    '/v1/./shape',
    '/v1/shape;x',
  ])('%s gives nothing to who has no key', async (path) => {
    const answer = await cloud.send('GET', `${path}?table=feed&offset=-1`);
    expect([401, 404, 503]).toContain(answer.status);
    expect(answer.headers.get('electric-handle')).toBeNull();
  });

  test.each([
    ['made for somebody else', { audience: 'aura-portal' }, 'token_refused'],
    ['of another store', { storeId: '0197c000-0000-7000-8000-00000000dead' }, 'store_not_claimed'],
    ['that is too old', { ageMs: 150_000 }, 'clock_off'],
    ['from the future', { ageMs: -150_000 }, 'clock_off'],
  ])('a token %s is refused', async (_title, how, code) => {
    const answer = await shape('offset=-1', box, await box.token(how));
    expect(answer.body).toMatchObject({ status: 401, code });
  });

  test('a large catalogue comes in chunks that join without a seam', async () => {
    await cloud.look(
      `insert into feed select $1, $2::text, 'item', 'big-' || n, 1, 1, false, repeat('x', 100000) from generate_series(1, 250) n`,
      [owner.tenantId, box.storeId],
    );
    const first = await shape('offset=-1');
    expect(first.headers.get('electric-offset')).toBe('0_0');
    expect(first.headers.get('electric-up-to-date')).toBeNull();
    const follower = follow(box);
    await follower.upToDate();
    expect([...follower.rows.values()].filter((row) => text(row, 'id').startsWith('big-'))).toHaveLength(250);
  });

  test('a handle that is over in the middle of its snapshot is told so, and the rows are told anew and none twice', async () => {
    await cloud.look(
      `insert into feed select $1, $2::text, 'item', 'part-' || n, 1, 1, false, repeat('x', 100000) from generate_series(1, 80) n`,
      [owner.tenantId, box.storeId],
    );
    const asked: { offset: string | null; status: number }[] = [];
    const follower = followFeed(box, undefined, {
      fetchClient: async (input, init) => {
        const { searchParams } = new URL(input instanceof Request ? input.url : input);
        const offset = searchParams.get('offset');
        // After the second part the log is cut, the rows change, and the handle is given up, as when a store was away for too long.
        if (offset === '0_1' && asked.every(({ status }) => status === 200)) {
          await cloud.look(`delete from feed where id = 'part-1'`);
          await cloud.look('delete from shape_handle where tenant = $1', [owner.tenantId]);
        }
        const answer = await fetch(input, init);
        asked.push({ offset, status: answer.status });
        return answer;
      },
    });
    followers.push(follower);
    await follower.upToDate();
    expect(asked.map(({ status }) => status)).toContain(409);
    expect(asked.filter(({ offset }) => offset === '-1')).toHaveLength(2);
    expect(follower.refetched).toBe(true);
    expect(follower.anomalies).toEqual([]);
    const rows = await cloud.look<{ id: string }>(
      `select id from feed where tenant = $1 and scope in ('*', $2) order by id`,
      [owner.tenantId, box.storeId],
    );
    expect([...follower.rows.values()].map((row) => text(row, 'id')).toSorted()).toEqual(
      rows.map(({ id }) => id).toSorted(),
    );
    expect(rows.map(({ id }) => id)).not.toContain('part-1');
  });

  test('a stream that follows many transactions at once ends with the rows of the table, in an order that they could have had', async () => {
    const follower = follow(box);
    await follower.upToDate();
    const writers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const client = new pg.Client({ connectionString: cloud.database.url, options: '-c search_path=aura' });
        await client.connect();
        return client;
      }),
    );
    const chance = seededRandom(7);
    const random = (most: number): number => chance.between(0, most - 1);
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    // A transaction that stays open all the while must hold nobody up.
    const idle = new pg.Client({ connectionString: cloud.database.url });
    await idle.connect();
    await idle.query('begin');
    await idle.query('select pg_current_xact_id()');
    // Batches are cut as often as can be, so that many of them begin while transactions are half done.
    let writing = true;
    const ticker = new pg.Client({ connectionString: cloud.database.url, options: '-c search_path=aura' });
    await ticker.connect();
    const ticking = (async () => {
      while (writing) await ticker.query('select shape_tick()');
      await ticker.end();
    })();
    await Promise.all(
      writers.map(async (client) => {
        for (let n = 0; n < 80; n += 1) {
          await client.query('begin');
          // Keys in one order: the writers wait for each other and never in a circle.
          const ids = Array.from({ length: 1 + random(4) }, () => random(12)).sort((a, b) => a - b);
          for (const id of ids) {
            const key = [owner.tenantId, box.storeId, `k${id}`];
            if (random(4) === 0)
              await client.query(
                `delete from feed where tenant = $1 and scope = $2 and entity = 'oracle' and id = $3`,
                key,
              );
            else
              await client.query(
                `insert into feed values ($1, $2, 'oracle', $3, 1, 1, false, null) on conflict (tenant, scope, entity, id) do update set rev = feed.rev + 1`,
                key,
              );
            if (random(3) === 0) await pause(random(9));
          }
          await client.query(random(5) === 0 ? 'rollback' : 'commit');
        }
      }),
    );
    await cloud.look(`insert into feed values ($1, $2, 'oracle', 'end', 1, 1, false, null)`, [
      owner.tenantId,
      box.storeId,
    ]);
    await follower.until(() => revOf(follower, 'oracle', 'end') === 1);
    writing = false;
    await ticking;
    await idle.query('rollback');
    const table = await cloud.look<{ id: string; rev: number }>(
      `select id, rev from feed where tenant = $1 and entity = 'oracle' order by id`,
      [owner.tenantId],
    );
    const seen = [...follower.rows.values()]
      .filter((row) => row['entity'] === 'oracle')
      .map((row) => ({ id: text(row, 'id'), rev: row['rev'] }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(seen).toEqual(table);
    // Each row's own story has no leap: inserted when it was not there, each rev one more than the last.
    const revs = new Map<unknown, number | null>();
    for (const { operation, value } of follower.changes.filter((change) => change.value['entity'] === 'oracle')) {
      const before = revs.get(value['id']) ?? null;
      if (operation === 'insert') expect(before).toBeNull();
      else expect(before).not.toBeNull();
      if (operation === 'update') expect(value['rev']).toBe(Number(before) + 1);
      revs.set(value['id'], operation === 'delete' ? null : Number(value['rev']));
    }
    await Promise.all([...writers, idle].map((client) => client.end()));
  });
});
