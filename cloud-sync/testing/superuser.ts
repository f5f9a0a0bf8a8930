import pg from 'pg';

/** Looks into a cloud's database past its server, as who sees every tenant. */
export class Superuser {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(url: string): Promise<Superuser> {
    const client = new pg.Client({ connectionString: url, options: '-c search_path=aura' });
    await client.connect();
    return new Superuser(client);
  }

  async rows<Row extends object>(sql: string): Promise<Row[]> {
    return (await this.#client.query(sql)).rows as Row[];
  }

  /** Every value as Postgres writes it. */
  async textRows(sql: string): Promise<(string | null)[][]> {
    const asText = { getTypeParser: () => String } as unknown as pg.CustomTypesConfig;
    return (await this.#client.query<(string | null)[]>({ text: sql, rowMode: 'array', types: asText })).rows;
  }

  /** Prepared under `name` the first time. */
  async run(sql: string, values: readonly (string | null)[] = [], name?: string): Promise<void> {
    await this.#client.query({ text: sql, values: [...values], ...(name === undefined ? {} : { name }) });
  }

  end(): Promise<void> {
    return this.#client.end();
  }
}
