import { describe, expect, inject, it } from 'vitest';
import type {} from '@auraconnect/cloud-sync/testing/postgres-global-setup.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { lostDisk, type Outcome, runSeed } from './run-seed.ts';

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

  it('gives a box back what it lost with its disk', { timeout }, async () => {
    expect((await runSeed({ seed: 3, postgresUrl: inject('pgUrl'), kinds: lostDisk })).violations).toEqual([]);
  });

  it.each([
    ['day-counted-again', 'internet lossy', 'Postgres counts differently'],
    ['cursor-outside-transaction', 'cloud database breaks off', 'the cloud does not have event'],
    ['cloud-skips-gaps', 'cloud restored from a dump', 'the cloud does not have event'],
  ] as [PlantedBug, FaultKind, string][])('finds out about %s', { timeout }, async (bug, kind, sign) => {
    const { violations } = await runSeed({ seed: 3, bug, kinds: [kind], postgresUrl: inject('pgUrl') });
    expect(violations.join('\n')).toContain(sign);
  });
});
