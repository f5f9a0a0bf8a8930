import { describe, expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const lastAt = (ms: number) => ({ lastCurrentMs: { kitchen: ms } });

describe('a kitchen board that is not up to date', () => {
  it('is fresh for five seconds, stale from then, and alarms from fifteen', () => {
    expect(freshnessOf(lastAt(1_000), 5_999, 0).level).toBe('fresh');
    expect(freshnessOf(lastAt(1_000), 6_000, 0)).toEqual({ level: 'stale', ageMs: 5_000 });
    expect(freshnessOf(lastAt(1_000), 15_999, 0).level).toBe('stale');
    expect(freshnessOf(lastAt(1_000), 16_000, 0)).toEqual({ level: 'alarm', ageMs: 15_000 });
  });

  it('alarms as well when nothing has ever come', () => {
    expect(freshnessOf({ lastCurrentMs: {} }, 900_000, 4_000)).toEqual({ level: 'fresh', ageMs: null });
    expect(freshnessOf({ lastCurrentMs: {} }, 900_000, 15_000)).toEqual({ level: 'alarm', ageMs: null });
  });

  it('does not believe the other topics: only a current kitchen is a current board', () => {
    expect(freshnessOf({ lastCurrentMs: { status: 20_000, kitchen: 1_000 } }, 20_000, 0).level).toBe('alarm');
  });
});
