import type { Database } from 'better-sqlite3';
import { damageOf, isDamage, stopsAStore } from '../../integrity/damage.ts';
import { DamageKeeper } from '../../integrity/damage-keeper.ts';
import type { ScrubRecord } from '../../integrity/scrub-record.ts';
import type { Anchor, Finding } from '../../integrity/store-report.ts';
import type { DurableFile, Ports } from '../../ports.ts';
import type { Durability } from '../../config.ts';
import type { OrderPages } from '../../orders/order-pages.ts';
import type { Reader } from '../../reports/reader.ts';
import type { ReportTables } from '../../reports/report-tables.ts';
import { readOrMintIdentity, type StoreIdentity } from '../../store/store-identity.ts';
import type { StoreStorage } from '../../store/storage.ts';
import { AnchorFile } from '../node/anchor-file.ts';
import { damageFolder, type DamageFolder } from '../node/damage-folder.ts';
import { type DataFolder, openDataFolder } from '../node/data-folder.ts';
import { scrubFile, type ScrubFile } from '../node/scrub-file.ts';
import { ReaderThread } from '../worker/reader-thread.ts';
import { checkAtStart } from './check-at-start.ts';
import { Checkpoints } from './checkpoints.ts';
import { migrate } from './migrate.ts';
import { openDatabase, type SynchronousMode } from './open-database.ts';
import { SqliteOrderPages } from './order-pages.ts';
import { repairProjections } from './rebuild-projections.ts';
import { sqliteReportTables } from './report-tables.ts';
import { SqliteStorage } from './sqlite-storage.ts';
import { verifyStore } from './verify-store.ts';

export interface OpenStoreOptions {
  dataDir: string;
  durability: Durability;
  ports: Pick<Ports, 'disk' | 'ids' | 'clock' | 'log' | 'timers'>;
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
  afterGroup(core: Head & { hold(): () => void }): void;
  damage: DamageKeeper;
  scrub: ScrubFile;
  /** Resolves when no checkpoint is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

interface Head {
  readonly epoch: string;
  readonly durableSeq: number;
  readonly headHash: string;
}

/** So much of the anchor may be missing after a power cut; a sync more often would only make the disk's other syncs wait. */
const anchorSyncMs = 5_000;

/**
 * Opens the store's data for its one writer. What a crash left in the WAL is synced before anybody can see it (DESIGN rule 1), and what
 * was written since the scrub's last pass is read again.
 * @throws DamageFound, with a copy set aside
 */
export async function openStore({ dataDir, durability, ports, synced }: OpenStoreOptions): Promise<OpenStore> {
  const folder = openDataFolder(dataDir);
  const opened: { close(): void | Promise<void> }[] = [{ close: () => folder.unlock() }];
  const closeAll = async (): Promise<void> => {
    for (const part of opened.toReversed()) await part.close();
  };
  const damageFiles = damageFolder(dataDir, ports.disk);
  const damage = new DamageKeeper(damageFiles, ports);
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
    const anchor = AnchorFile.open(folder.anchor);
    opened.push(anchor);
    const scrub = scrubFile(folder.scrub);
    await lookAtAll({ db, anchor, scrub, damage, damageFiles, sidePath: `${folder.database}-side`, ports });
    opened.push({ close: ports.timers.every(anchorSyncMs, () => void anchor.sync().catch(() => undefined)) });
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
        // With `none` nothing is durable that could be spoken of.
        if (durability !== 'none') anchor.write({ epoch: core.epoch, seq: core.durableSeq, hash: core.headHash });
      },
      damage,
      scrub,
      quiet: async () => checkpoints?.settled(),
      close: async () => {
        await checkpoints?.settled();
        await damage.settled();
        await anchor.sync().catch(() => undefined);
        await closeAll();
      },
    };
  } catch (error) {
    // Before anything is closed: closing moves the log into the database.
    const thrown = isDamage(error) ? await damageMet(damage, error) : error;
    await closeAll();
    throw thrown;
  }
}

/** Writes down what a start met, with a copy. @returns what is to be thrown */
export function damageMet(damage: DamageKeeper, error: unknown): Promise<Error> {
  damage.met(error);
  return damage.found();
}

interface LookParts {
  db: Database;
  anchor: AnchorFile;
  scrub: ScrubFile;
  damage: DamageKeeper;
  damageFiles: DamageFolder;
  sidePath: string;
  ports: Pick<Ports, 'clock' | 'log'>;
}

/** @throws DamageFound */
async function lookAtAll({ db, anchor, scrub, damage, damageFiles, sidePath, ports }: LookParts): Promise<void> {
  const seen = scrub.read();
  const anchors = [anchor.newest, seen.cloud].filter((place) => place !== null);
  const known = damageFiles.read();
  const findings = known === null ? checkAtStart(db, seen, anchors) : allFindings(db, seen, anchors);
  const stopping = findings.filter(stopsAStore);
  if (stopping.length > 0) {
    damage.declare(damageOf(stopping));
    throw await damage.found();
  }
  if (seen.projections === 'differ' || findings.length > 0) {
    const tables = repairProjections(db, sidePath);
    scrub.write({ ...seen, projections: null });
    ports.log.warn({ tables }, 'what the store shows was made anew from its journal');
  }
  if (known === null) return;
  damageFiles.clear(new Date(ports.clock.nowMs()).toISOString());
  ports.log.warn({ ...known }, 'the damage is gone: everything was read again and is as it was written');
}

/** Once damage is known of, it is believed to be gone only when everything was read again. */
const allFindings = (db: Database, { verified }: ScrubRecord, anchors: readonly Anchor[]): readonly Finding[] =>
  verifyStore(db, { anchors: verified === null ? anchors : [...anchors, verified] }).findings;

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
