import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';
import { screens, type Screen } from './screens.ts';
import { sourceHash } from './source-hash.ts';

export interface ScreenBuild {
  readonly name: string;
  readonly outcome: 'built' | 'unchanged' | 'failed';
  readonly durationMs: number;
  /** What the bundler said, when it failed. */
  readonly problem?: string;
}

/** Kept beside what it describes, so that deleting `dist` builds again. */
const stampName = '.sources';

/**
 * Builds every screen whose sources changed since its last build and reports each as it is done.
 * A screen that fails keeps the files of its last good build.
 *
 * @param onDone called once per screen, in order
 */
export async function buildScreens(onDone: (build: ScreenBuild) => void = printBuild): Promise<ScreenBuild[]> {
  const builds: ScreenBuild[] = [];
  for (const screen of screens) {
    if (!existsSync(path.join(root, screen.app, 'vite.config.ts'))) continue;
    const build = await buildScreen(screen);
    onDone(build);
    builds.push(build);
  }
  return builds;
}

async function buildScreen(screen: Screen): Promise<ScreenBuild> {
  const startedAtMs = performance.now();
  const done = (outcome: ScreenBuild['outcome'], problem?: string): ScreenBuild => ({
    name: screen.name,
    outcome,
    durationMs: performance.now() - startedAtMs,
    ...(problem === undefined ? {} : { problem }),
  });

  const output = path.join(root, screen.output);
  const stamp = path.join(output, stampName);
  const hash = sourceHash(root, [screen.app, ...screen.sources, 'package-lock.json', 'tooling/vite-app.ts']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return done('unchanged');

  // Built aside and put in place whole: a program that serves the screen never shows half of one.
  // Vite sets NODE_ENV for the whole process; what the caller starts afterwards must not inherit that.
  const environment = process.env['NODE_ENV'];
  const aside = path.join(root, '.build', 'screens', `${screen.name}-${process.pid}`);
  try {
    const { build } = await import('vite');
    const app = path.join(root, screen.app);
    await build({
      root: app,
      configFile: path.join(app, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: aside, emptyOutDir: true },
    });
    writeFileSync(path.join(aside, stampName), hash);
    putInPlace(aside, output);
    return done('built');
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    return done('failed', error instanceof Error ? error.message : String(error));
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
  }
}

function putInPlace(aside: string, output: string): void {
  const former = `${aside}-former`;
  mkdirSync(path.dirname(output), { recursive: true });
  if (existsSync(output)) renameSync(output, former);
  renameSync(aside, output);
  rmSync(former, { recursive: true, force: true });
}

export function printBuild({ name, outcome, durationMs, problem }: ScreenBuild): void {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  console.log(`screen ${name.padEnd(7)} ${outcome}${outcome === 'unchanged' ? '' : `, ${seconds}`}`);
  if (problem !== undefined) console.error(problem);
}

if (import.meta.main) {
  const builds = await buildScreens();
  if (builds.length === 0) console.error('No screen was found to build.');
  if (builds.length === 0 || builds.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
}
