import { describe, expect, test } from 'vitest';
import { arrayText, BulkTable } from './bulk-rows.ts';

describe('rows on their way into Postgres as one array per column', () => {
  test('ids, figures, days and times stand as they are, and what is not there is NULL', () => {
    expect(
      arrayText(['01a22156-ccd8-70d5-b863-283b167f46c2', -250, '2.5', true, '2026-11-28T08:00:00.000Z', null]),
    ).toBe('{01a22156-ccd8-70d5-b863-283b167f46c2,-250,2.5,true,2026-11-28T08:00:00.000Z,NULL}');
  });

  test('a dish that is called null, "Null", nothing, or something with quotes and commas keeps its name', () => {
    expect(
      arrayText(['null', 'NULL', '', 'Pizza "Capri, mare"', String.raw`back\slash`, '{braces}', 'Crème brûlée']),
    ).toBe(String.raw`{"null","NULL","","Pizza \"Capri, mare\"","back\\slash","{braces}","Crème brûlée"}`);
  });

  test('a NUL and half of a surrogate pair become a replacement character, and an emoji stays', () => {
    expect(arrayText(['a\0b', '\ud83d', '🍕'])).toBe('{"a\ufffdb","\ufffd","🍕"}');
  });

  test('a column of lists stays one list per row', () => {
    const table = new BulkTable<{ id: string; tenders: readonly string[] }>('orders', {
      id: 'uuid',
      tenders: 'text[]',
    });
    expect(table.insert(3)).toBe(
      'insert into orders (tenant, store, id, tenders) select $1::uuid, $2::uuid, id, tenders::text[] from unnest($3::uuid[], $4::text[]) as r(id, tenders)',
    );
    expect(table.values([{ id: 'a', tenders: ['card', 'gift card'] }])).toEqual([
      '{a}',
      String.raw`{"{card,\"gift card\"}"}`,
    ]);
  });
});
