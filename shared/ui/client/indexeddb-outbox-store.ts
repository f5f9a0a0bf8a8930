import type { KeptCommand, KeptStream, OutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import { outboxTable, streamTable, type DeviceDatabase } from './device-database.ts';

/** Level T of DESIGN: `durability: "strict"` waits for the disk; the browser's default only for the operating system. */
export class IndexedDbOutboxStore implements OutboxStore {
  readonly #database: DeviceDatabase;

  constructor(database: DeviceDatabase) {
    this.#database = database;
  }

  async load(incarnation: string): Promise<KeptStream> {
    const [commands, lastN] = await this.#database.run(
      [outboxTable, streamTable],
      'readonly',
      'default',
      (transaction) =>
        [
          transaction.objectStore(outboxTable).getAll(streamRange(incarnation)) as IDBRequest<KeptCommand[]>,
          transaction.objectStore(streamTable).get(incarnation) as IDBRequest<number | undefined>,
        ] as const,
    );
    return { lastN: lastN.result ?? 0, pending: commands.result };
  }

  async append(incarnation: string, envelopes: readonly KeptCommand[]): Promise<void> {
    const last = envelopes.at(-1);
    if (last === undefined) return;
    await this.#database.run([outboxTable, streamTable], 'readwrite', 'strict', (transaction) => {
      const table = transaction.objectStore(outboxTable);
      for (const envelope of envelopes) table.add(envelope);
      transaction.objectStore(streamTable).put(last.n, incarnation);
    });
  }

  async settle(incarnation: string, numbers: readonly number[]): Promise<void> {
    await this.#database.run([outboxTable], 'readwrite', 'relaxed', (transaction) => {
      const table = transaction.objectStore(outboxTable);
      for (const n of numbers) table.delete([incarnation, n]);
    });
  }

  async replace(incarnation: string, pending: readonly KeptCommand[], lastN: number): Promise<void> {
    await this.#database.run([outboxTable, streamTable], 'readwrite', 'strict', (transaction) => {
      const table = transaction.objectStore(outboxTable);
      table.delete(streamRange(incarnation));
      for (const envelope of pending) table.add(envelope);
      transaction.objectStore(streamTable).put(lastN, incarnation);
    });
  }
}

function streamRange(incarnation: string): IDBKeyRange {
  return IDBKeyRange.bound([incarnation, 0], [incarnation, Number.MAX_SAFE_INTEGER]);
}
