import path from 'node:path';
import { buildScreens } from './build-screens.ts';
import { runChecks } from './check.ts';
import { ChromiumMissing } from './chromium.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { ensureDebianTools, wireTools } from './test/debian-tools.ts';
import { root } from './root.ts';
import { onShutdown } from './shutdown.ts';
import { readTestArguments, type TestArguments } from './test/arguments.ts';
import { planTests } from './test/plan.ts';
import type { TestCount } from './test/report.ts';
import { runVitest } from './test/run-vitest.ts';
import { testProjects } from './test-projects.ts';

/** The same programs start a hundred times: what the first start made of the sources serves the others. */
const compileCache = path.join(root, '.build', 'compile-cache');

const stopping = new AbortController();

onShutdown(async () => {
  stopping.abort();
  await running;
});

const running = main(readTestArguments(process.argv.slice(2)));
process.exitCode = await running;

/** @returns the exit status */
async function main(given: TestArguments): Promise<number> {
  const whole = given.filters.length === 0 && given.options.length === 0;
  const { files, needs } = planTests(root, given.filters);
  if (files === 0) {
    console.error(`No test file matches ${given.filters.join(' ')}.`);
    return finish({ passed: 0, failed: 0, skipped: 0 });
  }

  // What is missing is said before minutes are spent on the rest.
  if (needs.has('chromium')) {
    try {
      process.env['CHROMIUM_PATH'] = await ensureChromium();
    } catch (error) {
      if (!(error instanceof ChromiumMissing)) throw error;
      console.error(error.message);
      return finish({ passed: 0, failed: 1, skipped: 0 });
    }
  }
  if (whole) ensureDebianTools(wireTools);
  let failed = 0;
  if (whole) failed += (await runChecks()).filter(({ ok }) => !ok).length;
  if (needs.has('screens')) failed += (await buildScreens()).filter(({ outcome }) => outcome === 'failed').length;

  const tests = await runVitest(inProjects(given), stopping.signal, { NODE_COMPILE_CACHE: compileCache });
  return finish({ ...tests, failed: tests.failed + failed });
}

/** Every project but those that have a command of their own, unless somebody names one. */
function inProjects({ filters, options }: TestArguments): TestArguments {
  if (options.some((option) => option.startsWith('--project'))) return { filters, options };
  const names = testProjects.filter(({ apart }) => !apart).map(({ name }) => `--project=${name}`);
  return { filters, options: [...options, ...names] };
}

/** The last line is for machines to read. A run that ran nothing proves nothing. */
function finish({ passed, failed, skipped }: TestCount): number {
  if (skipped > 0) console.log(`${skipped} skipped`);
  if (passed + failed === 0) console.error('No test was run: that is a failure.');
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
