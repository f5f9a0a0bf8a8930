import { isWaiting } from '../order/balance.ts';
import type { Order } from '../order/order.ts';
import type { Refusal } from '../order/refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Permission } from '../staff/permissions.ts';
import { mayDo } from '../staff/roles.ts';
import type { CashCommand, CashCommandType, CashEvent, CashSession } from './cash.ts';
import { cashReport } from './report.ts';

/** What closing needs to know of the rest of the store. */
export interface CashFigures {
  /** Orders that have to do with the session (see `CashReportInput.orders`), open ones included. */
  orders: readonly Order[];
  previousGrandTotalMinor: number;
  /** The number that the next Z gets. */
  nextZNumber: number;
}

export interface CashContext {
  now: string;
  deviceId: string;
  actor: Actor;
  approver: Actor | null;
  /** The session that is open at this device, if any. */
  openSession: CashSession | null;
  /** Asked only by a command that needs them. */
  figures(): CashFigures;
}

export interface CashAccepted {
  type: 'events';
  events: CashEvent[];
  /** Set by `cash.print_x`, which changes nothing: an X reading of this session is to be printed. */
  printXOf: string | null;
}
export type CashDecision = CashAccepted | { type: 'refusal'; refusal: Refusal };

/** Every code of the drawer with its sentence. */
export const cashRefusalSentences = {
  permission_needed: 'This needs a permission: ask a manager to approve it.',
  session_exists: 'This drawer session was already opened.',
  drawer_open: 'A drawer session is already open on this till.',
  session_unknown: 'This drawer session does not exist.',
  session_closed: 'This drawer session is closed.',
  not_your_drawer: 'This drawer belongs to another till.',
  movement_exists: 'This was already written down.',
  too_little_cash: 'There is not that much cash in the drawer.',
  payment_unresolved: 'A card payment of this till has no answer yet: settle it first.',
} as const;
export type CashRefusalCode = keyof typeof cashRefusalSentences;

const permissionFor: Record<CashCommandType, Permission> = {
  'cash.open_session': 'cash.session',
  'cash.pay_in': 'cash.pay_in_out',
  'cash.pay_out': 'cash.pay_in_out',
  'cash.no_sale': 'cash.no_sale',
  'cash.print_x': 'cash.report',
  'cash.close_session': 'cash.session',
};

/**
 * Decides one command on one drawer session; `session` is the one that `payload.sessionId` names, `noCashSession(id)` when there
 * is none. A till moves only its own drawer. Total over states x commands: `none` takes only open, `closed` only an X
 * of what was.
 */
export function decideCash(session: CashSession, command: CashCommand, context: CashContext): CashDecision {
  const permission = permissionFor[command.type];
  const leave = mayDo(context.actor, context.approver, permission);
  if (!leave.allowed) return refuse('permission_needed', { permission });
  const { sessionId } = session;
  if (command.type === 'cash.open_session') return open(session, command.payload.floatMinor, context);
  if (session.status === 'none') return refuse('session_unknown', { sessionId });
  if (command.type === 'cash.print_x') return { type: 'events', events: [], printXOf: sessionId };
  if (session.status === 'closed') return refuse('session_closed', { sessionId });
  if (session.deviceId !== context.deviceId) return refuse('not_your_drawer', { deviceId: session.deviceId });

  switch (command.type) {
    case 'cash.pay_in':
    case 'cash.pay_out': {
      const { movementId, amountMinor, reason } = command.payload;
      if (session.movements.some((movement) => movement.movementId === movementId))
        return refuse('movement_exists', { movementId });
      const out = command.type === 'cash.pay_out';
      if (out && amountMinor > session.expectedMinor)
        return refuse('too_little_cash', { expectedMinor: session.expectedMinor });
      return accept({
        type: out ? 'cash.paid_out' : 'cash.paid_in',
        payload: { sessionId, movementId, amountMinor, reason },
      });
    }
    case 'cash.no_sale':
      return accept({
        type: 'cash.no_sale',
        payload: { sessionId, reason: command.payload.reason, approvedBy: leave.approvedBy },
      });
    case 'cash.close_session':
      return close(session, command.payload.countedMinor, context);
  }
}

function open(session: CashSession, floatMinor: number, { deviceId, openSession }: CashContext): CashDecision {
  const { sessionId } = session;
  if (session.status !== 'none') return refuse('session_exists', { sessionId });
  if (openSession !== null) return refuse('drawer_open', { sessionId: openSession.sessionId });
  return accept({ type: 'cash.session_opened', payload: { sessionId, deviceId, floatMinor } });
}

/** Counts and closes: the report gets its number and is written down for ever, over or short as it is. */
function close(session: CashSession, countedMinor: number, context: CashContext): CashDecision {
  const { sessionId } = session;
  const { orders, previousGrandTotalMinor, nextZNumber } = context.figures();
  const waiting = orders.find((order) =>
    order.payments.some((payment) => payment.cashSessionId === sessionId && isWaiting(payment)),
  );
  if (waiting !== undefined) return refuse('payment_unresolved', { orderId: waiting.orderId, number: waiting.number });
  const report = cashReport({
    session,
    orders,
    previousGrandTotalMinor,
    zNumber: nextZNumber,
    countedMinor,
    takenAt: context.now,
    takenBy: context.actor.staffId,
  });
  return accept({ type: 'cash.session_closed', payload: { sessionId, countedMinor, report } });
}

const accept = (...events: CashEvent[]): CashDecision => ({ type: 'events', events, printXOf: null });

const refuse = (code: CashRefusalCode, data: Record<string, unknown>): CashDecision => ({
  type: 'refusal',
  refusal: { code, message: cashRefusalSentences[code], data },
});
