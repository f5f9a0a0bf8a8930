import { describe, expect, test } from 'vitest';
import { seededIds, seededRandom } from './seeded-random.ts';
import { virtualClock } from './virtual-clock.ts';

describe('the virtual clock', () => {
  test('stands still until it is told to move', () => {
    const clock = virtualClock(1000);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([1000, 0]);
    clock.advanceMs(250);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([1250, 250]);
  });

  test('can be set back without monotonic time noticing', () => {
    const clock = virtualClock(10_000);
    clock.advanceMs(5);
    clock.setMs(0);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([0, 5]);
    expect(() => clock.advanceMs(-1)).toThrow(RangeError);
  });
});

describe('seeded randomness', () => {
  test('repeats itself for the same seed and not for another', () => {
    const draw = (seed: number): number[] => [...seededRandom(seed).bytes(16)];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(seededIds(3).next()).toBe(seededIds(3).next());
  });

  test('is spread evenly enough to be worth drawing from', () => {
    const random = seededRandom(42);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const drawn = random.between(0, 9);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
