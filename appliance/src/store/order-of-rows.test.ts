import { expect, test } from 'vitest';
import { inOrderOfHappening } from './order-of-rows.ts';

const row = (name: string, epoch: string, seq: number, device: string, n: number) => ({
  name,
  epoch,
  seq,
  device,
  n,
  incarnation: 'i',
});
const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name);

test('rows of one history stand in its order, whoever offered them first', () => {
  const rows = [row('close', 'A', 3, 'till', 3), row('open', 'A', 1, 'till', 1), row('line', 'A', 2, 'bar', 7)];
  expect(names(inOrderOfHappening(rows))).toEqual(['open', 'line', 'close']);
});

test('a till that went on at another box is followed there, although that box counted from an earlier place', () => {
  const rows = [
    row('close', 'B', 30, 'till', 9),
    row('open', 'A', 40, 'till', 7),
    row('pay', 'A', 44, 'till', 8),
    row('other', 'B', 29, 'bar', 2),
  ];
  expect(names(inOrderOfHappening(rows))).toEqual(['other', 'open', 'pay', 'close']);
});

test('all rows that one command led to stay together in their order', () => {
  const rows = [row('paper', 'A', 6, 'till', 2), row('closed', 'A', 5, 'till', 2), row('open', 'A', 4, 'till', 1)];
  expect(names(inOrderOfHappening(rows))).toEqual(['open', 'closed', 'paper']);
});

test('histories that contradict one another about a device lose no row', () => {
  const rows = [
    row('a1', 'A', 1, 'till', 2),
    row('a2', 'A', 2, 'bar', 1),
    row('b1', 'B', 1, 'bar', 2),
    row('b2', 'B', 2, 'till', 1),
  ];
  expect(names(inOrderOfHappening(rows)).toSorted()).toEqual(['a1', 'a2', 'b1', 'b2']);
});
