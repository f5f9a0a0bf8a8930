import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { HttpProblem } from './problems.ts';

/** So many codes a minute from one address: nobody types faster, and guessing 40 bits this way takes for ever. */
const codesPerMinute = 10;

export function pairingLimit(): (address: string) => Promise<void> {
  let limiter: RateLimiterMemory | null = null;
  return async (address) => {
    // Imported by the first code that is typed: a store is paired on its first day.
    const { RateLimiterMemory, RateLimiterRes } = await import('rate-limiter-flexible');
    limiter ??= new RateLimiterMemory({ points: codesPerMinute, duration: 60 });
    try {
      await limiter.consume(address);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.ceil(refused.msBeforeNext / 1000);
      throw new HttpProblem(429, 'too_many_tries', 'Too many tries; please wait a minute.', {
        headers: { 'retry-after': String(seconds) },
      });
    }
  };
}
