import type { CashCommand, CashEvent, CashSession } from '../cash/cash.ts';
import { type CashContext, type CashRefusalCode, decideCash } from '../cash/decide.ts';
import { permissions } from '../staff/permissions.ts';
import { type ExceptionData, type Found, found } from './exception.ts';

export interface RecordedCash {
  events: CashEvent[];
  found: Found[];
}

/** A refusal that only means that it is written down already. */
const same: ReadonlySet<CashRefusalCode> = new Set(['session_exists', 'movement_exists']);

/**
 * Records what happened to a drawer at a till on its own: cash that was put in or taken out is in or out, whoever may do that today.
 * What cannot stand in the drawer's book (a second float for one drawer, a movement of a drawer that nobody knows) is an exception
 * with its amount. A movement after the count belongs to the supplement of that Z.
 */
export function recordCashFact(session: CashSession, command: CashCommand, context: CashContext): RecordedCash {
  const list: Found[] = [];
  const { sessionId } = command.payload;
  const find = (code: Found['code'], about: string, data: ExceptionData = {}): number =>
    list.push(found(code, `${sessionId} ${about}`.trim(), data));
  let decision = decideCash(session, command, context);
  if (decision.type === 'refusal' && decision.refusal.code === 'permission_needed') {
    const { staffId } = context.actor;
    find('permission_gone', command.type, { permission: String(decision.refusal.data['permission']), staffId });
    const actor = { staffId, permissions: new Set(permissions), discountLimitPercent: '100' };
    decision = decideCash(session, command, { ...context, actor });
  }
  if (decision.type === 'events') return { events: decision.events, found: list };
  const code = decision.refusal.code as CashRefusalCode;
  if (same.has(code)) return { events: [], found: list };
  const data = { reason: code, ...amountOf(command) };
  if (code === 'session_unknown') {
    find('drawer_unknown', command.type, data);
    return { events: [], found: list };
  }
  if (command.type === 'cash.pay_in' || command.type === 'cash.pay_out') {
    const type = command.type === 'cash.pay_in' ? 'cash.paid_in' : 'cash.paid_out';
    const known = session.movements.some(({ movementId }) => movementId === command.payload.movementId);
    if (code === 'too_little_cash') find('drawer_differs', command.payload.movementId, data);
    return { events: known ? [] : [{ type, payload: command.payload }], found: list };
  }
  if (command.type === 'cash.no_sale') {
    const { reason } = command.payload;
    return { events: [{ type: 'cash.no_sale', payload: { sessionId, reason, approvedBy: null } }], found: list };
  }
  find('drawer_differs', command.type, data);
  return { events: [], found: list };
}

function amountOf({ payload }: CashCommand): ExceptionData {
  if ('amountMinor' in payload) return { amountMinor: payload.amountMinor };
  if ('floatMinor' in payload) return { amountMinor: payload.floatMinor };
  return 'countedMinor' in payload ? { amountMinor: payload.countedMinor } : {};
}
