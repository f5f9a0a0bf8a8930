import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';
import { sourceHash } from './source-hash.ts';

export interface Build {
  readonly name: string;
  readonly outcome: 'built' | 'unchanged' | 'failed';
  readonly durationMs: number;
  /** What the bundler said, when it failed. */
  readonly problem?: string;
}

export interface BuildOrder {
  /** As it is said to people, such as `screen pos`. */
  readonly name: string;
  /** Folder of its own, from the root of the checkout. */
  readonly output: string;
  /** Files and folders that it is made of, from the root. */
  readonly sources: readonly string[];
  /** Leaves the result in a folder that does not exist yet. */
  make(folder: string): Promise<void>;
}

/** Kept beside what it describes, so that deleting `dist` builds again. */
const stampName = '.sources';

/** Builds what changed since its last build. What fails keeps the files of its last good build. */
export async function buildWhenChanged({ name, output, sources, make }: BuildOrder): Promise<Build> {
  const startedAtMs = performance.now();
  const done = (outcome: Build['outcome'], problem?: string): Build => ({
    name,
    outcome,
    durationMs: performance.now() - startedAtMs,
    ...(problem === undefined ? {} : { problem }),
  });

  const place = path.join(root, output);
  const stamp = path.join(place, stampName);
  const hash = sourceHash(root, [...sources, 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return done('unchanged');

  // Built aside and put in place whole: nobody is ever served half of a build.
  // Vite sets NODE_ENV for the whole process; what the caller starts afterwards must not inherit that.
  const environment = process.env['NODE_ENV'];
  const aside = path.join(root, '.build', 'aside', `${name.replaceAll(' ', '-')}-${process.pid}`);
  try {
    await make(aside);
    writeFileSync(path.join(aside, stampName), hash);
    putInPlace(aside, place);
    return done('built');
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    return done('failed', error instanceof Error ? error.message : String(error));
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
  }
}

function putInPlace(aside: string, place: string): void {
  const former = `${aside}-former`;
  mkdirSync(path.dirname(place), { recursive: true });
  if (existsSync(place)) renameSync(place, former);
  renameSync(aside, place);
  rmSync(former, { recursive: true, force: true });
}

export function printBuild({ name, outcome, durationMs, problem }: Build): void {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  console.log(`${name.padEnd(14)} ${outcome}${outcome === 'unchanged' ? '' : `, ${seconds}`}`);
  if (problem !== undefined) console.error(problem);
}
