export interface AllowanceLimits {
  /** What a tenant may send at once after a pause. */
  burstEvents: number;
  /** What it may send for as long as it likes. */
  eventsPerSecond: number;
}

/**
 * Far above what a chain of a thousand busy stores sells, and some stores' month of backlog at full pace: it stops a fault that sends
 * without end from taking everybody's cloud.
 */
export const usualAllowance: AllowanceLimits = { burstEvents: 100_000, eventsPerSecond: 10_000 };

/** A longer wait would be a guess: by then others may have gone. */
const longestWaitSeconds = 60;

interface Bucket {
  events: number;
  atMs: number;
}

/** How many events each tenant may send to this server: a bucket that fills evenly and empties with each batch. */
export class TenantAllowance {
  readonly #limits: AllowanceLimits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: AllowanceLimits) {
    this.#limits = limits;
  }

  /** Null when the batch may go in, else the seconds after which it may. A refused batch takes nothing. */
  take(tenantId: string, events: number, nowMs: number): number | null {
    const { burstEvents, eventsPerSecond } = this.#limits;
    const before = this.#buckets.get(tenantId) ?? { events: burstEvents, atMs: nowMs };
    const grown = (Math.max(0, nowMs - before.atMs) * eventsPerSecond) / 1000;
    const held = Math.min(burstEvents, before.events + grown);
    // A batch larger than the whole bucket goes in when it is full, or never would.
    const wanted = Math.min(events, burstEvents);
    const missing = wanted - held;
    this.#buckets.delete(tenantId);
    this.#buckets.set(tenantId, { events: missing > 0 ? held : held - wanted, atMs: nowMs });
    this.#forgetFull(nowMs);
    return missing > 0 ? Math.min(longestWaitSeconds, Math.ceil(missing / eventsPerSecond)) : null;
  }

  /** Who has been quiet for long enough to have a full bucket needs none; the oldest stand first. */
  #forgetFull(nowMs: number): void {
    const { burstEvents, eventsPerSecond } = this.#limits;
    const fullAfterMs = (burstEvents * 1000) / eventsPerSecond;
    for (const [tenantId, { atMs }] of this.#buckets) {
      if (nowMs - atMs < fullAfterMs) return;
      this.#buckets.delete(tenantId);
    }
  }

  get knownCount(): number {
    return this.#buckets.size;
  }
}
