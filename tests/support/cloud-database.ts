import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Superuser } from '@auraconnect/cloud-sync/testing/superuser.ts';

/** Looks into the Postgres that comes along with a story's cloud, past the cloud: for what only time would do otherwise. */
export async function openCloudDatabase(dataDir: string): Promise<Superuser> {
  const home = join(dataDir, 'cloud', 'postgres');
  const password = (await readFile(join(home, 'superuser-password'), 'utf8')).trim();
  const moved = await readFile(join(home, 'moved-to.txt'), 'utf8').catch(() => home);
  const pidFile = await readFile(join(moved.trim(), 'cluster', 'postmaster.pid'), 'utf8');
  const port = pidFile.split('\n')[3] ?? '';
  return Superuser.connect(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
}
