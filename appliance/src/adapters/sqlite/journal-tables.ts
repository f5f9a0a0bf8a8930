import type { Database } from 'better-sqlite3';
import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { sha256 } from '../../store/ledger.ts';
import type { EpochStart, JournalHead, JournalTable } from '../../store/storage.ts';
import { StoreFault } from '../../store/store-fault.ts';
import { packTexts, unpackTexts } from './body-codec.ts';
import { NumberedOrders, NumberedStreams } from './numbered.ts';
import { rowCheck } from './row-check.ts';
import type { JournalRecord, Schema } from './schema.ts';
import { prepare } from './statement.ts';
import { blobToHex, blobToUuid, hexToBlob, uuidToBlob } from './values.ts';

/** Rows that are packed together: enough to pack well, few enough that reading one of them is cheap. */
const mostRowsPerPack = 48;
const mostCharactersPerPack = 200_000;

/** Packs read lately: a journal is mostly read in order, and orders lately. */
const mostPacksKept = 64;

/** What stands before a row's bytes. `device` and `incarnation` are named by the number of their stream. */
type Columns = [
  id: string,
  type: string,
  schemaVersion: number,
  orderId: string | null,
  actor: string,
  stream: number,
  n: number,
  occurredAt: string,
  businessDate: string,
];

/**
 * The journal as it lies on disk: the rows of a group packed into one blob, bytes verbatim, with the hash of the last of them. The
 * hashes between are computed again when the pack is read, so a bit that flipped anywhere in it shows at its last row.
 */
export class SqliteJournal implements JournalTable {
  readonly streams: NumberedStreams;
  readonly orders: NumberedOrders;
  readonly #packs = new Map<number, JournalRow[]>();
  readonly #statements: ReturnType<typeof journalStatements>;
  #identity: { store: string; epochs: EpochStart[] } | null = null;

  constructor(db: Database) {
    this.streams = new NumberedStreams(db);
    this.orders = new NumberedOrders(db);
    this.#statements = journalStatements(db);
  }

  meta(key: string): string | null {
    return this.#statements.meta.get({ key })?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.#identity = null;
    this.#statements.setMeta.run({ key, value, row_check: rowCheck([key, value]) });
  }

  head(): JournalHead {
    const last = this.#statements.last.get({});
    const seq = last === undefined ? 0 : last.seq + last.count - 1;
    return { epoch: this.#epochAt(seq), seq, hash: last === undefined ? genesisHash : blobToHex(last.hash) };
  }

  epochs(): readonly EpochStart[] {
    return this.#who.epochs;
  }

  get #who(): { store: string; epochs: EpochStart[] } {
    this.#identity ??= {
      store: this.meta('store') ?? '',
      epochs: [
        { epoch: this.meta('epoch') ?? '', fromSeq: 1 },
        ...this.#statements.epochs.all({}).map((row) => ({ epoch: blobToUuid(row.epoch), fromSeq: row.from_seq })),
      ],
    };
    return this.#identity;
  }

  #epochAt(seq: number): string {
    const { epochs } = this.#who;
    return (epochs.findLast(({ fromSeq }) => fromSeq <= seq) ?? (epochs[0] as EpochStart)).epoch;
  }

  append(rows: readonly JournalRow[]): void {
    for (const row of rows) {
      if (row.type !== 'epoch.opened' || row.epoch === this.#epochAt(row.seq)) continue;
      const epoch = uuidToBlob(row.epoch);
      this.#statements.insertEpoch.run({ seq: row.seq, epoch, check: rowCheck([row.seq, epoch]) });
      this.#who.epochs.push({ epoch: row.epoch, fromSeq: row.seq });
    }
    let first = 0;
    while (first < rows.length) {
      const count = packLength(rows, first);
      const packed = rows.slice(first, first + count);
      this.#insert(packed);
      first += count;
    }
  }

  #insert(rows: readonly JournalRow[]): void {
    const texts: string[] = [];
    const orderIds = new Set<string>();
    for (const row of rows) {
      const stream = this.streams.keyOf(row.device, row.incarnation);
      const columns: Columns = [
        row.id,
        row.type,
        row.schemaVersion,
        row.orderId,
        row.actor,
        stream,
        row.n,
        row.occurredAt,
        row.businessDate,
      ];
      texts.push(JSON.stringify(columns), row.bytes);
      if (row.orderId !== null) orderIds.add(row.orderId);
    }
    const first = rows[0] as JournalRow;
    const last = rows.at(-1) as JournalRow;
    this.#statements.insert.run({
      seq: first.seq,
      count: rows.length,
      pack: packTexts(texts),
      hash: hexToBlob(last.hash),
    });
    for (const orderId of orderIds)
      this.#statements.insertOrder.run({ orderKey: this.orders.keyOf(orderId), seq: first.seq });
  }

  rows(after: number, limit: number): JournalRow[] {
    const found: JournalRow[] = [];
    const start = this.#statements.packOf.get({ seq: after + 1 })?.seq ?? 1;
    for (const record of this.#statements.from.iterate({ seq: start })) {
      for (const row of this.#read(record)) if (row.seq > after && found.length < limit) found.push(row);
      if (found.length >= limit) break;
    }
    return found;
  }

  rowsOfOrder(orderId: string, throughSeq: number): JournalRow[] {
    const orderKey = this.orders.find(orderId);
    if (orderKey === null) return [];
    const found: JournalRow[] = [];
    for (const record of this.#statements.ofOrder.all({ orderKey, seq: throughSeq })) {
      for (const row of this.#read(record)) if (row.orderId === orderId && row.seq <= throughSeq) found.push(row);
    }
    return found;
  }

  #read(record: JournalRecord): JournalRow[] {
    const kept = this.#packs.get(record.seq);
    if (kept !== undefined) return kept;
    const rows = this.#unpack(record);
    if (this.#packs.size >= mostPacksKept) this.#packs.delete(this.#packs.keys().next().value as number);
    this.#packs.set(record.seq, rows);
    return rows;
  }

  #unpack(record: JournalRecord): JournalRow[] {
    const texts = unpackTexts(record.pack);
    if (texts.length !== record.count * 2) {
      throw new StoreFault('journal_broken', `The journal's entries from ${record.seq} on are damaged.`);
    }
    const { store } = this.#who;
    let prevHash = this.#hashBefore(record.seq);
    const rows: JournalRow[] = [];
    for (let place = 0; place < record.count; place += 1) {
      const bytes = texts[place * 2 + 1] as string;
      const [id, type, schemaVersion, orderId, actor, stream, n, occurredAt, businessDate] = JSON.parse(
        texts[place * 2] as string,
      ) as Columns;
      const { deviceId: device, incarnation } = this.streams.at(stream);
      const columns = {
        store,
        epoch: this.#epochAt(record.seq + place),
        seq: record.seq + place,
        id,
        type,
        schemaVersion,
        orderId,
        actor,
        device,
        incarnation,
        n,
        occurredAt,
        businessDate,
      };
      const isLast = place === record.count - 1;
      const hash = isLast ? blobToHex(record.hash) : rowHash(columns, bytes, prevHash, sha256);
      rows.push({ ...columns, bytes, prevHash, hash });
      prevHash = hash;
    }
    return rows;
  }

  #hashBefore(seq: number): string {
    if (seq === 1) return genesisHash;
    const before = this.#statements.packOf.get({ seq: seq - 1 });
    if (before === undefined) throw new StoreFault('journal_broken', `The journal has no entry ${seq - 1}.`);
    return blobToHex(before.hash);
  }

  /** After a rollback: what was numbered or read inside the transaction may not be there. */
  forget(): void {
    this.streams.forget();
    this.orders.forget();
    this.#packs.clear();
    this.#identity = null;
  }
}

function packLength(rows: readonly JournalRow[], first: number): number {
  let characters = 0;
  let count = 0;
  while (first + count < rows.length && count < mostRowsPerPack) {
    characters += (rows[first + count] as JournalRow).bytes.length;
    if (count > 0 && characters > mostCharactersPerPack) break;
    count += 1;
  }
  return count;
}

function journalStatements(db: Database) {
  return {
    meta: prepare<{ key: string }, { value: string }>(db, (query, param) =>
      query.selectFrom('meta').select('value').where('key', '=', param('key')),
    ),
    setMeta: prepare<Schema['meta']>(db, (query, param) =>
      query
        .insertInto('meta')
        .values({ key: param('key'), value: param('value'), row_check: param('row_check') })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((row) => ({ value: row.ref('excluded.value'), row_check: row.ref('excluded.row_check') })),
        ),
    ),
    epochs: prepare<object, { from_seq: number; epoch: Buffer }>(db, (query) =>
      query.selectFrom('epoch').selectAll().orderBy('from_seq'),
    ),
    insertEpoch: prepare<{ seq: number; epoch: Buffer; check: number }>(db, (query, param) =>
      query.insertInto('epoch').values({ from_seq: param('seq'), epoch: param('epoch'), row_check: param('check') }),
    ),
    last: prepare<object, Omit<JournalRecord, 'pack'>>(db, (query) =>
      query.selectFrom('journal').select(['seq', 'count', 'hash']).orderBy('seq', 'desc').limit(1),
    ),
    packOf: prepare<{ seq: number }, Omit<JournalRecord, 'pack'>>(db, (query, param) =>
      query
        .selectFrom('journal')
        .select(['seq', 'count', 'hash'])
        .where('seq', '<=', param('seq'))
        .orderBy('seq', 'desc')
        .limit(1),
    ),
    from: prepare<{ seq: number }, JournalRecord>(db, (query, param) =>
      query.selectFrom('journal').selectAll().where('seq', '>=', param('seq')).orderBy('seq'),
    ),
    ofOrder: prepare<{ orderKey: number; seq: number }, JournalRecord>(db, (query, param) =>
      query
        .selectFrom('order_entry')
        .innerJoin('journal', 'journal.seq', 'order_entry.seq')
        .select(['journal.seq', 'journal.count', 'journal.pack', 'journal.hash'])
        .where('order_entry.order_key', '=', param('orderKey'))
        .where('order_entry.seq', '<=', param('seq'))
        .orderBy('order_entry.seq'),
    ),
    insert: prepare<JournalRecord>(db, (query, param) =>
      query
        .insertInto('journal')
        .values({ seq: param('seq'), count: param('count'), pack: param('pack'), hash: param('hash') }),
    ),
    insertOrder: prepare<{ orderKey: number; seq: number }>(db, (query, param) =>
      query.insertInto('order_entry').values({ order_key: param('orderKey'), seq: param('seq') }),
    ),
  };
}
