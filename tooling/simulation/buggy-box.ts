import type { StoreStorage } from '@auraconnect/appliance/store/storage.ts';
import type { InternalEvent } from '@auraconnect/appliance/store/core.ts';
import type { UplinkClient } from '@auraconnect/appliance/sync/uplink.ts';
import type { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
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
    case 'no-event-id':
      return { ...parts(storage), commands: { ...delegates(storage.commands), adoptedAt: () => null } };
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

function delegates(commands: StoreStorage['commands']): StoreStorage['commands'] {
  return {
    adoptedAt: (eventId) => commands.adoptedAt(eventId),
    adoptedCommand: (...of) => commands.adoptedCommand(...of),
    insertAdopted: (event) => commands.insertAdopted(event),
    answered: (deviceId, incarnation) => commands.answered(deviceId, incarnation),
    find: (commandId) => commands.find(commandId),
    insert: (record) => commands.insert(record),
    streams: () => commands.streams(),
    saveStream: (position) => commands.saveStream(position),
  };
}

const without = (commands: StoreStorage['commands']): StoreStorage['commands'] => ({
  ...delegates(commands),
  find: () => null,
  insert: () => undefined,
  streams: () => [],
});

/** The core as it is, or with one of the planted bugs in it. */
export function buggyCore(core: StoreCore, storage: StoreStorage, bug: PlantedBug | null): StoreCore {
  switch (bug) {
    case 'visible-before-durable':
      return instead(core, {
        durableSeq: () => storage.journal.head().seq,
        readJournal: () => async (after: number, limit: number) => storage.journal.rows(after, limit),
      });
    case 'lost-tail-ignored':
      return instead(core, { adopt: () => () => Promise.resolve({ count: 0 }) });
    case 'lost-tail-renumbered':
      return instead(core, { adopt: () => (rows: readonly JournalRow[]) => writeAnew(core, rows) });
    case 'gap-before-lost-tail':
      return instead(core, { expectLost: () => () => undefined });
    default:
      return core;
  }
}

/** Planted: events of the box itself, as if they happened now. */
async function writeAnew(core: StoreCore, rows: readonly JournalRow[]): Promise<{ count: number }> {
  const events = rows
    .filter(({ type }) => !type.startsWith('epoch.'))
    .map(({ type, bytes }) => ({ type, payload: JSON.parse(bytes) as unknown }) as InternalEvent);
  await core.appendInternal(() => events).catch(() => undefined);
  return { count: events.length };
}

/** The way to the cloud as it is, or with one of the planted bugs in it. */
export function buggyClient(client: UplinkClient, core: StoreCore, bug: PlantedBug | null): UplinkClient {
  if (bug !== 'ack-without-epoch' && bug !== 'gap-not-resynced') return client;
  let furthest: SyncCursor | null = null;
  const told = async (cursor: SyncCursor): Promise<SyncCursor> => {
    if (bug === 'ack-without-epoch') {
      const [row] = cursor.seq === 0 ? [] : await core.readJournal(cursor.seq - 1, 1);
      return row === undefined ? cursor : { epoch: row.epoch, seq: row.seq, hash: row.hash };
    }
    if (furthest === null || cursor.seq > furthest.seq) furthest = cursor;
    return furthest;
  };
  return {
    ...client,
    hello: async (...asked) => {
      const answer = await client.hello(...asked);
      return { ...answer, cursor: await told(answer.cursor) };
    },
    up: async (...asked) => {
      const answer = await client.up(...asked);
      return { ...answer, cursor: await told(answer.cursor) };
    },
  };
}

/** @param parts by name: how that member is read */
function instead(core: StoreCore, parts: Readonly<Record<string, () => unknown>>): StoreCore {
  return new Proxy(core, {
    get(target, name) {
      const part = typeof name === 'string' && Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part !== undefined) return part();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** Ids as they are, or such that the next epoch is the old one: the core mints its boot first, then its epoch. */
export function buggyIds(ids: IdSource, oldEpoch: string, bug: PlantedBug | null): IdSource {
  if (bug !== 'restored-with-old-epoch') return ids;
  let count = 0;
  return { next: () => ((count += 1) === 2 ? oldEpoch : ids.next()) };
}
