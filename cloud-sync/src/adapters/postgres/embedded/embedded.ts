import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { exitStatuses, StartFailure } from '../../../start-failure.ts';
import { findPrograms, type PostgresPrograms } from './programs.ts';
import { isAlive, runningPostmaster, stopPostmaster } from './postmaster.ts';
import { clusterFolder } from './reachable-folder.ts';
import { postgresUser, type SystemUser } from './system-user.ts';

export interface EmbeddedPostgres {
  /** As the cluster's superuser; only migrations use it. */
  url: string;
  port: number;
  /** The process was left over by a former run and taken over. */
  adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Everything of the cluster lives under it. */
  home: string;
  /** The data folder that belongs to us, a parent of `home` or `home` itself. */
  dataFolder: string;
  /** False only for tests: a power cut may then cost the cluster. */
  durable: boolean;
}

interface Cluster {
  dataFolder: string;
  logFile: string;
  password: string;
  user: SystemUser | null;
  programs: PostgresPrograms;
  durable: boolean;
}

/**
 * Starts the Postgres that comes with the program: makes the cluster the first time, takes over a server that a killed process
 * left behind, otherwise starts one on a port that the system gives.
 *
 * @throws StartFailure with one sentence, and Postgres' own last lines as its cause
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await prepare({
    ...options,
    home: path.resolve(options.home),
    dataFolder: path.resolve(options.dataFolder),
  });
  const leftOver = await runningPostmaster(cluster.dataFolder);
  if (leftOver !== null) {
    if (await answers(cluster, leftOver.port, 15_000)) return mine(cluster, leftOver.pid, leftOver.port, true);
    await stopPostmaster(leftOver.pid);
  }
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await start(cluster, port);
    if (started !== null) return mine(cluster, started, port, false);
    const lines = await lastLines(cluster.logFile);
    // Somebody may take the port between asking and using it.
    if (attempt < 3 && lines.includes('could not bind')) continue;
    throw new StartFailure(
      'postgres_failed',
      `The built-in Postgres did not start: ${reasonIn(lines)}`,
      exitStatuses.unavailable,
      new Error(lines),
    );
  }
}

async function prepare(options: EmbeddedOptions): Promise<Cluster> {
  try {
    const user = await postgresUser();
    const programs = await findPrograms(user);
    await mkdir(options.home, { recursive: true, mode: 0o700 });
    const folder = await clusterFolder(options.home, options.dataFolder, user);
    const cluster: Cluster = {
      dataFolder: path.join(folder, 'cluster'),
      logFile: path.join(folder, 'server.log'),
      password: await passwordIn(options.home),
      user,
      programs,
      durable: options.durable,
    };
    if ((await stat(path.join(cluster.dataFolder, 'PG_VERSION')).catch(() => null)) === null)
      await initialise(cluster, folder);
    return cluster;
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence = ['EROFS', 'EACCES', 'EPERM', 'ENOSPC'].includes(code ?? '')
      ? `The data folder ${options.home} cannot be written (${code}): free it or choose another with DATA_DIR.`
      : `The built-in Postgres could not be prepared: ${message}`;
    throw new StartFailure('postgres_not_prepared', sentence, exitStatuses.cannotWrite, error);
  }
}

async function passwordIn(home: string): Promise<string> {
  const file = path.join(home, 'superuser-password');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function initialise(cluster: Cluster, folder: string): Promise<void> {
  // An initdb that was interrupted leaves a folder without PG_VERSION or half a cluster: begin again.
  await rm(cluster.dataFolder, { recursive: true, force: true });
  await mkdir(cluster.dataFolder, { mode: 0o700 });
  const passwordFile = path.join(folder, 'initdb-password');
  await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (cluster.user !== null) {
    await chown(cluster.dataFolder, cluster.user.uid, cluster.user.gid);
    await chown(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  const settings = [
    'wal_level=logical',
    // Tests share one cluster, two files at a time.
    `max_connections=${cluster.durable ? 60 : 120}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  try {
    // The builtin provider sorts by code point on every machine and still knows the letters of every language.
    await promisify(execFile)(
      cluster.programs.initdb,
      [
        `--pgdata=${cluster.dataFolder}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        '--no-instructions',
        ...(cluster.durable ? [] : ['--no-sync']),
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      { ...cluster.user, cwd: folder, env: environment() },
    );
  } catch (error) {
    await rm(cluster.dataFolder, { recursive: true, force: true });
    const lines = String((error as { stderr?: string }).stderr ?? error);
    throw new StartFailure(
      'postgres_initdb_failed',
      `The built-in Postgres could not make its cluster: ${reasonIn(lines)}`,
      exitStatuses.unavailable,
      error,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The pid once it answers, or null when it ended. */
async function start(cluster: Cluster, port: number): Promise<number | null> {
  const log = await open(cluster.logFile, 'w', 0o600);
  const flags = [
    '-D',
    cluster.dataFolder,
    '-p',
    String(port),
    ...(cluster.durable ? [] : ['-F', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off']),
  ];
  // In a session of its own: Ctrl-C in a terminal must reach us first, and the database last.
  const child = spawn(cluster.programs.postgres, flags, {
    ...cluster.user,
    cwd: path.dirname(cluster.dataFolder),
    detached: true,
    stdio: ['ignore', 'ignore', log.fd],
    env: environment(),
  });
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  child.unref();
  await log.close();
  for (let waitedMs = 0; waitedMs < 60_000 && !ended; waitedMs += 25) {
    if ((await runningPostmaster(cluster.dataFolder))?.ready === true && (await answers(cluster, port, 5_000)))
      return child.pid ?? null;
    await sleep(25);
  }
  if (!ended && child.pid !== undefined) await stopPostmaster(child.pid);
  return null;
}

/** One program at a time owns the cluster, for it will stop it. A killed one lets go when Postgres notices that it is gone. */
async function mine(cluster: Cluster, pid: number, port: number, adopted: boolean): Promise<EmbeddedPostgres> {
  const url = urlOf(cluster, port);
  const lock = new pg.Client({ connectionString: url, application_name: 'auraconnect-owner', keepAlive: true });
  lock.on('error', () => undefined);
  await lock.connect();
  for (let waitedMs = 0; ; waitedMs += 100) {
    const { rows } = await lock.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('auraconnect.owner')) as locked`,
    );
    if (rows[0]?.locked === true) break;
    if (waitedMs >= 3_000) {
      await lock.end();
      throw new StartFailure(
        'data_in_use',
        'Another cloud is running on this data folder: stop it, or choose another with DATA_DIR.',
        exitStatuses.unavailable,
      );
    }
    await sleep(100);
  }
  const stop = async (): Promise<void> => {
    await lock.end().catch(() => undefined);
    await stopPostmaster(pid);
  };
  return { url, port, adopted, stop };
}

/** Waits until our password opens it and it says that it serves our folder. */
async function answers(cluster: Cluster, port: number, timeoutMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += 100) {
    const postmaster = await runningPostmaster(cluster.dataFolder);
    if (postmaster === null || !isAlive(postmaster.pid)) return false;
    const client = new pg.Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === cluster.dataFolder;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

const urlOf = (cluster: Cluster, port: number): string =>
  `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' });

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-20).join('\n');
}

function reasonIn(lines: string): string {
  const fatal =
    lines
      .split('\n')
      .filter((line) => /FATAL|PANIC|error:/.test(line))
      .at(-1) ??
    lines.split('\n').at(-1) ??
    '';
  const reason = fatal.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
  return reason === '' ? 'it ended without a word.' : reason;
}
