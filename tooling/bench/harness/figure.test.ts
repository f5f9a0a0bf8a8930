import { describe, expect, test } from 'vitest';
import { type Figure, median, quantile, verdictOf } from './figure.ts';
import { tableOf } from './table.ts';
import { inTurns, paired } from './turns.ts';

const figure = (change: Partial<Figure>): Figure => ({
  id: 'X1',
  what: 'a thing over another',
  goal: { atLeast: 5 },
  seen: [4, 6, 5],
  unit: 'x',
  correct: { ok: true, what: 'it was right' },
  control: { ok: true, what: 'the broken one was noticed' },
  note: '',
  ...change,
});

describe('a figure of a bench', () => {
  test('is judged by the median of its pairs', () => {
    expect(verdictOf(figure({}))).toBe('met');
    expect(verdictOf(figure({ seen: [4, 4.9, 90] }))).toBe('not met');
    expect(verdictOf(figure({ goal: { atMost: 5 }, seen: [5, 5, 90] }))).toBe('met');
    expect(verdictOf(figure({ goal: { atMost: 4.9 } }))).toBe('not met');
  });

  test('counts for nothing when the work was wrong or the control was not noticed, however fast it was', () => {
    expect(verdictOf(figure({ correct: { ok: false, what: '' } }))).toBe('WRONG');
    expect(verdictOf(figure({ control: { ok: false, what: '' } }))).toBe('WRONG');
    expect(verdictOf(figure({ control: { ok: false, what: '' }, goal: null }))).toBe('WRONG');
  });

  test('is not judged without a goal, without a value, or in noise', () => {
    expect(verdictOf(figure({ goal: null }))).toBe('not judged');
    expect(verdictOf(figure({ seen: [] }))).toBe('not judged');
    expect(verdictOf(figure({ noisy: true }))).toBe('not judged');
  });

  test('stands in the table with its spread and says aloud when it was skipped', () => {
    const table = tableOf([figure({}), { id: 'X2', skipped: 'needs root' }]);
    expect(table).toContain('>= 5x');
    expect(table).toContain('5.00x [4.00..6.00]');
    expect(table).toMatch(/X2.*SKIPPED.*needs root/);
  });
});

describe('turns', () => {
  test('pair each side with the floor of the same turn', async () => {
    let floor = 0;
    let side = 0;
    const { values, noisy } = await inTurns(4, 'floor', {
      floor: () => 10 + (floor += 1),
      side: () => 2 * (10 + (side += 1)),
    });
    expect(paired(values.side, values.floor)).toEqual([2, 2, 2, 2]);
    expect(noisy).toBe(false);
  });

  test('are run three times at most when the floor drifts, and the calmest series counts', async () => {
    const floors = [1, 9, 1, 3, 1, 5];
    let calls = 0;
    const { values, noisy } = await inTurns(2, 'floor', { floor: () => floors[calls++] ?? 0 });
    expect(calls).toBe(6);
    expect(values.floor).toEqual([1, 3]);
    expect(noisy).toBe(true);
  });
});

test('quantiles lie between the values around them', () => {
  expect(median([3, 1, 2, 10])).toBe(2.5);
  expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
});
