import { expect, test } from 'vitest';
import { changeKind, fieldChanges, nameOfEntry } from './entry-changes.ts';

const variants = (...list: [id: string, priceMinor: number][]) => ({
  name: 'Pizza',
  variants: list.map(([id, priceMinor]) => ({ id, priceMinor })),
});

test('nothing differs between equals, whatever the order of their fields', () => {
  expect(fieldChanges({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([]);
  expect(changeKind({ a: 1 }, { a: 1 })).toBe('same');
});

test('a field that changed, came or went is named by its place', () => {
  expect(fieldChanges({ a: { 'b/c': 1 }, gone: true }, { a: { 'b/c': 2 }, came: null, also: 'x' })).toEqual([
    { pointer: '/a/b~1c', before: 1, after: 2 },
    { pointer: '/gone', before: true, after: null },
    { pointer: '/also', before: null, after: 'x' },
  ]);
});

test('members of a list are compared by id: one that is put in front changes no other', () => {
  expect(fieldChanges(variants(['m', 100], ['l', 200]), variants(['s', 50], ['m', 110], ['l', 200]))).toEqual([
    { pointer: '/variants/0', before: null, after: { id: 's', priceMinor: 50 } },
    { pointer: '/variants/1/priceMinor', before: 100, after: 110 },
  ]);
});

test('a member that went and an order that changed are one change each', () => {
  expect(fieldChanges(variants(['s', 1], ['m', 2], ['l', 3]), variants(['l', 3], ['s', 1]))).toEqual([
    { pointer: '/variants/1', before: { id: 'm', priceMinor: 2 }, after: null },
    { pointer: '/variants', before: ['s', 'm', 'l'], after: ['l', 's'] },
  ]);
});

test('what happens to an entry has a name', () => {
  expect([
    changeKind(null, { a: 1 }),
    changeKind({ a: 1 }, null),
    changeKind({ a: 1 }, { a: 2 }),
    changeKind(null, null),
  ]).toEqual(['add', 'remove', 'change', 'same']);
  expect(nameOfEntry('id', null, { name: 'Old' })).toBe('Old');
  expect(nameOfEntry('id', { name: 7 })).toBe('id');
});
