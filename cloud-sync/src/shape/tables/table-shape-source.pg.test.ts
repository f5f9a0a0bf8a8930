import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { shapeSourceDefaults } from '../../shape-source.ts';
import { TestShapeSource } from '../../../testing/test-shape-source.ts';

describe('any table in the shape protocol', () => {
  let source: TestShapeSource;
  beforeAll(async () => {
    source = await TestShapeSource.start(inject('pgUrl'), { chunkBytes: 2_000, longPollMs: 400 });
  });
  afterAll(() => source.stop());
  beforeEach(() =>
    source.sql(`drop table if exists dish;
      create table dish (id int primary key, name varchar(20) not null, price numeric(8,2));
      insert into dish values (1, 'Soup', 4.5), (2, 'Steak', 20), (3, 'Bread', null)`),
  );
  const dish = (more: Record<string, string>) => source.get({ table: 'dish', ...more });
  /** The place of a client that has everything. */
  const caughtUp = async (more: Record<string, string> = {}) => {
    const { handle, offset } = await dish({ offset: 'now', ...more });
    return { handle, offset, ...more };
  };

  test('a snapshot comes in parts, which caches may keep, and ends with its moment', async () => {
    await source.sql(`insert into dish select n, 'Dish', n from generate_series(10, 39) n`);
    const first = await dish({ offset: '-1' });
    expect(first).toMatchObject({ status: 200, offset: '0_0' });
    expect(first.body[0]).toEqual({
      key: '"public"."dish"/"1"',
      value: { id: '1', name: 'Soup', price: '4.50' },
      headers: { operation: 'insert', relation: ['public', 'dish'] },
    });
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'cache-control': 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746',
      'electric-has-data': 'true',
      'electric-schema': JSON.stringify({
        id: { type: 'int4', not_null: true, pk_index: 0 },
        name: { type: 'varchar', not_null: true, max_length: 20 },
        price: { type: 'numeric', precision: 8, scale: 2 },
      }),
      etag: `"${first.handle}:-1:0_0"`,
    });
    expect(first.headers.get('access-control-expose-headers')).toContain('electric-offset');
    expect(first.headers.has('electric-up-to-date')).toBe(false);
    let place = first;
    const rows = [...first.body];
    while (rows.at(-1).headers.control !== 'snapshot-end') {
      place = await dish({ offset: place.offset, handle: first.handle });
      expect(place.offset).toMatch(/^0_\d$/);
      rows.push(...place.body);
    }
    expect(rows).toHaveLength(34);
    // A snapshot names what is under way in the whole cluster, and another file's tests are.
    expect(rows.at(-1).headers).toMatchObject({ control: 'snapshot-end', xip_list: expect.any(Array) });
    const end = await dish({ offset: place.offset, handle: first.handle });
    expect(end.body).toEqual([{ headers: { control: 'up-to-date', global_last_seen_lsn: expect.any(String) } }]);
    expect(end.headers.has('electric-up-to-date')).toBe(true);
    // A place behind the last part, as some clients make one up, is the end of the snapshot.
    for (const offset of ['0_inf', '0_77'])
      expect((await dish({ offset, handle: first.handle })).body).toEqual(end.body);
  });

  test('a transaction is told in its order, with its last change marked', async () => {
    const place = await caughtUp();
    await source.sql(`begin; update dish set name = 'Broth' where id = 1; update dish set id = 9 where id = 2;
      delete from dish where id = 3; commit`);
    const { body } = await dish(place);
    const [update, gone, came, deleted, end] = body;
    expect(update).toMatchObject({ value: { id: '1', name: 'Broth' }, headers: { operation: 'update' } });
    expect(update).not.toHaveProperty('old_value');
    expect(gone).toMatchObject({
      key: '"public"."dish"/"2"',
      value: { id: '2' },
      headers: { operation: 'delete', key_change_to: '"public"."dish"/"9"' },
    });
    expect(came).toMatchObject({
      value: { id: '9', name: 'Steak', price: '20.00' },
      headers: { operation: 'insert', key_change_from: '"public"."dish"/"2"' },
    });
    expect(deleted).toMatchObject({ value: { id: '3' }, headers: { operation: 'delete', last: true } });
    expect(deleted.value).not.toHaveProperty('name');
    expect(Number(end.headers.global_last_seen_lsn)).toBeGreaterThan(Number(deleted.headers.lsn));
    expect([update, gone, came].some(({ headers }) => 'last' in headers)).toBe(false);
  });

  test('replica=full tells whole rows and what they were', async () => {
    const place = await caughtUp({ replica: 'full' });
    await source.sql(`update dish set name = 'Broth' where id = 1; delete from dish where id = 3`);
    const { body } = await dish(place);
    expect(body[0]).toMatchObject({ value: { id: '1', name: 'Broth', price: '4.50' }, old_value: { name: 'Soup' } });
    expect(body[0].old_value).not.toHaveProperty('price');
    expect(body[1].value).toEqual({ id: '3', name: 'Bread', price: null });
  });

  test('log=changes_only begins with the end of an empty snapshot, and is another shape', async () => {
    const only = await dish({ offset: '-1', log: 'changes_only' });
    expect(only.body).toEqual([{ headers: expect.objectContaining({ control: 'snapshot-end' }) }]);
    expect(only.handle).not.toBe((await dish({ offset: '-1' })).handle);
  });

  test('a row that is rolled back, or changed to what it was, is never told', async () => {
    const place = await caughtUp();
    await source.sql(`begin; delete from dish; rollback`);
    await source.sql(`update dish set name = name`);
    expect((await dish(place)).body).toHaveLength(1);
  });

  test('who waits is answered by the change, and with nothing when the time is over', async () => {
    const place = await caughtUp();
    const nothing = await dish({ ...place, live: 'true' });
    expect(nothing).toMatchObject({ status: 200, body: [{ headers: { control: 'up-to-date' } }] });
    expect(nothing.headers.get('electric-cursor')).toMatch(/^\d+$/);
    expect(nothing.headers.get('cache-control')).toBe('public, max-age=5, stale-while-revalidate=5');
    const waiting = dish({ ...place, live: 'true' });
    await source.sql(`update dish set name = 'Now' where id = 1`);
    expect((await waiting).body).toHaveLength(2);
  });

  test('values are the texts of Postgres, whatever the session that wrote them was set to', async () => {
    await source.sql(`create type mood as enum ('good', 'bad');
      create table every (id int primary key, b bool, at timestamptz, span interval, bytes bytea, list text[], j json, m mood, f float8);
      set timezone = 'Asia/Tokyo'; set intervalstyle = 'postgres'; set bytea_output = 'escape'`);
    const { handle, offset } = await source.get({ table: 'every', offset: 'now' });
    await source.sql(
      `insert into every values (1, true, '2026-11-28 09:00+09', '1 day 2 hours', '\\x00ff', '{a,"b c",NULL}', '{"a":  1}', 'bad', 1e300)`,
    );
    await source.sql('reset all');
    const value = {
      id: '1',
      b: 'true',
      at: '2026-11-28 00:00:00+00',
      span: 'P1DT2H',
      bytes: '\\x00ff',
      list: '{a,"b c",NULL}',
      j: '{"a":  1}',
      m: 'bad',
      f: '1e+300',
    };
    expect((await source.get({ table: 'every', offset, handle })).body[0].value).toEqual(value);
    await source.get({ table: 'every' }, { method: 'DELETE' });
    expect((await source.get({ table: 'every', offset: '-1' })).body[0].value).toEqual(value);
    const { headers } = await source.get({ table: 'every', offset: '-1' });
    expect(JSON.parse(headers.get('electric-schema') ?? '')).toMatchObject({
      list: { type: 'text', dims: 1 },
      m: { type: 'mood' },
    });
  });

  test('partitions are one table, whatever the order of their columns', async () => {
    await source.sql(`create table sale (id int, day int, note text, primary key (id, day)) partition by list (day);
      create table sale_2 (note text, day int not null, id int not null);
      alter table sale attach partition sale_2 for values in (2);
      create table sale_1 partition of sale for values in (1)`);
    const { handle, offset } = await source.get({ table: 'sale', offset: 'now' });
    await source.sql(`insert into sale values (1, 1, 'one'), (2, 2, 'two'); update sale set day = 1 where id = 2`);
    const { body } = await source.get({ table: 'sale', offset, handle });
    expect(body.slice(0, 2).map(({ value }: { value: object }) => value)).toEqual([
      { id: '1', day: '1', note: 'one' },
      { id: '2', day: '2', note: 'two' },
    ]);
    expect(body.slice(2, 4).map(({ headers }: { headers: { operation: string } }) => headers.operation)).toEqual([
      'delete',
      'insert',
    ]);
  });

  test.each([
    ['no table', { offset: '-1' }, 'table'],
    ['a table that is not there', { table: 'nothing', offset: '-1' }, 'table'],
    ['no offset', { table: 'dish' }, 'offset'],
    ['an offset that is none', { table: 'dish', offset: '1' }, 'offset'],
    ['a place without a handle', { table: 'dish', offset: '1_1' }, 'handle'],
    ['waiting before the beginning', { table: 'dish', offset: '-1', live: 'true' }, 'live'],
    ['events without waiting', { table: 'dish', offset: '1_1', handle: 'h', live_sse: 'true' }, 'live_sse'],
    ['columns without the key', { table: 'dish', offset: '-1', columns: 'name' }, 'columns'],
    ['a column that is not there', { table: 'dish', offset: '-1', columns: 'id,colour' }, 'columns'],
    ['another replica', { table: 'dish', offset: '-1', replica: 'half' }, 'replica'],
    ['a filter that is none', { table: 'dish', offset: '-1', where: 'id +' }, 'where'],
    ['a filter of another type', { table: 'dish', offset: '-1', where: 'id' }, 'where'],
    ['a filter that fails on a row', { table: 'dish', offset: '-1', where: '1 / (id - 2) > 0' }, 'where'],
    ['a parameter too few', { table: 'dish', offset: '-1', where: 'id = $1' }, 'where'],
    ['a parameter without a number', { table: 'dish', offset: '-1', 'params[x]': '1' }, 'params'],
  ])('a request with %s is refused', async (_title, query, field) => {
    const answer = await source.get(query as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toBe('Invalid request');
    expect(Object.keys(answer.body.errors)).toEqual([field]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a fault in a filter is said with its place', async () => {
    const { body } = await dish({ offset: '-1', where: 'id = 1 and colour = 2' });
    expect(body.errors.where).toEqual(['At location 26: unknown reference colour']);
  });

  test.each([
    ['1 x 1', 'At location 17: syntax error at or near "x"'],
    ['id = ', 'At location 20: syntax error at end of input'],
    ['id in (select id from dish)', 'Subqueries are not supported'],
    ['pg_sleep(10) is null', 'At location 15: unknown or unsupported function pg_sleep'],
  ])('the filter %j is refused with %j', async (where, sentence) => {
    expect((await dish({ offset: '-1', where })).body.errors).toEqual({ where: [sentence] });
  });

  test('a bare `live` is meant, and only "false" takes it back', async () => {
    const place = await caughtUp();
    expect((await dish({ ...place, live: '' })).headers.has('electric-cursor')).toBe(true);
    expect((await dish({ ...place, live: 'false' })).headers.has('electric-cursor')).toBe(false);
  });

  test('columns that may be queried are told when no others are named, and nothing else is sorted or filtered by', async () => {
    const allowed = { table: 'dish', queryable_columns: 'id,name' };
    const all = await source.get({ ...allowed, offset: '-1' });
    expect(all.body[0].value).toEqual({ id: '1', name: 'Soup' });
    const fewer = await source.get({ ...allowed, columns: 'id', offset: '-1', where: 'price > 5' });
    expect(fewer.body[0].value).toEqual({ id: '2' });
    expect((await source.get({ ...allowed, columns: 'id,price', offset: '-1' })).body.errors).toEqual({
      columns: ['The following columns are not among the queryable columns: price'],
    });
    expect((await source.get({ table: 'dish', queryable_columns: 'name', offset: '-1' })).body.errors).toEqual({
      queryable_columns: ['The list of columns must include all primary key columns, missing: id'],
    });
    const place = { ...allowed, columns: 'id', offset: 'now' };
    expect((await source.get({ ...place, subset__where: `name = 'Soup'` })).body.data).toHaveLength(1);
    expect((await source.get({ ...place, subset__where: 'price > 5' })).body.errors.subset).toEqual({
      where: ['At location 15: unknown reference price'],
    });
    expect((await source.get({ ...place, subset__order_by: 'price' })).status).toBe(400);
  });

  test('columns in another order are the same shape', async () => {
    const { handle } = await dish({ offset: '-1', columns: 'id,name' });
    expect((await dish({ offset: '-1', columns: 'name,id' })).handle).toBe(handle);
  });

  test('events begin with what is left of a snapshot, and end by saying that it is over', async () => {
    await source.sql(`insert into dish select n, 'Dish', n from generate_series(10, 39) n`);
    const { handle } = await dish({ offset: '-1' });
    const query = new URLSearchParams({ table: 'dish', offset: '0_0', handle, live: 'true', live_sse: 'true' });
    const response = await fetch(`${source.url}?${query.toString()}`);
    let told = '';
    let deleted = false;
    for await (const part of response.body ?? []) {
      told += Buffer.from(part as Uint8Array).toString();
      if (!deleted && told.includes('snapshot-end')) {
        deleted = true;
        await source.get({ handle }, { method: 'DELETE' });
      }
    }
    const messages = told
      .split('\n\n')
      .filter((event) => event.startsWith('data: '))
      .map((event) => JSON.parse(event.slice(6)) as { headers: { control?: string } });
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.map(({ headers }) => headers.control).filter((control) => control !== undefined)).toEqual([
      'snapshot-end',
      'must-refetch',
    ]);
  });

  test('a handle that is unknown, or of another shape, is answered with the one that follows', async () => {
    const { handle } = await dish({ offset: '-1' });
    const other = await dish({ offset: '0_inf', handle, where: 'id = 1' });
    expect(other).toMatchObject({ status: 409, body: [{ headers: { control: 'must-refetch' } }] });
    expect(other.handle).not.toBe(handle);
    expect((await dish({ offset: '-1', where: 'id = 1' })).handle).toBe(other.handle);
    expect((await dish({ offset: '-1', expired_handle: handle })).handle).not.toBe(handle);
  });

  test('a place that the log has not reached is out of bounds, after some patience', async () => {
    const { handle } = await dish({ offset: '-1' });
    const startedMs = performance.now();
    const answer = await dish({ offset: '999999_1', handle });
    expect(answer).toMatchObject({ status: 400, body: { errors: { offset: ['out of bounds for this shape'] } } });
    expect(performance.now() - startedMs).toBeGreaterThan(150);
  });

  test('a table that was dropped is worth asking for again, and then begins anew', async () => {
    const place = await caughtUp();
    await source.sql('drop table dish');
    const gone = await dish(place);
    expect(gone.status).toBe(503);
    expect(gone.headers.get('retry-after')).toBe('5');
    await source.sql('create table dish (id int primary key)');
    expect((await dish(place)).status).toBe(409);
  });

  test('shapes are deleted by handle and by table, and never given again', async () => {
    const first = (await dish({ offset: '-1' })).handle;
    const { status } = await source.get({ handle: first }, { method: 'DELETE' });
    const second = (await dish({ offset: '-1' })).handle;
    expect([status, second === first]).toEqual([202, false]);
    const filtered = (await dish({ offset: '-1', where: 'id = 1' })).handle;
    expect((await source.get({ table: 'dish' }, { method: 'DELETE' })).status).toBe(202);
    expect((await dish({ offset: '0_inf', handle: second })).status).toBe(409);
    expect((await dish({ offset: '0_inf', handle: filtered, where: 'id = 1' })).status).toBe(409);
    expect((await source.get({}, { method: 'DELETE' })).status).toBe(400);
  });

  test('a part of the rows comes with the moment that it is of', async () => {
    const place = await caughtUp();
    const subset = await source.get(
      { table: 'dish', ...place },
      { method: 'POST', body: JSON.stringify({ where: 'id > $1', params: { 1: '1' }, order_by: 'id desc', limit: 1 }) },
    );
    expect(subset.headers.get('electric-snapshot')).toBe('true');
    expect(subset.body.data).toMatchObject([{ key: '"public"."dish"/"3"', headers: { operation: 'insert' } }]);
    expect(Object.keys(subset.body.metadata).sort()).toEqual([
      'database_lsn',
      'snapshot_mark',
      'xip_list',
      'xmax',
      'xmin',
    ]);
    const unordered = await source.get({ table: 'dish', ...place, subset__limit: '1' });
    expect(unordered.body.errors).toEqual({
      subset: { order_by: ['order_by is required when limit or offset is present'] },
    });
    const wrong = await source.get({ table: 'dish', ...place, subset__where: 'id = 1 and colour = 2' });
    expect(wrong.body.errors).toEqual({ subset: { where: ['At location 26: unknown reference colour'] } });
  });

  test('the tables of the source itself are nobody’s', async () => {
    for (const table of ['shape_source.change', 'shape_source.shape'])
      expect((await source.get({ table, offset: '-1' })).status).toBe(400);
    await source.sql(`insert into dish values (8, 'Still written', 1)`);
  });

  test('names that need quotes are told as they are written in SQL', async () => {
    await source.sql(`drop schema if exists "Odd Shop" cascade; create schema "Odd Shop";
      create table "Odd Shop"."My ""Table""" ("Key A" text, "key/b" text, primary key ("key/b", "Key A"));
      insert into "Odd Shop"."My ""Table""" values ('a"b', 'c/d')`);
    const { body } = await source.get({ table: '"Odd Shop"."My ""Table"""', offset: '-1' });
    expect(body[0]).toEqual({
      key: '"Odd Shop"."My ""Table"""/"c//d"/"a""b"',
      value: { 'Key A': 'a"b', 'key/b': 'c/d' },
      headers: { operation: 'insert', relation: ['Odd Shop', 'My "Table"'] },
    });
  });

  test('a filter may be long, and one that is too deep is refused', async () => {
    const place = await caughtUp();
    const long = Array.from({ length: 3_000 }, (_, n) => `id = ${n}`).join(' or ');
    expect((await dish({ offset: '-1', where: long })).status).toBe(200);
    const body = JSON.stringify({ where: `${'not ('.repeat(50_000)}true${')'.repeat(50_000)}` });
    const deep = await source.get({ table: 'dish', ...place }, { method: 'POST', body });
    expect(deep).toMatchObject({ status: 400, body: { errors: { subset: { where: [expect.any(String)] } } } });
  });

  test('shapes whose filters take long leave the others their turn', async () => {
    const busy = await TestShapeSource.start(inject('pgUrl'), { poolSize: 4 });
    try {
      await busy.sql(`create table word (id int primary key, letters text); create table dish (id int primary key);
        insert into word select n, repeat('ab', 400) from generate_series(1, 3000) n`);
      const quick = await busy.get({ table: 'dish', offset: 'now' });
      const slowly = `${'md5('.repeat(300)}letters${')'.repeat(300)} = 'x'`;
      let answered = 0;
      const slow = Array.from({ length: 9 }, () =>
        busy.get({ table: 'word', offset: 'now', subset__where: slowly }).then(({ status }) => {
          answered += 1;
          return status;
        }),
      );
      const reading = async (): Promise<number> => {
        const running = await busy.sql<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity where state = 'active' and query like '%to_json(array%md5 ( md5%' and pid <> pg_backend_pid()`,
        );
        return running[0]?.count ?? 0;
      };
      await expect.poll(reading, { timeout: 10_000 }).toBeGreaterThan(2);
      const waiting = busy.get({ table: 'dish', handle: quick.handle, offset: quick.offset, live: 'true' });
      await busy.sql('insert into dish values (1)');
      expect((await waiting).body).toHaveLength(2);
      expect(answered).toBe(0);
      expect(new Set(await Promise.all(slow))).toEqual(new Set([200]));
    } finally {
      await busy.stop();
    }
  });

  test('tables that come and go while they are read end no line', async () => {
    const faults: unknown[] = [];
    const mood = `create type mood_of_day as enum ('good'); create table coming (id int primary key, mood mood_of_day)`;
    for (let n = 0; n < 12; n += 1) {
      await source.sql(mood);
      const { handle, offset } = await source.get({ table: 'coming', offset: 'now' });
      const asked = Array.from({ length: 6 }, async () => {
        for (let left = 10; left > 0; left -= 1) {
          const answer = await source.get({ table: 'coming', handle, offset }).catch((error: unknown) => error);
          const { status, body } = answer as { status?: number; body?: { code?: string } };
          if (![200, 409, 503].includes(status ?? 0) || body?.code !== undefined) faults.push(answer);
        }
      });
      await source.sql(`insert into coming values (1, 'good')`);
      await source.sql('drop table coming; drop type mood_of_day');
      await Promise.all(asked);
    }
    expect(faults).toEqual([]);
  });

  test('one shape that fails leaves the others alone', async () => {
    const poisoned = await caughtUp({ where: '10 / id > 0' });
    const healthy = await caughtUp();
    await source.sql(`insert into dish values (0, 'Zero', 0)`);
    expect((await dish(poisoned)).status).toBe(400);
    expect((await dish(healthy)).body).toHaveLength(2);
  });

  test('what a cache has already is not sent again', async () => {
    const { headers } = await dish({ offset: '-1' });
    const again = await source.get(
      { table: 'dish', offset: '-1' },
      { headers: { 'if-none-match': headers.get('etag') ?? '' } },
    );
    expect([again.status, again.body]).toEqual([304, null]);
  });

  test('the health is told, and only the real doors are open', async () => {
    const at = (path: string, init?: RequestInit) => fetch(new URL(path, source.url), init);
    expect(await (await at('/v1/health')).json()).toEqual({ status: 'active' });
    expect((await at('/')).status).toBe(200);
    expect(await (await at('/v1/elsewhere')).text()).toBe('Not found');
    expect((await at('/v1/shape/?table=dish&offset=-1')).status).toBe(404);
    expect((await at('/v1/%73hape?table=dish&offset=-1')).status).toBe(404);
    const asked = await at('/v1/shape', { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });

  test('who does not say the secret gets no shape, by whatever path', async () => {
    const closed = await TestShapeSource.start(inject('pgUrl'), { secret: 'only-we-know' });
    try {
      await closed.sql('create table dish (id int primary key)');
      const query = { table: 'dish', offset: '-1' };
      expect(await closed.get(query)).toMatchObject({
        status: 401,
        body: { message: 'Unauthorized - Invalid API secret' },
      });
      expect((await closed.get({ ...query, secret: 'guess' })).status).toBe(401);
      expect((await closed.get({ ...query, secret: 'guess' }, { method: 'DELETE' })).status).toBe(401);
      expect((await closed.get({ ...query, secret: 'only-we-know' })).status).toBe(200);
      expect((await closed.get({ ...query, api_secret: 'only-we-know' })).status).toBe(200);
      const paths = [
        '//v1/shape',
        '/v1/shape/',
        '/v1/%73hape',
        '/v1//shape',
        '/V1/SHAPE',
        '/v1/shape;x',
        '/x/../v1/shape',
      ];
      for (const path of paths)
        expect([401, 404]).toContain(await statusOf(closed.url, `${path}?table=dish&offset=-1`));
      expect((await fetch(new URL('/v1/health', closed.url))).status).toBe(200);
      expect((await fetch(closed.url, { method: 'OPTIONS' })).status).toBe(204);
    } finally {
      await closed.stop();
    }
  });

  test.each([
    ['[1]', 400, 'Request body must be a JSON object'],
    ['{', 400, 'Invalid JSON in request body'],
    [`{"where": "${' '.repeat(1_100_000)}"}`, 413, 'Request body too large'],
  ])('a body that is none is refused: %.9s', async (body, status, error) => {
    const { headers, ...answer } = await source.get({ table: 'dish', offset: '-1' }, { method: 'POST', body });
    expect(answer).toMatchObject({ status, body: { error } });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('HEAD gives the headers of GET', async () => {
    const got = await dish({ offset: '-1' });
    const { status, headers, body } = await source.get({ table: 'dish', offset: '-1' }, { method: 'HEAD' });
    expect([status, body, headers.get('etag')]).toEqual([200, null, got.headers.get('etag')]);
    expect(headers.get('electric-schema')).toBe(got.headers.get('electric-schema'));
  });

  test('who is one too many is told to come again', async () => {
    const small = await TestShapeSource.start(inject('pgUrl'), {
      limits: { ...shapeSourceDefaults.limits, initial: 0 },
    });
    try {
      const answer = await small.get({ table: 'dish', offset: '-1' });
      expect(answer).toMatchObject({ status: 503, body: { code: 'concurrent_request_limit_exceeded' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
    } finally {
      await small.stop();
    }
  });

  test('who takes nothing of a large answer keeps neither memory nor the line for long', { retry: 3 }, async () => {
    const limits = { ...shapeSourceDefaults.limits, outgoingBytes: 13_000_000, stalledMs: 1_000 };
    const bounded = await TestShapeSource.start(inject('pgUrl'), { limits });
    try {
      await bounded.sql(`create table photo (id int primary key, bytes text);
        insert into photo values (1, repeat('x', 12000000)), (2, repeat('y', 12000000))`);
      const [first, second] = ['id = 1', 'id = 2'].map((where) => ({ table: 'photo', where, offset: '-1' }));
      const asked = async (query = second): Promise<number> => (await bounded.get(query ?? {})).status;
      expect([await asked(first), await asked(second)]).toEqual([200, 200]);
      const stalled = connect(Number(new URL(bounded.url).port), '127.0.0.1').pause();
      stalled.write(`GET /v1/shape?${new URLSearchParams(first).toString()} HTTP/1.1\r\nhost: x\r\n\r\n`);
      const over = new Promise((resolve) => stalled.once('close', resolve).once('error', () => undefined));
      await expect.poll(() => asked(), { timeout: 5_000 }).toBe(503);
      expect((await bounded.get(second ?? {})).body).toMatchObject({ code: 'slow_readers' });
      // The same once more costs no more memory.
      expect(await asked(first)).toBe(200);
      await expect.poll(() => asked(), { timeout: 10_000, interval: 250 }).toBe(200);
      stalled.resume();
      await over;
    } finally {
      await bounded.stop();
    }
  });

  test('labels of an enum are part of what a table is', async () => {
    await source.sql(`create type diet as enum ('meat', 'veg');
      create table guest (id int primary key, diet diet, diets diet[])`);
    const { handle, offset } = await source.get({ table: 'guest', offset: 'now' });
    await source.sql(`insert into guest values (1, 'veg', '{meat,veg}')`);
    await source.sql(`alter type diet rename value 'veg' to 'vegan'`);
    expect((await source.get({ table: 'guest', handle, offset })).status).toBe(409);
    const anew = await source.get({ table: 'guest', offset: '-1' });
    expect(anew.body[0].value).toEqual({ id: '1', diet: 'vegan', diets: '{meat,vegan}' });
  });

  test('a schema of the first version is brought up to date, and goes on', async () => {
    const old = await TestShapeSource.start(inject('pgUrl'));
    try {
      await old.sql(`create table dish (id int primary key); alter table shape_source.batch drop column relations;
        comment on schema shape_source is null`);
      await old.restart();
      const { handle, offset } = await old.get({ table: 'dish', offset: 'now' });
      const waiting = old.get({ table: 'dish', handle, offset, live: 'true' });
      await old.sql('insert into dish values (1)');
      expect((await waiting).body).toHaveLength(2);
    } finally {
      await old.stop();
    }
  });

  test('another source over the same database goes on with the same handles', async () => {
    const place = await caughtUp();
    await source.restart();
    await source.sql(`update dish set name = 'Later' where id = 1`);
    expect((await dish(place)).body[0]).toMatchObject({ value: { id: '1', name: 'Later' } });
  });

  test('in a database that was restored every shape begins anew, whatever it remembers', async () => {
    const original = await TestShapeSource.start(inject('pgUrl'));
    await original.sql('create table dish (id int primary key)');
    const { handle, offset } = await original.get({ table: 'dish', offset: 'now' });
    const restored = await TestShapeSource.restored(original, inject('pgUrl'));
    try {
      expect((await restored.get({ table: 'dish', handle, offset })).status).toBe(409);
    } finally {
      await restored.stop();
    }
  });

  test('what is older than the log is kept begins anew', async () => {
    const place = await caughtUp();
    await source.sql(`update dish set name = 'Old' where id = 1`);
    await dish(place);
    await source.sql('update shape_source.clock set forgotten_through = batch');
    expect((await dish(place)).status).toBe(409);
  });
});

/** The status at a path that is sent as it is written. */
function statusOf(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port: new URL(url).port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
