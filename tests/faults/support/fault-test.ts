import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { testResults } from '../../support/story-store.ts';

/** Why a fault cannot be made on this machine; null when it can. */
export type Need = () => string | null;

export const needsRoot: Need = () =>
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'this fault needs Linux and root';

export const needsTool =
  (tool: string, debianPackage: string): Need =>
  () =>
    spawnSync('/bin/sh', ['-c', `command -v ${tool}`]).status === 0
      ? null
      : `${tool} is missing (Debian: apt-get install ${debianPackage})`;

export const needsStrace: Need = () =>
  needsTool('strace', 'strace')() ??
  (spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? null : 'strace may not trace here (ptrace is off)');

/** A test that is skipped aloud where its fault cannot be made: nobody should think that it had passed. */
export function faultTest(title: string, needs: readonly Need[], run: () => Promise<void>, timeoutMs = 300_000): void {
  test(title, { timeout: timeoutMs }, async ({ skip }) => {
    const missing = needs.flatMap((need) => need() ?? []);
    if (missing.length > 0) {
      seen(`SKIPPED ${title}`, missing.join('; '));
      skip(missing.join('; '));
    }
    await run();
  });
}

/** A figure that the run saw, for whoever reads its end and for docs/RELIABILITY.md. */
export function seen(fault: string, what: string): void {
  const folder = join(testResults, 'faults');
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'seen.txt'), `  ${fault}: ${what}\n`);
}
