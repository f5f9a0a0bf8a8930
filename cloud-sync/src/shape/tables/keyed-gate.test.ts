import { expect, test } from 'vitest';
import { KeyedGate } from './keyed-gate.ts';

/** Work that is done when it is told to be. */
function held(): { work: () => Promise<void>; done: () => void; started: () => number } {
  const finish: (() => void)[] = [];
  return {
    work: () => new Promise((resolve) => finish.push(resolve)),
    done: () => finish.shift()?.(),
    started: () => finish.length,
  };
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('so many of one key are let in at once, the rest in their order, and other keys at any time', async () => {
  const gate = new KeyedGate(2);
  const { work, done, started } = held();
  const order: number[] = [];
  const slow = [1, 2, 3, 4].map((n) => gate.through('slow', work).then(() => order.push(n)));
  await settle();
  expect(started()).toBe(2);
  expect(await gate.through('quick', () => Promise.resolve('served'))).toBe('served');
  for (let n = 0; n < 4; n += 1) {
    done();
    await settle();
  }
  await Promise.all(slow);
  expect(order).toEqual([1, 2, 3, 4]);
});

test('who fails makes room too', async () => {
  const gate = new KeyedGate(1);
  await expect(gate.through('key', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.through('key', () => Promise.resolve('served'))).toBe('served');
});
