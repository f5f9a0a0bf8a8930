import { ticketsFromSend } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import { evolveCash } from '@auraconnect/shared/cash/evolve.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import { evolveOrder, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';
import { changeTickets, placeOf } from './fold-kitchen.ts';
import { countSales } from './fold-sales.ts';

export function foldOrderEvent(state: State, event: OrderEvent, context: FoldContext): void {
  const { orderId } = event.payload;
  const before = state.orders.get(orderId) ?? noOrder(orderId);
  const order = evolveOrder(before, event, context);
  state.orders.set(orderId, order);
  happened(state, { before, order, event, context });
  // Whatever it was: a till on its own took money for a check that was closed elsewhere, or what came before its end is told after it.
  if (before.status === 'closed' || order.status === 'closed') countSales(state, before, order);
}

interface Happened {
  before: Order;
  order: Order;
  event: OrderEvent;
  context: FoldContext;
}

function happened(state: State, { before, order, event, context }: Happened): void {
  switch (event.type) {
    case 'order.opened':
      // History that is brought in has its own day and takes no number of today's.
      state.changeStore({
        orderNumber: state.store.orderNumber + (context.businessDate === state.store.businessDate ? 1 : 0),
        openOrders: state.store.openOrders + 1,
      });
      return;
    case 'order.sent':
      for (const ticket of ticketsFromSend(order, event, { ...context, firedSeq: context.seq })) {
        state.tickets.set(ticket.ticketId, placeOf(ticket));
      }
      return;
    case 'order.line_voided':
    case 'order.voided':
    case 'order.details_changed':
      changeTickets(state, ticketIdsOf(order), event, context);
      if (event.type === 'order.voided') noLongerOpen(state, before, order, event.payload.cashSessionId);
      return;
    case 'order.payment_taken':
      inDrawer(state, event.payload.payment.cashSessionId, order, event, context);
      return;
    case 'order.overpaid_kept_as_tip':
      inDrawer(state, event.payload.cashSessionId, order, event, context);
      return;
    case 'order.refunded':
      inDrawer(state, event.payload.refund.cashSessionId, order, event, context);
      return;
    case 'order.closed':
      noLongerOpen(state, before, order, event.payload.cashSessionId);
      return;
    default:
      return;
  }
}

const ticketIdsOf = (order: Order): string[] => order.tickets.map((ticket) => ticket.ticketId);

function noLongerOpen(state: State, before: Order, after: Order, sessionId: string | null): void {
  if (before.status === 'open' && after.status !== 'open')
    state.changeStore({ openOrders: state.store.openOrders - 1 });
  rememberSession(state, sessionId, after);
}

function inDrawer(state: State, sessionId: string | null, order: Order, event: OrderEvent, context: FoldContext): void {
  const drawer = rememberSession(state, sessionId, order);
  if (drawer === null) return;
  const session = evolveCash(drawer.session, event, context);
  if (session !== drawer.session) state.cashSessions.set(session.sessionId, { ...drawer, session });
}

function rememberSession(state: State, sessionId: string | null, order: Order) {
  const drawer = sessionId === null ? null : state.cashSessions.get(sessionId);
  if (drawer !== null) {
    state.sessionOrders.set(`${drawer.session.sessionId} ${order.orderId}`, {
      openedSeq: drawer.openedSeq,
      orderId: order.orderId,
    });
  }
  return drawer;
}
