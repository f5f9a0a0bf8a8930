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
const onWire = '**/*.wire.test.ts';
const overPostgres = '**/*.pg.test.ts';
const never = ['**/node_modules/**', '**/dist/**', '.build/**', 'data/**'];

const project = (
  name: string,
  include: readonly string[],
  exclude: readonly string[] = [],
  needs: readonly TestNeed[] = [],
): TestProject => ({ name, include, exclude: [...never, ...exclude], needs, apart: name === faultsProject });

/**
 * Every test file of the checkout belongs to exactly one of these; a test holds the table to that.
 * First those that only compute, then those that start Postgres, Chromium or whole programs; two files at a time.
 */
export const testProjects: readonly TestProject[] = [
  project('shared', ['shared/src/**/*.test.ts', 'shared/testing/**/*.test.ts'], [inBrowser]),
  project(
    'printer-drivers',
    ['printer-drivers/src/**/*.test.ts'],
    [inBrowser, onWire, 'printer-drivers/src/emulator/paper/**'],
  ),
  // The serial port's native code knows only the main thread of a process.
  project('wires', [onWire]),
  project('appliance', ['appliance/src/**/*.test.ts'], [inBrowser, onWire]),
  project('desktop', ['desktop-pos/*.test.ts', 'desktop-pos/src/{main,preload,common}/**/*.test.ts'], [inBrowser]),
  project('tooling', ['tooling/**/*.test.ts'], [inBrowser, overPostgres]),
  // What a screen thinks needs no page; what it draws is drawn in jsdom, which takes a second to begin for every file.
  project(
    'ui-logic',
    ui.map((folder) => `${folder}/**/*.test.ts`),
    [inBrowser],
  ),
  project(
    'ui',
    ui.map((folder) => `${folder}/**/*.test.tsx`),
    [inBrowser],
  ),
  project(
    'cloud',
    ['cloud-sync/src/**/*.test.ts', 'cloud-sync/testing/**/*.test.ts', 'tooling/**/*.pg.test.ts'],
    [inBrowser],
    ['postgres'],
  ),
  project('browser', [inBrowser], ['tests/**'], ['chromium', 'screens']),
  project('stories', ['tests/**/*.test.ts'], ['tests/faults/**'], ['chromium', 'screens']),
  project(faultsProject, ['tests/faults/**/*.test.ts']),
];

/**
 * The files that take longest, longest first: each begins as early as its kind may, or one core would wait at the end while the
 * other is busy with it. In CPU seconds of a two-core machine: the first of them 100, the last 20.
 */
export const longTests: readonly string[] = [
  'tooling/simulation/simulation.test.ts',
  'appliance/src/backup/backup.test.ts',
  'desktop-pos/src/renderer/till-screens.test.tsx',
  'cloud-sync/portal/portal.browser.test.ts',
  'desktop-pos/src/renderer/till.browser.test.ts',
  'desktop-pos/src/renderer/red-mode.browser.test.ts',
  'kds/src/board.browser.test.ts',
  'cloud-sync/src/main.pg.test.ts',
  'cloud-sync/src/shape/tables/oracle.pg.test.ts',
  'tests/life-of-an-order.test.ts',
  'tests/one-real-store.test.ts',
  'tests/offline-friday.test.ts',
  'tests/two-tills-one-menu.test.ts',
  'tests/sync-up-and-down.test.ts',
  'tests/both-sides-edit.test.ts',
  'tests/a-screen-that-was-unplugged.test.ts',
  'tests/bad-input.test.ts',
];
