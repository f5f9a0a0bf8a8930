import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { openedParent } from './epoch-events.ts';
import type { JournalRow } from './journal-row.ts';

/** SHA-256 of a text's UTF-8 bytes as lower-case hex. */
export type Sha256 = (text: string) => string;

/** Runs anywhere. A platform's own (`crypto.hash('sha256', text)` in Node) is several times faster and may be given instead. */
export const portableSha256: Sha256 = (text) => bytesToHex(nobleSha256(utf8ToBytes(text)));

/** Every column of a row that is hashed besides `bytes` and `prevHash`. */
export type JournalColumns = Omit<JournalRow, 'bytes' | 'prevHash' | 'hash'>;

/**
 * The hash of a row: SHA-256 over the canonical JSON (RFC 8785) of every column but `bytes` and `hash`, a line feed, and the
 * bytes verbatim. The JSON is written out here member by member, in canonical order, because it is on the way of every
 * order; a test holds it to `canonicalJson`.
 */
export function rowHash(
  columns: JournalColumns,
  bytes: string,
  prevHash: string,
  sha256: Sha256 = portableSha256,
): string {
  return sha256(`${canonicalColumns(columns, prevHash)}\n${bytes}`);
}

function canonicalColumns(row: JournalColumns, prevHash: string): string {
  const orderId = row.orderId === null ? 'null' : JSON.stringify(row.orderId);
  return (
    `{"actor":${JSON.stringify(row.actor)},"businessDate":${JSON.stringify(row.businessDate)},"device":${JSON.stringify(row.device)}` +
    `,"epoch":${JSON.stringify(row.epoch)},"id":${JSON.stringify(row.id)},"incarnation":${JSON.stringify(row.incarnation)}` +
    `,"n":${row.n},"occurredAt":${JSON.stringify(row.occurredAt)},"orderId":${orderId},"prevHash":${JSON.stringify(prevHash)}` +
    `,"schemaVersion":${row.schemaVersion},"seq":${row.seq},"store":${JSON.stringify(row.store)},"type":${JSON.stringify(row.type)}}`
  );
}

/** A place in a store's history and the hash that proves it. seq 0 is before the first row. */
export interface ChainPosition {
  store: string;
  epoch: string;
  seq: number;
  hash: string;
}

export type ChainCheck =
  | { ok: true; position: ChainPosition }
  | {
      ok: false;
      brokenAt: number;
      /** `other_history`: another store, or an epoch that does not continue this one. `gap`: seq is not the next. `prev_hash`: does not continue. `hash`: changed. */
      reason: 'other_history' | 'gap' | 'prev_hash' | 'hash';
      /** Up to where the rows are good. */
      position: ChainPosition;
    };

/**
 * Whether the rows continue the chain after `from`, without a gap and unchanged. Stops at the first that does not. A row of another
 * epoch continues it when it opens that epoch and names the row before it as its parent: seq goes on, the chain too.
 */
export function verifyChain(
  rows: Iterable<JournalRow>,
  from: ChainPosition,
  sha256: Sha256 = portableSha256,
): ChainCheck {
  let position = from;
  for (const row of rows) {
    const reason = breakOf(row, position, sha256);
    if (reason !== null) return { ok: false, brokenAt: row.seq, reason, position };
    position = { store: row.store, epoch: row.epoch, seq: row.seq, hash: row.hash };
  }
  return { ok: true, position };
}

function breakOf(
  row: JournalRow,
  position: ChainPosition,
  sha256: Sha256,
): 'other_history' | 'gap' | 'prev_hash' | 'hash' | null {
  if (row.store !== position.store || !isOfEpoch(row, position)) return 'other_history';
  if (row.seq !== position.seq + 1) return 'gap';
  if (row.prevHash !== position.hash) return 'prev_hash';
  return rowHash(row, row.bytes, row.prevHash, sha256) === row.hash ? null : 'hash';
}

function isOfEpoch(row: JournalRow, { epoch, seq, hash }: ChainPosition): boolean {
  if (row.epoch === epoch) return true;
  const parent = openedParent(row);
  return parent !== null && parent.epoch === epoch && parent.seq === seq && parent.hash === hash;
}
