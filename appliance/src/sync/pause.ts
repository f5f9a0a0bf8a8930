import type { Ports } from '../ports.ts';

export interface PauseLimits {
  firstMs: number;
  mostMs: number;
}

/** What a captive portal or a broken proxy asks for is not believed beyond this. */
const longestRetryAfterMs = 5 * 60_000;
const shortestMs = 100;

/**
 * How long to wait after failure number `failures` (1 is the first): a random part of a doubling ceiling, because after an outage a
 * thousand stores must not knock in the same second. What the server asked for is the least, with a random second on top.
 */
export function pauseMs(
  failures: number,
  random: Ports['random'],
  { firstMs, mostMs }: PauseLimits,
  retryAfterMs: number | null,
): number {
  const [high = 0, low = 0] = random.bytes(2);
  const fraction = (high * 256 + low) / 65_536;
  if (retryAfterMs !== null) return Math.min(longestRetryAfterMs, retryAfterMs) + fraction * 1_000;
  const ceilingMs = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.max(shortestMs, fraction * ceilingMs);
}

/** `Retry-After` in ms, as seconds or as a date; null when there is none that can be read. */
export function retryAfterMs(header: string | null | undefined, nowMs: number): number | null {
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return delayMs > 0 ? delayMs : null;
}

/** One wait at a time, that others can end early. */
export class Pause {
  readonly #timers: Ports['timers'];
  #finish: ((how: 'time' | 'woken') => void) | null = null;

  constructor(timers: Ports['timers']) {
    this.#timers = timers;
  }

  for(delayMs: number): Promise<'time' | 'woken'> {
    return new Promise((resolve) => {
      const cancel = this.#timers.after(delayMs, () => this.#finish?.('time'));
      this.#finish = (how) => {
        cancel();
        this.#finish = null;
        resolve(how);
      };
    });
  }

  /** Ends the wait, if there is one. */
  wake(): void {
    this.#finish?.('woken');
  }
}
