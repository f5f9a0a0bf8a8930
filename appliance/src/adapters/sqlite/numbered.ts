import type { Database } from 'better-sqlite3';
import type { StreamPosition } from '../../store/storage.ts';
import { StoreFault } from '../../store/store-fault.ts';
import { prepare, type Prepared } from './statement.ts';
import { blobToUuid, uuidToBlob } from './values.ts';

/** Ids that rows name by a small integer. Numbers are given inside the transaction that first needs them. */

const missing = (what: string, key: number): StoreFault =>
  new StoreFault('journal_broken', `The journal names ${what} ${key}, which does not exist.`);

interface StreamRow {
  key: number;
  device: Buffer;
  incarnation: Buffer;
  last_n: number;
}

/** Each device's stream of commands: (device, incarnation) and the last n that was taken. */
export class NumberedStreams {
  readonly #keys = new Map<string, number>();
  readonly #streams = new Map<number, StreamPosition>();
  readonly #all: Prepared<object, StreamRow>;
  readonly #at: Prepared<{ key: number }, StreamRow>;
  readonly #find: Prepared<{ device: Buffer; incarnation: Buffer }, { key: number }>;
  readonly #insert: Prepared<{ device: Buffer; incarnation: Buffer }, { key: number }>;
  readonly #save: Prepared<{ key: number; lastN: number }, never>;

  constructor(db: Database) {
    this.#all = prepare(db, (query) => query.selectFrom('device_stream').selectAll().orderBy('key'));
    this.#at = prepare(db, (query, param) =>
      query.selectFrom('device_stream').selectAll().where('key', '=', param('key')),
    );
    this.#find = prepare(db, (query, param) =>
      query
        .selectFrom('device_stream')
        .select('key')
        .where('device', '=', param('device'))
        .where('incarnation', '=', param('incarnation')),
    );
    this.#insert = prepare(db, (query, param) =>
      query
        .insertInto('device_stream')
        .values({ device: param('device'), incarnation: param('incarnation'), last_n: 0 })
        .returning('key'),
    );
    this.#save = prepare(db, (query, param) =>
      query
        .updateTable('device_stream')
        .set({ last_n: param('lastN') })
        .where('key', '=', param('key')),
    );
  }

  all(): StreamPosition[] {
    return this.#all.all({}).map(readStream);
  }

  find(deviceId: string, incarnation: string): number | null {
    const name = `${deviceId} ${incarnation}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const row = this.#find.get({ device: uuidToBlob(deviceId), incarnation: uuidToBlob(incarnation) });
    if (row === undefined) return null;
    this.#keys.set(name, row.key);
    return row.key;
  }

  keyOf(deviceId: string, incarnation: string): number {
    const known = this.find(deviceId, incarnation);
    if (known !== null) return known;
    const row = this.#insert.get({ device: uuidToBlob(deviceId), incarnation: uuidToBlob(incarnation) });
    if (row === undefined) throw new StoreFault('journal_broken', 'A device stream could not be written.');
    this.#keys.set(`${deviceId} ${incarnation}`, row.key);
    return row.key;
  }

  at(key: number): StreamPosition {
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      const row = this.#at.get({ key });
      if (row === undefined) throw missing('a device stream', key);
      stream = readStream(row);
      this.#streams.set(key, stream);
    }
    return stream;
  }

  save({ deviceId, incarnation, lastN }: StreamPosition): void {
    this.#save.run({ key: this.keyOf(deviceId, incarnation), lastN });
  }

  forget(): void {
    this.#keys.clear();
    this.#streams.clear();
  }
}

const readStream = (row: StreamRow): StreamPosition => ({
  deviceId: blobToUuid(row.device),
  incarnation: blobToUuid(row.incarnation),
  lastN: row.last_n,
});

const mostOrdersKept = 2000;

/** Order ids: many, the recent ones kept. */
export class NumberedOrders {
  readonly #keys = new Map<string, number>();
  readonly #find: Prepared<{ id: Buffer }, { key: number }>;
  readonly #at: Prepared<{ key: number }, { order_id: Buffer }>;
  readonly #insert: Prepared<{ id: Buffer }, { key: number }>;
  readonly #ids = new Map<number, string>();

  constructor(db: Database) {
    this.#find = prepare(db, (query, param) =>
      query.selectFrom('order_key').select('key').where('order_id', '=', param('id')),
    );
    this.#at = prepare(db, (query, param) =>
      query.selectFrom('order_key').select('order_id').where('key', '=', param('key')),
    );
    this.#insert = prepare(db, (query, param) =>
      query
        .insertInto('order_key')
        .values({ order_id: param('id') })
        .returning('key'),
    );
  }

  find(orderId: string): number | null {
    const known = this.#keys.get(orderId);
    if (known !== undefined) return known;
    const row = this.#find.get({ id: uuidToBlob(orderId) });
    if (row === undefined) return null;
    this.#keep(orderId, row.key);
    return row.key;
  }

  keyOf(orderId: string): number {
    const known = this.find(orderId);
    if (known !== null) return known;
    const row = this.#insert.get({ id: uuidToBlob(orderId) });
    if (row === undefined) throw new StoreFault('journal_broken', 'An order could not be numbered.');
    this.#keep(orderId, row.key);
    return row.key;
  }

  idOf(key: number): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const row = this.#at.get({ key });
    if (row === undefined) throw missing('an order', key);
    const orderId = blobToUuid(row.order_id);
    this.#keep(orderId, key);
    return orderId;
  }

  forget(): void {
    this.#keys.clear();
    this.#ids.clear();
  }

  #keep(orderId: string, key: number): void {
    if (this.#keys.size >= mostOrdersKept) this.forget();
    this.#keys.set(orderId, key);
    this.#ids.set(key, orderId);
  }
}
