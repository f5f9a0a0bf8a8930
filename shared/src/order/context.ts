import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import type { MenuEvent } from '../menu/commands.ts';
import type { Actor } from '../staff/actor.ts';
import type { Uuid } from '../time/ids.ts';
import type { BusinessDate, Timestamp } from '../time/instant.ts';
import type { OrderEvent } from './events.ts';
import { type OrderRefusalCode, orderRefusalSentences, type Refusal } from './refusal.ts';

/** The drawer session of the till that sends the command; a `CashSession` is one. */
export interface DrawerState {
  sessionId: Uuid;
  deviceId: string;
  status: 'none' | 'open' | 'closed';
}

/** Everything `decideOrder` knows besides the order: nothing else is read, so the same input always decides the same. */
export interface OrderContext {
  index: CatalogueIndex;
  /** What is left of an item: null is not limited, 0 is 86. */
  remaining(itemId: string): number | null;
  /** In the store's own offset. */
  now: Timestamp;
  businessDate: BusinessDate;
  actor: Actor;
  /** The manager whose one-shot approval came with this command. */
  approver: Actor | null;
  deviceId: string;
  cashSession: DrawerState | null;
  newId(): Uuid;
  /**
   * Asked at most once, by `order.open`. `given` is the number that the till gave the check while it was on its own: it stays that for
   * good, unless it is none of the till's own.
   */
  numberFor(given: string | null): string;
  /** Whether a kitchen screen that shows this station is connected; absent: assume so. */
  screensFor?(stationId: string): boolean;
  /** False for history that is brought in: it was cooked long ago. Absent: true. */
  fires?: boolean;
}

export interface OrderAccepted {
  type: 'events';
  events: OrderEvent[];
  /** Countdowns that this sale moved: appended in the same transaction, after the order's own events. */
  alsoEvents: MenuEvent[];
  /** Set by `order.print_receipt`, which changes no order: the printer to queue a receipt for. */
  receiptPrinterId: string | null;
}
export interface OrderRefused {
  type: 'refusal';
  refusal: Refusal;
}
export type OrderDecision = OrderAccepted | OrderRefused;

export function accept(events: OrderEvent[], alsoEvents: MenuEvent[] = []): OrderAccepted {
  return { type: 'events', events, alsoEvents, receiptPrinterId: null };
}

export function refuse(code: OrderRefusalCode, data: Record<string, unknown> = {}): OrderRefused {
  return { type: 'refusal', refusal: { code, message: orderRefusalSentences[code], data } };
}
