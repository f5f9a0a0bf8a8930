import { expect, test } from 'vitest';
import { readColumnNames, readTableName } from './names.ts';

test.each([
  ['orders', { schema: 'public', name: 'orders' }],
  ['Orders', { schema: 'public', name: 'orders' }],
  ['shop."Open Orders"', { schema: 'shop', name: 'Open Orders' }],
  ['"a.b"', { schema: 'public', name: 'a.b' }],
  ['"say ""hi"""', { schema: 'public', name: 'say "hi"' }],
  ['_größe$.Ärger', { schema: '_größe$', name: 'Ärger' }],
])('the table %j is read as %j', (text, value) => {
  expect(readTableName(text)).toEqual({ ok: true, value });
});

test.each([
  ['', 'Invalid zero-length delimited identifier'],
  ['""', 'Invalid zero-length delimited identifier'],
  ['.orders', 'Invalid zero-length delimited identifier'],
  ['a b', 'Invalid unquoted identifier contains special characters: a b'],
  ['a;', 'Invalid unquoted identifier contains special characters: a;'],
  ['"a"b"', 'Invalid identifier with unescaped quote: a"b'],
  ['a.b.c', 'Invalid name of a table: a.b.c'],
])('the table %j is refused in the words of Electric', (text, error) => {
  expect(readTableName(text)).toEqual({ ok: false, error });
});

test('a list of columns is split at its commas and not inside quotes', () => {
  expect(readColumnNames('id,"a,b", Name')).toEqual({ ok: true, value: ['id', 'a,b', 'name'] });
  expect(readColumnNames('id,,name')).toEqual({ ok: false, error: 'Invalid zero-length delimited identifier' });
});
