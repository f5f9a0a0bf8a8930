import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { DaySoFar, PrintersTold } from '@auraconnect/shared/protocol/sync.ts';
import type { HeldRow, ProjectionChanges, ProjectionState } from './journal-projection.ts';

export interface CursorPosition {
  seq: number;
  hash: string;
}
/** An epoch and the place of another one that it continues; null for a store's first. */
export interface KnownEpoch extends CursorPosition {
  epoch: string;
  parent: { epoch: string; seq: number } | null;
  /** When a box that writes it last sent rows of it, or greeted with all of them. */
  lastSeenAt: string;
  /** An owner has retired the box that wrote it: it writes no more. */
  isRetired?: boolean;
}
export interface Alarm {
  code: string;
  /** What it is about: the same thing is told once. */
  subject: string;
  message: string;
  data: Record<string, unknown>;
}

/** One store's journal in the cloud, locked for one transaction: everything here happens, or none of it. */
export interface LockedJournal {
  /** Null when nothing of this epoch is known. */
  cursor(epoch: string): Promise<CursorPosition | null>;
  /** Hashes of stored rows, by seq. */
  hashes(epoch: string, fromSeq: number, toSeq: number): Promise<Map<number, string>>;
  /** Where a hash stands in any epoch of the store. */
  positionOf(hash: string): Promise<{ epoch: string; seq: number } | null>;
  knowsAnyEpoch(): Promise<boolean>;
  /**
   * One of these places is the end of what a box that an owner has retired has told, or behind it: who stands there is that box. One that
   * left its epoch earlier, as a backup that was brought back, is another one.
   */
  isRetired(places: readonly { epoch: string; seq: number }[]): Promise<boolean>;
  /** Every epoch of the store, in the order in which they came. */
  epochs(): Promise<KnownEpoch[]>;
  /** Stored rows of an epoch, in order. */
  rows(epoch: string, afterSeq: number, limit: number): Promise<JournalRow[]>;

  /** What the rows' projection needs to know; asked before they are appended. */
  projectionState(rows: readonly JournalRow[]): Promise<ProjectionState>;
  append(rows: readonly JournalRow[], receivedAt: string): Promise<void>;
  /** Writes what was worked out. Throws `UnstorableProjection`, with nothing of it written, when Postgres cannot hold it. */
  apply(changes: ProjectionChanges): Promise<void>;
  hold(held: readonly HeldRow[], receivedAt: string): Promise<void>;
  /** @param parent where the epoch begins, when it is new */
  moveCursor(epoch: string, position: CursorPosition, now: string, parent?: KnownEpoch['parent']): Promise<void>;
  /** A box that writes this epoch lives. */
  seen(epoch: string, now: string): Promise<void>;
  heard(contact: Contact): Promise<void>;
  /** Keeps what the store says of its own day, unless what is kept is newer (`isNewerDay`). */
  dayTold(day: DaySoFar, how: DayTold): Promise<void>;
  /** What was told last counts: there is one box that is heard. */
  printersTold(told: PrintersTold): Promise<void>;
  raise(alarm: Alarm, now: string): Promise<void>;
}

/** A sign of life of the store. */
export interface Contact {
  epoch: string;
  durableSeq: number;
  cursorSeq: number;
  version: string | null;
  newEvents: number;
  at: string;
}

/** `greeting`: with a box's greeting, which says which history it goes on with; `batch`: with rows, which may come late. */
export type DayTold = 'greeting' | 'batch';

/**
 * Of one epoch the higher seq is newer; so is it over epochs, on which seq goes on. Only a box that was brought back from an older copy
 * has less than was known before, and it greets first. No clock has a say.
 */
export const isNewerDay = (
  told: Pick<DaySoFar, 'epoch' | 'throughSeq'>,
  kept: Pick<DaySoFar, 'epoch' | 'throughSeq'> | null,
  how: DayTold,
): boolean => kept === null || told.throughSeq > kept.throughSeq || (how === 'greeting' && told.epoch !== kept.epoch);

export class UnstorableProjection extends Error {
  constructor(cause: unknown) {
    super(`It cannot be stored: ${(cause as Error).message}`, { cause });
    this.name = 'UnstorableProjection';
  }
}

export interface JournalStore {
  /** Makes room for events of these business days; asked before the journal is locked. */
  makeRoom(businessDates: readonly string[]): Promise<void>;
  /** Locks the store's journal and works on it. Other stores are not held up. */
  locked<T>(tenantId: string, storeId: string, work: (journal: LockedJournal) => Promise<T>): Promise<T>;
  /** Stores with events that another version of this program held, or did not know. */
  waitingForThis(): Promise<WaitingStore[]>;
  /** Drops what was worked out of the store's journal and works it out again, in order. */
  rebuild(tenantId: string, storeId: string, now: string): Promise<RebuildCounts>;
}

export interface WaitingStore {
  tenantId: string;
  storeId: string;
}

export interface RebuildCounts {
  eventCount: number;
  orderCount: number;
  quarantinedCount: number;
}
