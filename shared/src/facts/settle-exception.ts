import type { CashEvent, CashReport } from '../cash/cash.ts';
import { overpaidMinor, refundedOf } from '../order/balance.ts';
import type { OrderContext } from '../order/context.ts';
import type { OrderEvent } from '../order/events.ts';
import { fireTickets } from '../order/fire-tickets.ts';
import { isVoided } from '../order/line-quantities.ts';
import type { Order } from '../order/order.ts';
import { openDrawer } from '../order/payment-commands.ts';
import type { Refusal } from '../order/refusal.ts';
import { mayDo } from '../staff/roles.ts';
import { type ExceptionCommand, type ExceptionEvent, kindOf, type OpenException } from './exception.ts';

export interface SettleContext extends Pick<
  OrderContext,
  'index' | 'now' | 'actor' | 'approver' | 'deviceId' | 'cashSession' | 'newId' | 'screensFor'
> {
  exception: OpenException | null;
  /** The check that the exception names, as it is now. */
  order: Order | null;
  /** The figures of the supplement that would be filed now, with its number; null when the drawer has no Z. */
  supplement(sessionId: string): { number: number; report: CashReport } | null;
}

export type SettleDecision =
  | { type: 'events'; events: (ExceptionEvent | OrderEvent | CashEvent)[] }
  | { type: 'refusal'; refusal: Refusal };

/** Every code of settling with its sentence. */
export const settleRefusalSentences = {
  exception_unknown: 'This was settled already.',
  way_not_possible: 'This cannot be settled that way.',
  permission_needed: 'This needs a permission: ask a manager to approve it.',
  note_needed: 'Say in a word what was agreed.',
  drawer_closed: 'Open a drawer session on this till before taking or giving cash.',
} as const;

const refuse = (code: keyof typeof settleRefusalSentences, data: Record<string, unknown> = {}): SettleDecision => ({
  type: 'refusal',
  refusal: { code, message: settleRefusalSentences[code], data },
});

/**
 * A person settles what did not fit: the one event that says how, and what follows from it (money that goes back, a ticket that is cooked
 * now, a supplement that is filed).
 */
export function settleException({ payload }: ExceptionCommand, context: SettleContext): SettleDecision {
  const { exception, actor, approver } = context;
  const { exceptionId, way, note } = payload;
  if (exception === null) return refuse('exception_unknown', { exceptionId });
  const { ways, permission } = kindOf(exception.code);
  if (!ways.includes(way)) return refuse('way_not_possible', { way, ways });
  const leave = mayDo(actor, approver, permission);
  if (!leave.allowed) return refuse('permission_needed', { permission });
  if (way === 'credit' && note === '') return refuse('note_needed');
  const { orderId } = exception;
  const settled: ExceptionEvent = {
    type: 'exception.settled',
    payload: { exceptionId, orderId, way, note, approvedBy: leave.approvedBy },
  };
  const more = following(exception, { way, note, approvedBy: leave.approvedBy }, context);
  return 'type' in more ? more : { type: 'events', events: [settled, ...more] };
}

interface Settling {
  way: ExceptionCommand['payload']['way'];
  note: string;
  approvedBy: string | null;
}

function following(
  exception: OpenException,
  settling: Settling,
  context: SettleContext,
): (OrderEvent | CashEvent)[] | SettleDecision {
  switch (settling.way) {
    case 'refund':
      return giveBack(exception, settling, context);
    case 'tip':
      return keepAsTip(exception, context);
    case 'cook':
      return cook(exception, context);
    case 'supplement': {
      const { cashSessionId } = exception;
      const supplement = cashSessionId === null ? null : context.supplement(cashSessionId);
      if (supplement === null || cashSessionId === null) return [];
      return [{ type: 'cash.supplement_filed', payload: { sessionId: cashSessionId, ...supplement } }];
    }
    case 'seen':
    case 'credit':
    case 'served':
      return [];
  }
}

/** What is still paid too much of the payment that the exception names, in whole payments or in what coins there are. */
function tooMuchOf({ data }: OpenException, order: Order | null) {
  const payment = order?.payments.find(
    ({ paymentId, state }) => paymentId === data['paymentId'] && state === 'captured',
  );
  if (order === null || payment === undefined) return null;
  const noted = typeof data['amountMinor'] === 'number' ? data['amountMinor'] : 0;
  const leftMinor = payment.amountMinor - refundedOf(order, payment.paymentId).amountMinor;
  const tooMuchMinor = Math.min(noted, overpaidMinor(order));
  const isWhole = tooMuchMinor >= payment.amountMinor - payment.roundingMinor && leftMinor === payment.amountMinor;
  const step = payment.tender === 'cash' ? order.cashRoundingMinor : 1;
  const part = Math.min(leftMinor, Math.floor(tooMuchMinor / step) * step);
  return { order, payment, amountMinor: isWhole ? payment.amountMinor : part, isWhole };
}

function giveBack(
  exception: OpenException,
  { note, approvedBy }: Settling,
  context: SettleContext,
): OrderEvent[] | SettleDecision {
  const tooMuch = tooMuchOf(exception, context.order);
  if (tooMuch === null || tooMuch.amountMinor <= 0) return [];
  const { order, payment, amountMinor, isWhole } = tooMuch;
  const cashSessionId = openDrawer(context);
  if (payment.tender === 'cash' && cashSessionId === null)
    return refuse('drawer_closed', { deviceId: context.deviceId });
  const tipMinor = isWhole ? payment.tipMinor - refundedOf(order, payment.paymentId).tipMinor : 0;
  return [
    {
      type: 'order.refunded',
      payload: {
        orderId: order.orderId,
        refund: {
          refundId: context.newId(),
          paymentId: payment.paymentId,
          tender: payment.tender,
          amountMinor,
          tipMinor,
          lines: [],
          reason: note === '' ? 'Paid twice' : note,
          reference: null,
          cashSessionId,
          refundedBy: context.actor.staffId,
          approvedBy,
          refundedAt: context.now,
        },
      },
    },
  ];
}

function keepAsTip(exception: OpenException, { order }: SettleContext): OrderEvent[] {
  const tooMuch = tooMuchOf(exception, order);
  if (tooMuch === null || tooMuch.amountMinor <= 0) return [];
  const { payment, amountMinor } = tooMuch;
  const { paymentId, tender, cashSessionId } = payment;
  return [
    {
      type: 'order.overpaid_kept_as_tip',
      payload: { orderId: tooMuch.order.orderId, paymentId, tender, cashSessionId, amountMinor },
    },
  ];
}

/** The lines that are still wanted go to the kitchen now, as a send of their own. */
function cook({ data }: OpenException, { order, ...kitchen }: SettleContext): OrderEvent[] {
  const wanted = Array.isArray(data['lineIds']) ? data['lineIds'] : [];
  const fired = new Set(order?.tickets.flatMap(({ lineIds }) => lineIds));
  const lines = (order?.lines ?? []).filter(
    (line) => wanted.includes(line.lineId) && !isVoided(line) && !fired.has(line.lineId),
  );
  if (order === null || order.status === 'voided' || lines.length === 0) return [];
  const tickets = fireTickets(lines, kitchen);
  const lineIds = lines.map(({ lineId }) => lineId);
  return [{ type: 'order.sent', payload: { orderId: order.orderId, sendId: kitchen.newId(), lineIds, tickets } }];
}
