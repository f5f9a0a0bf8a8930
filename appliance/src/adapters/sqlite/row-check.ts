import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';

export type CheckedValue = Buffer | string | number | null;

/**
 * The sum of a row that no hash of the journal covers: the register of answered commands, and what stays in the box. It finds any one
 * byte that flipped, wherever the row is read; it is no seal against a person, whom the journal's chain is for.
 */
export function rowCheck(values: readonly CheckedValue[]): number {
  let text = '';
  for (const value of values) text += `${Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value)}\n`;
  return crc32(text);
}

/** Lets SQL work the sum out: for a migration. */
export function addRowCheck(db: Database): void {
  db.function('row_check', { varargs: true, deterministic: true }, (...values: unknown[]) =>
    rowCheck(values as CheckedValue[]),
  );
}

/** Tables whose rows carry their sum, with the columns that it covers. */
export const checkedTables = {
  command_record: ['command_id', 'stream', 'n', 'body_hash', 'seq', 'refusal', 'correlation'],
  device_secret: ['device_id', 'token_hash'],
  staff_pin: ['staff_id', 'hash'],
  wrong_tries: ['subject', 'failures', 'locked_until_ms', 'changed_ms'],
  meta: ['key', 'value'],
  epoch: ['from_seq', 'epoch'],
  adopted_event: ['event_id', 'stream', 'n', 'seq'],
} as const;
