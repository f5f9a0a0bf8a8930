import { Temporal } from 'temporal-polyfill';
import { TimeFault } from './time-fault.ts';

/** A stretch of time in which a zone keeps one offset from UTC: `fromMs` inclusive, `toMs` exclusive. */
interface OffsetSpan {
  fromMs: number;
  toMs: number;
  offsetMs: number;
}

/**
 * Spans already asked for, so that stamping an event costs no calendar work. Only ever facts of the time zone database; the
 * cap keeps a process that serves many zones (the cloud) from growing without end.
 */
const knownSpans = new Map<string, OffsetSpan[]>();
const mostZones = 600;
const mostSpansPerZone = 64;

/** How far the zone's clocks are ahead of UTC at that instant, in milliseconds. Zones are IANA names. */
export function zoneOffsetMs(instantMs: number, timeZone: string): number {
  let spans = knownSpans.get(timeZone);
  if (spans === undefined) {
    if (knownSpans.size >= mostZones) knownSpans.clear();
    spans = [];
    knownSpans.set(timeZone, spans);
  }
  for (const span of spans) {
    if (span.fromMs <= instantMs && instantMs < span.toMs) return span.offsetMs;
  }
  const span = findSpan(instantMs, timeZone);
  if (spans.length >= mostSpansPerZone) spans.length = 0;
  spans.unshift(span);
  return span.offsetMs;
}

function findSpan(instantMs: number, timeZone: string): OffsetSpan {
  const zoned = zonedAt(instantMs, timeZone);
  const next = zoned.getTimeZoneTransition('next');
  // `previous` is exclusive, so it is asked one nanosecond later.
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    fromMs: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
  };
}

/** The instant as a date and time of the zone; a `TimeFault` when the zone or the instant is not one. */
export function zonedAt(instantMs: number, timeZone: string): Temporal.ZonedDateTime {
  if (!Number.isSafeInteger(instantMs)) throw new TimeFault('bad_instant', String(instantMs));
  try {
    return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
  } catch (cause) {
    throw new TimeFault(
      isTimeZone(timeZone) ? 'bad_instant' : 'unknown_time_zone',
      `${instantMs} in ${timeZone}`,
      cause,
    );
  }
}

/** Whether a name is a time zone that this system can compute with. */
export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}
