import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { applyEvent } from './fold/apply-event.ts';
import { storedEvent } from './ledger.ts';
import { State, type StateSource } from './state.ts';
import type { JournalTable, ProjectionTables, StoreStorage } from './storage.ts';

export const emptySource: StateSource = {
  order: () => null,
  ticket: () => null,
  cashSession: () => null,
  printJob: () => null,
  salesDay: () => null,
  salesItem: () => null,
};

/** One order and its tickets, from its own events and nothing else. */
export function foldOrder(rows: readonly JournalRow[]): State {
  const state = new State(emptySource);
  for (const row of rows) applyEvent(state, storedEvent(row));
  return state;
}

/**
 * Loads what is not in memory: orders and tickets from their events, the rest as kept. A replay says up to where it has come,
 * so that it sees nothing as it ended.
 */
export function stateSource(
  { journal, projections }: { journal: Pick<JournalTable, 'rowsOfOrder'>; projections: ProjectionTables },
  throughSeq: () => number = () => Number.MAX_SAFE_INTEGER,
): StateSource {
  const fold = (orderId: string): State => foldOrder(journal.rowsOfOrder(orderId, throughSeq()));
  return {
    order: (orderId) => fold(orderId).orders.get(orderId),
    ticket: (ticketId) => {
      const found = projections.findTicket(ticketId);
      if (found === null) return null;
      const place = fold(found.orderId).tickets.get(ticketId);
      return place === null ? null : { ...place, isActive: found.isActive };
    },
    cashSession: (sessionId) => projections.cashSession(sessionId),
    printJob: (jobId) => projections.printJob(jobId),
    salesDay: (key) => projections.salesDay(key),
    salesItem: (key) => projections.salesItem(key),
  };
}

/** What must be in memory before the first command: everything that is open, and everything there is little of. */
export function loadState(storage: Pick<StoreStorage, 'journal' | 'projections'>): State {
  const { projections, journal } = storage;
  const state = new State(stateSource(storage));
  const store = projections.store();
  if (store !== null) state.seedStore(store);
  for (const entry of projections.catalogue()) state.catalogue.seed(`${entry.entity} ${entry.id}`, entry);
  for (const edit of projections.pendingEdits()) state.pendingEdits.seed(edit.editId, edit);
  for (const { itemId, remaining } of projections.availability()) state.availability.seed(itemId, remaining);
  for (const device of projections.devices()) state.devices.seed(device.deviceId, device);
  for (const drawer of projections.openCashSessions()) {
    state.cashSessions.seed(drawer.session.sessionId, drawer);
    state.drawers.seed(drawer.session.deviceId, drawer.session.sessionId);
  }
  for (const job of projections.openPrintJobs()) state.printJobs.seed(job.jobId, job);

  const active = Map.groupBy(projections.activeTickets(), (ticket) => ticket.orderId);
  for (const orderId of new Set([...projections.openOrderIds(), ...active.keys()])) {
    const folded = foldOrder(journal.rowsOfOrder(orderId, Number.MAX_SAFE_INTEGER));
    const order = folded.orders.get(orderId);
    if (order?.status === 'open') state.orders.seed(orderId, order);
    for (const { ticketId } of active.get(orderId) ?? []) {
      const place = folded.tickets.get(ticketId);
      if (place !== null) state.tickets.seed(ticketId, { ...place, isActive: true });
    }
  }
  return state;
}
