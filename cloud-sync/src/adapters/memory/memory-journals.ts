import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { DaySoFar, PrintersTold } from '@auraconnect/shared/protocol/sync.ts';
import type {
  FiredTicketRow,
  HeldRow,
  KnownOrder,
  ProjectionChanges,
  ProjectionState,
} from '../../ingest/journal-projection.ts';
import { workUpRows } from '../../ingest/receive-batch.ts';
import {
  isNewerDay,
  type Alarm,
  type Contact,
  type CursorPosition,
  type DayTold,
  type KnownEpoch,
  type JournalStore,
  type LockedJournal,
  type RebuildCounts,
  type WaitingStore,
} from '../../ingest/store-journal.ts';
import { emptyMenu, type MemoryMenu, MenuDesk } from './memory-menu.ts';
import type { Thing } from '../../ingest/touches.ts';
import { foldHistory } from '../../orders/fold-history.ts';
import type { OrderRows } from '../../orders/order-rows.ts';

/** What the cloud keeps of one store. Values are never changed in place, so that a copy of the maps is a copy of it all. */
export interface KeptStore {
  rows: readonly JournalRow[];
  cursors: ReadonlyMap<string, KnownEpoch>;
  orders: ReadonlyMap<string, OrderRows>;
  tickets: ReadonlyMap<string, FiredTicketRow>;
  held: readonly HeldRow[];
  /** By type, how many events of it this version does not know. */
  unknown: ReadonlyMap<string, number>;
  alarms: ReadonlyMap<string, Alarm>;
  /** Epochs of boxes that an owner has retired. */
  retired: ReadonlySet<string>;
  contact: Contact | null;
  today: DaySoFar | null;
  printers: PrintersTold | null;
  timeZone: string | null;
  menu: MemoryMenu;
}

const nothing: KeptStore = {
  rows: [],
  cursors: new Map(),
  orders: new Map(),
  tickets: new Map(),
  held: [],
  unknown: new Map(),
  alarms: new Map(),
  retired: new Set(),
  contact: null,
  today: null,
  printers: null,
  timeZone: null,
  menu: emptyMenu,
};

/**
 * Journals in memory, for simulations: transactions that happen whole or not at all, one at a time per store. It passes the
 * contract of `store-journal.contract.ts`, as Postgres does.
 */
export class MemoryJournals implements JournalStore {
  #stores = new Map<string, KeptStore>();
  readonly #locks = new Map<string, Promise<unknown>>();
  readonly desk: MenuDesk;

  constructor(desk: MenuDesk = new MenuDesk(() => 0)) {
    this.desk = desk;
  }

  /** Everything that was committed, for restoring it later; cheap. */
  dump(): ReadonlyMap<string, KeptStore> {
    return new Map(this.#stores);
  }

  restore(dump: ReadonlyMap<string, KeptStore>): void {
    this.#stores = new Map(dump);
  }

  kept(storeId: string): KeptStore {
    return this.#stores.get(storeId) ?? nothing;
  }

  makeRoom(): Promise<void> {
    return Promise.resolve();
  }

  locked<T>(_tenantId: string, storeId: string, work: (journal: LockedJournal) => Promise<T>): Promise<T> {
    const before = this.#locks.get(storeId) ?? Promise.resolve();
    const done = before.then(() => this.#transaction(storeId, work));
    this.#locks.set(
      storeId,
      done.catch(() => undefined),
    );
    return done;
  }

  async #transaction<T>(storeId: string, work: (journal: LockedJournal) => Promise<T>): Promise<T> {
    const began = this.#stores;
    const journal = new MemoryJournal(this.kept(storeId), this.desk);
    const result = await work(journal);
    // A database that was restored meanwhile knows nothing of a transaction of its former life.
    if (this.#stores === began || this.kept(storeId) === journal.before)
      this.#stores = new Map(this.#stores).set(storeId, journal.kept);
    return result;
  }

  /** An owner retires the box that writes this epoch, where there is another one. The rules are those of `retireBox`. */
  retire(storeId: string, epoch: string): Promise<void> {
    return this.locked('', storeId, async (journal) => {
      const memory = journal as MemoryJournal;
      const known = await memory.epochs();
      const boxes = known.filter(
        (one) => !known.some(({ parent }) => parent?.epoch === one.epoch && parent.seq === one.seq),
      );
      const isBox = boxes.some((box) => box.epoch === epoch);
      if (!isBox || !boxes.some((box) => box.epoch !== epoch && box.isRetired !== true)) return;
      memory.kept = { ...memory.kept, retired: new Set(memory.kept.retired).add(epoch) };
    });
  }

  /** An owner publishes, in a transaction of its own. */
  publish(storeId: string, change: (menu: MemoryMenu) => MemoryMenu): Promise<void> {
    return this.locked('', storeId, async (journal) => {
      const memory = journal as MemoryJournal;
      memory.kept = { ...memory.kept, menu: change(memory.kept.menu) };
    });
  }

  /** Memory does not outlive its program. */
  waitingForThis(): Promise<WaitingStore[]> {
    return Promise.resolve([]);
  }

  rebuild(tenantId: string, storeId: string, now: string): Promise<RebuildCounts> {
    return this.locked(tenantId, storeId, async (journal) => {
      const { rows, timeZone } = this.kept(storeId);
      (journal as MemoryJournal).forgetProjections();
      const held = await workUpRows(journal, rows, {
        orders: new Map(),
        heldBy: new Map(),
        appliedIds: new Set(),
        timeZone,
      });
      if (held.length > 0) await journal.hold(held, now);
      return {
        eventCount: rows.length,
        orderCount: (journal as MemoryJournal).kept.orders.size,
        quarantinedCount: held.length,
      };
    });
  }
}

class MemoryJournal implements LockedJournal {
  readonly #desk: MenuDesk;
  readonly before: KeptStore;
  kept: KeptStore;

  constructor(kept: KeptStore, desk: MenuDesk) {
    this.#desk = desk;
    this.before = kept;
    this.kept = kept;
  }

  async cursor(epoch: string): Promise<CursorPosition | null> {
    const known = this.kept.cursors.get(epoch);
    return known === undefined ? null : { seq: known.seq, hash: known.hash };
  }

  async hashes(epoch: string, fromSeq: number, toSeq: number): Promise<Map<number, string>> {
    const rows = this.kept.rows.filter((row) => row.epoch === epoch && row.seq >= fromSeq && row.seq <= toSeq);
    return new Map(rows.map(({ seq, hash }) => [seq, hash]));
  }

  async positionOf(hash: string): Promise<{ epoch: string; seq: number } | null> {
    const row = this.kept.rows.find((one) => one.hash === hash);
    return row === undefined ? null : { epoch: row.epoch, seq: row.seq };
  }

  async knowsAnyEpoch(): Promise<boolean> {
    return this.kept.cursors.size > 0;
  }

  isRetired(places: readonly { epoch: string; seq: number }[]): Promise<boolean> {
    const { retired, cursors } = this.kept;
    return Promise.resolve(
      places.some(({ epoch, seq }) => retired.has(epoch) && seq >= (cursors.get(epoch)?.seq ?? 0)),
    );
  }

  async projectionState(rows: readonly JournalRow[]): Promise<ProjectionState> {
    const idOf = (row: JournalRow): string => (effectiveRow(row) ?? row).id;
    const ids = new Set(rows.map(idOf));
    const orderIds = new Set(rows.flatMap((row) => row.orderId ?? []));
    const heldBy = new Map<Thing, string>();
    for (const { row, things } of this.kept.held)
      for (const thing of things) if (!heldBy.has(thing)) heldBy.set(thing, row.id);
    const known = this.kept.rows.filter(({ orderId }) => orderId !== null && orderIds.has(orderId));
    const folded = foldHistory(known);
    const orders = new Map<string, KnownOrder>();
    for (const orderId of orderIds) {
      const worked = this.kept.orders.get(orderId);
      const order = folded.get(orderId);
      if (worked !== undefined && order !== undefined && !heldBy.has(`order ${orderId}`))
        orders.set(orderId, { order, closedHour: worked.order.closed_hour });
    }
    const appliedIds = new Set(this.kept.rows.map(idOf).filter((id) => ids.has(id)));
    return { orders, heldBy, appliedIds, timeZone: this.kept.timeZone };
  }

  async append(rows: readonly JournalRow[]): Promise<void> {
    this.kept = { ...this.kept, rows: [...this.kept.rows, ...rows] };
  }

  async apply(changes: ProjectionChanges): Promise<void> {
    const orders = new Map(this.kept.orders);
    for (const rows of changes.orders) orders.set(rows.order.order_id, rows);
    const tickets = new Map(this.kept.tickets);
    for (const ticket of changes.ticketsFired) tickets.set(ticket.ticket_id, ticket);
    const unknown = new Map(this.kept.unknown);
    for (const { type, count } of changes.unknown) unknown.set(type, (unknown.get(type) ?? 0) + count);
    const zone = changes.catalogue.flatMap(({ entries }) => entries).findLast(({ entity }) => entity === 'settings')
      ?.payload?.['timeZone'];
    const adopted = changes.catalogue.reduce((menu, change) => this.#desk.adopt(menu, change), this.kept.menu);
    this.kept = {
      ...this.kept,
      menu: changes.menuEdits.reduce((menu, edit) => this.#desk.settle(menu, edit), adopted),
      orders,
      tickets,
      unknown,
      timeZone: typeof zone === 'string' ? zone : this.kept.timeZone,
    };
  }

  async hold(held: readonly HeldRow[]): Promise<void> {
    this.kept = { ...this.kept, held: [...this.kept.held, ...held] };
  }

  async moveCursor(
    epoch: string,
    { seq, hash }: CursorPosition,
    now: string,
    parent: KnownEpoch['parent'] = null,
  ): Promise<void> {
    const known = this.kept.cursors.get(epoch);
    const moved = { epoch, seq, hash, parent: known === undefined ? parent : known.parent, lastSeenAt: now };
    this.kept = { ...this.kept, cursors: new Map(this.kept.cursors).set(epoch, moved) };
  }

  async seen(epoch: string, now: string): Promise<void> {
    const known = this.kept.cursors.get(epoch);
    if (known === undefined) return;
    this.kept = { ...this.kept, cursors: new Map(this.kept.cursors).set(epoch, { ...known, lastSeenAt: now }) };
  }

  async epochs(): Promise<KnownEpoch[]> {
    return [...this.kept.cursors.values()].map((known) =>
      this.kept.retired.has(known.epoch) ? { ...known, isRetired: true } : known,
    );
  }

  async rows(epoch: string, afterSeq: number, limit: number): Promise<JournalRow[]> {
    return this.kept.rows.filter((row) => row.epoch === epoch && row.seq > afterSeq).slice(0, limit);
  }

  async heard(contact: Contact): Promise<void> {
    this.kept = { ...this.kept, contact };
  }

  async dayTold(day: DaySoFar, how: DayTold): Promise<void> {
    if (isNewerDay(day, this.kept.today, how)) this.kept = { ...this.kept, today: day };
  }

  async printersTold(printers: PrintersTold): Promise<void> {
    this.kept = { ...this.kept, printers };
  }

  async raise(alarm: Alarm): Promise<void> {
    const key = `${alarm.code} ${alarm.subject}`;
    if (!this.kept.alarms.has(key)) this.kept = { ...this.kept, alarms: new Map(this.kept.alarms).set(key, alarm) };
  }

  forgetProjections(): void {
    this.kept = { ...this.kept, orders: new Map(), tickets: new Map(), held: [], unknown: new Map() };
  }
}
