import type { Database } from 'better-sqlite3';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import { StoreFault } from '../../store/store-fault.ts';
import type { AdoptedEvent, CommandTable, RecordedCommand, StreamPosition } from '../../store/storage.ts';
import type { NumberedStreams } from './numbered.ts';
import type { CommandRecord } from './schema.ts';
import { rowCheck } from './row-check.ts';
import { prepare, type Prepared } from './statement.ts';
import { blobToHex, hexToBlob, uuidToBlob } from './values.ts';

/** Every command that was taken, with what became of it (DESIGN rule 9). Keyed by id: a retry is found in one look. */
export class SqliteCommands implements CommandTable {
  readonly #streams: NumberedStreams;
  readonly #find: Prepared<{ id: Buffer }, CommandRecord>;
  readonly #insert: Prepared<CommandRecord, never>;
  readonly #answered: Prepared<{ stream: number }, { n: number }>;
  readonly #adoptedAt: Prepared<{ id: Buffer }, { seq: number }>;
  readonly #adoptedCommand: Prepared<{ stream: number; n: number }, { seq: number | null }>;
  readonly #adoptedThrough: Prepared<{ stream: number }, { n: number | null }>;
  readonly #insertAdopted: Prepared<{ id: Buffer; stream: number; n: number; seq: number; check: number }, never>;

  constructor(db: Database, streams: NumberedStreams) {
    this.#streams = streams;
    this.#find = prepare(db, (query, param) =>
      query.selectFrom('command_record').selectAll().where('command_id', '=', param('id')),
    );
    this.#answered = prepare(db, (query, param) =>
      query.selectFrom('command_record').select('n').where('stream', '=', param('stream')),
    );
    this.#insert = prepare(db, (query, param) =>
      query.insertInto('command_record').values({
        command_id: param('command_id'),
        stream: param('stream'),
        n: param('n'),
        body_hash: param('body_hash'),
        seq: param('seq'),
        refusal: param('refusal'),
        correlation: param('correlation'),
        row_check: param('row_check'),
      }),
    );
    this.#adoptedAt = prepare(db, (query, param) =>
      query.selectFrom('adopted_event').select('seq').where('event_id', '=', param('id')),
    );
    this.#adoptedCommand = prepare(db, (query, param) =>
      query
        .selectFrom('adopted_event')
        .select((row) => row.fn.max('seq').as('seq'))
        .where('stream', '=', param('stream'))
        .where('n', '=', param('n')),
    );
    this.#adoptedThrough = prepare(db, (query, param) =>
      query
        .selectFrom('adopted_event')
        .select((row) => row.fn.max('n').as('n'))
        .where('stream', '=', param('stream')),
    );
    this.#insertAdopted = prepare(db, (query, param) =>
      query.insertInto('adopted_event').values({
        event_id: param('id'),
        stream: param('stream'),
        n: param('n'),
        seq: param('seq'),
        row_check: param('check'),
      }),
    );
  }

  adoptedAt(eventId: string): number | null {
    return this.#adoptedAt.get({ id: uuidToBlob(eventId) })?.seq ?? null;
  }

  adoptedCommand(deviceId: string, incarnation: string, n: number): { seq: number | null; throughN: number } {
    const stream = this.#streams.find(deviceId, incarnation);
    if (stream === null) return { throughN: 0, seq: null };
    const throughN = this.#adoptedThrough.get({ stream })?.n ?? 0;
    return { throughN, seq: throughN < n ? null : (this.#adoptedCommand.get({ stream, n })?.seq ?? null) };
  }

  insertAdopted({ eventId, deviceId, incarnation, n, seq }: AdoptedEvent): void {
    const id = uuidToBlob(eventId);
    const stream = this.#streams.keyOf(deviceId, incarnation);
    this.#insertAdopted.run({ id, stream, n, seq, check: rowCheck([id, stream, n, seq]) });
  }

  find(commandId: string): RecordedCommand | null {
    const row = this.#find.get({ id: uuidToBlob(commandId) });
    if (row === undefined) return null;
    if (sumOf(row) !== row.row_check)
      throw new StoreFault('journal_broken', 'The register of answered commands is damaged.');
    const { deviceId, incarnation } = this.#streams.at(row.stream);
    return {
      commandId,
      deviceId,
      incarnation,
      n: row.n,
      bodyHash: blobToHex(row.body_hash),
      seq: row.seq,
      refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
      correlationId: row.correlation ?? commandId,
    };
  }

  answered(deviceId: string, incarnation: string): number[] {
    const stream = this.#streams.find(deviceId, incarnation);
    return stream === null ? [] : this.#answered.all({ stream }).map(({ n }) => n);
  }

  insert(record: RecordedCommand): void {
    const row = {
      command_id: uuidToBlob(record.commandId),
      stream: this.#streams.keyOf(record.deviceId, record.incarnation),
      n: record.n,
      body_hash: hexToBlob(record.bodyHash),
      seq: record.seq,
      refusal: record.refusal === null ? null : JSON.stringify(record.refusal),
      correlation: record.correlationId === record.commandId ? null : record.correlationId,
    };
    this.#insert.run({ ...row, row_check: sumOf(row) });
  }

  streams(): StreamPosition[] {
    return this.#streams.all();
  }

  saveStream(position: StreamPosition): void {
    this.#streams.save(position);
  }
}

const sumOf = (row: Omit<CommandRecord, 'row_check'>): number =>
  rowCheck([row.command_id, row.stream, row.n, row.body_hash, row.seq, row.refusal, row.correlation]);
