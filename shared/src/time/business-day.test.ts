import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { addDays, businessDateAt, businessDayBounds, daysBetween } from './business-day.ts';

const newYork = 'America/New_York';
const hourMs = 3_600_000;
const dateIn = (timestamp: string, timeZone = newYork, cutOff = '04:00'): string =>
  businessDateAt(Date.parse(timestamp), timeZone, cutOff);

describe('the business day', () => {
  test('a drink at half past one belongs to the evening before', () => {
    expect(dateIn('2026-11-25T01:30:00-05:00')).toBe('2026-11-24');
    expect(dateIn('2026-11-25T03:59:59.999-05:00')).toBe('2026-11-24');
    expect(dateIn('2026-11-25T04:00:00-05:00')).toBe('2026-11-25');
  });

  test('it is the store that counts, not the machine: 18:05 in New York is already the next day in Tokyo', () => {
    expect(dateIn('2026-11-24T18:05:00-05:00')).toBe('2026-11-24');
    expect(dateIn('2026-11-24T18:05:00-05:00', 'Asia/Tokyo')).toBe('2026-11-25');
  });

  test('a store that closes at midnight changes its day at midnight', () => {
    expect(dateIn('2026-11-24T23:59:59-05:00', newYork, '00:00')).toBe('2026-11-24');
    expect(dateIn('2026-11-25T00:00:00-05:00', newYork, '00:00')).toBe('2026-11-25');
  });

  test('it turns over the month, the year and a leap day', () => {
    expect(dateIn('2027-01-01T02:00:00-05:00')).toBe('2026-12-31');
    expect(dateIn('2028-03-01T02:00:00-05:00')).toBe('2028-02-29');
  });

  test('the night in which clocks go forward is an hour short', () => {
    const { fromMs, toMs } = businessDayBounds('2026-03-07', newYork, '04:00');
    expect((toMs - fromMs) / hourMs).toBe(23);
    expect(dateIn('2026-03-08T01:59:59-05:00')).toBe('2026-03-07');
    expect(dateIn('2026-03-08T03:00:00-04:00')).toBe('2026-03-07');
    expect(dateIn('2026-03-08T04:00:00-04:00')).toBe('2026-03-08');
  });

  test('the night in which clocks go back is an hour long, and half past one comes twice on the same business day', () => {
    const { fromMs, toMs } = businessDayBounds('2026-10-31', newYork, '04:00');
    expect((toMs - fromMs) / hourMs).toBe(25);
    expect(dateIn('2026-11-01T01:30:00-04:00')).toBe('2026-10-31');
    expect(dateIn('2026-11-01T01:30:00-05:00')).toBe('2026-10-31');
  });

  test('a cut-off in the hour that comes twice strikes the first time, and the day does not turn back', () => {
    expect(dateIn('2026-11-01T01:29:00-04:00', newYork, '01:30')).toBe('2026-10-31');
    expect(dateIn('2026-11-01T01:30:00-04:00', newYork, '01:30')).toBe('2026-11-01');
    expect(dateIn('2026-11-01T01:15:00-05:00', newYork, '01:30')).toBe('2026-11-01');
  });

  test('a cut-off in the hour that is skipped strikes after the gap', () => {
    expect(businessDayBounds('2026-03-08', newYork, '02:30').fromMs).toBe(Date.parse('2026-03-08T03:30:00-04:00'));
    expect(dateIn('2026-03-08T03:15:00-04:00', newYork, '02:30')).toBe('2026-03-07');
  });

  test('where midnight itself was turned back the day does not turn back with it', () => {
    // St. John's, 1 November 2009: at 00:01 clocks went back to 23:01 of 31 October.
    const zone = 'America/St_Johns';
    expect(dateIn('2009-10-31T23:30:00-03:30', zone, '00:00')).toBe('2009-11-01');
    expect(dateIn('2009-10-31T23:30:00-02:30', zone, '00:00')).toBe('2009-10-31');
    expect(dateIn('2009-11-01T00:00:30-02:30', zone, '00:00')).toBe('2009-11-01');
  });

  test('a day that a country skipped sold nothing', () => {
    // Samoa went from 29 to 31 December 2011.
    const { fromMs, toMs } = businessDayBounds('2011-12-30', 'Pacific/Apia', '04:00');
    expect(toMs).toBe(fromMs);
    expect(dateIn('2011-12-31T00:10:00+14:00', 'Pacific/Apia')).toBe('2011-12-29');
    expect(dateIn('2011-12-31T05:00:00+14:00', 'Pacific/Apia')).toBe('2011-12-31');
  });

  test('a zone, a time or a date that is none is a fault', () => {
    expect(() => businessDateAt(0, 'Mars/Olympus', '04:00')).toThrow(
      expect.objectContaining({ code: 'unknown_time_zone' }),
    );
    expect(() => businessDateAt(0, 'UTC', '25:00')).toThrow(expect.objectContaining({ code: 'bad_time_of_day' }));
    expect(() => businessDateAt(Number.NaN, 'UTC', '04:00')).toThrow(expect.objectContaining({ code: 'bad_instant' }));
    expect(() => businessDayBounds('2026-02-30', 'UTC', '04:00')).toThrow(
      expect.objectContaining({ code: 'bad_date' }),
    );
  });

  const zones = fc.constantFrom(
    newYork,
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
    'Asia/Kathmandu',
    'UTC',
    'America/Havana',
  );
  const cutOffs = fc.constantFrom('00:00', '01:30', '02:30', '04:00', '23:30');
  property.prop([fc.integer({ min: 0, max: 2_000_000_000_000 }), zones, cutOffs], { numRuns: 400 })(
    'every instant is inside the day that it is said to belong to',
    (instantMs, zone, cutOff) => {
      const date = businessDateAt(instantMs, zone, cutOff);
      const { fromMs, toMs } = businessDayBounds(date, zone, cutOff);
      expect(fromMs).toBeLessThanOrEqual(instantMs);
      expect(instantMs).toBeLessThan(toMs);
      expect(businessDayBounds(addDays(date, 1), zone, cutOff).fromMs).toBe(toMs);
    },
  );
});

describe('calendar dates', () => {
  test('days are added over the end of a month and taken off over a leap day', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  test('days between two dates do not notice when clocks change', () => {
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2026-11-24', '2026-11-17')).toBe(-7);
  });
});
