import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';
import { runTool } from '../tool.ts';
import type { TestArguments } from './arguments.ts';
import { countTests, type TestCount, type TestReport } from './report.ts';

const reportFile = path.join(root, '.build', `test-report-${process.pid}.json`);

/**
 * Runs test files with what they write shown, and counts.
 *
 * @param env more than the environment of this program, for the tests and all that they start
 */
export async function runVitest(
  { filters, options }: TestArguments,
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<TestCount> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status } = await runTool('vitest', ['run', ...reporters, ...filters, ...options], {
    shown: true,
    // A shell may say production, in which React has no tools for tests.
    env: { ...process.env, NODE_ENV: 'test', ...env },
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
