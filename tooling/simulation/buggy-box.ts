import type { StoreStorage } from '@auraconnect/appliance/store/storage.ts';
import type { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { PlantedBug } from './planted-bugs.ts';
import type { Life } from './virtual-time.ts';

interface Machine {
  life: Life;
}

/** The storage as it is, or with one of the planted bugs in it. */
export function buggyStorage(storage: StoreStorage, bug: PlantedBug | null, machine: Machine): StoreStorage {
  switch (bug) {
    case 'event-in-second-transaction':
      return withLateJournal(storage, machine);
    case 'failed-write-taken-as-done':
      return { ...parts(storage), transaction: { run: (write) => evenIfFull(() => storage.transaction.run(write)) } };
    case 'answers-forgotten':
      return { ...parts(storage), commands: without(storage.commands) };
    default:
      return storage;
  }
}

function evenIfFull(run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
  }
}

const parts = (storage: StoreStorage): StoreStorage => ({
  journal: storage.journal,
  commands: storage.commands,
  projections: storage.projections,
  box: storage.box,
  transaction: storage.transaction,
});

/** What follows from events is committed, and what says why comes a moment later. */
function withLateJournal(storage: StoreStorage, { life }: Machine): StoreStorage {
  const journal = Object.create(storage.journal) as StoreStorage['journal'];
  let late: JournalRow[] = [];
  const { run } = storage.transaction;
  Object.assign(journal, {
    meta: (key: string) => storage.journal.meta(key),
    setMeta: (key: string, value: string) => storage.journal.setMeta(key, value),
    head: () => storage.journal.head(),
    epochs: () => storage.journal.epochs(),
    rows: (after: number, limit: number) => storage.journal.rows(after, limit),
    rowsOfOrder: (orderId: string, throughSeq: number) => storage.journal.rowsOfOrder(orderId, throughSeq),
    append: (rows: readonly JournalRow[]) => {
      late.push(...rows);
      life.after(4, () => {
        const now = late;
        late = [];
        if (now.length > 0) run(() => storage.journal.append(now));
      });
    },
  });
  return { ...parts(storage), journal };
}

function without(commands: StoreStorage['commands']): StoreStorage['commands'] {
  return {
    adoptedAt: (eventId) => commands.adoptedAt(eventId),
    adoptedCommand: (...of) => commands.adoptedCommand(...of),
    insertAdopted: (event) => commands.insertAdopted(event),
    find: () => null,
    insert: () => undefined,
    streams: () => [],
    saveStream: (position) => commands.saveStream(position),
  };
}

/** The core as it is, or with one of the planted bugs in it. */
export function buggyCore(core: StoreCore, storage: StoreStorage, bug: PlantedBug | null): StoreCore {
  if (bug !== 'visible-before-durable') return core;
  const readJournal = async (after: number, limit: number): Promise<JournalRow[]> => storage.journal.rows(after, limit);
  return new Proxy(core, {
    get(target, name) {
      if (name === 'durableSeq') return storage.journal.head().seq;
      if (name === 'readJournal') return readJournal;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
