import type { Fault } from './faults.ts';
import { type Outcome, runSeed, type SeedOptions } from './run-seed.ts';

/** Takes faults away as long as it still goes wrong: what is left is the story worth reading. */
export async function shrink(failed: Outcome, options: Omit<SeedOptions, 'faults' | 'seed'>): Promise<Outcome> {
  let faults: readonly Fault[] = failed.faults;
  for (let place = 0; place < faults.length;) {
    const fewer = faults.filter((_, index) => index !== place);
    const outcome = await runSeed({ ...options, seed: failed.seed, faults: fewer });
    if (outcome.violations.length > 0) faults = fewer;
    else place += 1;
  }
  return runSeed({ ...options, seed: failed.seed, faults, keepTrace: true });
}
