import type { Clock } from '../src/time/clock.ts';
import type { IdSource, RandomSource } from '../src/time/ids.ts';
import { createIdSource } from '../src/time/uuid-v7.ts';
import { virtualClock } from './virtual-clock.ts';

/** Randomness that the same seed repeats: for tests and simulations only, never for keys or codes. */
export interface SeededRandom extends RandomSource {
  /** 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `low` to `high`, both inclusive. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
}

export function seededRandom(seed: number): SeededRandom {
  const next = splitMix32(seed);
  const fraction = (): number => next() / 2 ** 32;
  const between = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    between,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
    pick<T>(list: readonly T[]): T {
      const found = list[between(0, list.length - 1)];
      if (found === undefined) throw new RangeError('There is nothing to pick from.');
      return found;
    },
  };
}

/** SplitMix, the 32-bit variant with the mixer of MurmurHash3. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** Ids that the same seed and clock repeat. */
export function seededIds(seed: number, clock: Pick<Clock, 'nowMs'> = virtualClock()): IdSource {
  return createIdSource(clock, seededRandom(seed));
}
