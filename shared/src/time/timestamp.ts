import { dateOfDay, pad } from './local-time.ts';
import { zoneOffsetMs } from './zone-offset.ts';
import { TimeFault } from './time-fault.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * RFC 3339 with milliseconds and the zone's offset: `2026-11-24T18:05:00.000-05:00`. UTC is written `+00:00`. RFC 3339
 * offsets have whole minutes; the few historic ones with seconds are cut to minutes and the time moved with them, so that
 * the instant stays exact.
 */
export function formatTimestamp(instantMs: number, timeZone: string): string {
  const offsetMinutes = Math.trunc(zoneOffsetMs(instantMs, timeZone) / minuteMs);
  const wallMs = instantMs + offsetMinutes * minuteMs;
  const day = Math.floor(wallMs / dayMs);
  let rest = wallMs - day * dayMs;
  const milliseconds = rest % 1000;
  rest = (rest - milliseconds) / 1000;
  const seconds = rest % 60;
  rest = (rest - seconds) / 60;
  const minutes = rest % 60;
  const hours = (rest - minutes) / 60;
  return `${dateOfDay(day)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(milliseconds, 3)}${formatOffset(offsetMinutes)}`;
}

function formatOffset(offsetMinutes: number): string {
  const magnitude = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(magnitude / 60), 2)}:${pad(magnitude % 60, 2)}`;
}

/** Milliseconds since 1970 of a `Timestamp` (RFC 3339 with offset). */
export function parseTimestamp(text: string): number {
  const instantMs = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instantMs)) throw new TimeFault('bad_instant', text.slice(0, 40));
  return instantMs;
}
