import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { isEventType, parseEvent } from '@auraconnect/shared/journal/parse-event.ts';
import type { StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import { orderEvents, type EventContext, type OrderEvent } from '@auraconnect/shared/order/events.ts';
import { evolveOrder } from '@auraconnect/shared/order/evolve.ts';
import { hasHappened } from '@auraconnect/shared/order/happened.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';

/** A journal row as the cloud reads it: an event, something that a newer store wrote, or something that nobody can read. */
export type ReadRow =
  | { kind: 'event'; event: StoreJournalEvent }
  /** A type that this version does not know: kept, and nothing is worked out from it. */
  | { kind: 'foreign' }
  | { kind: 'poison'; reason: string };

export function readRow(row: Pick<JournalRow, 'type' | 'schemaVersion' | 'bytes' | 'orderId'>): ReadRow {
  try {
    const parsed = parseEvent(row);
    if (parsed.kind === 'invalid')
      return { kind: 'poison', reason: `The event cannot be what it says: ${parsed.problem}` };
    if (parsed.kind === 'unknown') {
      // Of a known type but in a form of the future: what it changed is missing until this program is newer.
      return isEventType(row.type)
        ? {
            kind: 'poison',
            reason: `The store wrote version ${row.schemaVersion} of ${row.type}, which this version cannot read yet.`,
          }
        : { kind: 'foreign' };
    }
    const named = (parsed.event.payload as { orderId?: unknown }).orderId;
    if (isOrderEvent(parsed.event) && named !== row.orderId)
      return { kind: 'poison', reason: 'The event speaks of another order than its row.' };
    return { kind: 'event', event: parsed.event };
  } catch {
    return { kind: 'poison', reason: 'The event is not readable as JSON.' };
  }
}

export const isOrderEvent = (event: StoreJournalEvent): event is OrderEvent => Object.hasOwn(orderEvents, event.type);

export const contextOf = (row: Pick<JournalRow, 'actor' | 'device' | 'occurredAt' | 'businessDate'>): EventContext => ({
  actor: row.actor,
  deviceId: row.device,
  occurredAt: row.occurredAt,
  businessDate: row.businessDate,
});

export type FoldedEvent =
  | { kind: 'changed'; order: Order }
  /** It had happened already: the same thing of the trade under another event id, from a till that tried again. */
  | { kind: 'repeated' }
  | { kind: 'impossible'; reason: string };

/** The order after the event, with the third layer of dedupe: line, send, payment, refund and discount ids happen once. */
export function foldOrder(order: Order, event: OrderEvent, context: EventContext): FoldedEvent {
  if (hasHappened(order, event)) return { kind: 'repeated' };
  if (order.status === 'none' && event.type !== 'order.opened')
    return { kind: 'impossible', reason: 'The order was never opened here.' };
  try {
    return { kind: 'changed', order: evolveOrder(order, event, context) };
  } catch (error) {
    return { kind: 'impossible', reason: `The order cannot be worked out: ${(error as Error).message}` };
  }
}
