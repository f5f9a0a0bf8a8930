import type { CashEvent } from '@auraconnect/shared/cash/cash.ts';
import type { ExceptionEvent } from '@auraconnect/shared/facts/exception.ts';
import { type EventType, eventVersion, type StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import { isEventType } from '@auraconnect/shared/journal/parse-event.ts';
import type { KitchenEvent } from '@auraconnect/shared/kitchen/ticket.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { StoredEvent } from '../core.ts';
import type { State } from '../state.ts';
import { foldCashEvent } from './fold-cash.ts';
import { foldExceptionEvent } from './fold-exceptions.ts';
import { foldKitchenEvent } from './fold-kitchen.ts';
import { foldOrderEvent } from './fold-orders.ts';
import { foldPrintEvent, type PrintEvent } from './fold-printing.ts';
import { foldStoreEvent } from './fold-store.ts';

/**
 * What one event changes in the projections. The only way in which they change, whether the event was just decided or comes
 * from the journal in a rebuild; deterministic, without clock or I/O. Types and versions that this program does not know
 * change nothing.
 */
export function applyEvent(state: State, event: StoredEvent): void {
  if (!isEventType(event.type) || event.schemaVersion > eventVersion(event.type)) return;
  const known = { type: event.type, payload: event.payload } as StoreJournalEvent;
  const context = {
    actor: event.actor,
    deviceId: event.deviceId,
    occurredAt: event.occurredAt,
    businessDate: event.businessDate,
    seq: event.seq,
  };
  switch (familyOf(event.type)) {
    case 'order':
      foldOrderEvent(state, known as OrderEvent, context);
      return;
    case 'kitchen':
      foldKitchenEvent(state, known as KitchenEvent, context);
      return;
    case 'cash':
      foldCashEvent(state, known as CashEvent, context);
      return;
    case 'print':
      foldPrintEvent(state, known as PrintEvent, context);
      return;
    case 'exception':
      foldExceptionEvent(state, known as ExceptionEvent, context);
      return;
    default:
      foldStoreEvent(state, known, context);
  }
}

const familyOf = (type: EventType): string => type.slice(0, type.indexOf('.'));
