import type { Database } from 'better-sqlite3';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { JournalHead, JournalTable } from '../../store/storage.ts';
import { StoreFault } from '../../store/store-fault.ts';
import { packTexts, unpackTexts } from './body-codec.ts';
import { NumberedNames, NumberedOrders, NumberedStreams } from './numbered.ts';
import type { JournalRecord } from './schema.ts';
import { prepare } from './statement.ts';
import { blobToHex, blobToUuid, dateToDay, dayToDate, hexToBlob, joinTimestamp, splitTimestamp, uuidToBlob } from './values.ts';

/** Rows that share one packed body: enough to pack well, few enough that reading one row is cheap. */
const mostRowsPerBody = 48;
const mostCharactersPerBody = 200_000;

type Record = JournalRecord;
/** Bodies unpacked lately, by the seq of the row that carries them: a journal is mostly read in order. */
const mostBodiesKept = 64;

export class SqliteJournal implements JournalTable {
  readonly names: NumberedNames;
  readonly streams: NumberedStreams;
  readonly orders: NumberedOrders;
  readonly #bodies = new Map<number, string[]>();
  readonly #statements: ReturnType<typeof journalStatements>;

  constructor(db: Database) {
    this.names = new NumberedNames(db);
    this.streams = new NumberedStreams(db);
    this.orders = new NumberedOrders(db);
    this.#statements = journalStatements(db);
  }

  meta(key: string): string | null {
    return this.#statements.meta.get({ key })?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.#statements.setMeta.run({ key, value });
  }

  head(): JournalHead {
    const row = this.#statements.head.get({});
    return row === undefined ? { seq: 0, hash: genesisHash } : { seq: row.seq, hash: blobToHex(row.hash) };
  }

  append(rows: readonly JournalRow[]): void {
    let first = 0;
    while (first < rows.length) {
      const count = bodyLength(rows, first);
      const body = packTexts(rows.slice(first, first + count).map((row) => row.bytes));
      for (let place = 0; place < count; place += 1) {
        this.#statements.insert.run(this.#record(rows[first + place] as JournalRow, place, place === 0 ? body : null));
      }
      first += count;
    }
  }

  rows(after: number, limit: number): JournalRow[] {
    return this.#read(this.#statements.after.all({ after, limit }));
  }

  rowsOfOrder(orderId: string, throughSeq: number): JournalRow[] {
    const orderKey = this.orders.find(orderId);
    return orderKey === null ? [] : this.#read(this.#statements.ofOrder.all({ orderKey, throughSeq }));
  }

  #record(row: JournalRow, place: number, body: Buffer | null): Record {
    const { ms, offsetMinutes } = splitTimestamp(row.occurredAt);
    if (joinTimestamp(ms, offsetMinutes) !== row.occurredAt) {
      throw new StoreFault('journal_broken', `An event's time cannot be kept as it is: ${row.occurredAt.slice(0, 40)}`);
    }
    return {
      seq: row.seq,
      id: uuidToBlob(row.id),
      type: this.names.keyOf(row.type),
      schema_version: row.schemaVersion,
      order_key: row.orderId === null ? null : this.orders.keyOf(row.orderId),
      actor: this.names.keyOf(row.actor),
      stream: this.streams.keyOf(row.device, row.incarnation),
      n: row.n,
      occurred_ms: ms,
      offset_minutes: offsetMinutes,
      business_date: dateToDay(row.businessDate),
      place,
      body,
      hash: hexToBlob(row.hash),
    };
  }

  #read(records: readonly Record[]): JournalRow[] {
    const store = this.meta('store') ?? '';
    const epoch = this.meta('epoch') ?? '';
    let previous: Record | null = null;
    return records.map((record) => {
      const prevHash =
        previous !== null && previous.seq === record.seq - 1 ? blobToHex(previous.hash) : this.#hashAt(record.seq - 1);
      previous = record;
      const stream = this.streams.at(record.stream);
      return {
        store,
        epoch,
        seq: record.seq,
        id: blobToUuid(record.id),
        type: this.names.textOf(record.type),
        schemaVersion: record.schema_version,
        orderId: record.order_key === null ? null : this.orders.idOf(record.order_key),
        actor: this.names.textOf(record.actor),
        device: stream.deviceId,
        incarnation: stream.incarnation,
        n: record.n,
        occurredAt: joinTimestamp(record.occurred_ms, record.offset_minutes),
        businessDate: dayToDate(record.business_date),
        bytes: this.#bytes(record),
        prevHash,
        hash: blobToHex(record.hash),
      };
    });
  }

  #hashAt(seq: number): string {
    if (seq === 0) return genesisHash;
    const row = this.#statements.hashAt.get({ seq });
    if (row === undefined) throw new StoreFault('journal_broken', `The journal has no entry ${seq}.`);
    return blobToHex(row.hash);
  }

  #bytes(record: Record): string {
    const first = record.seq - record.place;
    let texts = this.#bodies.get(first);
    if (texts === undefined) {
      const body = record.body ?? this.#statements.body.get({ seq: first })?.body ?? null;
      if (body === null) throw new StoreFault('journal_broken', `The journal's entry ${record.seq} has no content.`);
      texts = unpackTexts(body);
      if (this.#bodies.size >= mostBodiesKept) this.#bodies.clear();
      this.#bodies.set(first, texts);
    }
    const bytes = texts[record.place];
    if (bytes === undefined) throw new StoreFault('journal_broken', `The journal's entry ${record.seq} has no content.`);
    return bytes;
  }

  /** After a rollback: what was numbered or read inside the transaction may not be there. */
  forget(): void {
    this.names.forget();
    this.streams.forget();
    this.orders.forget();
    this.#bodies.clear();
  }
}

function bodyLength(rows: readonly JournalRow[], first: number): number {
  let characters = 0;
  let count = 0;
  while (first + count < rows.length && count < mostRowsPerBody) {
    characters += (rows[first + count] as JournalRow).bytes.length;
    if (count > 0 && characters > mostCharactersPerBody) break;
    count += 1;
  }
  return count;
}

function journalStatements(db: Database) {
  return {
    meta: prepare<{ key: string }, { value: string }>(db, (query, param) =>
      query.selectFrom('meta').select('value').where('key', '=', param('key')),
    ),
    setMeta: prepare<{ key: string; value: string }>(db, (query, param) =>
      query
        .insertInto('meta')
        .values({ key: param('key'), value: param('value') })
        .onConflict((conflict) => conflict.column('key').doUpdateSet((row) => ({ value: row.ref('excluded.value') }))),
    ),
    head: prepare<object, { seq: number; hash: Buffer }>(db, (query) =>
      query.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
    ),
    hashAt: prepare<{ seq: number }, { hash: Buffer }>(db, (query, param) =>
      query.selectFrom('journal').select('hash').where('seq', '=', param('seq')),
    ),
    body: prepare<{ seq: number }, { body: Buffer | null }>(db, (query, param) =>
      query.selectFrom('journal').select('body').where('seq', '=', param('seq')),
    ),
    after: prepare<{ after: number; limit: number }, Record>(db, (query, param) =>
      query.selectFrom('journal').selectAll().where('seq', '>', param('after')).orderBy('seq').limit(param('limit')),
    ),
    ofOrder: prepare<{ orderKey: number; throughSeq: number }, Record>(db, (query, param) =>
      query
        .selectFrom('journal')
        .selectAll()
        .where('order_key', '=', param('orderKey'))
        .where('seq', '<=', param('throughSeq'))
        .orderBy('seq'),
    ),
    insert: prepare<Record>(db, (query, param) =>
      query.insertInto('journal').values({
        seq: param('seq'),
        id: param('id'),
        type: param('type'),
        schema_version: param('schema_version'),
        order_key: param('order_key'),
        actor: param('actor'),
        stream: param('stream'),
        n: param('n'),
        occurred_ms: param('occurred_ms'),
        offset_minutes: param('offset_minutes'),
        business_date: param('business_date'),
        place: param('place'),
        body: param('body'),
        hash: param('hash'),
      }),
    ),
  };
}
