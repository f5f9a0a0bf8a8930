import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from './problems.ts';

/** So many codes a minute from one address: nobody types faster, and guessing 40 bits this way takes for ever. */
const codesPerMinute = 10;

export function pairingLimit(): (address: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: codesPerMinute, duration: 60 });
  return async (address) => {
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
