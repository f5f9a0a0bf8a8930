import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreFault } from '../../store/store-fault.ts';

export interface DataFolder {
  database: string;
  wal: string;
  keys: string;
  /** The last durable place of the history, and what the scrub has seen. */
  anchor: string;
  scrub: string;
  unlock(): void;
}

/**
 * Makes the folder when it is missing, checks that it can be written, and locks it: two appliances on one store's data would
 * each believe that they write alone. The lock is the operating system's, so it ends with the process however that ends.
 */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    mkdirSync(join(path, 'keys'), { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new StoreFault('data_folder', `The store's data cannot be kept in ${path}: ${reasonOf(error)}.`, error);
  }
  return {
    database: join(path, 'store.db'),
    wal: join(path, 'store.db-wal'),
    keys: join(path, 'keys'),
    anchor: join(path, 'anchor'),
    scrub: join(path, 'scrub.json'),
    unlock: lock(path),
  };
}

function lock(path: string): () => void {
  let db: Database.Database;
  try {
    db = new Database(join(path, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw new StoreFault('data_folder', `The store's data cannot be kept in ${path}: ${reasonOf(error)}.`, error);
  }
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const busy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
    throw busy
      ? new StoreFault('database_locked', `Another appliance is already running on the data in ${path}.`, error)
      : new StoreFault('data_folder', `The store's data cannot be kept in ${path}: ${reasonOf(error)}.`, error);
  }
  return () => db.close();
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there';
    case 'EROFS':
    case 'SQLITE_READONLY':
      return 'the disk is read-only';
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'the disk is full';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'there is a file in the way';
    case 'SQLITE_CANTOPEN':
      return 'files cannot be made there';
    default:
      return error instanceof Error ? error.message : 'unknown reason';
  }
}
