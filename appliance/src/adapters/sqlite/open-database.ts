import Database from 'better-sqlite3';
import { StoreFault } from '../../store/store-fault.ts';

export type SynchronousMode = 'NORMAL' | 'FULL';

export interface OpenOptions {
  path: string;
  /** `NORMAL` leaves syncing the WAL to the group commit; `FULL` syncs inside COMMIT. */
  synchronous: SynchronousMode;
  readonly?: boolean;
}

const synchronousLevel: Record<SynchronousMode, number> = { NORMAL: 1, FULL: 2 };

/**
 * Opens a connection and asserts what it runs with. The connection that creates the WAL and one that reopens it do not
 * start with the same `synchronous`, and better-sqlite3 is compiled with 1: what is not asked for is not there.
 */
export function openDatabase({ path, synchronous, readonly = false }: OpenOptions): Database.Database {
  const db = connect(path, readonly);
  try {
    db.pragma('busy_timeout = 5000');
    // A commit writes whole pages: half as large ones are nearly half the bytes. Counts only for a new database.
    if (!readonly) db.pragma('page_size = 2048');
    if (!readonly) db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${synchronous}`);
    // Checkpoints run in the worker; one inside COMMIT would stop every till for as long as the disk likes.
    db.pragma('wal_autocheckpoint = 0');
    db.pragma('journal_size_limit = 67108864');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -16000');
    assertPragma(db, 'journal_mode', 'wal');
    assertPragma(db, 'synchronous', synchronousLevel[synchronous]);
    assertPragma(db, 'wal_autocheckpoint', 0);
  } catch (error) {
    db.close();
    throw asOpenFault(error, path);
  }
  return db;
}

function connect(path: string, readonly: boolean): Database.Database {
  try {
    return new Database(path, { readonly });
  } catch (error) {
    throw asOpenFault(error, path);
  }
}

function assertPragma(db: Database.Database, name: string, wanted: string | number): void {
  const actual = db.pragma(name, { simple: true });
  if (actual !== wanted) {
    throw new StoreFault(
      'wrong_pragma',
      `The store's database runs with ${name} = ${String(actual)} instead of ${wanted}.`,
    );
  }
}

function asOpenFault(error: unknown, path: string): Error {
  if (error instanceof StoreFault) return error;
  const code = (error as { code?: unknown }).code;
  if (
    code === 'SQLITE_CANTOPEN' ||
    code === 'SQLITE_READONLY' ||
    (typeof code === 'string' && code.startsWith('SQLITE_READONLY'))
  ) {
    return new StoreFault(
      'data_folder',
      `The store's data cannot be written: ${path} is read-only or its folder is missing.`,
      error,
    );
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new StoreFault('journal_broken', `The store's data in ${path} is damaged; bring back a backup.`, error);
  }
  return error instanceof Error ? error : new Error(String(error));
}
