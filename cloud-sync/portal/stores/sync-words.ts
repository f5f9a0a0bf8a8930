import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';

type Lag = Pick<StoreSummary, 'pendingEvents' | 'eventsPerSecond'>;

/** How long until a store has sent what waits, at the pace of the last minute; null when it does not send. */
export function catchUpMs({ pendingEvents, eventsPerSecond }: Lag): number | null {
  if (pendingEvents === 0) return 0;
  if (eventsPerSecond === null || eventsPerSecond <= 0) return null;
  return Math.ceil(pendingEvents / eventsPerSecond) * 1000;
}

/** A time to wait is a guess: whole minutes, rounded up, from a minute on. */
export function roundedWaitMs(waitMs: number): number {
  const minuteMs = 60_000;
  return waitMs < minuteMs ? waitMs : Math.ceil(waitMs / minuteMs) * minuteMs;
}
