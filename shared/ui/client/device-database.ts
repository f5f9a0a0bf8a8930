/**
 * What a till or screen keeps in its browser: its unanswered commands, and the last known state of the store so that a
 * reload works while the appliance is away. One database per program, since both live under the appliance's address.
 */
export type DeviceProgram = 'pos' | 'kds' | 'setup';

export const outboxTable = 'outbox';
export const streamTable = 'streams';
export const keptTable = 'kept';
export const keptRowTable = 'kept-rows';
const version = 2;

export class DeviceDatabase {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | null = null;

  constructor(program: DeviceProgram) {
    this.#name = `auraconnect-${program}`;
  }

  /** Runs one transaction; resolves when it is complete and, with `strict`, on the disk. */
  async run<T>(
    tables: readonly string[],
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (transaction: IDBTransaction) => T,
  ): Promise<T> {
    const database = await this.#open();
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction([...tables], mode, { durability });
      let result: T;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The device could not store this.'));
      result = work(transaction);
    });
  }

  /** @param durability `strict` for what must survive a power cut; otherwise the operating system writes it when it likes */
  async keep(key: string, value: unknown, durability: IDBTransactionDurability = 'relaxed'): Promise<void> {
    await this.run(
      [keptTable],
      'readwrite',
      durability,
      (transaction) => void transaction.objectStore(keptTable).put(value, key),
    );
  }

  async kept<T>(key: string): Promise<T | undefined> {
    const request = await this.run([keptTable], 'readonly', 'default', (transaction) =>
      transaction.objectStore(keptTable).get(key),
    );
    return request.result as T | undefined;
  }

  /** Forgets what was kept, never the unanswered commands. */
  async forgetKept(): Promise<void> {
    await this.run(
      [keptTable],
      'readwrite',
      'relaxed',
      (transaction) => void transaction.objectStore(keptTable).clear(),
    );
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= this.#connect().catch((fault: unknown) => {
      this.#opened = null;
      throw fault;
    });
    return this.#opened;
  }

  #connect(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, version);
      request.onupgradeneeded = ({ oldVersion }) => {
        const database = request.result;
        if (oldVersion < 1) {
          database.createObjectStore(outboxTable, { keyPath: ['incarnation', 'n'] });
          database.createObjectStore(streamTable);
          database.createObjectStore(keptTable);
        }
        database.createObjectStore(keptRowTable, { keyPath: 'id' });
      };
      request.onerror = () => reject(request.error ?? new Error('The device has no storage.'));
      request.onblocked = () => reject(new Error('Another tab holds an older version of this till open.'));
      request.onsuccess = () => {
        const database = request.result;
        const forget = (): void => {
          this.#opened = null;
        };
        database.onversionchange = () => {
          database.close();
          forget();
        };
        database.onclose = forget;
        resolve(database);
      };
    });
  }
}

/** Asks the browser not to throw this away when the disk gets full. True when it promised. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
