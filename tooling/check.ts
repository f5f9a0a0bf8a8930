import { checkSteps } from './check/steps.ts';

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly output: string;
}

/** Runs every check in turn, each to its end, and says how it went; what a failed one wrote follows it. */
export async function runChecks(): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const step of checkSteps) {
    const startedAtMs = performance.now();
    const { status, output } = await step.run();
    const result = { name: step.name, ok: status === 0, durationMs: performance.now() - startedAtMs, output };
    const seconds = `${(result.durationMs / 1000).toFixed(1)} s`;
    console.log(`check ${step.name.padEnd(11)} ${result.ok ? 'ok    ' : 'FAILED'} ${seconds.padStart(7)}`);
    if (!result.ok) console.log(`${output.trim()}\n`);
    results.push(result);
  }
  return results;
}

if (import.meta.main) {
  const failed = (await runChecks()).filter(({ ok }) => !ok);
  console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.map(({ name }) => name).join(', ')}.`);
  if (failed.length > 0) process.exitCode = 1;
}
