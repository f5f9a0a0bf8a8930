import { describe, expect, test } from 'vitest';
import { ChromiumMissing } from './chromium.ts';
import { aptGet, type RunProgram } from './ensure-chromium.ts';

const lockHeld = 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)';

/** Answers one after the other and remembers what was asked. */
function scripted(answers: readonly [status: number, output: string][]): { run: RunProgram; asked: string[] } {
  const asked: string[] = [];
  const run: RunProgram = (file, programArguments) => {
    const [status, output] = answers[asked.length] ?? answers.at(-1) ?? [0, ''];
    asked.push([file, ...programArguments].join(' '));
    return { status, output };
  };
  return { run, asked };
}

describe('installing a system package', () => {
  test('waits for the package manager that a fresh machine is still using', async () => {
    const { run, asked } = scripted([
      [100, lockHeld],
      [100, lockHeld],
      [0, ''],
    ]);
    await aptGet(run, ['install', '-y', 'chromium'], 1);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toMatch(/^apt-get .*install -y chromium$/);
  });

  test('does not try again what cannot succeed', async () => {
    const { run, asked } = scripted([[100, 'E: Unable to locate package chromium']]);
    await expect(aptGet(run, ['install', 'chromium'], 1)).rejects.toThrow(ChromiumMissing);
    expect(asked).toHaveLength(1);
  });

  test('gives up on a lock that nobody lets go of', async () => {
    const { run, asked } = scripted([[100, lockHeld]]);
    await expect(aptGet(run, ['update'], 1)).rejects.toThrow(/status 100/);
    expect(asked.length).toBeLessThan(10);
  });
});
