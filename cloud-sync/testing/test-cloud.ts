import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Clock } from '@auraconnect/shared/time/clock.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { tuesdayEveningMs } from '@auraconnect/shared/testing/virtual-clock.ts';
import { systemRandom } from '../src/adapters/system/system-ports.ts';
import { createCloud, type Cloud } from '../src/cloud.ts';
import type { CloudConfig } from '../src/config.ts';
import { newDatabase, type TestDatabase } from './database-from-template.ts';
import { StoreBox, type Answer } from './store-box.ts';

/** A real clock that began on the Tuesday evening of all tests, and can be set. Timers run with it. */
export class SteppedClock implements Clock {
  #offsetMs = tuesdayEveningMs - Date.now();
  nowMs(): number {
    return Math.floor(Date.now() + this.#offsetMs);
  }
  monotonicMs(): number {
    return performance.now();
  }
  advanceMs(durationMs: number): void {
    this.#offsetMs += durationMs;
  }
}

/** An owner who is signed in. */
export interface SignedIn {
  tenantId: string;
  ownerId: string;
  accessToken: string;
  cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
}

/** A whole cloud over a database of its own, as production runs it. */
export class TestCloud {
  readonly clock = new SteppedClock();
  readonly database: TestDatabase;
  readonly folder: string;
  readonly #overrides: Partial<CloudConfig>;
  cloud: Cloud;

  private constructor(database: TestDatabase, folder: string, overrides: Partial<CloudConfig>) {
    this.database = database;
    this.folder = folder;
    this.#overrides = overrides;
    this.cloud = this.#make();
  }

  static async start(clusterUrl: string, overrides: Partial<CloudConfig> = {}): Promise<TestCloud> {
    const test = new TestCloud(
      await newDatabase(clusterUrl),
      await mkdtemp(path.join(tmpdir(), 'auraconnect-test-cloud-')),
      overrides,
    );
    await test.cloud.run();
    return test;
  }

  #make(): Cloud {
    const config: CloudConfig = {
      host: '127.0.0.1',
      port: 0,
      folder: path.join(this.folder, 'cloud'),
      databaseUrl: this.database.url,
      electric: null,
      signingKey: null,
      portalFolder: path.join(this.folder, 'portal'),
      demo: null,
      trustProxy: false,
      limits: {
        signUpsPerHour: 10_000,
        loginsPerMinute: 10_000,
        loginsPerAccount: 10_000,
        claimsPerTenMinutes: 10_000,
      },
      logLevel: 'silent',
      poolSize: 8,
      ...this.#overrides,
    };
    const log = pino({ level: process.env['CLOUD_LOG_LEVEL'] ?? 'silent' });
    return createCloud(config, {
      clock: this.clock,
      ids: createIdSource(this.clock, systemRandom),
      random: systemRandom,
      log,
    });
  }

  /** Stops the server and starts another over the same database and folder. */
  async restart(): Promise<void> {
    await this.cloud.stop();
    this.cloud = this.#make();
    await this.cloud.run();
  }

  async stop(): Promise<void> {
    await this.cloud.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.cloud.address();
  }

  async send(
    method: string,
    route: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: { ...(options.body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  async owner(
    email = `owner-${crypto.randomUUID()}@example.com`,
    password = 'a long enough password',
  ): Promise<SignedIn> {
    const answer = await this.send('POST', '/api/v1/auth/sign-up', {
      body: { tenantName: 'Napoli Group', name: 'Olivia', email, password },
    });
    if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return this.signedIn(answer);
  }

  signedIn(answer: Answer): SignedIn {
    const { accessToken, me } = answer.body;
    const headers = { authorization: `Bearer ${accessToken}` };
    return {
      tenantId: me.tenantId,
      ownerId: me.ownerId,
      accessToken,
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
      get: (route) => this.send('GET', route, { headers }),
      post: (route, body) => this.send('POST', route, { headers, ...(body === undefined ? {} : { body }) }),
    };
  }

  /** A box that the owner claimed, with nothing sent yet. */
  async box(owner: SignedIn, history: readonly JournalRow[] = []): Promise<StoreBox> {
    const box = await StoreBox.create(() => this.clock.nowMs(), history);
    box.baseUrl = this.url;
    const { body } = await owner.post('/api/v1/claim-codes', {});
    const claimed = await box.claim(body.code);
    if (claimed.status !== 200) throw new Error(`claim answered ${claimed.status} ${JSON.stringify(claimed.body)}`);
    return box;
  }

  /** Looks into the database as the superuser, who sees every tenant. */
  async look<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database.url, options: '-c search_path=aura' });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }
}
