import type { KeptRowStore } from '@auraconnect/shared/client/kept-rows.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { keptRowTable, streamTable, type DeviceDatabase } from './device-database.ts';

/** What this device was answered and the cloud does not have yet. On the disk before the commands are forgotten. */
export class IndexedDbKeptRows implements KeptRowStore {
  readonly #database: DeviceDatabase;

  constructor(database: DeviceDatabase) {
    this.#database = database;
  }

  async load(): Promise<JournalRow[]> {
    const rows = await this.#database.run(
      [keptRowTable],
      'readonly',
      'default',
      (transaction) => transaction.objectStore(keptRowTable).getAll() as IDBRequest<JournalRow[]>,
    );
    return rows.result;
  }

  async keep(rows: readonly JournalRow[]): Promise<void> {
    await this.#database.run([keptRowTable], 'readwrite', 'strict', (transaction) => {
      for (const row of rows) transaction.objectStore(keptRowTable).put(row);
    });
  }

  async drop(ids: readonly string[], incarnation: string, forgottenN: number): Promise<void> {
    await this.#database.run([keptRowTable, streamTable], 'readwrite', 'relaxed', (transaction) => {
      for (const id of ids) transaction.objectStore(keptRowTable).delete(id);
      transaction.objectStore(streamTable).put(forgottenN, forgottenKey(incarnation));
    });
  }

  async forgottenN(incarnation: string): Promise<number | null> {
    const request = await this.#database.run(
      [streamTable],
      'readonly',
      'default',
      (transaction) =>
        transaction.objectStore(streamTable).get(forgottenKey(incarnation)) as IDBRequest<number | undefined>,
    );
    return request.result ?? null;
  }
}

/** Beside the stream's own last number. */
const forgottenKey = (incarnation: string): string => `${incarnation} forgotten`;
