import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestCluster, type TestCluster } from '@auraconnect/cloud-sync/testing/test-cluster.ts';
import type { FaultKind } from '../../tooling/simulation/faults.ts';
import type { PlantedBug } from '../../tooling/simulation/planted-bugs.ts';
import { runSeed } from '../../tooling/simulation/run-seed.ts';
import { seen } from './support/fault-test.ts';

/** The last one once lost a bump that a screen told of before a till told what it had sent. */
const evenings = [...Array.from({ length: 15 }, (_, place) => place + 1), 249];
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

test(
  'evenings of all kinds of trouble keep every promise when the cloud is a real Postgres',
  { timeout: 600_000 },
  async () => {
    let faultCount = 0;
    for (const seed of evenings) {
      const { violations, faults } = await runSeed({ seed, postgresUrl: cluster.url });
      expect(violations, `seed ${seed}`).toEqual([]);
      faultCount += faults.length;
    }
    seen(
      'evenings over Postgres',
      `${evenings.length} simulated evenings with ${faultCount} faults: journal, lines and days of Postgres as the store has them, and the same when worked up anew`,
    );
  },
);

test.each([
  ['cursor-outside-transaction', 'cloud database breaks off'],
  ['cloud-skips-gaps', 'cloud restored from a dump'],
] as [PlantedBug, FaultKind][])('control: %s is found out over Postgres', { timeout: 120_000 }, async (bug, kind) => {
  const { violations } = await runSeed({ seed: 3, bug, kinds: [kind], postgresUrl: cluster.url });
  expect(violations.join('\n')).toContain('the cloud does not have event');
  seen('control of evenings over Postgres', `${bug}: ${violations[0]}`);
});
