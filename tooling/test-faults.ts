import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';
import { onShutdown } from './shutdown.ts';
import { faultsProject } from './test-projects.ts';
import { readTestArguments } from './test/arguments.ts';
import { ensureDebianTools, faultTools, wireTools } from './test/debian-tools.ts';
import { runVitest } from './test/run-vitest.ts';

/** Where the tests write what they saw, a line each. */
const seenFile = path.join(root, 'test-results', 'faults', 'seen.txt');

const stopping = new AbortController();
onShutdown(async () => {
  stopping.abort();
  await running;
});

const running = main();
process.exitCode = await running;

/** @returns the exit status */
async function main(): Promise<number> {
  ensureDebianTools([...faultTools, ...wireTools]);
  rmSync(seenFile, { force: true });
  const { filters, options } = readTestArguments(process.argv.slice(2));
  const counted = await runVitest({ filters, options: [...options, `--project=${faultsProject}`] }, stopping.signal);
  if (existsSync(seenFile)) console.log(`\nWhat was seen:\n${readFileSync(seenFile, 'utf8')}`);
  if (counted.skipped > 0) console.log(`${counted.skipped} skipped: what was missing is said above.`);
  console.log(`${counted.passed} passed, ${counted.failed} failed`);
  return counted.failed === 0 && counted.passed > 0 ? 0 : 1;
}
