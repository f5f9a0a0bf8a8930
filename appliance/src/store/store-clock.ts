import type { Clock } from '@auraconnect/shared/time/clock.ts';
import { formatTimestamp, parseTimestamp } from '@auraconnect/shared/time/timestamp.ts';

export type ClockSource = 'box' | 'commands';

/**
 * The time that events carry. `commands` takes it from what devices say (`sentAt`), never backwards: for replaying a history
 * and for the demo, never for a real store, where any till could set the clock.
 */
export class StoreClock {
  readonly #clock: Clock;
  readonly #source: ClockSource;
  #latestMs: number;

  constructor(clock: Clock, source: ClockSource, latestMs = 0) {
    this.#clock = clock;
    this.#source = source;
    this.#latestMs = latestMs;
  }

  nowMs(): number {
    if (this.#source === 'box') return this.#clock.nowMs();
    return this.#latestMs === 0 ? this.#clock.nowMs() : this.#latestMs;
  }

  observe(sentAt: string): void {
    if (this.#source === 'commands') this.#latestMs = Math.max(this.#latestMs, parseTimestamp(sentAt));
  }

  timestamp(timeZone: string): string {
    return formatTimestamp(this.nowMs(), timeZone);
  }
}
