import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { addDecimal, subtractDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { isTimeZone } from '@auraconnect/shared/time/zone-offset.ts';
import { contextOf, foldOrder, isOrderEvent, readRow } from '../orders/fold-order.ts';
import { heldWith, kindOf, touches, type Thing } from './touches.ts';
import { dailyFigures, orderRows, storableTime, type DailyFigures, type OrderRows } from '../orders/order-rows.ts';

export interface KnownOrder {
  order: Order;
  /** The hour of the day under which it is counted; null until it is closed. */
  closedHour: number | null;
}

/** What has to be known of a store before rows of its journal can be worked up. */
export interface ProjectionState {
  /** Of every order that the rows name and that exists: as it was before them. */
  orders: ReadonlyMap<string, KnownOrder>;
  /** Things of which an event is held, and which event was the first. */
  heldBy: ReadonlyMap<Thing, string>;
  /** Events that were applied before, under another place in the journal. */
  appliedIds: ReadonlySet<string>;
  timeZone: string | null;
}

/** An event whose projection waits. The event itself is stored like any other. */
export interface HeldRow {
  row: JournalRow;
  reason: string;
  blockedBy: string | null;
  /** What is held with it. */
  things: readonly Thing[];
}
/** Events of a type that this version does not know: kept, and worked up by one that does. */
export interface UnknownEvents {
  type: string;
  count: number;
}
export interface FiredTicketRow {
  ticket_id: string;
  order_id: string;
  station_id: string;
  business_date: string;
  fired_at: string;
}
export interface BumpedTicketRow {
  ticket_id: string;
  /** Null when it was recalled. */
  bumped_at: string | null;
}
export interface CatalogueChange {
  source: 'store' | 'cloud';
  complete: boolean;
  occurredAt: string;
  actor: string;
  entries: CatalogueEntry[];
}
/** A store's own edit of what the cloud owns. */
export interface MenuEditOfStore {
  edit: StoreEdit;
  actor: string;
  occurredAt: string;
}
export type DeviceChange =
  | { kind: 'paired'; deviceId: string; name: string; deviceKind: string; at: string }
  | { kind: 'revoked'; deviceId: string; at: string };

/** Something that happened at a till on its own and does not fit. Names are the read model's columns. */
export interface RaisedExceptionRow {
  exception_id: string;
  code: string;
  order_id: string | null;
  order_number: string;
  order_label: string;
  command_type: string;
  device_id: string;
  staff_id: string;
  happened_at: string;
  business_date: string;
  /** JSON. */
  data: string;
  raised_at: string;
}
export interface SettledExceptionRow {
  exception_id: string;
  settled_at: string;
  settled_by: string;
  approved_by: string | null;
  way: string;
  note: string;
}

/** Everything that rows of a journal change in what is worked out from it. */
export interface ProjectionChanges {
  /** As they are after the rows. */
  orders: OrderRows[];
  /** Ids of orders that had rows before: their old lines, payments and refunds are replaced. */
  replacedOrderIds: string[];
  daily: DailyFigures[];
  ticketsFired: FiredTicketRow[];
  ticketsBumped: BumpedTicketRow[];
  catalogue: CatalogueChange[];
  menuEdits: MenuEditOfStore[];
  devices: DeviceChange[];
  exceptionsRaised: RaisedExceptionRow[];
  exceptionsSettled: SettledExceptionRow[];
  /** The newest business day that the store opened. */
  businessDate: string | null;
  held: HeldRow[];
  unknown: UnknownEvents[];
  lastOrderAt: string | null;
}

/**
 * Works rows of a journal up, in their order. Pure: what it needs to know is given, what it wants to change is returned.
 * An event that cannot be read holds itself and everything later that is about the same things (`touches`), and nothing else.
 */
export function projectJournal(rows: readonly JournalRow[], state: ProjectionState): ProjectionChanges {
  const projection = new Projection(state);
  for (const row of rows) projection.take(row);
  return projection.changes();
}

const wordFor: Record<ReturnType<typeof kindOf>, string> = {
  order: 'order',
  'cash-session': 'drawer session',
  customer: 'customer',
  item: 'item',
  staff: 'person',
  entry: 'entry of the catalogue',
  device: 'device',
  exception: 'exception',
};

/** The same row by row, for who lets others in between. */
export class Projection {
  readonly #state: ProjectionState;
  readonly #orders = new Map<string, Order>();
  readonly #heldBy: Map<Thing, string>;
  readonly #seenIds = new Set<string>();
  readonly #tickets = new Map<string, FiredTicketRow>();
  readonly #bumps = new Map<string, BumpedTicketRow>();
  readonly #catalogue: CatalogueChange[] = [];
  readonly #menuEdits: MenuEditOfStore[] = [];
  readonly #devices: DeviceChange[] = [];
  readonly #raised: RaisedExceptionRow[] = [];
  readonly #settled: SettledExceptionRow[] = [];
  readonly #held: HeldRow[] = [];
  readonly #unknown = new Map<string, number>();
  #timeZone: string | null;
  #businessDate: string | null = null;
  #lastOrderAt: string | null = null;

  constructor(state: ProjectionState) {
    this.#state = state;
    this.#heldBy = new Map(state.heldBy);
    this.#timeZone = state.timeZone;
  }

  take(stored: JournalRow): void {
    const row = effectiveRow(stored);
    if (row === null) return;
    if (this.#state.appliedIds.has(row.id) || this.#seenIds.has(row.id)) return;
    this.#seenIds.add(row.id);
    if (this.#heldBy.size > 0) {
      const blocking = heldWith(touches(row)).find((thing) => this.#heldBy.has(thing));
      if (blocking !== undefined) {
        const reason = `It waits for an earlier event of the same ${wordFor[kindOf(blocking)]}.`;
        return this.#hold(row, reason, this.#heldBy.get(blocking) ?? null);
      }
    }
    const read = readRow(row);
    if (read.kind === 'poison') this.#hold(row, read.reason);
    else if (read.kind === 'event') this.#apply(row, read.event);
    else this.#unknown.set(row.type, (this.#unknown.get(row.type) ?? 0) + 1);
  }

  #hold(row: JournalRow, reason: string, blockedBy: string | null = null): void {
    const things = touches(row);
    this.#held.push({ row, reason, blockedBy, things });
    for (const thing of things) if (!this.#heldBy.has(thing)) this.#heldBy.set(thing, row.id);
  }

  #apply(row: JournalRow, event: StoreJournalEvent): void {
    if (isOrderEvent(event)) this.#applyToOrder(row, event);
    else this.#applyToStore(row, event);
  }

  #applyToOrder(row: JournalRow, event: OrderEvent): void {
    const { orderId } = event.payload;
    const before = this.#orders.get(orderId) ?? this.#state.orders.get(orderId)?.order ?? noOrder(orderId);
    const folded = foldOrder(before, event, contextOf(row));
    if (folded.kind === 'impossible') return this.#hold(row, folded.reason);
    if (folded.kind === 'repeated') return;
    this.#orders.set(orderId, folded.order);
    this.#lastOrderAt = storableTime(row.occurredAt);
    if (event.type !== 'order.sent') return;
    for (const { ticketId, stationId } of event.payload.tickets) {
      this.#tickets.set(ticketId, {
        ticket_id: ticketId,
        order_id: orderId,
        station_id: stationId,
        business_date: row.businessDate,
        fired_at: storableTime(row.occurredAt),
      });
    }
  }

  #applyToStore(row: JournalRow, event: StoreJournalEvent): void {
    const at = storableTime(row.occurredAt);
    switch (event.type) {
      case 'kitchen.ticket_bumped':
        this.#bumps.set(event.payload.ticketId, { ticket_id: event.payload.ticketId, bumped_at: at });
        break;
      case 'kitchen.ticket_recalled':
        this.#bumps.set(event.payload.ticketId, { ticket_id: event.payload.ticketId, bumped_at: null });
        break;
      case 'catalogue.changed': {
        const { source, complete, entries } = event.payload;
        this.#catalogue.push({ source, complete, entries, occurredAt: at, actor: row.actor });
        // What is sold after it is counted by the clock on the wall that it tells of.
        this.#timeZone = timeZoneIn(entries) ?? this.#timeZone;
        break;
      }
      case 'catalogue.edited':
        for (const edit of event.payload.edits) this.#menuEdits.push({ edit, actor: row.actor, occurredAt: at });
        break;
      case 'device.paired': {
        const { deviceId, name, kind } = event.payload;
        this.#devices.push({ kind: 'paired', deviceId, name, deviceKind: kind, at });
        break;
      }
      case 'device.revoked':
        this.#devices.push({ kind: 'revoked', deviceId: event.payload.deviceId, at });
        break;
      case 'exception.raised': {
        const { exceptionId, orderId, orderNumber, orderLabel, commandType, deviceId, staffId } = event.payload;
        this.#raised.push({
          exception_id: exceptionId,
          code: event.payload.code,
          order_id: orderId,
          order_number: orderNumber,
          order_label: orderLabel,
          command_type: commandType,
          device_id: deviceId,
          staff_id: staffId,
          happened_at: storableTime(event.payload.happenedAt),
          business_date: event.payload.businessDate,
          data: JSON.stringify(event.payload.data),
          raised_at: at,
        });
        break;
      }
      case 'exception.settled': {
        const { exceptionId, approvedBy, way, note } = event.payload;
        this.#settled.push({
          exception_id: exceptionId,
          settled_at: at,
          settled_by: row.actor,
          approved_by: approvedBy,
          way,
          note,
        });
        break;
      }
      case 'day.opened':
        this.#businessDate = event.payload.businessDate;
        break;
      default:
        // Kept in the journal; the portal shows nothing of it yet.
        break;
    }
  }

  changes(): ProjectionChanges {
    const known = this.#state.orders;
    const orders = [...this.#orders.values()].map((order) =>
      orderRows(order, this.#timeZone, known.get(order.orderId)?.closedHour),
    );
    const before = [...this.#orders.keys()].flatMap((orderId) => known.get(orderId) ?? []);
    return {
      orders,
      replacedOrderIds: before.map(({ order }) => order.orderId),
      daily: differences(
        orders,
        before.map(({ order, closedHour }) => orderRows(order, this.#timeZone, closedHour)),
      ),
      ticketsFired: [...this.#tickets.values()],
      ticketsBumped: [...this.#bumps.values()],
      catalogue: this.#catalogue,
      menuEdits: this.#menuEdits,
      devices: this.#devices,
      exceptionsRaised: this.#raised,
      exceptionsSettled: this.#settled,
      businessDate: this.#businessDate,
      held: this.#held,
      unknown: [...this.#unknown].map(([type, count]) => ({ type, count })),
      lastOrderAt: this.#lastOrderAt,
    };
  }
}

function timeZoneIn(entries: readonly CatalogueEntry[]): string | null {
  const named = entries.findLast(({ entity }) => entity === 'settings')?.payload?.['timeZone'];
  return typeof named === 'string' && isTimeZone(named) ? named : null;
}

/** What the daily figures gain and lose: what the orders add now, less what they added before. */
function differences(after: readonly OrderRows[], before: readonly OrderRows[]): DailyFigures[] {
  const sums = new Map<string, DailyFigures>();
  const add = (rows: OrderRows, sign: 1 | -1): void => {
    const figures = dailyFigures(rows);
    if (figures === null) return;
    const key = `${figures.business_date} ${figures.hour} ${figures.currency}`;
    const sum = sums.get(key);
    if (sum !== undefined) addInto(sum, figures, sign);
    else
      sums.set(
        key,
        addInto(
          {
            ...figures,
            order_count: 0,
            line_count: 0,
            quantity: '0',
            revenue_minor: 0,
            tax_minor: 0,
            discount_minor: 0,
            comp_minor: 0,
            tip_minor: 0,
            refund_minor: 0,
            total_minor: 0,
          },
          figures,
          sign,
        ),
      );
  };
  for (const rows of before) add(rows, -1);
  for (const rows of after) add(rows, 1);
  return [...sums.values()];
}

function addInto(sum: DailyFigures, figures: DailyFigures, sign: 1 | -1): DailyFigures {
  sum.order_count += sign * figures.order_count;
  sum.line_count += sign * figures.line_count;
  sum.quantity =
    sign === 1 ? addDecimal(sum.quantity, figures.quantity) : subtractDecimal(sum.quantity, figures.quantity);
  sum.revenue_minor += sign * figures.revenue_minor;
  sum.tax_minor += sign * figures.tax_minor;
  sum.discount_minor += sign * figures.discount_minor;
  sum.comp_minor += sign * figures.comp_minor;
  sum.tip_minor += sign * figures.tip_minor;
  sum.refund_minor += sign * figures.refund_minor;
  sum.total_minor += sign * figures.total_minor;
  return sum;
}
