import type { Ticket } from './ticket.ts';

/** How far one order is, as the expo and the order-ready screen show it. */
export interface OrderReadiness {
  orderId: string;
  number: string;
  orderTypeId: string;
  label: string;
  /** `ready`: everything that was fired and not yet served is made. */
  state: 'preparing' | 'ready' | 'served';
  /** Stations that are still making a part of it. */
  waitingFor: string[];
  /** Tickets of it that are not served yet, in the order of firing. */
  ticketIds: string[];
  firedSeq: number;
  firedAt: string;
  /** When the last part of it was made; null while it is being made. */
  readyAt: string | null;
  servedAt: string | null;
}

/** One entry an order, first fired first. An order of which everything was cancelled is not on any board. */
export function orderReadiness(tickets: readonly Ticket[]): OrderReadiness[] {
  const live = tickets.filter((ticket) => ticket.status !== 'cancelled' && ticket.status !== 'none');
  const orders = Map.groupBy(live, (ticket) => ticket.orderId);
  return [...orders.values()].map(readinessOf).sort((a, b) => a.firedSeq - b.firedSeq);
}

function readinessOf(tickets: Ticket[]): OrderReadiness {
  const inOrder = tickets.toSorted((a, b) => a.firedSeq - b.firedSeq);
  const unserved = inOrder.filter((ticket) => ticket.servedAt === null);
  const waiting = unserved.filter((ticket) => ticket.status !== 'bumped');
  // A later send does not make the guest who waits for the first part look new.
  const first = (unserved[0] ?? inOrder[0]) as Ticket;
  const { orderId, number, orderTypeId, label, firedSeq, firedAt } = first;
  return {
    orderId,
    number,
    orderTypeId,
    label,
    state: unserved.length === 0 ? 'served' : waiting.length === 0 ? 'ready' : 'preparing',
    waitingFor: waiting.map((ticket) => ticket.stationId),
    ticketIds: unserved.map((ticket) => ticket.ticketId),
    firedSeq,
    firedAt,
    readyAt: waiting.length > 0 ? null : latest(inOrder.map((ticket) => ticket.bumpedAt)),
    servedAt: unserved.length > 0 ? null : latest(inOrder.map((ticket) => ticket.servedAt)),
  };
}

/** Of timestamps of one store; compared as instants, because the offset changes twice a year. */
function latest(times: readonly (string | null)[]): string | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0
    ? null
    : known.reduce((newest, time) => (Date.parse(time) > Date.parse(newest) ? time : newest));
}
