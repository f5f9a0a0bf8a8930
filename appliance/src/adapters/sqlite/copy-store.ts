import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type RestoreMark, restoreMarkKey } from '../../backup/restore-mark.ts';
import { BackupFault } from '../../backup/backup-fault.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { SqliteStorage } from './sqlite-storage.ts';

/** What a database says about itself. */
export interface StoreFacts {
  schemaVersion: number;
  storeId: string;
  storeName: string;
  epoch: string;
  seq: number;
  headHash: string;
  lastEventAt: string | null;
}

/** Pages between two looks at the progress: about 8 MB. */
const pagesPerStep = 2_000;

/**
 * Copies a store's database as it is at this moment, while the appliance may go on writing: a read transaction that is held for as
 * long as the copy takes keeps the moment, without it each commit would begin the copy anew. The copy is one file without a WAL.
 * @param onProgress 0 to 1
 */
export async function copyStore(path: string, target: string, onProgress: (part: number) => void): Promise<void> {
  const source = new Database(path, { readonly: true, timeout: 10_000 });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return pagesPerStep;
      },
    });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
  const copy = new Database(target);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/**
 * Opens a copy and believes nothing: SQLite's own check, the whole chain from the first event, and every projection against one that is
 * folded anew. A copy of an older version is brought to this one's first.
 * @throws BackupFault `store_damaged`, or StoreFault `database_newer` and `database_too_old`
 */
export function verifyCopy(path: string, sidePath: string): StoreFacts {
  const db = new Database(path);
  try {
    const [first] = db.pragma('integrity_check') as { integrity_check: string }[];
    if (first?.integrity_check !== 'ok')
      throw new BackupFault(
        'store_damaged',
        `SQLite finds the store's database damaged: ${String(first?.integrity_check).slice(0, 200)}.`,
      );
    migrate(db);
    const facts = factsOf(db);
    const { chain, differences, seq } = rebuildProjections(db, sidePath);
    if (!chain.ok)
      throw new BackupFault('store_damaged', `The store's journal was changed or damaged at event ${chain.brokenAt}.`);
    if (seq !== facts.seq)
      throw new BackupFault('store_damaged', `The store's journal ends at event ${seq}, but should at ${facts.seq}.`);
    if (differences.length > 0)
      throw new BackupFault(
        'store_damaged',
        `What the store shows is not what its journal says (${differences.map(({ table }) => table).join(', ')}).`,
      );
    return facts;
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
      throw new BackupFault('store_damaged', "The store's database is damaged.", error);
    throw error;
  } finally {
    db.close();
    for (const rest of [sidePath, `${sidePath}-journal`]) if (existsSync(rest)) rmSync(rest);
  }
}

function factsOf(db: Database.Database): StoreFacts {
  const { journal, projections } = new SqliteStorage(db);
  const { seq, hash } = journal.head();
  return {
    schemaVersion: Number(db.pragma('user_version', { simple: true })),
    storeId: journal.meta('store') ?? '',
    storeName: projections.store()?.name ?? '',
    epoch: journal.head().epoch,
    seq,
    headHash: seq === 0 ? genesisHash : hash,
    lastEventAt: seq === 0 ? null : (journal.rows(seq - 1, 1)[0]?.occurredAt ?? null),
  };
}

export const newestSchemaVersion = (): number => migrations.at(-1)?.version ?? 0;

/** Writes into a restored database that it was restored. */
export function markRestored(path: string, mark: RestoreMark): void {
  const db = new Database(path);
  try {
    db.pragma('synchronous = FULL');
    const { journal, transaction } = new SqliteStorage(db);
    transaction.run(() => journal.setMeta(restoreMarkKey, JSON.stringify(mark)));
  } finally {
    db.close();
  }
}
