import type { CashReport, CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import { cashReport } from '@auraconnect/shared/cash/report.ts';
import { reportsOf, supplementReport } from '@auraconnect/shared/cash/supplement.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Availability, Catalogue, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { type CatalogueIndex, indexCatalogue, readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { shownEntries } from '@auraconnect/shared/menu/shown-entry.ts';
import type { PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Actor } from '@auraconnect/shared/staff/actor.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import { businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import { compareStamps } from '@auraconnect/shared/time/hybrid-clock.ts';
import { catalogueKey } from './fold/fold-store.ts';
import type { DeviceRecord, StoreView } from './core.ts';
import type { DeviceStreams } from './device-streams.ts';
import type { Ledger } from './ledger.ts';
import type { DeviceState, PrintJobState, SalesDay, State } from './state.ts';
import type { StoreClock } from './store-clock.ts';
import type { StoreStorage } from './storage.ts';

export interface ViewParts {
  state: State;
  ledger: Ledger;
  streams: DeviceStreams;
  clock: StoreClock;
  storage: Pick<StoreStorage, 'projections'>;
}

/** Reads the state as it is at this moment: between groups the committed one, while a command is decided what it has made of it. */
export class StateView implements StoreView {
  readonly #parts: ViewParts;
  #index: CatalogueIndex | null = null;
  readonly #actors = new Map<string, Actor>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  get seq(): number {
    return this.#parts.ledger.tip.seq;
  }

  get isNew(): boolean {
    return this.#parts.state.store.storeId === '';
  }

  get adopted(): Readonly<Record<string, number>> {
    return this.#parts.state.store.adopted ?? {};
  }

  get businessDate(): string {
    return this.#parts.state.store.businessDate;
  }

  /** What the calendar says that the day should be. */
  get calendarDate(): string {
    const { timeZone, dayCutOff } = this.index().settings;
    return businessDateAt(this.#parts.clock.nowMs(), timeZone, dayCutOff);
  }

  get proposedBusinessDate(): string | null {
    const due = this.calendarDate;
    return this.businessDate !== '' && due > this.businessDate ? due : null;
  }

  get nextOrderNumber(): number {
    return this.#parts.state.store.orderNumber + 1;
  }

  get claimed(): { tenantId: string; cloudUrl: string } | null {
    return this.#parts.state.store.claimed;
  }

  feedPosition(): { handle: string; offset: string } | null {
    const { feedHandle, feedOffset } = this.#parts.state.store;
    return feedHandle === null || feedOffset === null ? null : { handle: feedHandle, offset: feedOffset };
  }

  get storeName(): string {
    return this.#parts.state.store.name;
  }

  order(orderId: string): Order | null {
    return this.#parts.state.orders.get(orderId);
  }

  openOrders(): Order[] {
    return [...this.#parts.state.orders.values()].filter((order) => order.status === 'open');
  }

  ticket(ticketId: string): Ticket | null {
    return this.#parts.state.tickets.get(ticketId)?.ticket ?? null;
  }

  activeTickets(): Ticket[] {
    return [...this.#parts.state.tickets.values()]
      .filter((place) => place.isActive)
      .map((place) => place.ticket)
      .sort((one, other) => one.firedSeq - other.firedSeq);
  }

  catalogue(): Catalogue {
    return this.index().catalogue;
  }

  /** The catalogue by id, read once per revision. */
  index(): CatalogueIndex {
    const { catalogueRevision } = this.#parts.state.store;
    if (this.#index === null || this.#index.revision !== catalogueRevision) {
      this.#index = indexCatalogue(readCatalogue(this.catalogueEntries(), catalogueRevision).catalogue);
      this.#actors.clear();
    }
    return this.#index;
  }

  /** After a rollback: the same revision number may come to mean something else. */
  forgetCatalogue(): void {
    this.#index = null;
  }

  /** A person with what the catalogue lets them do; somebody unknown may do nothing. Read once per revision. */
  actor(staffId: string): Actor {
    const { staff, roles } = this.index();
    let actor = this.#actors.get(staffId);
    if (actor === undefined) {
      const member = staff.get(staffId);
      actor =
        member === undefined
          ? { staffId, permissions: new Set(), discountLimitPercent: '0' }
          : actorOf(member, roles.get(member.roleId) ?? null);
      this.#actors.set(staffId, actor);
    }
    return actor;
  }

  /** As the store sells by them: with its own prices and its pending edits. */
  catalogueEntries(): CatalogueEntry[] {
    return shownEntries(this.feedEntries(), this.pendingEdits());
  }

  /** As the cloud says they are, or as the store made them before there was one. */
  feedEntries(): CatalogueEntry[] {
    return [...this.#parts.state.catalogue.values()];
  }

  feedEntry(entity: string, id: string): CatalogueEntry | null {
    return this.#parts.state.catalogue.get(catalogueKey(entity, id));
  }

  /** In the order in which they were made. */
  pendingEdits(entity?: string, id?: string): PendingEdit[] {
    return this.#parts.state.pendingEdits
      .values()
      .filter((edit) => entity === undefined || (edit.entity === entity && edit.id === id))
      .sort((one, other) => compareStamps(one.stamp, other.stamp));
  }

  get storeId(): string {
    return this.#parts.state.store.storeId;
  }

  availability(): Availability[] {
    return [...this.#parts.state.availability.entries()].map(([itemId, remaining]) => ({ itemId, remaining }));
  }

  /** Null: not limited. */
  remaining(itemId: string): number | null {
    return this.#parts.state.availability.get(itemId);
  }

  salesDay(businessDate: string): SalesDay | null {
    return this.#parts.state.salesDays.get(businessDate);
  }

  cashSession(sessionId: string): CashSession | null {
    return this.#parts.state.cashSessions.get(sessionId)?.session ?? null;
  }

  openCashSessions(): CashSession[] {
    return [...this.#parts.state.cashSessions.values()]
      .map((place) => place.session)
      .filter((session) => session.status === 'open');
  }

  openCashSessionOf(deviceId: string): CashSession | null {
    const sessionId = this.#parts.state.drawers.get(deviceId);
    return sessionId === null ? null : this.cashSession(sessionId);
  }

  cashSessions(businessDate: string | null, limit: number): CashSession[] {
    return this.#parts.storage.projections.cashSessions(businessDate, limit).map((place) => place.session);
  }

  cashReport(sessionId: string, takenBy: string): CashReport | null {
    const place = this.#parts.state.cashSessions.get(sessionId);
    return place === null ? null : (place.report ?? this.#readingOf(place.session, takenBy));
  }

  /** What a counted drawer took since its Z and the supplements that were filed; null while it has no Z. */
  supplementOf(sessionId: string, takenBy: string): { number: number; report: CashReport } | null {
    const place = this.#parts.state.cashSessions.get(sessionId);
    if (place === null || place.report === null) return null;
    const { supplements = [] } = place.session;
    const filed = reportsOf(place.report, supplements);
    const now = this.#readingOf(place.session, takenBy);
    return {
      number: supplements.length + 1,
      report: supplementReport(now, filed, this.#parts.state.store.grandTotalMinor),
    };
  }

  #readingOf(session: CashSession, takenBy: string): CashReport {
    return cashReport({
      session,
      orders: this.ordersOfSession(session.sessionId),
      previousGrandTotalMinor: this.#parts.state.store.grandTotalMinor,
      zNumber: null,
      countedMinor: null,
      takenAt: this.#parts.clock.timestamp(this.index().settings.timeZone),
      takenBy,
    });
  }

  /** What happened at tills on their own, does not fit, and waits for a person; oldest first. */
  openExceptions(): readonly OpenException[] {
    return this.#parts.state.store.openExceptions ?? [];
  }

  /** Where that list last changed; 0 before the first. */
  get exceptionSeq(): number {
    return this.#parts.state.store.exceptionSeq ?? 0;
  }

  /** Another check of that day has this number. */
  isNumberTaken(number: string, businessDate: string, orderId: string): boolean {
    const { state, storage } = this.#parts;
    const isOther = (order: Order): boolean =>
      order.number === number &&
      order.orderId !== orderId &&
      (order.closedBusinessDate ?? order.businessDate) === businessDate;
    return (
      state.orders.values().some(isOther) ||
      storage.projections.ordersNumbered(number, businessDate).some((known) => known !== orderId)
    );
  }

  /** Orders that have to do with a drawer session, as they are now. */
  ordersOfSession(sessionId: string): Order[] {
    const place = this.#parts.state.cashSessions.get(sessionId);
    if (place === null) return [];
    const ids = new Set(this.#parts.storage.projections.ordersOfSession(place.openedSeq));
    for (const link of this.#parts.state.sessionOrders.values())
      if (link.openedSeq === place.openedSeq) ids.add(link.orderId);
    return [...ids].flatMap((orderId) => this.order(orderId) ?? []);
  }

  device(deviceId: string): DeviceRecord | null {
    const device = this.#parts.state.devices.get(deviceId);
    return device === null ? null : this.#withLastN(device);
  }

  devices(): DeviceRecord[] {
    return [...this.#parts.state.devices.values()].map((device) => this.#withLastN(device));
  }

  #withLastN(device: DeviceState): DeviceRecord {
    return { ...device, lastN: this.#parts.streams.lastN(device.deviceId, device.incarnation) };
  }

  printJob(jobId: string): PrintJob | null {
    const job = this.#parts.state.printJobs.get(jobId);
    return job === null ? null : publicJob(job);
  }

  openPrintJobs(): PrintJob[] {
    return [...this.#parts.state.printJobs.values()]
      .filter((job) => job.isOpen)
      .sort((one, other) => one.queuedSeq - other.queuedSeq)
      .map(publicJob);
  }
}

export function publicJob({ queuedSeq: _seq, isOpen: _open, ...job }: PrintJobState): PrintJob {
  return job;
}
