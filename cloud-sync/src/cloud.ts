import { createServer, type RequestListener, type Server } from 'node:http';
import { access, constants, mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { argon2Passwords } from './adapters/crypto/argon2-passwords.ts';
import { loadSigningKey } from './adapters/crypto/signing-key-file.ts';
import { createApp, type HealthReport } from './adapters/express/app.ts';
import { authRoutes } from './adapters/express/auth-routes.ts';
import { menuRoutes } from './adapters/express/menu-routes.ts';
import { createMetrics } from './adapters/express/metrics.ts';
import { orderRoutes } from './adapters/express/order-routes.ts';
import type { Route } from './adapters/express/route.ts';
import { salesRoutes } from './adapters/express/sales-routes.ts';
import { shapeRoutes } from './adapters/express/shape-routes.ts';
import { storeRoutes } from './adapters/express/store-routes.ts';
import { syncRoutes } from './adapters/express/sync-routes.ts';
import { postgresClaims, postgresDeviceKeys } from './adapters/postgres/claims.ts';
import { cloudEpoch } from './adapters/postgres/cloud-identity.ts';
import { Database } from './adapters/postgres/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './adapters/postgres/embedded/embedded.ts';
import { postgresFeedLog } from './adapters/postgres/feed-log.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { postgresOwners } from './adapters/postgres/owners.ts';
import { serverLogin } from './adapters/postgres/server-login.ts';
import { postgresJournals } from './adapters/postgres/store-journals.ts';
import { Sessions } from './auth/sessions.ts';
import type { CloudConfig } from './config.ts';
import { checkDeviceToken } from './ingest/device-token.ts';
import { IngestGate } from './ingest/ingest-gate.ts';
import { holdingProgram } from './ingest/program-version.ts';
import { retryHeld } from './ingest/retry-held.ts';
import { Housekeeping } from './housekeeping.ts';
import { instantOf, type CloudPorts } from './ports.ts';
import { ShapeClock } from './shape/shape-clock.ts';
import { LogReader } from './shape/tables/log-reader.ts';
import { ShapeTeller } from './shape/tables/shape-teller.ts';
import { exitStatuses, StartFailure } from './start-failure.ts';

export const cloudVersion = '0.1.0';

export interface Cloud {
  /** Ready to serve when it resolves. @throws StartFailure with one sentence */
  run(): Promise<void>;
  /** Takes no new work, lets long polls go, and waits for what is under way. */
  drain(): Promise<void>;
  /** Drains, then lets go of everything. */
  stop(): Promise<void>;
  /** Where it listens, `http://127.0.0.1:4200`. */
  address(): string;
  routes(): readonly Route[];
}

/** An answer of the feed is not much larger than this: a store's box holds three of them at once, one that it reads and two that it fetches ahead. */
const chunkBytes = 2 * 1024 * 1024;
/** How long requests under way may take to end when the server drains. */
const drainMs = 10_000;

export function createCloud(config: CloudConfig, ports: CloudPorts): Cloud {
  const draining = new AbortController();
  let server: Server | null = null;
  let postgres: EmbeddedPostgres | null = null;
  let database: Database | null = null;
  let routes: readonly Route[] = [];
  let releaseWaiting = (): void => undefined;
  let housekeeping: Housekeeping | null = null;
  let status: HealthReport['status'] = 'starting';
  // Until everything is there the port is held and says so: two programs on one port are found before anything is touched.
  let listener: RequestListener = (_request, response) => {
    response
      .writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' })
      .end(JSON.stringify({ status: 'starting', version: cloudVersion, dependencies: [] }));
  };

  const openDatabase = async (): Promise<Database> => {
    const adminUrl =
      config.databaseUrl ??
      (postgres = await startEmbeddedPostgres({
        home: path.join(config.folder, 'postgres'),
        dataFolder: path.dirname(config.folder),
        durable: true,
      })).url;
    await migrate(adminUrl);
    const connectionString = config.databaseUrl ?? (await serverLogin(adminUrl, path.join(config.folder, 'postgres')));
    return new Database({ connectionString, poolSize: config.poolSize, statementTimeoutMs: 60_000 }, (error) =>
      ports.log.warn({ err: error }, 'a database connection was lost'),
    );
  };

  const run = async (): Promise<void> => {
    await writableFolder(config.folder);
    server = await listen(config, (request, response) => listener(request, response));
    try {
      database = await openDatabase();
      const key = await loadSigningKey(config.folder, config.signingKey);
      const { epoch, changed } = await cloudEpoch(database, () => ports.ids.next(), instantOf(ports.clock));
      if (changed)
        ports.log.warn(
          { cloudEpoch: epoch },
          'the database is not the one of the last start: a new cloud epoch begins',
        );

      const owners = postgresOwners(database);
      const sessions = new Sessions({ ports, owners, passwords: argon2Passwords, key });
      const journals = postgresJournals(database, {
        newId: () => ports.ids.next(),
        nowMs: () => ports.clock.nowMs(),
        heldBy: holdingProgram(cloudVersion),
      });
      const claims = postgresClaims(database, () => ports.ids.next());
      const deviceKeys = postgresDeviceKeys(database, () => ports.clock.monotonicMs());
      const gate = new IngestGate(Math.max(2, config.poolSize - 4), 200);
      const feedLog = postgresFeedLog(database, {
        chunkBytes,
        handleReuseMs: 3_600_000,
        newId: () => ports.ids.next(),
        now: () => instantOf(ports.clock),
      });
      const shapeClock = new ShapeClock(feedLog, 50, ports.log);
      releaseWaiting = () => shapeClock.release();
      const feed = new ShapeTeller(feedLog, new LogReader(feedLog, shapeClock, null, chunkBytes), {
        longPollMs: 20_000,
        nowMs: () => ports.clock.nowMs(),
        // What a store has seen and the log has not: the database was restored. Waiting would not help.
        beyondEnd: 'must-refetch',
      });
      const fed = (): void => shapeClock.poke();
      const db = database;

      routes = [
        ...authRoutes(sessions, owners, config.limits),
        ...salesRoutes(db, ports),
        ...orderRoutes(db),
        ...menuRoutes({ database: db, owners, ports, fed }),
        ...storeRoutes({ database: db, journals, claims, gate, ports }),
        ...syncRoutes({ ports, journals, claims, gate, cloudEpoch: epoch, limits: config.limits, fed }),
        ...shapeRoutes({ feed, electric: config.electric, draining: draining.signal }),
      ];
      listener = createApp({
        ports,
        routes,
        version: cloudVersion,
        portalFolder: config.portalFolder,
        trustProxy: config.trustProxy,
        gates: {
          owner: (token) => sessions.identify(token),
          device: (token) => checkDeviceToken(deviceKeys, token, ports.clock.nowMs()),
          spend: (device, jti, expiresAt) => deviceKeys.spend(device, jti, expiresAt),
          nowMs: () => ports.clock.nowMs(),
          log: ports.log,
        },
        metrics: createMetrics([
          {
            name: 'aura_cloud_ingest_waiting',
            help: 'Batches of journals that are under way or wait.',
            read: () => gate.queuedCount,
          },
          {
            name: 'aura_cloud_shape_waiting',
            help: 'Stores that wait for changes of the feed.',
            read: () => shapeClock.waitingCount,
          },
          { name: 'aura_cloud_database_busy', help: 'Database connections in use.', read: () => db.load().busyCount },
          {
            name: 'aura_cloud_database_waiting',
            help: 'Requests that wait for a database connection.',
            read: () => db.load().waitingCount,
          },
        ]),
        health: () => health(db, status, config.electric?.url ?? null),
      });
      if (config.demo !== null) await makeDemoOwner(sessions, owners, config.demo, ports);
      // This month and the next are made while nobody needs them yet.
      const makeMonths = (): Promise<void> =>
        journals.makeRoom([0, 31].map((days) => new Date(ports.clock.nowMs() + days * 86_400_000).toISOString()));
      housekeeping = new Housekeeping(
        [
          { name: 'forget old changes of the feed', everyMs: 6 * 3_600_000, run: () => feedLog.forget() },
          { name: 'make the months to come', everyMs: 6 * 3_600_000, run: makeMonths },
          {
            name: 'try again what an older version held',
            everyMs: 600_000,
            atStart: true,
            run: () => retryHeld(journals, gate, { now: () => instantOf(ports.clock), log: ports.log }),
          },
        ],
        ports.log,
      );
      housekeeping.run();
      await makeMonths();
      status = 'ok';
    } catch (error) {
      await stop();
      throw error;
    }
  };

  const drain = async (): Promise<void> => {
    if (status !== 'draining') ports.log.debug('the cloud drains');
    status = 'draining';
    draining.abort();
    releaseWaiting();
    await housekeeping?.stop();
    await closeServer(server);
    server = null;
  };

  const stop = async (): Promise<void> => {
    await drain();
    await database?.close();
    database = null;
    await postgres?.stop();
    postgres = null;
  };

  return {
    run,
    drain,
    stop,
    address: () => {
      const bound = server?.address() as AddressInfo | null | undefined;
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      return `http://${host}:${bound?.port ?? config.port}`;
    },
    routes: () => routes,
  };
}

async function writableFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartFailure(
      'data_not_writable',
      `The data folder ${folder} cannot be written (${code ?? 'unknown'}): free it or choose another with DATA_DIR.`,
      exitStatuses.cannotWrite,
      error,
    );
  }
}

function listen(config: CloudConfig, listener: RequestListener): Promise<Server> {
  // Headers and bodies of a client that dribbles are given up on; long polls are answers and not limited by this.
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    listener,
  );
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentences: Record<string, string> = {
        EADDRINUSE: `Port ${config.port} on ${config.host} is in use by another program: stop it, or choose another with CLOUD_PORT.`,
        EACCES: `Port ${config.port} may not be opened by this user: choose one above 1023 with CLOUD_PORT.`,
        EADDRNOTAVAIL: `This machine has no address ${config.host}: choose another with CLOUD_HOST.`,
        ENOTFOUND: `This machine has no address ${config.host}: choose another with CLOUD_HOST.`,
      };
      reject(
        new StartFailure(
          'cannot_listen',
          sentences[error.code ?? ''] ?? `The cloud cannot listen on ${config.host}:${config.port}: ${error.message}.`,
          exitStatuses.unavailable,
          error,
        ),
      );
    });
    server.listen(config.port, config.host, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

async function closeServer(server: Server | null): Promise<void> {
  if (server === null) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was answering when the server closed becomes idle later and would be kept alive.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(impatience);
}

async function health(
  database: Database,
  status: HealthReport['status'],
  electricUrl: string | null,
): Promise<HealthReport> {
  const answered = await Promise.race([
    database
      .anonymous((tx) => tx.row('select 1 as one'))
      .then(
        () => 'answers',
        (error: unknown) => (error as Error).message,
      ),
    new Promise<string>((resolve) => setTimeout(() => resolve('does not answer'), 2_000).unref()),
  ]);
  const ok = answered === 'answers';
  const dependencies = [
    { name: 'postgres', ok, detail: ok ? answered : 'does not answer' },
    { name: 'shapes', ok: true, detail: electricUrl === null ? 'built in' : 'electric' },
  ];
  return { status: status === 'ok' && !ok ? 'failing' : status, version: cloudVersion, dependencies };
}

/** Made once; a start that finds the address taken leaves everything as it is. */
async function makeDemoOwner(
  sessions: Sessions,
  owners: ReturnType<typeof postgresOwners>,
  demo: NonNullable<CloudConfig['demo']>,
  ports: CloudPorts,
): Promise<void> {
  if ((await owners.byEmail(demo.email.toLowerCase())) !== null) return;
  await sessions.signUp({
    tenantName: demo.tenantName,
    name: 'Demo owner',
    email: demo.email,
    password: demo.password,
  });
  ports.log.info({ tenantName: demo.tenantName }, 'the demo account was made');
}
