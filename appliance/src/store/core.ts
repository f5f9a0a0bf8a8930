import type { CashReport, CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { AdoptedFrom, HistoryPosition } from '@auraconnect/shared/journal/epoch-events.ts';
import type { EventPayload, EventType, StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Availability, Catalogue, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { SalesDay } from './state.ts';
import type { BoxTables, EpochStart } from './storage.ts';

/**
 * The heart of the appliance: takes commands, writes the journal, keeps the projections, and tells everybody else what
 * has become durable. HTTP, sockets, printing, sync and the kitchen's fallback all talk to this and to nothing below it.
 */
export interface Core {
  readonly storeId: string;
  /** Of the last durable row. */
  readonly epoch: string;
  /** Fresh at every start; the stream's clients compare it. */
  readonly boot: string;
  /** Where this history stood when the program started. */
  readonly began: HistoryPosition;
  /** The device under which the appliance itself writes. */
  readonly applianceDeviceId: string;

  /** Everything up to here is on disk; nothing beyond it may be shown to anybody. */
  readonly durableSeq: number;
  readonly headHash: string;
  /** `failed`: a sync failed. Nothing is acknowledged any more until the program is started again. */
  readonly durability: 'ok' | 'failed';

  /** The store's clock, in ms: the box's, or with CLOCK=commands the latest `sentAt` seen. */
  now(): number;
  /** The store's clock as RFC 3339 with the offset of the store's time zone. */
  timestamp(): string;

  /**
   * Decides one command and resolves once the answer is durable. Never rejects for what the trade refuses; rejects with a
   * `StoreFault` when nothing can be promised (disk full, sync failed, shutting down): then nobody was answered.
   */
  submit(command: SubmittedCommand): Promise<CommandOutcome>;

  /**
   * Lets a part of the appliance itself write. `decide` runs inside the group's transaction and sees the state as it is
   * there; it returns the events to append (none is fine) and must not do I/O. Resolves when they are durable.
   */
  appendInternal(
    decide: (state: StoreView) => readonly InternalEvent[],
    options?: InternalOptions,
  ): Promise<InternalOutcome>;

  /**
   * Brings in events that this history lost, verbatim and once (DESIGN rule 6). Rows are given in their own order; their hashes were
   * checked. Resolves with how many were new, when they are durable.
   */
  adopt(rows: readonly JournalRow[], from: AdoptedFrom): Promise<{ count: number }>;

  /** The epochs of this history, oldest first, as far as they are written. */
  epochs(): readonly EpochStart[];

  /** Whether this history has a place that somebody saw. */
  knows(seen: HistoryPosition): boolean;

  /**
   * Whether somebody is still to be asked for what this history may have lost. Until then a device that has gone further than its stream
   * here, the sign of a box that was brought back, is asked to wait instead of going on from where this box is.
   */
  expectLost(expected: boolean): void;
  readonly mayHaveLost: boolean;
  /** A device has gone on elsewhere, and what it did there may come from the cloud. */
  readonly awaitsDevice: boolean;

  /** Whether the cloud may still tell of what devices did elsewhere before that moment, on the clock that never jumps. */
  mayBeTold(sinceMs: number): boolean;

  /** A device tells up to which of its commands what they led to was replicated, and is kept by it no more (`KeptLook`). */
  forgotten(deviceId: string, forgottenN: number): void;
  /** Whether a device said that what it did after `lastN` and keeps no more led to nothing: then nothing of it is to be waited for. */
  hasAllForgotten(deviceId: string, lastN: number): boolean;

  /** A device shows that it has seen more of this store than is here. */
  seenFurther(): void;
  /** Since the start it came to light that this history had gone on elsewhere: a device showed it, or something lost was adopted. */
  readonly hasLost: boolean;

  /** At which durable seq of this history a row stands, as its own or adopted; null: nowhere. */
  whereIs(row: HistoryPosition & { id: string }): number | null;

  /** From the next row on a new epoch; nothing when one has just begun. */
  beginEpoch(): void;

  /** Called after each group became durable, in order of seq, never concurrently. Returns the way to stop listening. */
  onDurable(listener: (batch: DurableBatch) => void): () => void;

  /** Rows of the journal with seq > `after`, oldest first, never beyond `durableSeq`. */
  readJournal(after: number, limit: number): Promise<JournalRow[]>;

  /** Runs a read and hands its result over only when everything it could have seen is durable. */
  read<T>(look: (view: StoreView) => T): Promise<T>;

  /** Writes to the box's own tables alone, durable when it resolves. */
  writeBox(write: (box: BoxTables) => void): Promise<void>;

  /** Reads of the box's own tables. */
  readonly box: Pick<BoxTables, 'deviceByTokenHash' | 'pinHash' | 'staffWithPin' | 'wrongTries'>;

  /** Resolves when nothing is queued and nothing is in flight. */
  settled(): Promise<void>;
}

export interface SubmittedCommand {
  envelope: CommandEnvelope;
  deviceId: string;
  /** Who is signed in, read from `staffToken`; null for what a device does by itself. */
  staffId: string | null;
  /** The manager whose one-shot approval came with it. */
  approvedBy: string | null;
  correlationId: string;
}

/** `problem`: the command did not enter its device's stream (gap, conflict, unknown device) and was not recorded. */
export type CommandOutcome = { answer: CommandAnswer } | { problem: Problem };

export type InternalEvent = StoreJournalEvent;
export interface InternalOptions {
  /** `system` unless said otherwise. */
  actor?: string;
  correlationId?: string;
  /** Writes of the box's own tables (keys, PINs) that belong to the same transaction. */
  alsoWrite?: (box: BoxTables) => void;
}
/** seq of the last event written; null when `decide` returned none. */
export interface InternalOutcome {
  seq: number | null;
}

/** One event as it stands in the journal. Types that this version does not know keep their payload as it is. */
export interface StoredEvent<T extends string = string> {
  seq: number;
  id: string;
  type: T;
  schemaVersion: number;
  orderId: string | null;
  actor: string;
  deviceId: string;
  incarnation: string;
  n: number;
  occurredAt: string;
  businessDate: string;
  payload: T extends EventType ? EventPayload<T> : Record<string, unknown>;
}

export interface DurableBatch {
  fromSeq: number;
  toSeq: number;
  events: StoredEvent[];
  /** Whole things as they are after the batch. */
  orders: Order[];
  tickets: Ticket[];
  cashSessions: CashSession[];
  availability: Availability[];
  printJobs: PrintJob[];
  /** Set when the catalogue changed. */
  catalogueRevision: number | null;
  businessDate: string | null;
}

export interface DeviceRecord {
  deviceId: string;
  name: string;
  kind: string;
  incarnation: string;
  lastN: number;
  /** The how-manyeth device that was ever paired here, from 1; absent for those that were paired before this was written down. */
  ordinal?: number;
  pairedAt: string;
  revokedAt: string | null;
}

/** The store's state, read inside one turn of the event loop. What it returns is never changed in place. */
export interface StoreView {
  readonly seq: number;
  /** Nobody has set this store up yet. */
  readonly isNew: boolean;
  readonly businessDate: string;
  /** Set when the clock is past the cut-off and the day still stands. */
  readonly proposedBusinessDate: string | null;
  readonly claimed: { tenantId: string; cloudUrl: string } | null;
  /** Handle and offset of the newest `catalogue.changed` whose source is the cloud; null before the first. */
  feedPosition(): { handle: string; offset: string } | null;
  readonly storeName: string;
  /** By epoch of a history that was lost: up to which seq of it this one has adopted. */
  readonly adopted: Readonly<Record<string, number>>;

  order(orderId: string): Order | null;
  openOrders(): Order[];
  ticket(ticketId: string): Ticket | null;
  /** Tickets that a board shows: not served yet, or bumped a short while ago. */
  activeTickets(): Ticket[];
  catalogue(): Catalogue;
  /** The catalogue by id. */
  index(): CatalogueIndex;
  /** As the store sells by them: with its own prices and its pending edits. */
  catalogueEntries(): CatalogueEntry[];
  /** As the cloud says they are, or as the store made them before there was one. */
  feedEntries(): CatalogueEntry[];
  feedEntry(entity: string, id: string): CatalogueEntry | null;
  /** The store's own edits whose answer has not come down yet, in their order; of one entry when it is named. */
  pendingEdits(entity?: string, id?: string): PendingEdit[];
  availability(): Availability[];
  /** The running sums of a business day; null when nothing was sold in it. */
  salesDay(businessDate: string): SalesDay | null;
  cashSession(sessionId: string): CashSession | null;
  openCashSessions(): CashSession[];
  openCashSessionOf(deviceId: string): CashSession | null;
  /** Every session of a business day, the latest first; of all days when null. */
  cashSessions(businessDate: string | null, limit: number): CashSession[];
  /** An X reading of an open drawer, or the Z that was written down when it was closed; null when there is no such session. */
  cashReport(sessionId: string, takenBy: string): CashReport | null;
  /** What happened at tills on their own, does not fit, and waits for a person; oldest first. */
  openExceptions(): readonly OpenException[];
  device(deviceId: string): DeviceRecord | null;
  devices(): DeviceRecord[];
  printJob(jobId: string): PrintJob | null;
  /** Jobs that are not at rest: queued, blocked, sending, failed or unknown; oldest first. */
  openPrintJobs(): PrintJob[];
}
