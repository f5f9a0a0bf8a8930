import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprint, readBackup, writeBackup } from '../adapters/node/backup-archive.ts';
import { copyStore, verifyCopy } from '../adapters/sqlite/copy-store.ts';
import { version } from '../config.ts';
import { StoreFault } from '../store/store-fault.ts';
import { BackupFault, cannotWrite } from './backup-fault.ts';
import { databaseName, formatVersion, type BackupManifest } from './manifest.ts';
import { Progress } from './progress.ts';

const usage =
  'npm run backup -- [--data DIR] --to FILE   (DIR: the DATA_DIR of the appliance, ./data/store otherwise; FILE may be a folder)';

/** npm runs this in the project's root; a path that a person types begins where they stand. */
const typedIn = process.env['INIT_CWD'] ?? process.cwd();

/** Backs a store up, also while it sells. Exit status 0 only when the file was read back and everything in it holds. */
async function main(): Promise<void> {
  const { dataDir, to } = readArguments();
  const source = storeFolder(dataDir);
  const madeAt = new Date();
  const target = targetFile(to, madeAt);
  const staging = `${target}.making-${process.pid}`;
  try {
    makeFolder(staging, target);
    const manifest = await stage(source, staging, madeAt);
    const packing = new Progress('Packing');
    const packed = join(staging, 'packed');
    await writeBackup(packed, manifest, staging, (part) => packing.show(part));
    packing.done();
    const reading = new Progress('Reading it back');
    await readBackup(packed, null, (part) => reading.show(part));
    reading.done();
    renameSync(packed, target);
    const { seq, lastEventAt, store } = manifest;
    const when = lastEventAt === null ? '' : `, of ${lastEventAt}`;
    process.stdout.write(
      `Backed up ${store.name === '' ? 'a store that is not set up yet' : store.name} up to event ${seq}${when}, to ${target} (${sizeOf(statSync(target).size)}). It was read back and checked: chain, projections, every byte.\n`,
    );
    process.stdout.write('It contains the keys of this box: keep it where only the owner can read it.\n');
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function readArguments(): { dataDir: string; to: string } {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, to: { type: 'string' } } });
    if (values.to === undefined || values.to === '') throw new Error('--to is missing');
    return {
      dataDir:
        values.data === undefined
          ? resolve(process.env['DATA_DIR'] ?? join('data', 'store'))
          : resolve(typedIn, values.data),
      to: resolve(typedIn, values.to),
    };
  } catch (error) {
    throw new BackupFault(
      'bad_arguments',
      `${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`,
      error,
    );
  }
}

/** The appliance's folder in a DATA_DIR, or the folder itself. */
function storeFolder(dataDir: string): string {
  const found = [join(dataDir, 'appliance'), dataDir].find((folder) => existsSync(join(folder, databaseName)));
  if (found === undefined)
    throw new BackupFault(
      'no_store',
      `There is no store in ${dataDir}; name the DATA_DIR of the appliance with --data.`,
    );
  return found;
}

function targetFile(to: string, madeAt: Date): string {
  const isFolder = existsSync(to) && statSync(to).isDirectory();
  const target = isFolder
    ? join(to, `auraconnect-${madeAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.gz`)
    : to;
  if (existsSync(target))
    throw new BackupFault(
      'target_exists',
      `${target} is there already, and a backup never replaces another one; give it another name.`,
    );
  return target;
}

function makeFolder(staging: string, target: string): void {
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(staging, { mode: 0o700 });
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

async function stage(source: string, staging: string, madeAt: Date): Promise<BackupManifest> {
  const copying = new Progress('Copying the database');
  const database = join(staging, databaseName);
  await copyStore(join(source, databaseName), database, (part) => copying.show(part)).catch((error: unknown) => {
    throw (error as { code?: unknown }).code === 'SQLITE_FULL' ? cannotWrite(staging, error) : error;
  });
  copying.done();
  mkdirSync(join(staging, 'keys'), { mode: 0o700 });
  const keys = existsSync(join(source, 'keys')) ? readdirSync(join(source, 'keys')) : [];
  for (const name of keys) copyFileSync(join(source, 'keys', name), join(staging, 'keys', name));
  process.stderr.write('Checking the copy: SQLite, every event of the chain, every projection.\n');
  const { storeId, storeName, ...facts } = verifyCopy(database, join(staging, 'rebuilt.db'));
  const names = [databaseName, ...keys.map((name) => `keys/${basename(name)}`)];
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await fingerprint(join(staging, name))) })));
  return {
    format: 'auraconnect-backup',
    formatVersion,
    madeAt: madeAt.toISOString(),
    version,
    store: { id: storeId, name: storeName },
    ...facts,
    files,
  };
}

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

try {
  await main();
} catch (error) {
  const known =
    error instanceof BackupFault || error instanceof StoreFault
      ? error.message
      : cannotWrite('The backup', error).message;
  process.stderr.write(`${known}\n`);
  process.exitCode = 1;
}
