import { join } from 'node:path';
import { startEmbeddedPostgres } from '@auraconnect/cloud-sync/adapters/postgres/embedded/embedded.ts';
import { migrate } from '@auraconnect/cloud-sync/adapters/postgres/migrate.ts';
import { Superuser } from '@auraconnect/cloud-sync/testing/superuser.ts';
import { freePort } from '../../programs/free-port.ts';
import { Program } from '../../programs/program.ts';

/** What a batch writes, in an order in which it can be written. */
export const journalTables = [
  'journal_event',
  'journal_position',
  'orders',
  'order_line',
  'payment',
  'refund',
  'ticket',
  'daily_sales',
] as const;

/** The cloud as it is run, as a process of its own, over a Postgres whose disk is memory and which waits for no sync. */
export class BenchCloud {
  readonly url: string;
  readonly look: Superuser;
  /** As the cluster's superuser. */
  readonly databaseUrl: string;
  readonly #program: Program;
  readonly #stopPostgres: () => Promise<void>;

  private constructor(databaseUrl: string, look: Superuser, program: Program, url: string, stop: () => Promise<void>) {
    this.databaseUrl = databaseUrl;
    this.look = look;
    this.#program = program;
    this.url = url;
    this.#stopPostgres = stop;
  }

  static async start(scratch: string): Promise<BenchCloud> {
    const folder = join(scratch, 'cloud');
    const home = join(scratch, 'postgres');
    const postgres = await startEmbeddedPostgres({ home, dataFolder: scratch, durable: false });
    await migrate(postgres.url);
    const look = await Superuser.connect(postgres.url);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const program = new Program({
      name: 'cloud',
      entry: 'cloud-sync/src/main.ts',
      env: { DATA_DIR: folder, DATABASE_URL: postgres.url, CLOUD_PORT: String(port), LOG_LEVEL: 'error' },
      healthUrl: `${url}/health`,
      logFile: join(scratch, 'cloud.log'),
    });
    await program.start();
    return new BenchCloud(postgres.url, look, program, url, () => postgres.stop());
  }

  async post(route: string, body: object, token?: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.url}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    const json = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${route} answered ${response.status} ${JSON.stringify(json)}`);
    return json;
  }

  /** A code with which one box can be claimed, of an owner of its own. */
  async claimCode(): Promise<string> {
    const signedUp = await this.post('/api/v1/auth/sign-up', {
      tenantName: 'Bench',
      name: 'Olivia',
      email: `${crypto.randomUUID()}@example.com`,
      password: 'a long enough password',
    });
    return String((await this.post('/api/v1/claim-codes', {}, String(signedUp['accessToken'])))['code']);
  }

  /** As before any journal came; claims stay. */
  async forgetJournals(): Promise<void> {
    await this.look.run(`truncate ${journalTables.join(', ')}, sync_cursor, retired_epoch, quarantine, alarm`);
  }

  async counts(): Promise<{ events: number; orders: number; revenueMinor: number }> {
    const [row] = await this.look.rows<{ events: string; orders: string; revenue: string | null }>(
      `select (select count(*) from journal_event) as events, (select count(*) from orders where status = 'closed') as orders, (select sum(revenue_minor) from daily_sales) as revenue`,
    );
    return { events: Number(row?.events), orders: Number(row?.orders), revenueMinor: Number(row?.revenue ?? 0) };
  }

  async stop(): Promise<void> {
    await this.#program.stop();
    await this.look.end();
    await this.#stopPostgres();
  }
}
