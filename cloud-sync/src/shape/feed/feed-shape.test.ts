import { expect, test } from 'vitest';
import { changeMessages, insertMessage } from '../tables/table-messages.ts';
import { schemaHeader } from '../tables/table-shape.ts';
import { feedColumns, feedKey, feedShape } from './feed-shape.ts';

const shape = feedShape({ tenantId: 't', storeId: 's' });
const row = ['t', 's', 'item', 'a"b/c', '2', '1', 'false', null, null];
const named = (values: readonly (string | null)[]) =>
  Object.fromEntries(feedColumns.map(({ name }, index) => [name, values[index]]));

test('a key names the row, and nothing in an id can break out of it', () => {
  expect(JSON.parse(insertMessage(shape, row))).toEqual({
    key: '"aura"."feed"/"t"/"s"/"item"/"a""b//c"',
    value: named(row),
    headers: { operation: 'insert', relation: ['aura', 'feed'] },
  });
});

test('an update carries the whole row and what it was', () => {
  const change = { batch: 3, seq: 9, xid: '4294967299', before: row.with(4, '1'), after: row };
  const messages = changeMessages(shape, change, true).map((message) => JSON.parse(message) as object);
  expect(messages).toMatchObject([
    {
      value: named(row),
      old_value: { rev: '1' },
      headers: { operation: 'update', txids: [3], lsn: '6', op_position: 18, last: true },
    },
  ]);
});

test('its columns are told with the types by which a client reads them', () => {
  expect(JSON.parse(schemaHeader(shape.columns))).toMatchObject({
    tenant: { type: 'uuid', not_null: true, pk_index: 0 },
    rev: { type: 'int4', not_null: true },
    payload: { type: 'text' },
    settled: { type: 'text' },
  });
});

test('whose shape it is can be told from it', () => {
  expect(feedKey(shape)).toEqual({ tenantId: 't', storeId: 's' });
});
