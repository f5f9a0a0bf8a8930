import type { DurableFile, Ports } from '../../ports.ts';
import type { Durability } from '../../config.ts';
import type { OrderPages } from '../../orders/order-pages.ts';
import type { Reader } from '../../reports/reader.ts';
import type { ReportTables } from '../../reports/report-tables.ts';
import { readOrMintIdentity, type StoreIdentity } from '../../store/store-identity.ts';
import type { StoreStorage } from '../../store/storage.ts';
import { type DataFolder, openDataFolder } from '../node/data-folder.ts';
import { ReaderThread } from '../worker/reader-thread.ts';
import { Checkpoints } from './checkpoints.ts';
import { migrate } from './migrate.ts';
import { openDatabase, type SynchronousMode } from './open-database.ts';
import { SqliteOrderPages } from './order-pages.ts';
import { sqliteReportTables } from './report-tables.ts';
import { SqliteStorage } from './sqlite-storage.ts';

export interface OpenStoreOptions {
  dataDir: string;
  durability: Durability;
  ports: Pick<Ports, 'disk' | 'ids' | 'clock' | 'log'>;
  synced(seconds: number): void;
}

export interface OpenStore {
  folder: DataFolder;
  storage: StoreStorage;
  identity: StoreIdentity;
  pages: OrderPages;
  tables: ReportTables;
  reader: Reader;
  /** Makes durable what was committed; null when COMMIT has done so. */
  sync: (() => Promise<void>) | null;
  afterGroup(core: { hold(): () => void }): void;
  close(): Promise<void>;
}

/** Opens the store's data for its one writer. What a crash left in the WAL is synced before anybody can see it (DESIGN rule 1). */
export async function openStore({ dataDir, durability, ports, synced }: OpenStoreOptions): Promise<OpenStore> {
  const folder = openDataFolder(dataDir);
  const opened: { close(): void | Promise<void> }[] = [{ close: () => folder.unlock() }];
  const closeAll = async (): Promise<void> => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const synchronous: SynchronousMode = durability === 'full' ? 'FULL' : 'NORMAL';
    const db = openDatabase({ path: folder.database, synchronous });
    opened.push({ close: () => void db.close() });
    migrate(db);
    const storage = new SqliteStorage(db);
    const identity = readOrMintIdentity(storage, ports.ids);
    const wal = await ports.disk.openForSync(folder.wal);
    opened.push(wal);
    await wal.sync();
    const reader = new ReaderThread({ path: folder.database, synchronous }, ports.log.child({ part: 'reader' }));
    opened.push({ close: () => reader.stop() });
    const walLook = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    const walFrames = (): { frames: number; moved: number } => {
      const look = walLook.get() as { log: number; checkpointed: number } | undefined;
      return { frames: look?.log ?? 0, moved: look?.checkpointed ?? 0 };
    };
    let checkpoints: Checkpoints | null = null;
    return {
      folder,
      storage,
      identity,
      pages: new SqliteOrderPages(db),
      tables: sqliteReportTables(db),
      reader,
      sync: durability === 'group-sync' ? timed(wal, ports, synced) : null,
      afterGroup: (core) => {
        checkpoints ??= new Checkpoints({ walFrames, reader, hold: () => core.hold(), log: ports.log });
        checkpoints.afterGroup();
      },
      close: async () => {
        await checkpoints?.settled();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function timed(
  wal: DurableFile,
  { clock }: Pick<Ports, 'clock'>,
  synced: (seconds: number) => void,
): () => Promise<void> {
  return async () => {
    const startedMs = clock.monotonicMs();
    await wal.sync();
    synced((clock.monotonicMs() - startedMs) / 1000);
  };
}
