import { expect, test } from 'vitest';
import { filterFragment, orderFragment, placeIn } from './fragments.ts';
import { FragmentRefused } from './sql-words.ts';

const scope = { table: 'orders', columns: new Set(['id', 'name', 'Total', 'e']) };
const filter = (text: string, ...params: string[]) =>
  filterFragment(text, new Map(params.map((value, index) => [index + 1, value])), scope);

test.each([
  [`id = 1`, `id = 1`],
  [`orders.id IN (1, 2) AND "Total" > 3.5`, `orders . id IN ( 1 , 2 ) AND "Total" > 3.5`],
  [`name ilike 'it''s%' or lower(name) = any('{a,b}'::text[])`, undefined],
  [`name is not distinct from null and id between -1 and 1e3`, undefined],
  [`case when id > 1 then true else false end`, undefined],
  [`'2026-01-01'::timestamptz < '2026-02-01'`, undefined],
])('the filter %j is taken', (text, sql) => {
  const taken = filter(text).sql;
  if (sql !== undefined) expect(taken).toBe(sql);
  expect(taken.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test.each([
  ['another statement', 'id = 1; drop table orders'],
  ['a query', 'id in (select id from secrets)'],
  ['a query after a closed bracket', 'true) union (select 1'],
  ['a comment', 'id = 1 -- and more'],
  ['a comment in the middle', 'id /* x */ = 1'],
  ['a function that does something', 'pg_sleep(10) is null'],
  ['a function by a quoted name', '"pg_sleep"(10) is null'],
  ['a function by way of the row', 'orders.pg_sleep is null'],
  ['another table', 'secrets.id = 1'],
  ['a column that is not there', 'price = 1'],
  ['a string with escapes', String.raw`name = e'\' or pg_sleep(9) is null --'`],
  ['a unicode name', String.raw`U&"\0069d" = 1`],
  ['a dollar quote', 'name = $x$a$x$'],
  ['a string without an end', `name = 'a`],
  ['the time', 'now() > name'],
  ['a setting', 'current_user = name'],
  ['nothing', '  '],
  ['a parameter that was not sent', 'id = $1'],
])('a filter with %s is refused', (_title, text) => {
  expect(() => filter(text)).toThrow(FragmentRefused);
});

test('a parameter is a literal, and nothing in it can break out', () => {
  expect(filter('name = $1 and id = $2', `x' or true --`, '7').sql).toBe(`name = 'x'' or true --' and id = '7'`);
});

test('a place in the statement leads back to the place in what was sent', () => {
  const fragment = filter('name = $1 and   id = 7', 'a long parameter');
  expect(placeIn(fragment, fragment.sql.indexOf('id = 7'))).toBe('name = $1 and   '.length);
});

test('only columns can be ordered by', () => {
  expect(orderFragment('id desc nulls last, "Total"', scope).sql).toBe('id desc nulls last , "Total"');
  expect(() => orderFragment('random()', scope)).toThrow(FragmentRefused);
  expect(() => orderFragment('id; select 1', scope)).toThrow(FragmentRefused);
});

test('no value for a parameter is no value in the filter', () => {
  const scope = { table: 'dish', columns: new Set(['id', 'name']) };
  expect(filterFragment('name is not distinct from $1', new Map([[1, null]]), scope).sql).toBe(
    'name is not distinct from null',
  );
});

test('a filter that looks into other rows is refused by its name', () => {
  const scope = { table: 'dish', columns: new Set(['id']) };
  expect(() => filterFragment('id in (select id from dish)', new Map(), scope)).toThrow('Subqueries are not supported');
});
