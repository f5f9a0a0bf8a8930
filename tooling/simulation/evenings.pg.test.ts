import { describe, expect, inject, it } from 'vitest';
import type { FaultKind } from './faults.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

/** Between them: a batch that breaks off, a cloud that is brought back, an order that it cannot work up, a box that lost its disk. */
const cloudTroubles: readonly FaultKind[] = [
  'cloud database breaks off',
  'cloud restored from a dump',
  'cloud cannot work an order up',
  'internet lossy',
  'feed rotated',
];
const timeout = 60_000;

describe('an evening whose cloud is a real Postgres', () => {
  it('keeps every promise, and Postgres counts what the store sold', { timeout }, async () => {
    const postgresUrl = inject('pgUrl');
    const met = new Set<string>();
    for (const [seed, kinds] of [
      [1, cloudTroubles],
      [2, cloudTroubles],
      [3, undefined],
    ] as const) {
      const { violations, faults } = await runSeed({ seed, postgresUrl, ...(kinds === undefined ? {} : { kinds }) });
      expect(violations, `seed ${seed}`).toEqual([]);
      for (const { kind } of faults) met.add(kind);
    }
    expect(cloudTroubles.filter((kind) => !met.has(kind))).toEqual([]);
  });

  it('is the same evening whenever the seed is the same, however quick Postgres is', { timeout }, async () => {
    const live = (): Promise<{ traceHash: string }> =>
      runSeed({ seed: 5, postgresUrl: inject('pgUrl'), kinds: cloudTroubles });
    expect((await live()).traceHash).toBe((await live()).traceHash);
  });

  it.each([
    ['day-counted-again', ['internet lossy']],
    ['cursor-outside-transaction', ['cloud database breaks off']],
  ] as [PlantedBug, FaultKind[]][])('finds out about %s', { timeout }, async (bug, kinds) => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 10 && wrong.length === 0; seed += 1)
      wrong.push(...(await runSeed({ seed, bug, kinds, postgresUrl: inject('pgUrl') })).violations);
    expect(wrong).not.toEqual([]);
  });
});
