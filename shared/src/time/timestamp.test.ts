import { fc, test as property } from '@fast-check/vitest';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { Timestamp } from './instant.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

describe('timestamps', () => {
  test('the store writes its own local time with its offset', () => {
    expect(formatTimestamp(Date.parse('2026-11-24T23:05:00Z'), 'America/New_York')).toBe(
      '2026-11-24T18:05:00.000-05:00',
    );
    expect(formatTimestamp(Date.parse('2026-07-24T23:05:00.042Z'), 'America/New_York')).toBe(
      '2026-07-24T19:05:00.042-04:00',
    );
    expect(formatTimestamp(0, 'UTC')).toBe('1970-01-01T00:00:00.000+00:00');
    expect(formatTimestamp(-1, 'Asia/Kolkata')).toBe('1970-01-01T05:29:59.999+05:30');
  });

  test('half past one comes twice in autumn and is told apart by its offset', () => {
    expect(formatTimestamp(Date.parse('2026-11-01T05:30:00Z'), 'America/New_York')).toBe(
      '2026-11-01T01:30:00.000-04:00',
    );
    expect(formatTimestamp(Date.parse('2026-11-01T06:30:00Z'), 'America/New_York')).toBe(
      '2026-11-01T01:30:00.000-05:00',
    );
  });

  test('the very instant at which clocks change belongs to the new offset, the millisecond before to the old one', () => {
    const changeMs = Date.parse('2026-03-08T08:00:00Z');
    expect(formatTimestamp(changeMs, 'America/Chicago')).toBe('2026-03-08T03:00:00.000-05:00');
    expect(formatTimestamp(changeMs - 1, 'America/Chicago')).toBe('2026-03-08T01:59:59.999-06:00');
  });

  test('an old offset with seconds keeps the instant exact', () => {
    const instantMs = Date.parse('1971-06-30T00:44:00Z');
    const written = formatTimestamp(instantMs, 'Africa/Monrovia');
    expect(written).toMatch(/-00:44$/);
    expect(parseTimestamp(written)).toBe(instantMs);
  });

  for (const text of ['2026-11-24', '2026-11-24T18:05:00', 'tomorrow', '2026-13-01T00:00:00Z']) {
    test(`"${text}" is not a timestamp`, () => {
      expect(() => parseTimestamp(text)).toThrow(expect.objectContaining({ code: 'bad_instant' }));
    });
  }

  const zones = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'UTC',
    'America/Sao_Paulo',
  );
  property.prop([fc.integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 }), zones], { numRuns: 500 })(
    'what is written is what Temporal writes, passes the schema and is read back',
    (instantMs, zone) => {
      const written = formatTimestamp(instantMs, zone);
      expect(Timestamp.safeParse(written).success).toBe(true);
      expect(parseTimestamp(written)).toBe(instantMs);
      const zoned = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
      if (zoned.offsetNanoseconds % 60_000_000_000 === 0) {
        expect(written).toBe(zoned.toString({ smallestUnit: 'millisecond', timeZoneName: 'never' }));
      }
    },
  );
});
