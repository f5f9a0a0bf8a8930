import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exitStatuses, StartFailure } from '../../../start-failure.ts';

const run = promisify(execFile);

/** The user that Postgres runs as; null when it is simply our own. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * Postgres refuses to run as root, so root lends it the system's `postgres` user and makes one where there is none.
 *
 * @throws StartFailure `postgres_user_missing` when root cannot make one
 */
export async function postgresUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await lookUp('postgres');
  if (existing !== null) return existing;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', 'postgres'])
    .catch(() => run('adduser', ['-S', '-D', '-H', 'postgres']))
    .catch((error: unknown) => {
      throw new StartFailure(
        'postgres_user_missing',
        'Postgres cannot run as root and no "postgres" user could be made: run as another user, or set DATABASE_URL.',
        exitStatuses.unavailable,
        error,
      );
    });
  const made = await lookUp('postgres');
  if (made === null)
    throw new StartFailure(
      'postgres_user_missing',
      'The "postgres" user was made and cannot be found.',
      exitStatuses.unavailable,
    );
  return made;
}

async function lookUp(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
