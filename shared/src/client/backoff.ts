export interface BackoffSettings {
  firstMs: number;
  mostMs: number;
}

/** On a LAN the box is back within seconds, so nobody waits longer than this for it. */
export const lanBackoff: BackoffSettings = { firstMs: 300, mostMs: 8_000 };

/**
 * How long to wait before try number `attempt` (0 is the first retry): doubles up to the cap, and then a random half of
 * it is taken away, so that two hundred screens do not come back in the same instant.
 *
 * @param random uniform in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number, settings: BackoffSettings = lanBackoff): number {
  const ceilingMs = Math.min(settings.mostMs, settings.firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(ceilingMs * (0.5 + random * 0.5));
}
