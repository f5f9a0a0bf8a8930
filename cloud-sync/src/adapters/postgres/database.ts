import pg from 'pg';
import type { QueryResultRow } from 'pg';

/** What a service needs of a transaction. Rows come with exact types: bigint as number, numeric as text, times as RFC 3339 in UTC. */
export interface Transaction {
  /** All rows. With a name the statement is prepared once per connection. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[], name?: string): Promise<Row[]>;
  /** The first row, or null. */
  row<Row extends QueryResultRow>(sql: string, values?: readonly unknown[], name?: string): Promise<Row | null>;
  /** Number of rows changed. */
  run(sql: string, values?: readonly unknown[], name?: string): Promise<number>;
}

/** Keys by which one row is found before its tenant is known (the directories of migration 1). */
export type DirectoryKey = 'login_directory' | 'store_directory' | 'claim_directory' | 'waiting_store';

const exactTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE || oid === pg.types.builtins.NUMERIC) return String;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return instantText;
    return pg.types.getTypeParser(oid, 'text');
  },
};

/** `2026-11-24 18:05:00.123+00` (the session's zone is UTC) as RFC 3339. */
function instantText(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}

export interface DatabaseOptions {
  connectionString: string;
  poolSize: number;
  /** A statement that takes longer is a fault, not a report. */
  statementTimeoutMs: number;
}

/** The server's door to Postgres: every transaction runs as `aura_app`, which owns nothing and sees one tenant at a time. */
export class Database {
  readonly #pool: pg.Pool;

  constructor(options: DatabaseOptions, onError: (error: Error) => void) {
    const { url, startupOptions } = withoutOptions(options.connectionString);
    this.#pool = new pg.Pool({
      connectionString: url,
      max: options.poolSize,
      // Plans are made anew each time: one that was kept from when a table was empty reads all of it once it is full.
      options: `${startupOptions} -c search_path=aura -c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c plan_cache_mode=force_custom_plan`,
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 10_000,
      application_name: 'auraconnect-cloud',
      types: exactTypes as pg.CustomTypesConfig,
    });
    // A connection that breaks while idle is replaced; without a listener it would end the process.
    this.#pool.on('error', onError);
    // The pool listens only to idle ones: a transaction whose connection is ended by the server must fail alone.
    this.#pool.on('connect', (client) => client.on('error', onError));
  }

  /** One transaction that sees and writes only this tenant. */
  tenant<T>(tenantId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#transaction('begin', 'tenant', tenantId, work);
  }

  /** One transaction of a tenant in which all statements see the same moment. */
  tenantSnapshot<T>(tenantId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#transaction('begin isolation level repeatable read', 'tenant', tenantId, work);
  }

  /** Looks one row up in a directory by its key. */
  directory<T>(key: DirectoryKey, value: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#transaction('begin', key, value, work);
  }

  /** One transaction that sees no tenant at all. */
  anonymous<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#transaction('begin', 'tenant', '', work);
  }

  /**
   * Begins, becomes `aura_app` and says for whom, in one go: every transaction pays for it. The role is taken in each transaction, so
   * that nothing on the way to Postgres (a pooler, an option in the address) can leave it out.
   */
  async #transaction<T>(
    begin: string,
    setting: 'tenant' | DirectoryKey,
    value: string,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(
        `${begin}; set local role aura_app; select set_config('app.${setting}', ${client.escapeLiteral(value)}, true)`,
      );
      const result = await work(transactionOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      // A connection that cannot roll back is thrown away: nothing of a tenant may stay on it.
      await client.query('rollback').catch((rollbackError: Error) => (broken = rollbackError));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Connections that are busy and requests that wait for one. */
  load(): { busyCount: number; waitingCount: number } {
    return { busyCount: this.#pool.totalCount - this.#pool.idleCount, waitingCount: this.#pool.waitingCount };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Options in the address would take the place of ours; they are put in front of them instead. */
function withoutOptions(connectionString: string): { url: string; startupOptions: string } {
  const url = new URL(connectionString);
  const startupOptions = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  return { url: url.href, startupOptions };
}

function transactionOn(client: pg.PoolClient): Transaction {
  const query = <Row extends QueryResultRow>(sql: string, values: readonly unknown[], name?: string) =>
    client.query<Row>({ text: sql, values: values as unknown[], ...(name === undefined ? {} : { name }) });
  return {
    rows: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = [], name?: string) =>
      (await query<Row>(sql, values, name)).rows,
    row: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = [], name?: string) =>
      (await query<Row>(sql, values, name)).rows[0] ?? null,
    run: async (sql: string, values: readonly unknown[] = [], name?: string) =>
      (await query(sql, values, name)).rowCount ?? 0,
  };
}
