import type { Database, Statement } from 'better-sqlite3';
import { type Compilable, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Schema } from './schema.ts';

/** Builds and types queries; never runs one. Its asynchronous dialect would halve the orders per second. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface Prepared<Params, Row> {
  run(params: Params): void;
  get(params: Params): Row | undefined;
  all(params: Params): Row[];
  iterate(params: Params): IterableIterator<Row>;
}

type Params<P> = <K extends keyof P & string>(name: K) => P[K];

/**
 * Compiles a typed query once and keeps it as a prepared statement of this connection, made at first use.
 *
 *     const find = prepare<{ seq: number }, { hash: Buffer }>(db, (query, param) =>
 *       query.selectFrom('journal').select('hash').where('seq', '=', param('seq')));
 */
export function prepare<P extends object, Row = never>(
  db: Database,
  build: (query: Kysely<Schema>, param: Params<P>) => Compilable<unknown>,
): Prepared<P, Row> {
  let made: { statement: Statement; bind(params: P): unknown[] } | null = null;
  const make = (): { statement: Statement; bind(params: P): unknown[] } => {
    const { sql, parameters } = build(builder, ((name: string) => new Placeholder(name)) as never).compile();
    const names = parameters.map((value) => (value instanceof Placeholder ? (value.name as keyof P) : null));
    return {
      statement: db.prepare(sql),
      bind: (params) => names.map((name, index) => (name === null ? parameters[index] : params[name])),
    };
  };
  const use = (params: P): [Statement, unknown[]] => {
    made ??= make();
    return [made.statement, made.bind(params)];
  };
  return {
    run(params) {
      const [statement, values] = use(params);
      statement.run(values);
    },
    get(params) {
      const [statement, values] = use(params);
      return statement.get(values) as Row | undefined;
    },
    all(params) {
      const [statement, values] = use(params);
      return statement.all(values) as Row[];
    },
    iterate(params) {
      const [statement, values] = use(params);
      return statement.iterate(values) as IterableIterator<Row>;
    },
  };
}
