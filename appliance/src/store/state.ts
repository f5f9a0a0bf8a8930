import type { CashReport, CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { Shelf } from './shelf.ts';
import type { StateChanges } from './storage.ts';

/** What there is one of per store. Journal state, so that the clock only ever proposes (DESIGN rule 10). */
export interface StoreState {
  storeId: string;
  name: string;
  claimed: { tenantId: string; cloudUrl: string } | null;
  /** Empty before the first day was opened. */
  businessDate: string;
  /** Orders opened in this business day: the last check number. */
  orderNumber: number;
  openOrders: number;
  openCashSessions: number;
  /** Z reports so far, and what they came to. */
  zCount: number;
  grandTotalMinor: number;
  catalogueRevision: number;
  feedHandle: string | null;
  feedOffset: string | null;
  /** What a person has to settle, oldest first; absent before the first. */
  openExceptions?: readonly OpenException[];
  /** Where the list last changed. */
  exceptionSeq?: number;
  /** By epoch of a lost history: up to which seq of it this one has adopted. */
  adopted?: Readonly<Record<string, number>>;
}

export const emptyStore: StoreState = {
  storeId: '',
  name: '',
  claimed: null,
  businessDate: '',
  orderNumber: 0,
  openOrders: 0,
  openCashSessions: 0,
  zCount: 0,
  grandTotalMinor: 0,
  catalogueRevision: 0,
  feedHandle: null,
  feedOffset: null,
};

/** A ticket with what the database searches it by. */
export interface TicketPlace {
  ticketId: string;
  orderId: string;
  status: Ticket['status'];
  /** A board may still show it: not served, not bumped long ago. */
  isActive: boolean;
  ticket: Ticket;
}

/** A drawer session with the seq that opened it, by which its orders are found. */
export interface DrawerPlace {
  session: CashSession;
  openedSeq: number;
  /** The Z, as it was written down when the drawer was closed. */
  report: CashReport | null;
}

export interface DeviceState {
  deviceId: string;
  name: string;
  kind: string;
  incarnation: string;
  /** The how-manyeth device that was ever paired here, from 1; absent for those that were paired before this was written down. */
  ordinal?: number;
  pairedAt: string;
  revokedAt: string | null;
}

export interface PrintJobState extends PrintJob {
  queuedSeq: number;
  /** Not at rest: somebody or something still has to act. */
  isOpen: boolean;
}

export interface SalesDay {
  orderCount: number;
  lineCount: number;
  quantityThousandths: number;
  revenueMinor: number;
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  tipMinor: number;
  refundMinor: number;
  tenders: Readonly<Record<string, TenderSales>>;
}

export interface TenderSales {
  count: number;
  amountMinor: number;
}

export interface ItemSales {
  name: string;
  quantityThousandths: number;
  revenueMinor: number;
}

export interface SessionOrder {
  openedSeq: number;
  orderId: string;
}

/** Where values come from that are not in memory. */
export interface StateSource {
  order(orderId: string): Order | null;
  ticket(ticketId: string): TicketPlace | null;
  cashSession(sessionId: string): DrawerPlace | null;
  printJob(jobId: string): PrintJobState | null;
  salesDay(key: string): SalesDay | null;
  salesItem(key: string): ItemSales | null;
}

const storeKey = 'store';

/** Everything that events change, in layers (see `Shelf`). The same class serves decisions, reads and rebuilds. */
export class State {
  readonly stores = new Shelf<StoreState>();
  readonly orders: Shelf<Order>;
  readonly tickets: Shelf<TicketPlace>;
  readonly cashSessions: Shelf<DrawerPlace>;
  /** By device: the session that is open at its drawer. Follows from `cashSessions` and is not stored. */
  readonly drawers = new Shelf<string>();
  /** By `sessionId orderId`: orders that have to do with a drawer session. Only written; the database is asked. */
  readonly sessionOrders = new Shelf<SessionOrder>({ mayForget: () => true, mostForgettable: 0 });
  /** By `entity id`; all in memory, deleted ones too because their `rev` counts on. */
  readonly catalogue = new Shelf<CatalogueEntry>();
  /** By `editId`: the store's own edits of what the cloud owns, until the cloud's answer comes down. */
  readonly pendingEdits = new Shelf<PendingEdit>();
  readonly availability = new Shelf<number>();
  readonly devices = new Shelf<DeviceState>();
  readonly printJobs: Shelf<PrintJobState>;
  readonly salesDays: Shelf<SalesDay>;
  readonly salesItems: Shelf<ItemSales>;

  constructor(source: StateSource) {
    this.orders = new Shelf({ load: (id) => source.order(id), mayForget: (order) => order.status !== 'open' });
    this.tickets = new Shelf({ load: (id) => source.ticket(id), mayForget: (place) => !place.isActive });
    this.cashSessions = new Shelf({
      load: (id) => source.cashSession(id),
      mayForget: ({ session }) => session.status !== 'open',
      mostForgettable: 50,
    });
    this.printJobs = new Shelf({
      load: (id) => source.printJob(id),
      mayForget: (job) => !job.isOpen,
      mostForgettable: 200,
    });
    this.salesDays = new Shelf({ load: (key) => source.salesDay(key), mayForget: () => true, mostForgettable: 10 });
    this.salesItems = new Shelf({ load: (key) => source.salesItem(key), mayForget: () => true, mostForgettable: 2000 });
  }

  get store(): StoreState {
    return this.stores.get(storeKey) ?? emptyStore;
  }

  /** As it was when the group began. */
  get storeBefore(): StoreState {
    return this.stores.published(storeKey) ?? emptyStore;
  }

  changeStore(change: Partial<StoreState>): void {
    this.stores.set(storeKey, { ...this.store, ...change });
  }

  seedStore(store: StoreState): void {
    this.stores.seed(storeKey, store);
  }

  acceptCommand(): void {
    for (const shelf of this.#shelves()) shelf.acceptCommand();
  }

  dropCommand(): void {
    for (const shelf of this.#shelves()) shelf.dropCommand();
  }

  publishGroup(): void {
    for (const shelf of this.#shelves()) shelf.publishGroup();
  }

  dropGroup(): void {
    for (const shelf of this.#shelves()) shelf.dropGroup();
  }

  /** What the group has changed so far, whole values as they are now. */
  changes(): StateChanges {
    return {
      store: this.stores.changedInGroup.get(storeKey) ?? null,
      orders: this.orders.changedInGroup,
      tickets: this.tickets.changedInGroup,
      cashSessions: this.cashSessions.changedInGroup,
      sessionOrders: this.sessionOrders.changedInGroup,
      catalogue: this.catalogue.changedInGroup,
      pendingEdits: this.pendingEdits.changedInGroup,
      availability: this.availability.changedInGroup,
      devices: this.devices.changedInGroup,
      printJobs: this.printJobs.changedInGroup,
      salesDays: this.salesDays.changedInGroup,
      salesItems: this.salesItems.changedInGroup,
    };
  }

  #shelves(): readonly Layered[] {
    return [
      this.stores,
      this.orders,
      this.tickets,
      this.cashSessions,
      this.sessionOrders,
      this.drawers,
      this.catalogue,
      this.pendingEdits,
      this.availability,
      this.devices,
      this.printJobs,
      this.salesDays,
      this.salesItems,
    ];
  }
}

type Layered = Pick<Shelf<unknown>, 'acceptCommand' | 'dropCommand' | 'publishGroup' | 'dropGroup'>;
