import { createHash, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SystemUser } from './system-user.ts';

/** Where root keeps what the Postgres user must enter and cannot find under its own parents. */
const systemFolder = '/var/lib/auraconnect';

/** Whether the user may enter the folder and everything above it; the folders of root's home usually may not. */
export async function canEnter(folder: string, user: SystemUser | null): Promise<boolean> {
  if (user === null) return true;
  for (const step of parentsOf(path.resolve(folder))) {
    const found = await stat(step).catch(() => null);
    if (found === null) continue;
    const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return false;
  }
  return true;
}

/**
 * The folder in which the cluster lives. It is `home` wherever the Postgres user can reach it. Our own data folder is opened to
 * that user's group (and to nobody else); when it is a parent that is closed, which is not ours to open, the cluster lives
 * under `/var/lib/auraconnect` and a note in `home` says where.
 *
 * @param dataFolder the folder that belongs to us, a parent of `home`
 */
export async function clusterFolder(home: string, dataFolder: string, user: SystemUser | null): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (user === null) return home;
  for (const step of parentsOf(home)) {
    if (step === dataFolder || step.startsWith(dataFolder + path.sep)) await openToGroup(step, user);
  }
  return (await canEnter(home, user)) ? home : elsewhere(home, user);
}

async function openToGroup(folder: string, user: SystemUser): Promise<void> {
  if (await canEnterStep(folder, user)) return;
  const found = await stat(folder);
  await chown(folder, found.uid, user.gid);
  await chmod(folder, (found.mode & 0o7777) | 0o010);
}

async function canEnterStep(folder: string, user: SystemUser): Promise<boolean> {
  const found = await stat(folder);
  const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
  return (found.mode & bit) !== 0;
}

async function elsewhere(home: string, user: SystemUser): Promise<string> {
  const note = path.join(home, 'moved-to.txt');
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (noted !== '' && (await stat(noted).catch(() => null)) !== null) return noted;
  const clusters = path.join(systemFolder, 'clusters');
  await mkdir(clusters, { recursive: true, mode: 0o755 });
  const mark = createHash('sha256').update(home).digest('hex').slice(0, 16);
  // A data folder that was begun anew leaves its former cluster behind: nothing points to it any more.
  for (const name of await readdir(clusters)) {
    if (name.startsWith(`${mark}-`)) await rm(path.join(clusters, name), { recursive: true, force: true });
  }
  const folder = path.join(clusters, `${mark}-${randomUUID().slice(0, 8)}`);
  await mkdir(folder, { mode: 0o750 });
  await chown(folder, 0, user.gid);
  await writeFile(note, `${folder}\n`);
  return folder;
}

/** Where a copy of the programs may be kept for that user: root's own folder, so that nobody can plant another program there. */
export const programsFolder = (version: string): string => path.join(systemFolder, `postgres-${version}`);

function parentsOf(folder: string): string[] {
  const steps: string[] = [];
  for (let step = folder; ; step = path.dirname(step)) {
    steps.unshift(step);
    if (path.dirname(step) === step) return steps;
  }
}
