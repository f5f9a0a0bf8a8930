import type { OrderContext } from '../order/context.ts';
import type { OrderEvent } from '../order/events.ts';
import type { Order } from '../order/order.ts';
import type { CheckHeader, Fact } from './fact.ts';

/** The drawer session that is open at the till, with its day. */
export interface TillDrawer {
  sessionId: string;
  businessDate: string;
}

/** What a till on its own has decided, as it travels. Tickets are the appliance's to make: the till has no kitchen of its own. */
export function orderFact(
  before: Order,
  events: readonly OrderEvent[],
  { now }: Pick<OrderContext, 'now'>,
  { businessDate, drawer }: { businessDate: string; drawer: TillDrawer | null },
): Fact {
  return {
    occurredAt: now,
    businessDate: drawer?.businessDate ?? businessDate,
    cashSessionId: drawer?.sessionId ?? null,
    check: before.status === 'none' ? null : headerOf(before),
    events: events.map(({ type, payload }) => ({ type, payload: withoutTickets(payload) })),
    firedLineIds: [],
  };
}

/** The same fact with the check's number: a check that waits for the appliance's number too long gets one of its till. */
export function withNumber(fact: Fact, number: string): Fact {
  const events = fact.events.map((event) =>
    event.type === 'order.opened' ? { ...event, payload: { ...event.payload, number } } : event,
  );
  return { ...fact, events };
}

/** The number that the fact opens a check under: empty when it has none yet, null when it opens none. */
export function numberOpenedIn({ events }: Fact): string | null {
  const opened = events.find(({ type }) => type === 'order.opened');
  return opened === undefined ? null : String(opened.payload['number']);
}

/** Cash put into a drawer, taken from it or counted: the command says it all. */
export function cashFact(occurredAt: string, businessDate: string, drawer: TillDrawer | null): Fact {
  return {
    occurredAt,
    businessDate: drawer?.businessDate ?? businessDate,
    cashSessionId: drawer?.sessionId ?? null,
    check: null,
    events: [],
    firedLineIds: [],
  };
}

function headerOf(order: Order): CheckHeader {
  const { number, orderTypeId, label, guestCount, currency, taxPolicy, cashRoundingMinor } = order;
  return { number, orderTypeId, label, guestCount, currency, taxPolicy, cashRoundingMinor };
}

function withoutTickets(payload: OrderEvent['payload']): Record<string, unknown> {
  const plain: Record<string, unknown> = { ...payload };
  if ('tickets' in plain) plain['tickets'] = [];
  if ('ticketIds' in plain) plain['ticketIds'] = [];
  return plain;
}
