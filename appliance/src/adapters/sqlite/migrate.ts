import BetterSqlite, { type Database } from 'better-sqlite3';
import { StoreFault } from '../../store/store-fault.ts';
import { addRowCheck } from './row-check.ts';
import { migrationFloor, migrations, type Migration } from './migrations/migrations.ts';

export interface MigrationOptions {
  steps?: readonly Migration[];
  floor?: number;
}

/**
 * Brings the database to this version, each step in a transaction of its own together with its number. A database from a
 * newer program is refused and left as it is: this version would not know what it means.
 */
export function migrate(db: Database, { steps = migrations, floor = migrationFloor }: MigrationOptions = {}): void {
  const newest = steps.at(-1)?.version ?? 0;
  let version = Number(db.pragma('user_version', { simple: true }));
  if (version > newest) {
    throw new StoreFault(
      'database_newer',
      `The store's data was written by a newer version (${version}); this one knows up to ${newest}.`,
    );
  }
  if (version !== 0 && version < floor) {
    throw new StoreFault(
      'database_too_old',
      `The store's data is of version ${version}; this version reads from ${floor} on.`,
    );
  }
  if (version < newest) addRowCheck(db);
  for (const step of steps) {
    if (step.version <= version) continue;
    if (step.version !== version + 1) throw new StoreFault('migration_gap', `Migration ${version + 1} is missing.`);
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
    version = step.version;
  }
}

/**
 * Tables and indexes that are not as the migrations up to this database's version make them: a letter that flipped in the schema's own
 * text renames a column, and nothing else would notice.
 */
export function schemaDifferences(db: Database): string[] {
  const version = Number(db.pragma('user_version', { simple: true }));
  const meant = new BetterSqlite(':memory:');
  try {
    migrate(meant, { steps: migrations.filter((step) => step.version <= version) });
    const wanted = schemaOf(meant);
    const actual = schemaOf(db);
    return [...new Set([...wanted.keys(), ...actual.keys()])].filter((name) => wanted.get(name) !== actual.get(name));
  } finally {
    meant.close();
  }
}

function schemaOf(db: Database): Map<string, string> {
  const rows = db.prepare('SELECT name, type, tbl_name, sql FROM sqlite_schema').raw().all() as (string | null)[][];
  return new Map(rows.map(([name, ...rest]) => [String(name), JSON.stringify(rest)]));
}
