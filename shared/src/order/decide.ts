import { reservedMinor, settledMinor } from './balance.ts';
import { closeOrder, printReceipt, voidOrder } from './close-commands.ts';
import type { OrderCommand, OrderCommandType } from './commands.ts';
import type { PayloadOf } from './commands-of.ts';
import { type OrderContext, type OrderDecision, type OrderRefused, refuse } from './context.ts';
import { applyDiscount, overLimitAfter, removeDiscount } from './discount-commands.ts';
import type { OrderEvent } from './events.ts';
import { evolveOrderAll } from './evolve.ts';
import { addLine, addOpenItem, changeLine, compLine, removeLine, voidLine } from './line-commands.ts';
import { changeDetails, openOrder } from './open-order.ts';
import type { Order } from './order.ts';
import { adjustTip, payCash, resolveCardPayment, startCardPayment } from './payment-commands.ts';
import { refundOrder } from './refund-commands.ts';
import { sendLines } from './send-commands.ts';
import { transitions } from './transitions.ts';

type Handle<T extends OrderCommandType> = (order: Order, payload: PayloadOf<T>, context: OrderContext) => OrderDecision;

const handlers: { [T in OrderCommandType]: Handle<T> } = {
  'order.open': openOrder,
  'order.add_line': addLine,
  'order.add_open_item': addOpenItem,
  'order.change_line': changeLine,
  'order.remove_line': removeLine,
  'order.void_line': voidLine,
  'order.comp_line': compLine,
  'order.apply_discount': applyDiscount,
  'order.remove_discount': removeDiscount,
  'order.change_details': changeDetails,
  'order.send': sendLines,
  'order.pay_cash': payCash,
  'order.start_card_payment': startCardPayment,
  'order.resolve_card_payment': resolveCardPayment,
  'order.adjust_tip': adjustTip,
  'order.close': closeOrder,
  'order.void': voidOrder,
  'order.refund': refundOrder,
  'order.print_receipt': printReceipt,
};

/**
 * Decides one command on one order: the events that follow, or why not. Pure and total over states x commands (SPEC.md is the
 * table in words). `order` is the order that `payload.orderId` names, `noOrder(orderId)` when there is none yet; the payload has passed its
 * schema. Nothing is changed here: `evolveOrder` applies the events.
 */
export function decideOrder(order: Order, command: OrderCommand, context: OrderContext): OrderDecision {
  const { events, refusals } = transitions[order.status][command.type];
  const [only] = refusals;
  // A cell with one refusal and no events is one the state alone answers.
  if (events.length === 0 && refusals.length === 1 && only !== undefined) return refuse(only, { status: order.status });
  const handle = handlers[command.type] as Handle<OrderCommandType>;
  const decision = handle(order, command.payload, context);
  return decision.type === 'events' && order.status === 'open'
    ? (objectionTo(order, decision.events, context) ?? decision)
    : decision;
}

/**
 * What no single command can see: whether an order that gets cheaper is still worth what guests have already paid, or are just
 * paying, for it; and whether its discounts still fit it.
 */
function objectionTo(order: Order, events: readonly OrderEvent[], context: OrderContext): OrderRefused | null {
  if (events.length === 0 || (order.payments.length === 0 && order.discounts.length === 0)) return null;
  const { actor, deviceId, now, businessDate } = context;
  const after = evolveOrderAll(order, events, { actor: actor.staffId, deviceId, occurredAt: now, businessDate });
  if (after.status !== 'open') return null;
  const paidMinor = settledMinor(after) + reservedMinor(after);
  const { totalMinor } = after.totals;
  if (totalMinor < paidMinor && totalMinor < order.totals.totalMinor)
    return refuse('already_paid', { paidMinor, totalMinor });
  return overLimitAfter(order, after, context);
}
