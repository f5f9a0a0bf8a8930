import { z } from 'zod';
import { rowHash, type Sha256 } from '../journal/hash.ts';
import type { JournalRow } from '../journal/journal-row.ts';
import { OptionalDaySoFar, SyncCursor, type UpRequest } from './sync.ts';

/**
 * Rows of a journal without what follows from their place: store, epoch and seq are told once, hashes are worked out again by
 * whoever receives them, and only the last one travels. It proves all the others: a row that differs in one byte anywhere
 * leads to another end. A column that is as in the row before is a 1.
 */

/** What a cloud says in `HelloAnswer.accepts` when it reads this form. A changed form gets another name. */
export const packedRowsForm = 'rows.1';
/** More would be slower: the cloud works a batch up in one transaction. */
export const mostPackedRows = 1_000;

const asBefore = 1;
const SameOrText = z.union([z.literal(asBefore), z.string()]);
/** id, type, schemaVersion, orderId, actor, device, incarnation, n less the n before, occurredAt, businessDate. */
const PackedColumns = z.tuple([
  z.string(),
  z.string(),
  z.int(),
  z.union([z.literal(asBefore), z.string(), z.null()]),
  SameOrText,
  SameOrText,
  SameOrText,
  z.int(),
  SameOrText,
  SameOrText,
]);
type PackedColumns = z.infer<typeof PackedColumns>;

/** An `UpRequest` as it travels. What its columns hold is judged after they were unpacked, as in any other request. */
export const PackedUpRequest = z.object({
  form: z.literal(packedRowsForm),
  store: z.string(),
  epoch: z.string(),
  after: SyncCursor,
  durableSeq: z.int(),
  today: OptionalDaySoFar,
  endHash: z.string(),
  columns: z.array(PackedColumns).min(1).max(mostPackedRows),
  bytes: z.array(z.string()).min(1).max(mostPackedRows),
});
export type PackedUpRequest = z.infer<typeof PackedUpRequest>;

type PackableColumns = Pick<
  JournalRow,
  'orderId' | 'actor' | 'device' | 'incarnation' | 'n' | 'occurredAt' | 'businessDate'
>;
const nothingBefore = {
  orderId: null,
  actor: '',
  device: '',
  incarnation: '',
  n: 0,
  occurredAt: '',
  businessDate: '',
} satisfies PackableColumns;

/** Null when the rows are not one unbroken piece after `after`: then what would be left out does not follow from the rest. */
export function packUpRequest({ rows, ...request }: UpRequest): PackedUpRequest | null {
  const columns: PackedColumns[] = [];
  let before: PackableColumns = nothingBefore;
  let { seq, hash } = request.after;
  for (const row of rows) {
    seq += 1;
    if (row.store !== request.store || row.epoch !== request.epoch || row.seq !== seq || row.prevHash !== hash)
      return null;
    hash = row.hash;
    columns.push(packedColumns(row, before));
    before = row;
  }
  return { form: packedRowsForm, ...request, endHash: hash, columns, bytes: rows.map((row) => row.bytes) };
}

function packedColumns(row: JournalRow, before: PackableColumns): PackedColumns {
  const unlessSame = <Name extends keyof PackableColumns>(name: Name): JournalRow[Name] | typeof asBefore =>
    row[name] === before[name] ? asBefore : row[name];
  return [
    row.id,
    row.type,
    row.schemaVersion,
    unlessSame('orderId'),
    unlessSame('actor') as string,
    unlessSame('device'),
    unlessSame('incarnation'),
    row.n - before.n,
    unlessSame('occurredAt'),
    unlessSame('businessDate'),
  ];
}

/**
 * The rows as they were written. The last one carries the hash that was sent, whatever it should be: whoever verifies the chain
 * finds there that something differs. Null when columns and bytes are not of as many rows.
 */
export function unpackUpRequest(
  { form: _form, endHash, columns, bytes, ...request }: PackedUpRequest,
  sha256: Sha256,
): UpRequest | null {
  if (columns.length !== bytes.length) return null;
  const rows: JournalRow[] = [];
  let before: PackableColumns = nothingBefore;
  let prevHash = request.after.hash;
  for (const [place, packed] of columns.entries()) {
    const [id, type, schemaVersion, orderId, actor, device, incarnation, nGrowth, occurredAt, businessDate] = packed;
    const row = {
      store: request.store,
      epoch: request.epoch,
      seq: request.after.seq + place + 1,
      id,
      type,
      schemaVersion,
      orderId: orderId === asBefore ? before.orderId : orderId,
      actor: actor === asBefore ? before.actor : actor,
      device: device === asBefore ? before.device : device,
      incarnation: incarnation === asBefore ? before.incarnation : incarnation,
      n: before.n + nGrowth,
      occurredAt: occurredAt === asBefore ? before.occurredAt : occurredAt,
      businessDate: businessDate === asBefore ? before.businessDate : businessDate,
      bytes: bytes[place] ?? '',
      prevHash,
    };
    const hash = place === columns.length - 1 ? endHash : rowHash(row, row.bytes, prevHash, sha256);
    rows.push({ ...row, hash });
    prevHash = hash;
    before = row;
  }
  return { ...request, rows };
}
