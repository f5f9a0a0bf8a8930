import { adoptedRow, type AdoptedFrom } from '@auraconnect/shared/journal/epoch-events.ts';
import type { EventPayload, StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { parseEvent } from '@auraconnect/shared/journal/parse-event.ts';
import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import { hasHappened } from '@auraconnect/shared/order/happened.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { DeviceStreams } from './device-streams.ts';
import { catalogueKey } from './fold/fold-store.ts';
import type { Ledger } from './ledger.ts';
import { hasPosition } from './lineage.ts';
import type { State } from './state.ts';
import type { AdoptedEvent, StoreStorage } from './storage.ts';

export interface AdoptionParts {
  state: State;
  ledger: Ledger;
  streams: DeviceStreams;
  storage: Pick<StoreStorage, 'journal' | 'commands'>;
  /** The numbers of a stream that this history has answered itself; what it adopted of it is not its own. */
  decided(deviceId: string, incarnation: string): ReadonlySet<number>;
  /** Adopted earlier in the same group. */
  adopted: Map<string, AdoptedEvent>;
  /** Appends the wrapping row and folds it. Throws when the store cannot have it happen. */
  append(payload: EventPayload<'epoch.event_adopted'>): { seq: number };
  /** Takes back an `append` that threw. */
  takeBack(): void;
}

/**
 * Brings in events that this history lost and somebody else kept (DESIGN rules 6 and 7): verbatim, once, in the order in which they are
 * given, firing nothing. Whatever this history already has, or has decided itself meanwhile, changes nothing.
 * @returns how many were new here
 */
export function adoptRows(parts: AdoptionParts, rows: readonly JournalRow[], from: AdoptedFrom): number {
  const { streams } = parts;
  let count = 0;
  const decidedHere = new Map<string, ReadonlySet<number>>();
  for (const given of rows) {
    // What the lost history had adopted itself is its own original again.
    const wrapped = adoptedRow(given);
    const row = wrapped?.row ?? given;
    const keptBy = wrapped?.from ?? from;
    const { device, incarnation, n } = row;
    const stream = `${device} ${incarnation}`;
    const decided = decidedHere.get(stream) ?? parts.decided(device, incarnation);
    decidedHere.set(stream, decided);
    if (row.type.startsWith('epoch.') || isHere(parts, row)) continue;
    const seq = adoptOne(parts, row, keptBy, !decided.has(n) && fits(parts.state, row));
    parts.adopted.set(row.id, { eventId: row.id, deviceId: device, incarnation, n, seq });
    if (streams.lastN(device, incarnation) < n) streams.advance(device, incarnation, n);
    count += 1;
  }
  return count;
}

function isHere({ storage, ledger, adopted }: AdoptionParts, row: JournalRow): boolean {
  return (
    adopted.has(row.id) ||
    storage.commands.adoptedAt(row.id) !== null ||
    hasPosition(storage.journal, row, ledger.head.seq)
  );
}

function adoptOne(parts: AdoptionParts, row: JournalRow, from: AdoptedFrom, applied: boolean): number {
  if (applied) {
    try {
      return parts.append({ row, from, applied }).seq;
    } catch {
      parts.takeBack();
    }
  }
  return parts.append({ row, from, applied: false }).seq;
}

/** Whether an event of another history can still happen in this one. */
function fits(state: State, row: JournalRow): boolean {
  const parsed = parseEvent(row);
  if (parsed.kind !== 'known') return false;
  const event: StoreJournalEvent = parsed.event;
  if (event.type.startsWith('order.')) return fitsOrder(state, event as OrderEvent);
  switch (event.type) {
    case 'day.opened':
      return event.payload.businessDate > state.store.businessDate;
    case 'store.created':
      return false;
    case 'store.claimed':
      return state.store.claimed === null;
    case 'device.paired':
      return state.devices.get(event.payload.deviceId) === null;
    case 'catalogue.changed':
      // What the cloud owns comes down again by the feed, from where this history is.
      return (
        event.payload.source === 'store' &&
        event.payload.entries.every(
          ({ entity, id, rev }) => rev > (state.catalogue.get(catalogueKey(entity, id))?.rev ?? 0),
        )
      );
    case 'cash.session_opened':
      return state.cashSessions.get(event.payload.sessionId) === null;
    case 'print.queued':
      return state.printJobs.get(event.payload.jobId) === null;
    case 'print.sending':
    case 'print.confirmed':
    case 'print.failed':
    case 'print.unknown':
    case 'print.resolved':
      // What a person has decided meanwhile about a paper is not opened again by what the lost box did with it before.
      return state.printJobs.get(event.payload.jobId)?.isOpen ?? true;
    case 'print.moved': {
      // Whoever prints it here meanwhile goes on, and what was moved stays where it is.
      const job = state.printJobs.get(event.payload.jobId);
      return job?.printerId === event.payload.fromPrinterId && job.backupFor === undefined && job.state !== 'sending';
    }
    default:
      return true;
  }
}

function fitsOrder(state: State, event: OrderEvent): boolean {
  const order = state.orders.get(event.payload.orderId) ?? noOrder(event.payload.orderId);
  return !hasHappened(order, event) && (order.status !== 'none' || event.type === 'order.opened');
}
