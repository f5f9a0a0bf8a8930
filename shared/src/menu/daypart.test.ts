import { describe, expect, test } from 'vitest';
import { anItem } from '../../testing/builders.ts';
import type { Daypart } from './catalogue.ts';
import { daypartsOn, isDaypartOn, isItemOffered } from './daypart.ts';

const newYork = 'America/New_York';
const lunch: Daypart = { id: 'lunch', name: 'Lunch', weekdays: [1, 2, 3, 4, 5], from: '11:00', to: '15:00' };
const late: Daypart = { id: 'late', name: 'Late night', weekdays: [5, 6], from: '22:00', to: '02:00' };
const isOn = (daypart: Daypart, timestamp: string, zone = newYork): boolean =>
  isDaypartOn(daypart, Date.parse(timestamp), zone);

describe('parts of the day', () => {
  test('lunch is from eleven up to, not including, three, on weekdays', () => {
    expect(isOn(lunch, '2026-11-24T10:59:59-05:00')).toBe(false);
    expect(isOn(lunch, '2026-11-24T11:00:00-05:00')).toBe(true);
    expect(isOn(lunch, '2026-11-24T14:59:59-05:00')).toBe(true);
    expect(isOn(lunch, '2026-11-24T15:00:00-05:00')).toBe(false);
    expect(isOn(lunch, '2026-11-28T12:00:00-05:00')).toBe(false);
  });

  test('a late night that began on Friday goes on until two on Saturday, and Sunday belongs to Saturday', () => {
    expect(isOn(late, '2026-11-27T21:59:00-05:00')).toBe(false);
    expect(isOn(late, '2026-11-27T22:00:00-05:00')).toBe(true);
    expect(isOn(late, '2026-11-28T01:59:00-05:00')).toBe(true);
    expect(isOn(late, '2026-11-28T02:00:00-05:00')).toBe(false);
    expect(isOn(late, '2026-11-29T01:00:00-05:00')).toBe(true);
    expect(isOn(late, '2026-11-30T01:00:00-05:00')).toBe(false);
    expect(isOn(late, '2026-11-27T01:00:00-05:00')).toBe(false);
  });

  test('what begins on Sunday night is on early on Monday', () => {
    expect(isOn({ ...late, weekdays: [7] }, '2026-11-30T01:00:00-05:00')).toBe(true);
  });

  test('the clock on the wall of the store decides, not the machine', () => {
    expect(isOn(lunch, '2026-11-24T12:00:00Z')).toBe(false);
    expect(isOn(lunch, '2026-11-24T12:00:00Z', 'Europe/Berlin')).toBe(true);
  });

  test('in the night in which clocks go back the hour that comes twice is in it both times', () => {
    const untilHalfPastOne = { ...late, to: '01:30' };
    expect(isOn(untilHalfPastOne, '2026-11-01T01:15:00-04:00')).toBe(true);
    expect(isOn(untilHalfPastOne, '2026-11-01T01:45:00-04:00')).toBe(false);
    expect(isOn(untilHalfPastOne, '2026-11-01T01:15:00-05:00')).toBe(true);
    expect(isOn(untilHalfPastOne, '2026-11-01T01:45:00-05:00')).toBe(false);
  });

  test('in the night in which clocks go forward the late night ends as it should', () => {
    expect(isOn({ ...late, to: '02:30' }, '2026-03-08T01:59:00-05:00')).toBe(true);
    expect(isOn({ ...late, to: '02:30' }, '2026-03-08T03:00:00-04:00')).toBe(false);
  });

  test('from and to alike is all day round', () => {
    const always = { ...lunch, from: '04:00', to: '04:00', weekdays: [2] };
    expect(isOn(always, '2026-11-24T03:59:00-05:00')).toBe(false);
    expect(isOn(always, '2026-11-24T04:00:00-05:00')).toBe(true);
    expect(isOn(always, '2026-11-25T03:59:00-05:00')).toBe(true);
    expect(isOn(always, '2026-11-25T04:00:00-05:00')).toBe(false);
  });

  test('a part whose times are none is never on and stops no sale', () => {
    expect(isOn({ ...lunch, to: '25:00' }, '2026-11-24T12:00:00-05:00')).toBe(false);
  });
});

describe('what is on the menu now', () => {
  const on = daypartsOn([lunch, late], Date.parse('2026-11-24T12:00:00-05:00'), newYork);

  test('an item without dayparts is always sold, one with them when one of them is on', () => {
    expect(isItemOffered(anItem(), on)).toBe(true);
    expect(isItemOffered(anItem({ daypartIds: ['late', 'lunch'] }), on)).toBe(true);
    expect(isItemOffered(anItem({ daypartIds: ['late'] }), on)).toBe(false);
  });

  test('what was taken off the menu is sold at no time', () => {
    expect(isItemOffered(anItem({ sold: false, daypartIds: ['lunch'] }), on)).toBe(false);
  });
});
