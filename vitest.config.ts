import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { testProjects, type TestProject } from './tooling/test-projects.ts';

const minuteMs = 60_000;

/** Quick files share one worker's modules: a fresh worker per file costs ten times the tests themselves. */
const quick: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  pool: 'threads',
  isolate: false,
  maxWorkers: 2,
  testTimeout: 15_000,
  hookTimeout: 30_000,
  sequence: { groupOrder: 0 },
};

/** One file after the other, each in a process of its own: two cores do not carry more than one such thing. */
const alone = (groupOrder: number, timeoutMs: number): TestProjectInlineConfiguration['test'] => ({
  environment: 'node',
  pool: 'forks',
  fileParallelism: false,
  testTimeout: timeoutMs,
  hookTimeout: timeoutMs,
  sequence: { groupOrder },
});

const settings: Record<string, TestProjectInlineConfiguration['test']> = {
  ui: {
    environment: 'jsdom',
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 15_000,
    setupFiles: ['./tooling/testing/clean-up-screens.ts'],
    sequence: { groupOrder: 1 },
  },
  cloud: {
    ...alone(2, minuteMs),
    isolate: false,
    globalSetup: ['./cloud-sync/testing/postgres-global-setup.ts'],
  },
  browser: alone(3, 2 * minuteMs),
  stories: alone(4, 10 * minuteMs),
  faults: alone(5, 5 * minuteMs),
};

const inline = ({ name, include, exclude }: TestProject): TestProjectInlineConfiguration => ({
  extends: true,
  test: { ...(settings[name] ?? quick), name, include: [...include], exclude: [...exclude] },
});

export default defineConfig({
  test: { projects: testProjects.map(inline) },
});
