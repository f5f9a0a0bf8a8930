import type { Clock } from '../src/time/clock.ts';

/** A clock that moves only when it is told to. */
export interface VirtualClock extends Clock {
  /** Time passes: both clocks move. */
  advanceMs(durationMs: number): void;
  /** Somebody sets the clock, in either direction: monotonic time does not notice. */
  setMs(nowMs: number): void;
}

/** Tuesday 24 November 2026, 18:05 in New York. */
export const tuesdayEveningMs = Date.parse('2026-11-24T18:05:00-05:00');

export function virtualClock(startMs: number = tuesdayEveningMs): VirtualClock {
  let now = startMs;
  let monotonic = 0;
  return {
    nowMs: () => now,
    monotonicMs: () => monotonic,
    advanceMs(durationMs) {
      if (durationMs < 0) throw new RangeError('Time never runs backwards; use setMs to step the clock.');
      now += durationMs;
      monotonic += durationMs;
    },
    setMs(nowMs) {
      now = nowMs;
    },
  };
}
