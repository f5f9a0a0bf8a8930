import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChromiumMissing, findChromium, howToGetChromium } from './chromium.ts';

/** Runs one program to its end with its output shown. */
export type RunProgram = (
  file: string,
  programArguments: readonly string[],
) => { status: number | null; output: string };

/**
 * Finds Chromium or, on a CI machine where we are root, installs Debian's. Nobody's own machine is
 * changed: there the person gets the command.
 *
 * @returns its path
 * @throws ChromiumMissing with one sentence that says what to do
 */
export async function ensureChromium(run: RunProgram = runShown): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;

  const mayInstall = process.getuid?.() === 0 && isSet(process.env['CI']) && run('apt-get', ['--version']).status === 0;
  if (!mayInstall) throw new ChromiumMissing(howToGetChromium());

  console.log('Chromium is missing: installing the system package.');
  await aptGet(run, ['update']);
  await aptGet(run, ['install', '-y', '--no-install-recommends', 'chromium']);
  const installed = findChromium();
  if (installed === undefined)
    throw new ChromiumMissing('apt-get installed chromium, and yet there is none to be found.');
  return installed;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';

const attempts = 6;
const retryDelayMs = 5000;

/** A fresh machine often still holds the package manager's lock for its own updates. */
export async function aptGet(
  run: RunProgram,
  command: readonly string[],
  delayMs: number = retryDelayMs,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, output } = run('apt-get', ['-o', 'DPkg::Lock::Timeout=60', ...command]);
    if (status === 0) return;
    const isLocked = /could not get lock|is held by process|unable to (lock|acquire)/i.test(output);
    if (!isLocked || attempt === attempts) {
      throw new ChromiumMissing(`apt-get ${command.join(' ')} ended with status ${status}; what it said is above.`);
    }
    await sleep(delayMs);
  }
}

function runShown(file: string, programArguments: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(file, programArguments, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) console.error(stderr);
  return { status, output: `${stdout}${stderr}` };
}
