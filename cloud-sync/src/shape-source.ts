import { randomInt } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type pg from 'pg';
import { shapeServer, type ShapeServerLimits } from './adapters/http/shape-server.ts';
import { postgresTableLog } from './adapters/postgres/shape/postgres-table-log.ts';
import { sourcePool } from './adapters/postgres/shape/source-pool.ts';
import { installSource } from './adapters/postgres/shape/source-schema.ts';
import { ShapeClock } from './shape/shape-clock.ts';
import { LogReader } from './shape/tables/log-reader.ts';
import { RotationWatch } from './shape/tables/rotation-watch.ts';
import type { TableLog } from './shape/tables/table-log.ts';
import { ShapeTeller } from './shape/tables/shape-teller.ts';
import { TableShapeSource } from './shape/tables/table-shape-source.ts';

export interface ShapeSourceConfig {
  databaseUrl: string;
  host: string;
  port: number;
  chunkBytes: number;
  longPollMs: number;
  pollMs: number;
  poolSize: number;
  logKeptSeconds: number;
  /** What `secret` has to say; null: everybody is served. */
  secret: string | null;
  limits: ShapeServerLimits;
}

export const shapeSourceDefaults: Omit<ShapeSourceConfig, 'databaseUrl' | 'port'> = {
  host: '127.0.0.1',
  chunkBytes: 10 * 1024 * 1024,
  longPollMs: 20_000,
  pollMs: 15,
  poolSize: 10,
  logKeptSeconds: 7 * 86_400,
  secret: null,
  limits: { initial: 300, existing: 10_000, outgoingBytes: 256 * 1024 * 1024, stalledMs: 60_000 },
};

/** Serves any table of a Postgres in Electric's shape protocol: any number of these over one database. */
export class RunningShapeSource {
  readonly #config: ShapeSourceConfig;
  readonly #pools: readonly pg.Pool[];
  readonly #clock: ShapeClock;
  readonly #rotations: RotationWatch;
  readonly #draining = new AbortController();
  readonly #server: Server;
  readonly #forgetting: NodeJS.Timeout;

  private constructor(config: ShapeSourceConfig, pool: pg.Pool, clock: pg.Pool, log: Logger) {
    this.#config = config;
    this.#pools = [pool, clock];
    const tables: TableLog = postgresTableLog(pool, clock, {
      poolSize: config.poolSize,
      chunkBytes: config.chunkBytes,
      logKeptSeconds: config.logKeptSeconds,
      // As Electric's look; never the same twice.
      newHandle: () =>
        `${randomInt(1e7, 1e8)}${randomInt(1e7, 1e8)}-${Date.now()}${String(randomInt(1_000)).padStart(3, '0')}`,
    });
    this.#clock = new ShapeClock(tables, config.pollMs, log);
    this.#rotations = new RotationWatch((handles) => tables.stale(handles), 500, log);
    const reader = new LogReader(tables, this.#clock, this.#rotations, config.chunkBytes);
    const teller = new ShapeTeller(tables, reader, {
      longPollMs: config.longPollMs,
      nowMs: () => Date.now(),
      beyondEnd: 'out-of-bounds',
    });
    this.#server = shapeServer({
      source: new TableShapeSource(tables, reader, teller),
      isActive: async () => {
        const answered = await clock.query('select 1').catch(() => null);
        return answered !== null;
      },
      limits: config.limits,
      secret: config.secret,
      draining: this.#draining.signal,
      log,
    });
    this.#forgetting = setInterval(() => {
      tables.forget().catch((error: unknown) => log.warn({ err: error }, 'old changes could not be forgotten'));
    }, 600_000);
  }

  /** @throws what Postgres or the port has against it */
  static async start(config: ShapeSourceConfig, log: Logger): Promise<RunningShapeSource> {
    const broke = (error: Error): void => log.warn({ err: error }, 'a connection broke');
    const pool = sourcePool(config.databaseUrl, config.poolSize, broke);
    try {
      const client = await pool.connect();
      try {
        await installSource(client);
      } finally {
        client.release();
      }
    } catch (error) {
      await pool.end();
      throw error;
    }
    const running = new RunningShapeSource(config, pool, sourcePool(config.databaseUrl, 2, broke), log);
    try {
      await running.#listen();
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#config.host}:${port}`;
  }

  /** Lets those who wait go with an answer, then ends. */
  async stop(): Promise<void> {
    clearInterval(this.#forgetting);
    this.#draining.abort();
    this.#rotations.stop();
    this.#clock.release();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const late = setTimeout(() => this.#server.closeAllConnections(), 5_000);
    await closed;
    clearTimeout(late);
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#config.port, this.#config.host, resolve);
    });
  }
}
