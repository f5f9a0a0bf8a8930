import type { Database } from 'better-sqlite3';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { EntrySettlement, PendingEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { DeviceState, DrawerPlace, ItemSales, PrintJobState, SalesDay, StoreState } from '../../store/state.ts';
import type { Changes, ProjectionTables, StateChanges } from '../../store/storage.ts';
import type { NumberedOrders } from './numbered.ts';
import { projectionStatements, type ProjectionStatements } from './projection-statements.ts';
import { blobToUuid, dateToDay, uuidToBlob } from './values.ts';

const statusNumber: Record<Order['status'], number> = { none: 0, open: 1, closed: 2, voided: 3 };

/** Keys of the sales shelves: `date`, `date item`. */
const splitKey = (key: string): [number, string] => [dateToDay(key.slice(0, 10)), key.slice(11)];

export class SqliteProjections implements ProjectionTables {
  readonly #orders: NumberedOrders;
  readonly #statements: ProjectionStatements;
  /** Orders whose row says what it said when it was last written. */
  readonly #written = new Map<string, string>();

  constructor(db: Database, orders: NumberedOrders) {
    this.#orders = orders;
    this.#statements = projectionStatements(db);
  }

  write(changes: StateChanges): void {
    if (changes.store !== null) this.#statements.putStore.run({ state: JSON.stringify(changes.store) });
    for (const order of existing(changes.orders)) this.#writeOrder(order);
    for (const ticket of existing(changes.tickets)) {
      this.#statements.putTicket.run({
        id: uuidToBlob(ticket.ticketId),
        orderKey: this.#orders.keyOf(ticket.orderId),
        isActive: ticket.isActive ? 1 : 0,
        status: ticket.status,
      });
    }
    for (const { session, openedSeq, report } of existing(changes.cashSessions)) {
      this.#statements.putSession.run({
        id: uuidToBlob(session.sessionId),
        device: uuidToBlob(session.deviceId),
        isOpen: session.status === 'open' ? 1 : 0,
        openedSeq,
        doc: JSON.stringify({ session, report }),
      });
    }
    for (const { openedSeq, orderId } of existing(changes.sessionOrders)) {
      this.#statements.putSessionOrder.run({ openedSeq, orderKey: this.#orders.keyOf(orderId) });
    }
    for (const entry of existing(changes.catalogue)) {
      this.#statements.putEntry.run({
        entity: entry.entity,
        id: entry.id,
        rev: entry.rev,
        schemaVersion: entry.schemaVersion,
        deleted: entry.deleted ? 1 : 0,
        payload: entry.payload === null ? null : JSON.stringify(entry.payload),
        settled: entry.settled === undefined ? null : JSON.stringify(entry.settled),
      });
    }
    for (const [editId, edit] of changes.pendingEdits) {
      if (edit === null) this.#statements.dropPendingEdit.run({ id: uuidToBlob(editId) });
      else this.#statements.putPendingEdit.run({ id: uuidToBlob(editId), doc: JSON.stringify(edit) });
    }
    for (const [itemId, remaining] of changes.availability) {
      if (remaining === null) this.#statements.dropAvailability.run({ itemId });
      else this.#statements.putAvailability.run({ itemId, remaining });
    }
    for (const device of existing(changes.devices)) {
      this.#statements.putDevice.run({ id: uuidToBlob(device.deviceId), doc: JSON.stringify(device) });
    }
    for (const job of existing(changes.printJobs)) {
      this.#statements.putJob.run({
        id: uuidToBlob(job.jobId),
        isOpen: job.isOpen ? 1 : 0,
        queuedSeq: job.queuedSeq,
        doc: JSON.stringify(job),
      });
    }
    this.#writeSales(changes);
  }

  #writeSales(changes: StateChanges): void {
    for (const [key, day] of changes.salesDays) {
      if (day !== null)
        this.#statements.putDay.run({ businessDate: dateToDay(key), ...day, tenders: JSON.stringify(day.tenders) });
    }
    for (const [key, sales] of changes.salesItems) {
      const [businessDate, item] = splitKey(key);
      if (sales !== null) this.#statements.putItem.run({ businessDate, item, ...sales });
    }
  }

  /** An order is its events; its row is written again only when something that it is searched by has changed. */
  #writeOrder(order: Order): void {
    const row = {
      orderKey: this.#orders.keyOf(order.orderId),
      status: statusNumber[order.status],
      businessDate: dateToDay(order.closedBusinessDate ?? order.businessDate),
      number: order.number,
      label: order.label,
    };
    const line = `${row.status} ${row.businessDate} ${row.label}`;
    if (this.#written.get(order.orderId) === line) return;
    this.#statements.putOrder.run(row);
    if (order.status === 'open') this.#written.set(order.orderId, line);
    else this.#written.delete(order.orderId);
  }

  /** After a rollback: what was written inside the transaction is not there. */
  forget(): void {
    this.#written.clear();
  }

  store(): StoreState | null {
    const row = this.#statements.store.get({});
    return row === undefined ? null : (JSON.parse(row.state) as StoreState);
  }

  openOrderIds(): string[] {
    return this.#statements.openOrders.all({}).map((row) => this.#orders.idOf(row.order_key));
  }

  activeTickets(): { ticketId: string; orderId: string }[] {
    return this.#statements.activeTickets
      .all({})
      .map((row) => ({ ticketId: blobToUuid(row.ticket_id), orderId: this.#orders.idOf(row.order_key) }));
  }

  findTicket(ticketId: string): { orderId: string; isActive: boolean } | null {
    const row = this.#statements.ticket.get({ id: uuidToBlob(ticketId) });
    return row === undefined ? null : { orderId: this.#orders.idOf(row.order_key), isActive: row.is_active === 1 };
  }

  cashSession(sessionId: string): DrawerPlace | null {
    return readDrawer(this.#statements.session.get({ id: uuidToBlob(sessionId) }));
  }

  openCashSessions(): DrawerPlace[] {
    return this.#statements.openSessions.all({}).flatMap((row) => readDrawer(row) ?? []);
  }

  cashSessions(businessDate: string | null, limit: number): DrawerPlace[] {
    // A few a day: read newest first until there are enough.
    const found: DrawerPlace[] = [];
    for (const row of this.#statements.sessions.iterate({})) {
      const place = readDrawer(row);
      if (place !== null && (businessDate === null || place.session.businessDate === businessDate)) found.push(place);
      if (found.length >= limit) break;
    }
    return found;
  }

  ordersOfSession(openedSeq: number): string[] {
    return this.#statements.sessionOrders.all({ openedSeq }).map((row) => this.#orders.idOf(row.order_key));
  }

  ordersNumbered(number: string, businessDate: string): string[] {
    const day = dateToDay(businessDate);
    return this.#statements.numbered.all({ number, day }).map((row) => this.#orders.idOf(row.order_key));
  }

  catalogue(): CatalogueEntry[] {
    return this.#statements.entries.all({}).map((row) => ({
      entity: row.entity,
      id: row.id,
      rev: row.rev,
      schemaVersion: row.schema_version,
      deleted: row.deleted === 1,
      payload: parse<Record<string, unknown>>(row.payload),
      ...(row.settled === null ? {} : { settled: JSON.parse(row.settled) as EntrySettlement }),
    }));
  }

  pendingEdits(): PendingEdit[] {
    return this.#statements.pendingEdits.all({}).map((row) => JSON.parse(row.doc) as PendingEdit);
  }

  availability(): { itemId: string; remaining: number }[] {
    return this.#statements.availabilities.all({}).map((row) => ({ itemId: row.item_id, remaining: row.remaining }));
  }

  devices(): DeviceState[] {
    return this.#statements.devices.all({}).map((row) => JSON.parse(row.doc) as DeviceState);
  }

  printJob(jobId: string): PrintJobState | null {
    return parse<PrintJobState>(this.#statements.job.get({ id: uuidToBlob(jobId) })?.doc);
  }

  openPrintJobs(): PrintJobState[] {
    return this.#statements.openJobs.all({}).map((row) => JSON.parse(row.doc) as PrintJobState);
  }

  salesDay(key: string): SalesDay | null {
    const row = this.#statements.day.get({ businessDate: dateToDay(key) });
    return row === undefined ? null : { ...row, tenders: JSON.parse(row.tenders) as SalesDay['tenders'] };
  }

  salesItem(key: string): ItemSales | null {
    const [businessDate, item] = splitKey(key);
    return this.#statements.item.get({ businessDate, item }) ?? null;
  }
}

const readDrawer = (row: { opened_seq: number; doc: string } | undefined): DrawerPlace | null =>
  row === undefined
    ? null
    : { ...(JSON.parse(row.doc) as Pick<DrawerPlace, 'session' | 'report'>), openedSeq: row.opened_seq };

const parse = <T>(text: string | null | undefined): T | null =>
  text === null || text === undefined ? null : (JSON.parse(text) as T);

function* existing<V>(changes: Changes<V>): Generator<V> {
  for (const value of changes.values()) if (value !== null) yield value;
}
