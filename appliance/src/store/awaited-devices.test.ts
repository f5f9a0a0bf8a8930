import { expect, test } from 'vitest';
import { AwaitedDevices } from './awaited-devices.ts';

test('a till that has gone on elsewhere is waited for until what it did there can have come from the cloud, and once', () => {
  let nowMs = 1_000;
  const awaited = new AwaitedDevices({ monotonicMs: () => nowMs });
  expect(awaited.any).toBe(false);
  expect(awaited.waitsFor('till')).toBe(true);
  nowMs += 44_000;
  expect(awaited.waitsFor('till')).toBe(true);
  expect(awaited.any).toBe(true);
  awaited.cloudHasTold();
  nowMs += 1_000;
  expect(awaited.waitsFor('till')).toBe(false);
  expect(awaited.waitsFor('bar')).toBe(true);
  awaited.arrived('bar');
  expect(awaited.any).toBe(false);
  awaited.arrived('till');
  expect(awaited.waitsFor('till')).toBe(true);
});

test('and for as long as the cloud cannot be asked: what it did elsewhere may be there', () => {
  let nowMs = 1_000;
  const awaited = new AwaitedDevices({ monotonicMs: () => nowMs });
  expect(awaited.waitsFor('till')).toBe(true);
  nowMs += 29_000;
  awaited.cloudHasTold();
  nowMs += 600_000;
  expect(awaited.waitsFor('till')).toBe(true);
  awaited.cloudHasTold();
  expect(awaited.waitsFor('till')).toBe(false);
});
