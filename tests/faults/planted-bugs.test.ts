import { describe, expect, it } from 'vitest';
import { onlyOverPostgres, type PlantedBug, plantedBugs } from '../../tooling/simulation/planted-bugs.ts';
import { runSeed } from '../../tooling/simulation/run-seed.ts';

const mostSeeds = 60;
const bugs = (Object.entries(plantedBugs) as [PlantedBug, (typeof plantedBugs)[PlantedBug]][]).filter(
  ([bug]) => !onlyOverPostgres.has(bug),
);

/** The first evening on which it shows, of evenings full of the trouble in which it shows; null when there is none. */
async function caughtBy(
  bug: PlantedBug | null,
  meets: (typeof plantedBugs)[PlantedBug]['meets'],
): Promise<string | null> {
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    const { violations } = await runSeed({ seed, bug, kinds: meets });
    if (violations.length > 0) return violations[0] ?? '';
  }
  return null;
}

describe('the simulation sees what it is there to see', () => {
  it.each(bugs)('%s: $what', { timeout: 240_000 }, async (bug, { meets }) => {
    expect(await caughtBy(bug, meets)).not.toBeNull();
  });
});
