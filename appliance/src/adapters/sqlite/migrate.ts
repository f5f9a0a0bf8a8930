import type { Database } from 'better-sqlite3';
import { StoreFault } from '../../store/store-fault.ts';
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
