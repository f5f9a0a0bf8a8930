import { parseArgs } from 'node:util';
import { startTestCluster } from '@auraconnect/cloud-sync/testing/test-cluster.ts';
import { ProgressBar } from '../progress-bar.ts';
import { sentenceOf } from './faults.ts';
import { onlyInMemory, onlyOverPostgres, type PlantedBug, plantedBugs } from './planted-bugs.ts';
import { type Outcome, runSeed } from './run-seed.ts';
import { shrink } from './shrink.ts';
import { onShutdown } from '../shutdown.ts';

const usage = `npm run simulate -- [--seeds N] [--seed S] [--bug NAME] [--story] [--postgres]

Lives N evenings of a whole store (default 1,000) on a virtual clock, network and disk, each with faults of its own, and holds every
step to what was promised. --seed S lives that one, or begins there. --story prints what happened. --postgres keeps each evening's cloud in
a database of its own of a real Postgres instead of in memory, which takes longer. --bug builds a known fault in:
${Object.entries(plantedBugs)
  .map(([name, { what }]) => `  ${name.padEnd(30)} ${what}`)
  .join('\n')}`;

interface Asked {
  first: number;
  count: number;
  bug: PlantedBug | null;
  story: boolean;
  postgres: boolean;
}

function readArguments(): Asked | null {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      bug: { type: 'string' },
      story: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const first = Number(values.seed ?? 1);
  const count = Number(values.seeds ?? (values.seed === undefined ? 1_000 : 1));
  const bug = values.bug ?? null;
  const cannotBeThere: ReadonlySet<string> = values.postgres ? onlyInMemory : onlyOverPostgres;
  if (
    !Number.isSafeInteger(first) ||
    !Number.isSafeInteger(count) ||
    count < 1 ||
    (bug !== null && (!(bug in plantedBugs) || cannotBeThere.has(bug)))
  )
    return null;
  return { first, count, bug: bug as PlantedBug | null, story: values.story, postgres: values.postgres };
}

/** @returns the exit status: 0 when no promise was broken */
async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === null) {
    process.stdout.write(`${usage}\n`);
    return 2;
  }
  if (!asked.postgres) return live(asked, null);
  const cluster = await startTestCluster();
  try {
    return await live(asked, cluster.url);
  } finally {
    await cluster.stop();
  }
}

async function live({ first, count, bug, story }: Asked, postgresUrl: string | null): Promise<number> {
  const bar = new ProgressBar('Evenings', count);
  const coverage = new Map<string, number>();
  const startedMs = performance.now();
  for (let seed = first; seed < first + count && !isEnding; seed += 1) {
    const outcome = await runSeed({ seed, bug, keepTrace: story, postgresUrl });
    if (story) process.stdout.write(`${outcome.story.join('\n')}\n`);
    for (const [key, times] of outcome.coverage) coverage.set(key, (coverage.get(key) ?? 0) + times);
    if (outcome.violations.length > 0) {
      bar.finish(`seed ${seed} broke a promise`);
      tell(await shrink(outcome, { bug, postgresUrl }), postgresUrl !== null);
      return 1;
    }
    if (count === 1) process.stdout.write(`Seed ${seed}: every promise was kept, trace ${outcome.traceHash}.\n`);
    bar.show(seed - first + 1);
  }
  const seconds = (performance.now() - startedMs) / 1000;
  bar.finish(`${count} evenings, no promise broken`);
  process.stdout.write(
    `\n${coverageTable(coverage)}\n\n${count} seeds from ${first} in ${seconds.toFixed(0)} s, no promise broken.\n`,
  );
  return 0;
}

function tell({ seed, faults, violations, traceHash, story }: Outcome, isOverPostgres: boolean): void {
  process.stdout.write(
    `${story.join('\n')}\n\nSeed ${seed} (trace ${traceHash}), after taking away what it does not need:\n` +
      `${faults.map((fault) => `  ${sentenceOf(fault)}`).join('\n')}\n\nBroken:\n${violations.map((one) => `  ${one}`).join('\n')}\n\n` +
      `Again: npm run simulate -- --seed ${seed} --story${isOverPostgres ? ' --postgres' : ''}\n`,
  );
}

/** Faults by the state of the system that they met: how much was tried, which the number of seeds alone does not say. */
function coverageTable(coverage: ReadonlyMap<string, number>): string {
  const rows = [...coverage].toSorted(([one], [other]) => one.localeCompare(other));
  const width = Math.max(...rows.map(([key]) => key.length));
  return [
    `${rows.length} pairs of a fault and the state that it met:`,
    ...rows.map(([key, times]) => `${key.padEnd(width)}  ${String(times).padStart(6)}`),
  ].join('\n');
}

/** Who asks it to end waits for the evening that is being lived: its database is stopped after it, not under it. */
let isEnding = false;
onShutdown(async () => {
  isEnding = true;
  await running;
});
const running = main();
process.exitCode = await running;
