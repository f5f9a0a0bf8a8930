import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refused } from './refused.ts';

/** So many tries in so many seconds per key; then 429 until the time is over. */
export class Attempts {
  readonly #limiter: RateLimiterMemory;

  constructor(points: number, durationSeconds: number) {
    this.#limiter = new RateLimiterMemory({ points, duration: durationSeconds });
  }

  /** @throws Refused 429 `too_many_attempts` */
  async take(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refused(429, 'too_many_attempts', 'Too many attempts. Wait a little and try again.', {
        retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
      });
    }
  }

  async forgive(key: string): Promise<void> {
    await this.#limiter.delete(key);
  }
}
