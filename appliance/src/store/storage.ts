import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type {
  DeviceState,
  DrawerPlace,
  ItemSales,
  PrintJobState,
  SalesDay,
  SessionOrder,
  StoreState,
  TicketPlace,
} from './state.ts';

/** What the core needs of a database. One realization: `adapters/sqlite`. All of it is synchronous and of one writer. */
export interface StoreStorage {
  readonly transaction: Transaction;
  readonly journal: JournalTable;
  readonly commands: CommandTable;
  readonly projections: ProjectionTables;
  readonly box: BoxTables;
}

export interface Transaction {
  /** Runs and commits all of it, or rolls all of it back and throws what went wrong. */
  run(write: () => void): void;
}

export interface JournalHead {
  epoch: string;
  seq: number;
  hash: string;
}

/** An epoch of this history and the seq of its first row. It ends before the next one begins. */
export interface EpochStart {
  epoch: string;
  fromSeq: number;
}

export interface JournalTable {
  meta(key: string): string | null;
  setMeta(key: string, value: string): void;
  head(): JournalHead;
  /** Oldest first; there is always one. */
  epochs(): readonly EpochStart[];
  /** Rows that continue the head, in order. */
  append(rows: readonly JournalRow[]): void;
  /** Oldest first, seq > `after`. */
  rows(after: number, limit: number): JournalRow[];
  /** All rows of one order up to and including `throughSeq`, oldest first. */
  rowsOfOrder(orderId: string, throughSeq: number): JournalRow[];
}

export interface StreamPosition {
  deviceId: string;
  incarnation: string;
  lastN: number;
}

export interface RecordedCommand {
  commandId: string;
  deviceId: string;
  incarnation: string;
  n: number;
  bodyHash: string;
  /** Last event of an accepted command, or the head when it was refused or changed nothing. */
  seq: number;
  refusal: Refusal | null;
  correlationId: string;
}

/** An event that another history had, where it stands here, and the command of a device that it came from. */
export interface AdoptedEvent {
  eventId: string;
  deviceId: string;
  incarnation: string;
  n: number;
  seq: number;
}

export interface CommandTable {
  /** Where an event of another history was adopted. */
  adoptedAt(eventId: string): number | null;
  /** The last event of a command that was adopted; and how far that stream was ever adopted, 0 when it was not. */
  adoptedCommand(deviceId: string, incarnation: string, n: number): { seq: number | null; throughN: number };
  insertAdopted(event: AdoptedEvent): void;
  find(commandId: string): RecordedCommand | null;
  /** Which numbers of a stream this history has answered itself. Reads all that were ever answered: for what is rare. */
  answered(deviceId: string, incarnation: string): number[];
  insert(record: RecordedCommand): void;
  streams(): StreamPosition[];
  saveStream(position: StreamPosition): void;
}

/** Changed values by key; null is a value that is gone. */
export type Changes<V> = ReadonlyMap<string, V | null>;

export interface StateChanges {
  store: StoreState | null;
  orders: Changes<Order>;
  tickets: Changes<TicketPlace>;
  cashSessions: Changes<DrawerPlace>;
  sessionOrders: Changes<SessionOrder>;
  catalogue: Changes<CatalogueEntry>;
  pendingEdits: Changes<PendingEdit>;
  availability: Changes<number>;
  devices: Changes<DeviceState>;
  printJobs: Changes<PrintJobState>;
  salesDays: Changes<SalesDay>;
  salesItems: Changes<ItemSales>;
}

export interface ProjectionTables {
  write(changes: StateChanges): void;
  store(): StoreState | null;
  openOrderIds(): string[];
  /** Tickets that a board may show. */
  activeTickets(): { ticketId: string; orderId: string }[];
  findTicket(ticketId: string): { orderId: string; isActive: boolean } | null;
  cashSession(sessionId: string): DrawerPlace | null;
  openCashSessions(): DrawerPlace[];
  /** The latest first. */
  cashSessions(businessDate: string | null, limit: number): DrawerPlace[];
  ordersOfSession(openedSeq: number): string[];
  /** Orders of a day with this number: one, unless a till lost its memory. */
  ordersNumbered(number: string, businessDate: string): string[];
  catalogue(): CatalogueEntry[];
  pendingEdits(): PendingEdit[];
  availability(): { itemId: string; remaining: number }[];
  devices(): DeviceState[];
  printJob(jobId: string): PrintJobState | null;
  openPrintJobs(): PrintJobState[];
  salesDay(key: string): SalesDay | null;
  salesItem(key: string): ItemSales | null;
}

export interface WrongTries {
  failures: number;
  lockedUntilMs: number;
  changedMs: number;
}

/** What stays in the box: not in the journal, not in the cloud. */
export interface BoxTables {
  deviceByTokenHash(tokenHash: string): string | null;
  setDeviceToken(deviceId: string, tokenHash: string): void;
  removeDeviceToken(deviceId: string): void;
  pinHash(staffId: string): string | null;
  setPinHash(staffId: string, hash: string): void;
  staffWithPin(): string[];
  wrongTries(subject: string): WrongTries | null;
  setWrongTries(subject: string, tries: WrongTries | null): void;
}
