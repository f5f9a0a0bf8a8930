import { expect, test } from 'vitest';
import { AwaitedDevices } from './awaited-devices.ts';

test('a till that has gone on elsewhere is waited for until the cloud can have told what it did there, and once', () => {
  let nowMs = 1_000;
  const awaited = new AwaitedDevices({ monotonicMs: () => nowMs });
  expect(awaited.any).toBe(false);
  expect(awaited.waitsFor('till')).toBe(true);
  nowMs += 34_000;
  awaited.cloudHasTold();
  expect(awaited.waitsFor('till')).toBe(true);
  expect(awaited.any).toBe(true);
  nowMs += 1_000;
  awaited.cloudHasTold();
  expect(awaited.waitsFor('till')).toBe(false);
  expect(awaited.waitsFor('bar')).toBe(true);
  awaited.arrived('bar');
  expect(awaited.any).toBe(false);
  awaited.arrived('till');
  expect(awaited.waitsFor('till')).toBe(true);
});

test('for as long as the cloud cannot be asked, what it did elsewhere may be there', () => {
  let nowMs = 1_000;
  const awaited = new AwaitedDevices({ monotonicMs: () => nowMs });
  expect(awaited.waitsFor('till')).toBe(true);
  nowMs += 600_000;
  expect(awaited.waitsFor('till')).toBe(true);
  awaited.cloudHasTold();
  expect(awaited.waitsFor('till')).toBe(false);
});

test('a till that forgot nothing which is not here is known to have done nothing elsewhere', () => {
  const awaited = new AwaitedDevices({ monotonicMs: () => 0 });
  expect(awaited.hasAllForgotten('till', 7)).toBe(false);
  awaited.forgotten('till', 7);
  expect(awaited.hasAllForgotten('till', 7)).toBe(true);
  expect(awaited.hasAllForgotten('till', 6)).toBe(false);
  expect(awaited.hasAllForgotten('bar', 7)).toBe(false);
});
