import { describe, expect, inject, it } from 'vitest';
import type {} from '@auraconnect/cloud-sync/testing/postgres-global-setup.ts';
import type { Fault } from './faults.ts';
import { type Outcome, runSeed } from './run-seed.ts';

const timeout = 60_000;

/** All that can happen to the cloud's database, one after the other. */
const cloudTroubles: readonly Fault[] = (
  [
    'internet lossy',
    'cloud database breaks off',
    'cloud cannot work an order up',
    'feed rotated',
    'cloud restored from a dump',
  ] as const
).map((kind, place) => ({ kind, atMs: 6_000 + place * 10_000, forMs: 8_000, which: place }));

describe('an evening whose cloud is a real Postgres', () => {
  it('keeps every promise, and is the same evening again however quick Postgres is', { timeout }, async () => {
    const live = (): Promise<Outcome> =>
      runSeed({ seed: 5, postgresUrl: inject('pgUrl'), faults: cloudTroubles, keepTrace: true });
    const [once, again] = [await live(), await live()];
    expect(once.violations).toEqual([]);
    expect(once.story.join('\n')).toContain('a batch breaks off: the database went away');
    expect(once.traceHash).toBe(again.traceHash);
  });

  it('finds out when a day is counted twice', { timeout }, async () => {
    const { violations } = await runSeed({
      seed: 3,
      bug: 'day-counted-again',
      kinds: ['internet lossy'],
      postgresUrl: inject('pgUrl'),
    });
    expect(violations.join('\n')).toContain('Postgres counts differently');
  });
});
