import { expect, test } from 'vitest';
import { BatchPace, fewestRows, mostRows } from './batch-pace.ts';

const after = (pace: BatchPace, times: number, tookMs: number): BatchPace => {
  for (let n = 0; n < times; n += 1) pace.answered(pace.rowCount, tookMs);
  return pace;
};

test('batches grow while the cloud answers quickly, and no further than it works them up well', () => {
  const pace = new BatchPace();
  const first = pace.rowCount;
  expect(after(pace, 1, 80).rowCount).toBe(first * 2);
  expect(after(pace, 20, 80).rowCount).toBe(mostRows);
});

test('a cloud that is slow gets less at once, but never so little that round trips are all there is', () => {
  const pace = after(new BatchPace(), 5, 80);
  expect(after(pace, 1, 4_000).rowCount).toBe(mostRows / 2);
  expect(after(pace, 20, 4_000).rowCount).toBe(fewestRows);
});

test('a batch of the few events that there were says nothing about larger ones', () => {
  const pace = new BatchPace();
  const { rowCount } = pace;
  for (let n = 0; n < 10; n += 1) pace.answered(12, 20);
  expect([pace.rowCount, pace.depth]).toEqual([rowCount, 1]);
});

test('several are under way only where the cloud takes that, and only after a full one was answered', () => {
  const pace = new BatchPace();
  after(pace, 5, 80);
  expect(pace.depth).toBe(1);
  pace.allowAhead(true);
  expect(pace.depth).toBe(4);
});

test('after a fault one goes at a time, and half as large', () => {
  const pace = after(new BatchPace(), 5, 80);
  pace.allowAhead(true);
  pace.failed();
  expect([pace.rowCount, pace.depth]).toEqual([mostRows / 2, 1]);
  after(pace, 1, 80);
  expect(pace.depth).toBe(2);
});
