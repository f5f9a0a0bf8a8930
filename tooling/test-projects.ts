/** What a project's files need besides Node, so that `npm test` prepares only what will be used. */
export type TestNeed = 'postgres' | 'chromium' | 'screens';

export interface TestProject {
  readonly name: string;
  /** Globs from the root of the checkout. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly needs: readonly TestNeed[];
  /** Has a command of its own, because it wants root and breaks things for minutes: `npm test` leaves it out. */
  readonly apart: boolean;
}

const ui = [
  'shared/ui',
  'desktop-pos/src/renderer',
  'kds',
  'cloud-sync/portal',
  'appliance/setup-wizard',
  'printer-drivers/src/emulator/paper',
];

/** `npm run test:faults`. */
export const faultsProject = 'faults';

const inBrowser = '**/*.browser.test.{ts,tsx}';
const never = ['**/node_modules/**', '**/dist/**', '.build/**', 'data/**'];

const project = (
  name: string,
  include: readonly string[],
  exclude: readonly string[] = [],
  needs: readonly TestNeed[] = [],
): TestProject => ({ name, include, exclude: [...never, ...exclude], needs, apart: name === faultsProject });

/**
 * Every test file of the checkout belongs to exactly one of these; a test holds the table to that.
 * They run in this order, and those that start Postgres, Chromium or whole programs run alone.
 */
export const testProjects: readonly TestProject[] = [
  project('shared', ['shared/src/**/*.test.ts', 'shared/testing/**/*.test.ts'], [inBrowser]),
  project(
    'printer-drivers',
    ['printer-drivers/src/**/*.test.ts'],
    [inBrowser, 'printer-drivers/src/emulator/paper/**'],
  ),
  project('appliance', ['appliance/src/**/*.test.ts'], [inBrowser]),
  project('desktop', ['desktop-pos/*.test.ts', 'desktop-pos/src/{main,preload,common}/**/*.test.ts'], [inBrowser]),
  project('tooling', ['tooling/**/*.test.ts'], [inBrowser]),
  project(
    'ui',
    ui.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    [inBrowser],
  ),
  project('cloud', ['cloud-sync/src/**/*.test.ts', 'cloud-sync/testing/**/*.test.ts'], [inBrowser], ['postgres']),
  project('browser', [inBrowser], ['tests/**'], ['chromium', 'screens']),
  project('stories', ['tests/**/*.test.ts'], ['tests/faults/**'], ['chromium', 'screens']),
  project(faultsProject, ['tests/faults/**/*.test.ts']),
];
