import { expect, test } from 'vitest';
import { DrainRate } from './drain-rate.ts';

test('tells the pace of the last minute, not of the whole backlog', () => {
  const rate = new DrainRate();
  expect(rate.eventsPerSecond(0)).toBeNull();
  for (let second = 0; second <= 120; second += 1) rate.reached(second * 500, 100_000, second * 1000);
  expect(rate.eventsPerSecond(120_000)).toBe(500);
  for (let second = 121; second <= 240; second += 1) rate.reached(60_000 + (second - 120) * 10, 40_000, second * 1000);
  expect(rate.eventsPerSecond(240_000)).toBe(10);
});

test('is not known from one answer, nor when nothing has arrived for a minute', () => {
  const rate = new DrainRate();
  rate.reached(1_000, 5_000, 0);
  expect(rate.eventsPerSecond(500)).toBeNull();
  rate.reached(2_000, 4_000, 2_000);
  expect(rate.eventsPerSecond(2_000)).toBe(500);
  expect(rate.eventsPerSecond(70_000)).toBeNull();
});

test('begins anew once nothing waits, and when the cloud was set back', () => {
  const rate = new DrainRate();
  rate.reached(1_000, 500, 0);
  rate.reached(1_500, 0, 2_000);
  expect(rate.eventsPerSecond(2_500)).toBeNull();
  rate.reached(100, 1_400, 4_000);
  rate.reached(300, 1_200, 6_000);
  expect(rate.eventsPerSecond(6_000)).toBe(100);
});
