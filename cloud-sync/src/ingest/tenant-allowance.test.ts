import { expect, test } from 'vitest';
import { TenantAllowance } from './tenant-allowance.ts';

const limits = { burstEvents: 1_000, eventsPerSecond: 100 };

test('a tenant that sends without end is told when it may go on, and nobody else pays for it', () => {
  const allowance = new TenantAllowance(limits);
  expect([allowance.take('a', 600, 0), allowance.take('a', 400, 0)]).toEqual([null, null]);
  expect(allowance.take('a', 500, 0)).toBe(5);
  expect(allowance.take('b', 500, 0)).toBeNull();
  expect(allowance.take('a', 500, 4_000)).toBe(1);
  expect(allowance.take('a', 500, 5_000)).toBeNull();
});

test('a batch that is refused takes nothing, however often it comes', () => {
  const allowance = new TenantAllowance(limits);
  allowance.take('a', 1_000, 0);
  for (let tries = 0; tries < 50; tries += 1) expect(allowance.take('a', 500, 1_000)).toBe(4);
  expect(allowance.take('a', 100, 1_000)).toBeNull();
});

test('a batch larger than all that may go at once goes when nothing else has gone', () => {
  const allowance = new TenantAllowance(limits);
  expect(allowance.take('a', 5_000, 0)).toBeNull();
  expect(allowance.take('a', 5_000, 2_000)).toBe(8);
  expect(allowance.take('a', 5_000, 10_000)).toBeNull();
});

test('a clock that was set back gives nothing and takes nothing', () => {
  const allowance = new TenantAllowance(limits);
  allowance.take('a', 1_000, 60_000);
  expect(allowance.take('a', 100, 0)).toBe(1);
  expect(allowance.take('a', 100, 1_000)).toBeNull();
});

test('who has been quiet is forgotten', () => {
  const allowance = new TenantAllowance(limits);
  for (let tenant = 0; tenant < 100; tenant += 1) allowance.take(`tenant ${tenant}`, 10, tenant);
  allowance.take('late', 10, 20_000);
  expect(allowance.knownCount).toBe(1);
});
