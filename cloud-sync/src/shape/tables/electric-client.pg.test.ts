import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { ShapeFollower, type ShapeParams } from '../../../testing/shape-follower.ts';
import { TestShapeSource } from '../../../testing/test-shape-source.ts';

describe.each([{ liveSse: false }, { liveSse: true }])(
  'a real Electric client, server-sent events: $liveSse',
  ({ liveSse }) => {
    let source: TestShapeSource;
    const followers: ShapeFollower[] = [];
    beforeAll(async () => {
      source = await TestShapeSource.start(inject('pgUrl'), { chunkBytes: 2_000 });
    });
    afterEach(async () => {
      for (const follower of followers.splice(0)) follower.stop();
      await source.sql('drop table if exists dish');
    });
    afterAll(() => source.stop());

    const follow = (params: ShapeParams = {}, more: object = {}): ShapeFollower => {
      const follower = new ShapeFollower({ url: source.url, liveSse, params: { table: 'dish', ...params }, ...more });
      followers.push(follower);
      return follower;
    };
    const make = () =>
      source.sql(`create table dish (id int primary key, name text not null, price numeric(10,2), course int);
      insert into dish select n, 'Dish ' || n, n * 1.5, n % 3 from generate_series(1, 60) n`);
    const has = (follower: ShapeFollower, id: number, name: string): boolean =>
      follower.rows.get(`"public"."dish"/"${id}"`)?.['name'] === name;

    test('is told all rows in parts, then each change, each once', async () => {
      await make();
      const follower = follow();
      await follower.upToDate();
      expect(follower.rows.size).toBe(60);
      const before = follower.operations.length;
      await source.sql(`begin; update dish set name = 'A' where id = 1; delete from dish where id = 2;
      insert into dish values (100, 'New', null, 1); update dish set id = 101 where id = 3; commit`);
      await follower.until(() => follower.rows.has('"public"."dish"/"101"'));
      await source.sql(`update dish set name = 'B' where id = 1`);
      await follower.until(() => has(follower, 1, 'B'));
      expect(follower.operations.slice(before)).toEqual([
        'update "public"."dish"/"1"',
        'delete "public"."dish"/"2"',
        'insert "public"."dish"/"100"',
        'delete "public"."dish"/"3"',
        'insert "public"."dish"/"101"',
        'update "public"."dish"/"1"',
      ]);
      expect(follower.anomalies).toEqual([]);
    });

    test('sees a row come into its filter and leave it', async () => {
      await make();
      const follower = follow({ where: 'course = $1 and price < $2', params: ['1', '50'], replica: 'full' });
      await follower.upToDate();
      expect(follower.rows.size).toBe(11);
      await source.sql('update dish set course = 1 where id = 3');
      await follower.until(() => follower.rows.size === 12);
      await source.sql('update dish set price = 99 where id = 1');
      await follower.until(() => follower.rows.size === 11);
      expect(follower.operations.slice(-2)).toEqual(['insert "public"."dish"/"3"', 'delete "public"."dish"/"1"']);
    });

    test('goes on where it was after a restart, and is not told to begin again', async () => {
      await make();
      const follower = follow();
      await follower.upToDate();
      await source.sql(`update dish set name = 'One' where id = 1`);
      await follower.until(() => has(follower, 1, 'One'));
      await source.restart();
      await source.sql(`update dish set name = 'Two' where id = 1`);
      await follower.until(() => has(follower, 1, 'Two'));
      expect(follower.refetched).toBe(false);
      expect(follower.anomalies).toEqual([]);
    });

    test.each([
      ['is truncated', `truncate dish; insert into dish values (7, 'After', 1, 1)`],
      [
        'gets another column',
        `alter table dish add column more int default 5; update dish set name = 'After' where id = 7`,
      ],
      [
        'is rewritten',
        `alter table dish alter column price type int using 7; update dish set name = 'After' where id = 7`,
      ],
      [
        'is dropped and made again',
        `drop table dish; create table dish (id int primary key, name text); insert into dish values (7, 'After')`,
      ],
      [
        'loses its trigger for a while',
        `drop trigger "!shape_source" on dish; update dish set name = 'After' where id = 7`,
      ],
    ])('begins again when the table %s, also while it waits', async (_title, sql) => {
      await make();
      const follower = follow();
      await follower.upToDate();
      await source.sql(sql);
      await follower.until(() => has(follower, 7, 'After'));
      expect(follower.refetched).toBe(true);
      const [count] = await source.sql<{ count: number }>('select count(*)::int as count from dish');
      await follower.until(() => follower.rows.size === count?.count);
    });

    test('begins again when its shape is deleted', async () => {
      await make();
      const follower = follow();
      await follower.upToDate();
      const before = follower.stream.shapeHandle;
      expect((await source.get({ table: 'dish' }, { method: 'DELETE' })).status).toBe(202);
      await follower.until(() => follower.refetched && follower.stream.isUpToDate);
      expect(follower.stream.shapeHandle).not.toBe(before);
      expect(follower.rows.size).toBe(60);
    });

    test('takes parts of a table on demand, and every change of them once', async () => {
      await make();
      const follower = follow({}, { log: 'changes_only', offset: 'now' });
      await follower.upToDate();
      expect(follower.rows.size).toBe(0);
      await follower.stream.requestSnapshot({
        where: 'course = $1',
        params: { 1: '2' },
        orderBy: 'id',
        limit: 5,
        method: 'POST',
      });
      expect([...follower.rows.values()].map(({ id }) => id)).toEqual([2, 5, 8, 11, 14]);
      await source.sql(`update dish set name = 'Later' where id = 2`);
      await follower.until(() => has(follower, 2, 'Later'));
      await follower.stream.requestSnapshot({ where: 'id = 1', method: 'GET' });
      expect(follower.rows.size).toBe(6);
      expect(follower.anomalies).toEqual([]);
    });
  },
);
