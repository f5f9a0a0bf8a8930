import pg from 'pg';
import { pino } from 'pino';
import { RunningShapeSource, shapeSourceDefaults, type ShapeSourceConfig } from '../src/shape-source.ts';
import { newDatabase, type TestDatabase } from './database-from-template.ts';

/** A shape source over a database of its own, and a hand in that database. */
export class TestShapeSource {
  readonly database: TestDatabase;
  readonly client: pg.Client;
  readonly #more: Partial<ShapeSourceConfig>;
  #running: RunningShapeSource;

  private constructor(
    database: TestDatabase,
    client: pg.Client,
    running: RunningShapeSource,
    more: Partial<ShapeSourceConfig>,
  ) {
    this.database = database;
    this.client = client;
    this.#running = running;
    this.#more = more;
  }

  static async start(clusterUrl: string, more: Partial<ShapeSourceConfig> = {}): Promise<TestShapeSource> {
    return TestShapeSource.over(await newDatabase(clusterUrl), more);
  }

  static async over(database: TestDatabase, more: Partial<ShapeSourceConfig> = {}): Promise<TestShapeSource> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return new TestShapeSource(database, client, await run(database.url, 0, more), more);
  }

  /** Moves to a copy of the database, as after it was restored from a backup. */
  static async restored(source: TestShapeSource, clusterUrl: string): Promise<TestShapeSource> {
    await source.#running.stop();
    await source.client.end();
    const copy = await newDatabase(clusterUrl, new URL(source.database.url).pathname.slice(1));
    await source.database.drop();
    return TestShapeSource.over(copy);
  }

  get url(): string {
    return `${this.#running.url}/v1/shape`;
  }

  sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.client.query<Row>(text, values).then(({ rows }) => rows);
  }

  /** Stops and starts again at the same address. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.#running.url).port);
    await this.#running.stop();
    this.#running = await run(this.database.url, port, this.#more);
  }

  async get(query: Record<string, string>, init: RequestInit = {}) {
    const response = await fetch(`${this.url}?${new URLSearchParams(query).toString()}`, init);
    const text = await response.text();
    const { headers, status } = response;
    const header = (name: string): string => headers.get(`electric-${name}`) ?? '';
    // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever came back
    const body: any = text === '' ? null : JSON.parse(text);
    return { status, headers, body, handle: header('handle'), offset: header('offset') };
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    await this.client.end();
    await this.database.drop();
  }
}

function run(databaseUrl: string, port: number, more: Partial<ShapeSourceConfig>): Promise<RunningShapeSource> {
  return RunningShapeSource.start(
    { ...shapeSourceDefaults, databaseUrl, port, ...more },
    pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' }),
  );
}
