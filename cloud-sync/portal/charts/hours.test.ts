import { describe, expect, it } from 'vitest';
import type { SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { hoursInSight, runningHour } from './hours.ts';

type Point = SalesSeries['points'][number];
const nothing = {
  lineCount: 0,
  quantity: '0',
  revenueMinor: 0,
  taxMinor: 0,
  discountMinor: 0,
  compMinor: 0,
  tipMinor: 0,
  refundMinor: 0,
  totalMinor: 0,
};

/** A business day from its cut-off at four to four the next morning, with so many orders in the hours named. */
function day(date: string, orders: Record<number, number>): Point[] {
  return Array.from({ length: 24 }, (_, index) => ({
    key: `${date}T${String(index + 4).padStart(2, '0')}`,
    ...nothing,
    orderCount: orders[index + 4] ?? 0,
  }));
}

const hours = (found: { hour: number }[]): string => `${found[0]?.hour}..${found.at(-1)?.hour}`;

describe('a day hour by hour', () => {
  it('runs from the first sale of either day to the last', () => {
    const found = hoursInSight(day('2026-11-24', { 11: 3 }), day('2026-11-17', { 12: 2, 22: 5 }), 13);
    expect(hours(found)).toBe('11..22');
    expect(found[0]?.today?.orderCount).toBe(3);
    expect(found.at(-1)?.before?.orderCount).toBe(5);
  });

  it('goes on past midnight for a place that is open then', () => {
    expect(hours(hoursInSight(day('2026-11-24', { 25: 1 }), day('2026-11-17', { 16: 1 }), 25))).toBe('16..25');
  });

  it('shows some hours around when only one sold, and never leaves the business day', () => {
    expect(hours(hoursInSight(day('2026-11-24', { 12: 1 }), [], 12))).toBe('9..16');
    expect(hours(hoursInSight(day('2026-11-24', { 27: 1 }), [], null))).toBe('20..27');
    expect(hours(hoursInSight(day('2026-11-24', { 4: 1 }), [], null))).toBe('4..11');
  });

  it('is nothing when neither day sold anything and none is running', () => {
    expect(hoursInSight(day('2026-11-24', {}), day('2026-11-17', {}), null)).toEqual([]);
  });
});

describe('the hour that is running', () => {
  it('counts on after midnight, since the day ends at its cut-off', () => {
    expect(runningHour('2026-11-24T18:05:00-05:00', '2026-11-24', 'America/New_York')).toBe(18);
    expect(runningHour('2026-11-25T01:30:00-05:00', '2026-11-24', 'America/New_York')).toBe(25);
    expect(runningHour('2026-11-24T23:05:00Z', '2026-11-24', 'Europe/Berlin')).toBe(24);
  });

  it('is none for a day that is over', () => {
    expect(runningHour('2026-11-27T10:00:00-05:00', '2026-11-24', 'America/New_York')).toBeNull();
  });
});
