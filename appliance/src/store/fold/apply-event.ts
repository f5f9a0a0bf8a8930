import type { CashEvent } from '@auraconnect/shared/cash/cash.ts';
import type { ExceptionEvent } from '@auraconnect/shared/facts/exception.ts';
import { type EventType, eventVersion, type StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import { isEventType, isReadable } from '@auraconnect/shared/journal/parse-event.ts';
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
 * from the journal in a rebuild; deterministic, without clock or I/O. Types that this program does not know, and newer forms that it cannot
 * read, change nothing.
 */
export function applyEvent(state: State, event: StoredEvent): void {
  if (event.type === 'epoch.event_adopted') {
    applyAdopted(state, event as StoredEvent<'epoch.event_adopted'>);
    return;
  }
  if (!isEventType(event.type) || !isReadable(event)) return;
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

/** What an adopted event changes: what it says, in the place in which it was adopted, and no paper by itself (DESIGN rule 13). */
function applyAdopted(state: State, { seq, schemaVersion, payload }: StoredEvent<'epoch.event_adopted'>): void {
  if (schemaVersion > eventVersion('epoch.event_adopted')) return;
  const { row } = payload;
  const { adopted = {} } = state.store;
  // What the cloud gives is a lost history without gaps; a device has only what itself was answered of it.
  if (payload.from === 'cloud')
    state.changeStore({ adopted: { ...adopted, [row.epoch]: Math.max(adopted[row.epoch] ?? 0, row.seq) } });
  if (!payload.applied) return;
  if (row.type === 'epoch.event_adopted') return;
  const original = { ...row, seq, deviceId: row.device, payload: JSON.parse(row.bytes) as Record<string, unknown> };
  applyEvent(state, original);
  if (!row.type.startsWith('print.')) return;
  const job = state.printJobs.get(String(original.payload['jobId']));
  if (job === null || !mayHaveBegun.has(job.state)) return;
  state.printJobs.set(job.jobId, { ...job, state: 'unknown', isOpen: true, reason: adoptedReason });
}

/** States out of which the other history may have printed since. */
const mayHaveBegun: ReadonlySet<string> = new Set(['queued', 'blocked', 'sending']);
const adoptedReason = 'The box was brought back meanwhile; nobody knows whether it came out.';
