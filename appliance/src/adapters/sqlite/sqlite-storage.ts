import type { Database } from 'better-sqlite3';
import type { BoxTables, StoreStorage, Transaction } from '../../store/storage.ts';
import { sqliteBoxTables } from './box-tables.ts';
import { SqliteCommands } from './command-tables.ts';
import { SqliteJournal } from './journal-tables.ts';
import { SqliteProjections } from './projection-tables.ts';

/** The one writer's view of the database. Everything it caches is forgotten when a transaction is rolled back. */
export class SqliteStorage implements StoreStorage {
  readonly journal: SqliteJournal;
  readonly commands: SqliteCommands;
  readonly projections: SqliteProjections;
  readonly box: BoxTables;
  readonly transaction: Transaction;

  constructor(db: Database) {
    this.journal = new SqliteJournal(db);
    this.commands = new SqliteCommands(db, this.journal.streams);
    this.projections = new SqliteProjections(db, this.journal.orders);
    this.box = sqliteBoxTables(db);
    const begin = db.prepare('BEGIN IMMEDIATE');
    const commit = db.prepare('COMMIT');
    const rollback = db.prepare('ROLLBACK');
    this.transaction = {
      run: (write) => {
        begin.run();
        try {
          write();
          commit.run();
        } catch (error) {
          // Some errors (a full disk) have already ended the transaction; then there is nothing to roll back.
          if (db.inTransaction) rollback.run();
          this.journal.forget();
          this.projections.forget();
          throw error;
        }
      },
    };
  }
}
