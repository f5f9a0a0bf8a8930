import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { RandomSource } from '@auraconnect/shared/time/ids.ts';
import { normalizeCode, pairingCode } from '../devices/pairing.ts';

const mostWrongCodes = 5;
const pauseMs = 10 * 60_000;

/**
 * Proof that somebody who sets the store up over the network also sees the box: a code on its console, fresh at every start.
 * After five wrong ones nothing is compared for ten minutes.
 */
export class SetupCode {
  readonly code: string;
  readonly #clock: Clock;
  #wrong = 0;
  #closedUntilMs = 0;

  constructor(random: RandomSource, clock: Clock) {
    this.code = pairingCode(random);
    this.#clock = clock;
  }

  check(given: string | null): 'right' | 'wrong' | 'closed' {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs < this.#closedUntilMs) return 'closed';
    const wanted = Buffer.from(this.code);
    const actual = Buffer.from(
      normalizeCode(given ?? '')
        .padEnd(wanted.length)
        .slice(0, wanted.length),
    );
    if (given !== null && normalizeCode(given).length === wanted.length && timingSafeEqual(wanted, actual)) {
      this.#wrong = 0;
      return 'right';
    }
    this.#wrong += 1;
    if (this.#wrong >= mostWrongCodes) {
      this.#wrong = 0;
      this.#closedUntilMs = nowMs + pauseMs;
    }
    return 'wrong';
  }
}
