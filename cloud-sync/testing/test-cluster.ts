import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded/embedded.ts';
import { isAlive, runningPostmaster, stopPostmaster } from '../src/adapters/postgres/embedded/postmaster.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { templateDatabase } from './database-from-template.ts';

const folderPrefix = 'auraconnect-test-postgres-';

export interface TestCluster {
  /** As its superuser; `newDatabase` takes it. */
  url: string;
  stop(): Promise<void>;
}

/** A Postgres of its own that does not care for power cuts, with a migrated template to copy. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeClustersOfKilledRuns();
  const folder = await mkdtemp(path.join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const postgres = await startEmbeddedPostgres({ home: folder, dataFolder: folder, durable: false });
  await makeTemplate(postgres.url);
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  const template = new URL(url);
  template.pathname = `/${templateDatabase}`;
  await migrate(template.href);
  await client.query(`alter database ${templateDatabase} is_template true`);
  await client.end();
}

/** A test run that was killed could not stop its cluster: its folder's name says whose it was. */
async function removeClustersOfKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const folder = path.join(tmpdir(), name);
    const moved = (await readFile(path.join(folder, 'moved-to.txt'), 'utf8').catch(() => folder)).trim();
    const left = await runningPostmaster(path.join(moved, 'cluster'));
    if (left !== null) await stopPostmaster(left.pid);
    await rm(folder, { recursive: true, force: true });
  }
}
