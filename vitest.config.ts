import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './tooling/test/longest-first.ts';
import { testProjects, type TestProject } from './tooling/test-projects.ts';

const minuteMs = 60_000;

/** As many as a small machine has cores. What waits for a program or a page leaves its core to the other one. */
const maxWorkers = 2;

/** How long `expect.poll` waits for what comes by itself: a busy machine takes seconds for what takes milliseconds here. */
const expect = { poll: { timeout: 15_000 } };

/** Quick files share one worker's modules: a fresh worker per file costs ten times the tests themselves. */
const quick: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  pool: 'threads',
  isolate: false,
  maxWorkers,
  expect,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  sequence: { groupOrder: 0 },
};

/** Files that start Postgres, Chromium or whole programs, each in a process of its own, once the quick ones are through. */
const programs = (timeoutMs: number): TestProjectInlineConfiguration['test'] => ({
  environment: 'node',
  pool: 'forks',
  maxWorkers,
  expect,
  testTimeout: timeoutMs,
  hookTimeout: timeoutMs,
  sequence: { groupOrder: 1 },
});

const settings: Record<string, TestProjectInlineConfiguration['test']> = {
  ui: {
    environment: './tooling/testing/screen-environment.ts',
    pool: 'threads',
    maxWorkers,
    expect,
    testTimeout: 30_000,
    setupFiles: ['./tooling/testing/clean-up-screens.ts'],
    sequence: { groupOrder: 0 },
  },
  cloud: {
    ...programs(2 * minuteMs),
    isolate: false,
    globalSetup: ['./cloud-sync/testing/postgres-global-setup.ts'],
  },
  wires: programs(2 * minuteMs),
  browser: programs(4 * minuteMs),
  stories: programs(10 * minuteMs),
  // They take the network and the clock away from everybody: one after the other.
  faults: { ...programs(5 * minuteMs), maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 2 } },
};

const inline = ({ name, include, exclude }: TestProject): TestProjectInlineConfiguration => ({
  extends: true,
  test: { ...(settings[name] ?? quick), name, include: [...include], exclude: [...exclude] },
});

export default defineConfig({
  test: { projects: testProjects.map(inline), sequence: { sequencer: LongestFirst } },
});
