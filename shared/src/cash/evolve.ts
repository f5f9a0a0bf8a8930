import type { AnyEvent, EventContext, OrderEvent } from '../order/events.ts';
import type { CashEvent, CashSession } from './cash.ts';

/** The state before a drawer session was opened. */
export function noCashSession(sessionId: string): CashSession {
  return {
    sessionId,
    deviceId: '',
    status: 'none',
    businessDate: '',
    openedAt: '',
    openedBy: '',
    floatMinor: 0,
    movements: [],
    noSales: [],
    cashSalesMinor: 0,
    cashTipsMinor: 0,
    cashRefundsMinor: 0,
    expectedMinor: 0,
    countedMinor: null,
    closedAt: null,
    closedBy: null,
    zNumber: null,
  };
}

/**
 * The drawer after an event: its own, or cash that an order took or gave back in this session. Total: what belongs to another
 * session or moves no cash leaves it alone. What should lie in the drawer follows from the rest.
 */
export function evolveCash(session: CashSession, event: AnyEvent, context: EventContext): CashSession {
  const changed = change(session, event as CashEvent | OrderEvent, context);
  return changed === session ? session : { ...changed, expectedMinor: expectedMinor(changed) };
}

function change(
  session: CashSession,
  event: CashEvent | OrderEvent,
  { actor, occurredAt, businessDate }: EventContext,
): CashSession {
  const mine = event.type.startsWith('cash.') && (event as CashEvent).payload.sessionId === session.sessionId;
  switch (event.type) {
    case 'cash.session_opened': {
      if (!mine) return session;
      const { deviceId, floatMinor } = event.payload;
      return { ...session, status: 'open', deviceId, floatMinor, businessDate, openedAt: occurredAt, openedBy: actor };
    }
    case 'cash.paid_in':
    case 'cash.paid_out': {
      if (!mine) return session;
      const { movementId, amountMinor, reason } = event.payload;
      const kind = event.type === 'cash.paid_in' ? 'in' : 'out';
      return {
        ...session,
        movements: [...session.movements, { movementId, kind, amountMinor, reason, by: actor, at: occurredAt }],
      };
    }
    case 'cash.no_sale':
      if (!mine) return session;
      return { ...session, noSales: [...session.noSales, { reason: event.payload.reason, by: actor, at: occurredAt }] };
    case 'cash.session_closed': {
      if (!mine) return session;
      const { countedMinor, report } = event.payload;
      return {
        ...session,
        status: 'closed',
        countedMinor,
        closedAt: occurredAt,
        closedBy: actor,
        zNumber: report.zNumber,
      };
    }
    case 'order.payment_taken': {
      const { tender, state, cashSessionId, amountMinor, tipMinor } = event.payload.payment;
      if (tender !== 'cash' || state !== 'captured' || cashSessionId !== session.sessionId) return session;
      return {
        ...session,
        cashSalesMinor: session.cashSalesMinor + amountMinor,
        cashTipsMinor: session.cashTipsMinor + tipMinor,
      };
    }
    case 'order.refunded': {
      const { tender, cashSessionId, amountMinor, tipMinor } = event.payload.refund;
      if (tender !== 'cash' || cashSessionId !== session.sessionId) return session;
      return { ...session, cashRefundsMinor: session.cashRefundsMinor + amountMinor + tipMinor };
    }
    case 'order.overpaid_kept_as_tip': {
      const { tender, cashSessionId, amountMinor } = event.payload;
      if (tender !== 'cash' || cashSessionId !== session.sessionId) return session;
      return {
        ...session,
        cashSalesMinor: session.cashSalesMinor - amountMinor,
        cashTipsMinor: session.cashTipsMinor + amountMinor,
      };
    }
    case 'cash.supplement_filed': {
      if (!mine) return session;
      const { number, report } = event.payload;
      const filed = { number, filedAt: occurredAt, filedBy: actor, report };
      return { ...session, supplements: [...(session.supplements ?? []), filed] };
    }
    default:
      return session;
  }
}

/** Pay-ins and pay-outs of a session. */
export function movedMinor({ movements }: Pick<CashSession, 'movements'>, kind: 'in' | 'out'): number {
  return movements
    .filter((movement) => movement.kind === kind)
    .reduce((sum, movement) => sum + movement.amountMinor, 0);
}

function expectedMinor(session: CashSession): number {
  const { floatMinor, cashSalesMinor, cashTipsMinor, cashRefundsMinor } = session;
  return (
    floatMinor +
    cashSalesMinor +
    cashTipsMinor +
    movedMinor(session, 'in') -
    movedMinor(session, 'out') -
    cashRefundsMinor
  );
}
