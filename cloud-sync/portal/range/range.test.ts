import { describe, expect, it } from 'vitest';
import {
  comparisonOf,
  daysOf,
  isNewest,
  mondayOf,
  pointSpan,
  type Range,
  rangeParameters,
  readRange,
  shiftRange,
  stepsFor,
} from './range.ts';

/** A Tuesday. */
const today = '2026-11-24';
const read = (text: string): Range => readRange(new URLSearchParams(text));

describe('the days that a view is about', () => {
  it.each([
    ['', '2026-11-24', '2026-11-24'],
    ['back=1', '2026-11-23', '2026-11-23'],
    ['range=week', '2026-11-23', '2026-11-24'],
    ['range=week&back=1', '2026-11-16', '2026-11-22'],
    ['range=month', '2026-11-01', '2026-11-24'],
    ['range=month&back=1', '2026-10-01', '2026-10-31'],
    ['range=month&back=9', '2026-02-01', '2026-02-28'],
    ['range=month&back=11', '2025-12-01', '2025-12-31'],
    ['range=year', '2026-01-01', '2026-11-24'],
    ['range=year&back=1', '2025-01-01', '2025-12-31'],
    ['from=2026-03-01&to=2026-03-07', '2026-03-01', '2026-03-07'],
    ['from=2026-03-07&to=2026-03-01', '2026-03-01', '2026-03-07'],
  ])('"%s" is %s to %s', (search, from, to) => {
    expect(daysOf(read(search), today)).toEqual({ from, to });
  });

  it('are today when the address makes no sense', () => {
    for (const search of [
      'range=decade',
      'back=-3',
      'back=1.5',
      'from=2026-02-30&to=2026-03-01',
      'from=2026-03-01',
      'back=x',
    ]) {
      expect(read(search)).toEqual({ kind: 'day', back: 0 });
    }
  });

  it('come back from the address as they went in', () => {
    const ranges: Range[] = [
      { kind: 'day', back: 0 },
      { kind: 'day', back: 1 },
      { kind: 'week', back: 3 },
      { kind: 'year', back: 0 },
      { kind: 'custom', from: '2026-03-01', to: '2026-03-07' },
    ];
    for (const range of ranges) {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(rangeParameters(range)))
        if (value !== null) search.set(name, String(value));
      expect(readRange(search)).toEqual(range);
    }
    expect(Object.values(rangeParameters({ kind: 'day', back: 0 }))).toEqual([null, null, null, null]);
  });

  it('move by their own length and never past today', () => {
    expect(shiftRange({ kind: 'week', back: 0 }, -1, today)).toEqual({ kind: 'week', back: 1 });
    expect(shiftRange({ kind: 'week', back: 0 }, 1, today)).toEqual({ kind: 'week', back: 0 });
    const fortnight: Range = { kind: 'custom', from: '2026-11-01', to: '2026-11-14' };
    expect(shiftRange(fortnight, -1, today)).toEqual({ kind: 'custom', from: '2026-10-18', to: '2026-10-31' });
    expect(shiftRange(fortnight, 1, today)).toEqual({ kind: 'custom', from: '2026-11-15', to: '2026-11-28' });
    expect(isNewest({ kind: 'custom', from: '2026-11-15', to: '2026-11-28' }, today)).toBe(true);
    expect(shiftRange({ kind: 'custom', from: '2026-11-15', to: '2026-11-28' }, 1, today).kind).toBe('custom');
    expect(isNewest({ kind: 'month', back: 1 }, today)).toBe(false);
  });

  it('begin their weeks on Monday', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ]);
  });
});

describe('what a range is measured against', () => {
  it.each([
    ['back=1', '2026-11-23..2026-11-23', '2026-11-16..2026-11-16'],
    ['range=week', '2026-11-23..2026-11-23', '2026-11-16..2026-11-16'],
    ['range=week&back=1', '2026-11-16..2026-11-22', '2026-11-09..2026-11-15'],
    ['range=month', '2026-11-01..2026-11-23', '2026-10-01..2026-10-23'],
    ['range=month&back=8', '2026-03-01..2026-03-31', '2026-02-01..2026-02-28'],
    ['range=year', '2026-01-01..2026-11-23', '2025-01-01..2025-11-23'],
    ['from=2026-11-01&to=2026-11-10', '2026-11-01..2026-11-10', '2026-10-18..2026-10-27'],
  ])('"%s": %s against %s', (search, current, previous) => {
    const found = comparisonOf(read(search), today);
    const written = (span: { from: string; to: string } | undefined): string => `${span?.from}..${span?.to}`;
    expect([written(found?.current), written(found?.previous)]).toEqual([current, previous]);
  });

  it('is nothing while today is all there is: half a day is no day', () => {
    expect(comparisonOf(read(''), today)).toBeNull();
    expect(comparisonOf(read('from=2026-11-24&to=2026-11-30'), today)).toBeNull();
  });

  it('takes no more of a shorter month than it has', () => {
    expect(comparisonOf(read('range=month'), '2026-03-31')?.previous).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });
});

describe('the steps of a series', () => {
  it('are hours of a day, days of a month, weeks of a year', () => {
    expect(stepsFor({ from: today, to: today })).toEqual(['hour']);
    expect(stepsFor({ from: '2026-11-18', to: today })).toEqual(['day']);
    expect(stepsFor({ from: '2026-11-01', to: today })).toEqual(['day', 'week']);
    expect(stepsFor({ from: '2026-01-01', to: today })).toEqual(['month', 'week']);
  });

  it('open exactly the orders they were counted from', () => {
    const within = { from: '2026-11-04', to: today };
    expect(pointSpan('2026-11-06T25', 'hour', within)).toEqual({ from: '2026-11-06', to: '2026-11-06', hour: 25 });
    expect(pointSpan('2026-11-06', 'day', within)).toEqual({ from: '2026-11-06', to: '2026-11-06', hour: null });
    expect(pointSpan('2026-11-02', 'week', within)).toEqual({ from: '2026-11-04', to: '2026-11-08', hour: null });
    expect(pointSpan('2026-11-23', 'week', within)).toEqual({ from: '2026-11-23', to: today, hour: null });
    const year = { from: '2026-01-05', to: today };
    expect(pointSpan('2026-01-01', 'month', year)).toEqual({ from: '2026-01-05', to: '2026-01-31', hour: null });
    expect(pointSpan('2026-02-01', 'month', year)).toEqual({ from: '2026-02-01', to: '2026-02-28', hour: null });
    expect(pointSpan('2026-11-01', 'month', year)).toEqual({ from: '2026-11-01', to: today, hour: null });
  });
});
