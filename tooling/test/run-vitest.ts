import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';
import { runTool } from '../tool.ts';
import type { TestArguments } from './arguments.ts';
import { countTests, type TestCount, type TestReport } from './report.ts';

const reportFile = path.join(root, '.build', `test-report-${process.pid}.json`);

/** Runs test files with what they write shown, and counts. */
export async function runVitest({ filters, options }: TestArguments, signal: AbortSignal): Promise<TestCount> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status } = await runTool('vitest', ['run', ...reporters, ...filters, ...options], {
    shown: true,
    env: {
      ...process.env,
      // A shell may say production, in which React has no tools for tests.
      NODE_ENV: 'test',
      // The same programs start a hundred times: what the first made of the sources serves the others.
      NODE_COMPILE_CACHE: path.join(root, '.build', 'compile-cache'),
    },
    signal,
  });
  const report = readReport();
  rmSync(reportFile, { force: true });
  return countTests(report, status);
}

function readReport(): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
  } catch {
    return undefined;
  }
}
