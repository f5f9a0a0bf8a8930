import { z } from 'zod';
import { Uuid } from '../time/ids.ts';
import { JournalRow, Sha256Hex } from './journal-row.ts';

/** A place in a store's history: the row `seq` of an epoch and the hash that proves it. seq 0 with the genesis hash is before the first row. */
export const HistoryPosition = z.object({ epoch: Uuid, seq: z.int().min(0), hash: Sha256Hex });
export type HistoryPosition = z.infer<typeof HistoryPosition>;

/** Who kept the original of an adopted event. */
export const AdoptedFrom = z.enum(['cloud', 'terminal']);
export type AdoptedFrom = z.infer<typeof AdoptedFrom>;

/**
 * `epoch.opened` is the first row of every epoch but a store's first: a box mints an epoch at each start, so that a box that was
 * brought back from an older copy can never write another history under the same name. `parent` is the row that it continues.
 *
 * `epoch.event_adopted` brings in an event that this history lost and somebody else kept, verbatim: it is never numbered anew
 * (DESIGN rule 6). `applied` says whether anything follows from it here; it does not when this history has decided the same command
 * itself, or has gone another way since.
 */
export const epochEvents = {
  'epoch.opened': z.object({ parent: HistoryPosition }),
  'epoch.event_adopted': z.object({ row: JournalRow, from: AdoptedFrom, applied: z.boolean() }),
} as const;

export type EpochEventType = keyof typeof epochEvents;
export type EpochEvent = {
  [T in EpochEventType]: { type: T; payload: z.infer<(typeof epochEvents)[T]> };
}[EpochEventType];

/** The columns that say what a row is and the bytes that say it. */
type Told = Pick<JournalRow, 'type' | 'schemaVersion' | 'bytes'>;

/** The parent that a row names when it opens an epoch; null for every other row, and for one that names none. */
export function openedParent({ type, bytes }: Pick<Told, 'type' | 'bytes'>): HistoryPosition | null {
  if (type !== 'epoch.opened') return null;
  const read = epochEvents['epoch.opened'].safeParse(jsonOf(bytes));
  return read.success ? read.data.parent : null;
}

/** What an adopting row wraps; null for every other row. */
export function adoptedRow({
  type,
  bytes,
}: Pick<Told, 'type' | 'bytes'>): { row: JournalRow; from: AdoptedFrom; applied: boolean } | null {
  if (type !== 'epoch.event_adopted') return null;
  const read = epochEvents['epoch.event_adopted'].safeParse(jsonOf(bytes));
  return read.success ? read.data : null;
}

/**
 * The event that a row tells of: its own, or the one that it adopted, in the place of the row that adopted it. Null when nothing
 * follows from it.
 */
export function effectiveRow<R extends Told & { id: string }>(row: R): R | null {
  if (row.type !== 'epoch.event_adopted') return row;
  const adopted = adoptedRow(row);
  if (adopted === null || !adopted.applied) return null;
  const { id, type, schemaVersion, orderId, actor, device, incarnation, n, occurredAt, businessDate, bytes } =
    adopted.row;
  return { ...row, id, type, schemaVersion, orderId, actor, device, incarnation, n, occurredAt, businessDate, bytes };
}

function jsonOf(bytes: string): unknown {
  try {
    return JSON.parse(bytes) as unknown;
  } catch {
    return null;
  }
}
