import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../boundaries/source-files.ts';
import { strayTests } from '../check/strays.ts';
import { root } from '../root.ts';
import { longTests, testProjects } from '../test-projects.ts';
import { readTestArguments } from './arguments.ts';
import { filesOf, planTests } from './plan.ts';

const projectOf = (file: string): string[] =>
  testProjects.filter((project) => filesOf(project, [file]).length > 0).map(({ name }) => name);

describe('every kind of test has one room', () => {
  test.each([
    ['shared/src/money/decimal.test.ts', 'shared'],
    ['shared/ui/keypad.test.tsx', 'ui'],
    ['desktop-pos/src/renderer/till/till.test.ts', 'ui-logic'],
    ['desktop-pos/src/main/window.test.ts', 'desktop'],
    ['desktop-pos/electron-builder.test.ts', 'desktop'],
    ['printer-drivers/src/drivers/escpos/encoder.test.ts', 'printer-drivers'],
    ['printer-drivers/src/emulator/paper/sheet.test.tsx', 'ui'],
    ['appliance/src/orders/take.test.ts', 'appliance'],
    ['appliance/setup-wizard/form.test.tsx', 'ui'],
    ['cloud-sync/src/ingest/batch.pg.test.ts', 'cloud'],
    ['cloud-sync/portal/sales.test.tsx', 'ui'],
    ['cloud-sync/portal/sales.browser.test.ts', 'browser'],
    ['kds/src/board.browser.test.ts', 'browser'],
    ['tooling/chromium.browser.test.ts', 'browser'],
    ['tests/offline-friday.test.ts', 'stories'],
    ['tests/newcomer.browser.test.ts', 'stories'],
    ['tests/faults/power-cut.test.ts', 'faults'],
  ])('%s is for %s', (file, project) => {
    expect(projectOf(file)).toEqual([project]);
  });

  test('in this checkout', () => {
    const files = sourceFiles(root);
    expect(files.filter((file) => file.endsWith('.test.ts')).length).toBeGreaterThan(10);
    expect(strayTests(files)).toEqual([]);
  });

  test('and one that has none is named', () => {
    expect(strayTests(['docs/example.test.ts'])).toEqual([expect.stringContaining('no test project')]);
  });
});

describe('a run prepares only what its files need', () => {
  test('nothing for one pure file', () => {
    expect(planTests(root, ['tooling/node-runtime'])).toEqual({ files: 1, needs: new Set() });
  });

  test('Postgres for a file of the cloud', () => {
    expect(planTests(root, ['tenant-isolation.pg']).needs).toEqual(new Set(['postgres']));
  });

  test('Chromium and the screens for a file that drives a browser', () => {
    expect(planTests(root, ['tooling/chromium.browser']).needs).toEqual(new Set(['chromium', 'screens']));
  });

  test('and leaves out what has a command of its own', () => {
    expect(planTests(root, ['tests/faults/']).files).toBe(0);
  });

  test('and knows when nothing fits', () => {
    expect(planTests(root, ['no-such-file']).files).toBe(0);
  });
});

test('words are filters, and what begins with a dash is for vitest', () => {
  expect(readTestArguments(['pricing', '-t', 'half of', 'tax', '--bail=1', '--project', 'shared'])).toEqual({
    filters: ['pricing', 'tax'],
    options: ['-t', 'half of', '--bail=1', '--project', 'shared'],
  });
});

test('what is said to take long is there', () => {
  expect(longTests.filter((file) => !sourceFiles(root).includes(file))).toEqual([]);
});
