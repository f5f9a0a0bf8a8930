import { existsSync, mkdirSync, openSync, closeSync, fsyncSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackup } from '../adapters/node/backup-archive.ts';
import { openDataFolder } from '../adapters/node/data-folder.ts';
import { markRestored, newestSchemaVersion, verifyCopy, type StoreFacts } from '../adapters/sqlite/copy-store.ts';
import { StoreFault } from '../store/store-fault.ts';
import { BackupFault, cannotWrite } from './backup-fault.ts';
import { databaseName, type BackupManifest } from './manifest.ts';
import { Progress } from './progress.ts';

const usage =
  'npm run restore -- FILE --data DIR [--force]   (DIR: the DATA_DIR of the appliance that is to go on with it)';

/** npm runs this in the project's root; a path that a person types begins where they stand. */
const typedIn = process.env['INIT_CWD'] ?? process.cwd();

/** Brings a backup back. Everything is unpacked beside the target and checked before the target is touched. */
async function main(): Promise<void> {
  const { file, dataDir, force } = readArguments();
  const target = join(dataDir, 'appliance');
  const unlock = claimTarget(target, force);
  const stamp = new Date().toISOString();
  const staging = join(dataDir, `appliance.restoring-${process.pid}`);
  try {
    const { manifest, facts } = await unpack(file, staging, dataDir);
    markRestored(join(staging, databaseName), {
      restoredAt: stamp,
      epoch: facts.epoch,
      seq: facts.seq,
      hash: facts.headHash,
      backupMadeAt: manifest.madeAt,
    });
    const aside = putInPlace(staging, target, dataDir, stamp);
    process.stdout.write(sentences(manifest, target, aside));
  } finally {
    unlock();
    rmSync(staging, { recursive: true, force: true });
  }
}

function readArguments(): { file: string; dataDir: string; force: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, force: { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Error('name one backup');
    const data = values.data ?? process.env['DATA_DIR'];
    if (data === undefined || data === '') throw new Error('--data is missing');
    return { file: resolve(typedIn, file), dataDir: resolve(typedIn, data), force: values.force };
  } catch (error) {
    throw new BackupFault(
      'bad_arguments',
      `${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`,
      error,
    );
  }
}

/** Refuses a folder that holds something, and one on which an appliance runs. Returns the way to let go of its lock. */
function claimTarget(target: string, force: boolean): () => void {
  if (!existsSync(target) || readdirSync(target).length === 0) return () => undefined;
  if (!force) {
    throw new BackupFault(
      'target_not_empty',
      `${target} is not empty; with --force the backup takes its place, and what is there now is kept beside it.`,
    );
  }
  return openDataFolder(target).unlock;
}

async function unpack(
  file: string,
  staging: string,
  dataDir: string,
): Promise<{ manifest: BackupManifest; facts: StoreFacts }> {
  try {
    mkdirSync(dataDir, { recursive: true });
    mkdirSync(staging, { mode: 0o700 });
  } catch (error) {
    throw cannotWrite(dataDir, error);
  }
  const unpacking = new Progress('Unpacking');
  const manifest = await readBackup(file, staging, (part) => unpacking.show(part));
  unpacking.done();
  if (manifest.schemaVersion > newestSchemaVersion()) {
    throw new BackupFault(
      'backup_newer',
      `The backup ${file} holds data of version ${manifest.schemaVersion}, made by a newer program; this one knows up to ${newestSchemaVersion()}.`,
    );
  }
  process.stderr.write('Checking it: SQLite, every event of the chain, every projection.\n');
  const facts = verifyCopy(join(staging, databaseName), join(staging, 'rebuilt.db'));
  if (
    facts.storeId !== manifest.store.id ||
    facts.epoch !== manifest.epoch ||
    facts.seq !== manifest.seq ||
    facts.headHash !== manifest.headHash
  ) {
    throw new BackupFault(
      'backup_damaged',
      `The backup ${file} is damaged: its database is not the one that its manifest tells of. Nothing was changed; use another one.`,
    );
  }
  return { manifest, facts };
}

/** Where the store that was there is now; null when there was none. */
function putInPlace(staging: string, target: string, dataDir: string, stamp: string): string | null {
  const wasThere = existsSync(target) && readdirSync(target).length > 0;
  const aside = wasThere ? join(dataDir, `appliance.before-restore-${stamp.slice(0, 19).replaceAll(':', '-')}Z`) : null;
  if (aside !== null) renameSync(target, aside);
  else rmSync(target, { recursive: true, force: true });
  try {
    renameSync(staging, target);
  } catch (error) {
    if (aside !== null) renameSync(aside, target);
    throw cannotWrite(target, error);
  }
  const folder = openSync(dataDir, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return aside;
}

function sentences({ store, seq, lastEventAt, madeAt }: BackupManifest, target: string, aside: string | null): string {
  const until = lastEventAt === null ? 'without any event' : `up to event ${seq} of ${lastEventAt}`;
  const kept = aside === null ? '' : ` What was there before is in ${aside}.`;
  return `Restored ${store.name === '' ? 'a store that is not set up yet' : store.name} (${store.id}) ${until}, from the backup of ${madeAt}, into ${target}.${kept}
What the store did after event ${seq} is not in it. A claimed store gets what the cloud has of it back as soon as this box reaches the cloud: let that
happen before you sell. Never run this box beside the one that it was copied from.
`;
}

try {
  await main();
} catch (error) {
  const known =
    error instanceof BackupFault || error instanceof StoreFault
      ? error.message
      : cannotWrite('The restored store', error).message;
  process.stderr.write(`${known}\n`);
  process.exitCode = 1;
}
