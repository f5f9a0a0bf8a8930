import { alarmAfterMs, staleAfterMs } from '@auraconnect/shared/protocol/stream.ts';
import type { StreamState } from '@auraconnect/shared/client/store-stream.ts';

/** `fresh` until 5 s, `stale` until 15 s, then `alarm`: a board that cannot be trusted says so by itself. */
export interface Freshness {
  level: 'fresh' | 'stale' | 'alarm';
  /** Age of what the board shows; null before anything came. */
  ageMs: number | null;
}

/** @param sinceStartMs how long this page has been trying, for a board that never heard anything. */
export function freshnessOf(
  stream: Pick<StreamState, 'lastCurrentMs'>,
  nowMs: number,
  sinceStartMs: number,
): Freshness {
  const last = stream.lastCurrentMs.kitchen;
  const ageMs = last === undefined ? null : Math.max(0, nowMs - last);
  const effectiveMs = ageMs ?? sinceStartMs;
  const level = effectiveMs >= alarmAfterMs ? 'alarm' : effectiveMs >= staleAfterMs ? 'stale' : 'fresh';
  return { level, ageMs };
}
