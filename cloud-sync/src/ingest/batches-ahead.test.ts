import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BatchesAhead } from './batches-ahead.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a batch that came too early waits until its store is there, and no other store wakes it', async () => {
  const ahead = new BatchesAhead();
  const log: string[] = [];
  const waits = [
    ahead.reached('a', 500).then(() => log.push('a 500')),
    ahead.reached('a', 1_000).then(() => log.push('a 1000')),
    ahead.reached('b', 10).then(() => log.push('b 10')),
  ];
  ahead.moved('a', 499);
  ahead.moved('a', 700);
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toEqual(['a 500']);
  ahead.moved('b', 10);
  ahead.moved('a', 1_000);
  await Promise.all(waits);
  expect(log.slice(1).toSorted()).toEqual(['a 1000', 'b 10']);
});

test('it does not wait for ever: the batch before it may never come', async () => {
  const ahead = new BatchesAhead();
  let over = false;
  void ahead.reached('a', 500).then(() => (over = true));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(over).toBe(true);
});
