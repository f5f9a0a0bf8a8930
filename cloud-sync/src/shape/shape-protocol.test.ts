import { expect, test } from 'vitest';
import { nextCursor, readOffset, snapshotEndMessage } from './shape-protocol.ts';
import { electricShapeUrl } from './electric-upstream.ts';

test.each([
  ['-1', { kind: 'before-all' }],
  ['now', { kind: 'now' }],
  ['0_inf', { kind: 'snapshot-end' }],
  ['0_3', { kind: 'chunk', n: 3 }],
  ['12_345', { kind: 'log', batch: 12, seq: 345 }],
  ['', null],
  ['1', null],
  ['-1_2', null],
  ['1_2_3', null],
  ['1e9_1', null],
  ['9999999999999999_1', null],
  [' 1_1', null],
])('the offset %j is read as %j', (text, offset) => {
  expect(readOffset(text)).toEqual(offset);
});

test('requests of the same twenty seconds share a cursor, which moves on for who has it', () => {
  const at = Date.UTC(2026, 10, 24, 18, 5, 1);
  const cursor = nextCursor(at, null);
  expect(Number(cursor) % 20).toBe(0);
  expect(nextCursor(at + 10_000, null)).toBe(cursor);
  expect(nextCursor(at + 10_000, cursor)).toBe(String(Number(cursor) + 20));
  expect(nextCursor(at + 30_000, cursor)).toBe(String(Number(cursor) + 20));
  expect(nextCursor(at, 'nonsense')).toBe(cursor);
});

test('a snapshot ends with the moment that it was taken at', () => {
  expect(JSON.parse(snapshotEndMessage('10:20:10,14'))).toEqual({
    headers: { control: 'snapshot-end', xmin: '10', xmax: '20', xip_list: ['10', '14'] },
  });
  expect(JSON.parse(snapshotEndMessage('10:10:'))).toMatchObject({ headers: { xip_list: [] } });
});

test('what the real Electric service is asked for comes from who asks, not from what they ask', () => {
  const query = {
    offset: '1_2',
    handle: 'h',
    live: 'true',
    table: 'owner',
    where: 'true',
    'params[1]': 'x',
    secret: 'guess',
    columns: 'id',
    replica: 'default',
  };
  const url = electricShapeUrl(
    { url: 'http://electric:3000/', secret: 's3' },
    { tenantId: 'tenant-1', storeId: 'store-1' },
    query,
  );
  expect(`${url.origin}${url.pathname}`).toBe('http://electric:3000/v1/shape');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    offset: '1_2',
    handle: 'h',
    live: 'true',
    table: 'aura.feed',
    where: "tenant = $1 AND scope IN ('*', $2)",
    'params[1]': 'tenant-1',
    'params[2]': 'store-1',
    replica: 'full',
    secret: 's3',
  });
});
