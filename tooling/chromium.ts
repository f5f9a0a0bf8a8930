import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, LaunchOptions } from '@playwright/test';

/** The quiet browser that tests and screenshots want: nothing in the background, nothing to the internet. */
export const chromiumArguments: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium refuses to run its sandbox as root; for everybody else it stays on.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

export class ChromiumMissing extends Error {
  override name = 'ChromiumMissing';
  readonly code = 'chromium_missing';
}

/** Loaded when a browser is asked for: it is large, and most who look for a path do not need it. */
function playwright(): typeof import('@playwright/test') {
  return createRequire(import.meta.url)('@playwright/test') as typeof import('@playwright/test');
}

/**
 * A Chromium of this machine: the one that CHROMIUM_PATH names, the system's, one that lies in
 * PATH, or the one that Playwright downloaded; undefined when there is none.
 *
 * @throws ChromiumMissing when CHROMIUM_PATH names a file that does not exist
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new ChromiumMissing(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const inPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => ['chromium', 'google-chrome', 'chrome'].map((name) => path.join(folder, name)));
  return [...(usualPlaces[process.platform] ?? []), ...inPath, playwright().chromium.executablePath()].find((file) =>
    existsSync(file),
  );
}

/**
 * Starts the Chromium of `findChromium` for a test or a screenshot; the caller closes it.
 *
 * @throws ChromiumMissing when this machine has none
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new ChromiumMissing(howToGetChromium());
  return playwright().chromium.launch({
    ...options,
    executablePath,
    args: [...chromiumArguments, ...(options.args ?? [])],
  });
}

export function howToGetChromium(): string {
  return 'The tests need Chromium and found none: run `npx playwright install chromium` (or set CHROMIUM_PATH to yours), then run them again.';
}
