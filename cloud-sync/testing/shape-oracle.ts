import pg from 'pg';
import type { Row } from '@electric-sql/client';
import { seededRandom, type SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { ShapeFollower, type ShapeParams } from './shape-follower.ts';
import { TestShapeSource } from './test-shape-source.ts';

interface Followed {
  title: string;
  params: ShapeParams;
  /** The same rows, asked of the table. */
  select: string;
  liveSse?: boolean;
}

const followed: readonly Followed[] = [
  { title: 'all rows', params: {}, select: 'select * from thing' },
  { title: 'all rows, as events', params: {}, select: 'select * from thing', liveSse: true },
  {
    title: 'a group',
    params: { where: `grp = $1 or note = 'end'`, params: ['1'] },
    select: `select * from thing where grp = 1 or note = 'end'`,
  },
  {
    title: 'a filter with nulls, whole rows',
    params: { where: `(grp in (0, 2) and note is not null) or note = 'end'`, replica: 'full' },
    select: `select * from thing where (grp in (0, 2) and note is not null) or note = 'end'`,
  },
  {
    title: 'two columns',
    params: { columns: ['id', 'rev'], where: `rev % 2 = 0 or note = 'end'` },
    select: `select id, rev from thing where rev % 2 = 0 or note = 'end'`,
  },
];

const endId = 9_999;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Writers who do whatever a seed says to one table, and clients of whom each must end with what the table holds. */
export class ShapeOracle {
  readonly #source: TestShapeSource;
  readonly #chance: SeededRandom;
  readonly #followers: { what: Followed; follower: ShapeFollower }[] = [];
  readonly #clients: pg.Client[] = [];

  private constructor(source: TestShapeSource, seed: number) {
    this.#source = source;
    this.#chance = seededRandom(seed);
  }

  static async start(clusterUrl: string, seed: number): Promise<ShapeOracle> {
    // Small parts and quick looks: as many seams as there can be.
    const source = await TestShapeSource.start(clusterUrl, { chunkBytes: 1_500, pollMs: 2 });
    await source.sql(
      `create table thing (id int primary key, grp int not null, rev int not null, note text);
       insert into thing select n, n % 3, 0, case when n % 4 > 0 then 'n' || n end from generate_series(1, 20) n`,
    );
    return new ShapeOracle(source, seed);
  }

  /** Puts another rule in the place of the one by which batches take changes. */
  async plant(update: string): Promise<void> {
    const [found] = await this.#source.sql<{ text: string }>(
      `select pg_get_functiondef('shape_source.cut_batch'::regproc) as text`,
    );
    const right = /update shape_source\.change c set .* returning c\.seq, c\.relation/;
    if (found === undefined || !right.test(found.text)) throw new Error('there is no rule to replace');
    await this.#source.sql(found.text.replace(right, update));
  }

  /** @returns what is wrong with what the clients were told */
  async run(writers = 6 + this.#chance.between(0, 6), transactions = 25): Promise<string[]> {
    for (const what of followed.slice(0, 3)) this.#follow(what);
    await this.#followers[0]?.follower.upToDate();
    const long = await this.#longTransaction();
    const seeds = Array.from({ length: writers }, () => this.#chance.between(1, 1e9));
    const writing = Promise.all(seeds.map((seed) => this.#write(seededRandom(seed), transactions)));
    await pause(150);
    // Snapshots that are taken while everybody writes, and an end and a beginning in the middle.
    for (const what of [...followed.slice(3), ...followed.slice(0, 1)]) this.#follow(what);
    await pause(150);
    await this.#source.restart();
    this.#follow({ ...(followed[0] as Followed), title: 'all rows, from after the restart' });
    await writing;
    await long.query('commit');
    await this.#source.sql(`insert into thing values ($1, 1, 0, 'end')`, [endId]);
    return this.#differences();
  }

  async stop(): Promise<void> {
    for (const { follower } of this.#followers) follower.stop();
    await Promise.all(this.#clients.map((client) => client.end()));
    await this.#source.stop();
  }

  #follow(what: Followed): void {
    const follower = new ShapeFollower({
      url: this.#source.url,
      params: { table: 'thing', ...what.params },
      ...(what.liveSse === undefined ? {} : { liveSse: what.liveSse }),
    });
    this.#followers.push({ what, follower });
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#source.database.url });
    await client.connect();
    // Writers who wait for each other in a circle are many here, and should not wait long.
    await client.query(`set deadlock_timeout = '10ms'`);
    this.#clients.push(client);
    return client;
  }

  /** Writes first and commits last: its changes have the lowest numbers and come at the end. */
  async #longTransaction(): Promise<pg.Client> {
    const client = await this.#connect();
    await client.query(`begin; insert into thing select n, n % 3, n % 2, 'long' from generate_series(1001, 1010) n`);
    return client;
  }

  async #write(chance: SeededRandom, transactions: number): Promise<void> {
    const client = await this.#connect();
    for (let n = 0; n < transactions; n += 1) {
      try {
        await client.query('begin');
        for (let left = chance.between(1, 4); left > 0; left -= 1) {
          await client.query(statement(chance));
          if (chance.between(0, 2) === 0) await pause(chance.between(0, 6));
        }
        await client.query(chance.between(0, 4) === 0 ? 'rollback' : 'commit');
      } catch (error) {
        // A key that is taken, or writers who waited for each other in a circle: it did not happen.
        if (!(error instanceof pg.DatabaseError)) throw error;
        await client.query('rollback');
      }
    }
  }

  async #differences(): Promise<string[]> {
    const wrong: string[] = [];
    for (const { what, follower } of this.#followers) {
      await follower.until(() => follower.rows.has(`"public"."thing"/"${endId}"`), 20_000);
      const table = byId(await this.#source.sql<Row>(what.select));
      const told = byId([...follower.rows.values()]);
      for (const id of new Set([...table.keys(), ...told.keys()])) {
        if (told.get(id) !== table.get(id))
          wrong.push(`${what.title}: ${id} is ${table.get(id)}, told ${told.get(id)}`);
      }
      wrong.push(...follower.anomalies.map((anomaly) => `${what.title}: ${anomaly}`));
      if (follower.refetched) wrong.push(`${what.title}: began again`);
    }
    return wrong;
  }
}

function statement(chance: SeededRandom): string {
  const id = chance.between(1, 30);
  const note = chance.between(0, 2) === 0 ? 'null' : `'n${chance.between(1, 99)}'`;
  switch (chance.between(0, 6)) {
    case 0:
      return `insert into thing values (${id}, ${chance.between(0, 3)}, 0, ${note}) on conflict (id) do nothing`;
    case 1:
      return `delete from thing where id = ${id}`;
    case 2:
      return `update thing set grp = ${chance.between(0, 3)} where id = ${id}`;
    case 3:
      return `update thing set id = ${chance.between(1, 30)} where id = ${id}`;
    case 4:
      return `update thing set note = ${note}, rev = rev + 1 where grp = ${chance.between(0, 3)}`;
    default:
      return `insert into thing values (${id}, ${chance.between(0, 3)}, 0, ${note})
        on conflict (id) do update set rev = thing.rev + 1, grp = excluded.grp`;
  }
}

/** Rows as texts, by their id. */
function byId(rows: readonly Row[]): Map<string, string> {
  return new Map(
    rows.map((row) => [
      JSON.stringify(row['id']),
      JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
}
