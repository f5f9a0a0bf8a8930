import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Statement } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { Check } from '../harness/figure.ts';
import {
  type PlainRow,
  plainOrder,
  plainRequest,
  type PlainSchema,
  plainSchemaSql,
  rowsPerPlainOrder,
} from './plain-schema.ts';

/** A plain program's store: committed and durable when `sell` resolves. */
export interface PlainStore {
  readonly db: Database.Database;
  readonly databasePath: string;
  sell(): Promise<void>;
  /** Every order that was sold has all its rows. */
  check(): Check;
  close(): Promise<void>;
}

function openPlain(folder: string, name: string): { db: Database.Database; databasePath: string } {
  mkdirSync(folder, { recursive: true });
  const databasePath = join(folder, `${name}.db`);
  const db = new Database(databasePath);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -16000');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('the floor does not run with synchronous=FULL');
  db.exec(plainSchemaSql);
  return { db, databasePath };
}

/** Through kysely's own asynchronous dialect, a statement for each row: what most programs of this kind do. */
export function kyselyStore(folder: string, ids: IdSource): PlainStore {
  const { db, databasePath } = openPlain(folder, 'kysely');
  const kysely = new Kysely<PlainSchema>({ dialect: new SqliteDialect({ database: db }) });
  let sold = 0;
  return {
    db,
    databasePath,
    async sell() {
      const { rows } = plainOrder(ids, sold + 1, plainRequest);
      await kysely.transaction().execute(async (transaction) => {
        for (const row of rows) await transaction.insertInto(row.table).values(row.values).execute();
      });
      sold += 1;
    },
    check: () => checkRows(db, sold),
    close: () => kysely.destroy(),
  };
}

/** Through prepared statements, one transaction an order: the least that durable commits one by one can cost on this schema. */
export function rawStore(folder: string, ids: IdSource): PlainStore & { sellNow(): void } {
  const { db, databasePath } = openPlain(folder, 'raw');
  const statements = new Map<string, Statement>();
  const insert = ({ table, values }: PlainRow): void => {
    let statement = statements.get(table);
    if (statement === undefined) {
      const names = Object.keys(values);
      statement = db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
      statements.set(table, statement);
    }
    statement.run(Object.values(values));
  };
  let sold = 0;
  const write = db.transaction((rows: readonly PlainRow[]) => rows.forEach(insert));
  const sellNow = (): void => {
    write.immediate(plainOrder(ids, sold + 1, plainRequest).rows);
    sold += 1;
  };
  return {
    db,
    databasePath,
    sellNow,
    sell: () => Promise.resolve(sellNow()),
    check: () => checkRows(db, sold),
    close: () => Promise.resolve(void db.close()),
  };
}

function checkRows(db: Database.Database, sold: number): Check {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
  const rows = tables.reduce(
    (total, table) => total + Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    0,
  );
  return { ok: rows === sold * rowsPerPlainOrder, what: `the floor has ${rows} rows of ${sold} orders` };
}
