import fc from 'fast-check';
import { subtractDecimal } from '../src/money/decimal.ts';
import { refundedOf } from '../src/order/balance.ts';
import type { OrderCommand, OrderCommandType } from '../src/order/commands.ts';
import { transitions } from '../src/order/transitions.ts';
import type { Actor } from '../src/staff/actor.ts';
import { anActor, type Till } from './till.ts';

/** One thing that somebody does, in general: what exactly depends on the order as it is then. */
export interface Step {
  type: OrderCommandType;
  /** Which of the things that are there. */
  pick: number;
  size: number;
  /** 0 takes something that does not exist, or an id that was used. */
  stray: number;
  who: number;
  drawer: number;
}

const commandTypes = Object.keys(transitions.open) as OrderCommandType[];
/** Walks need more building than tearing down to come far. */
const likely: OrderCommandType[] = [
  'order.add_line',
  'order.add_line',
  'order.send',
  'order.pay_cash',
  'order.start_card_payment',
  'order.resolve_card_payment',
  'order.close',
  'order.refund',
  'order.refund',
  'order.apply_discount',
  'order.change_line',
  'order.void_line',
  'order.adjust_tip',
];
export const anyStep: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom(...commandTypes, ...likely, ...likely, ...likely),
  pick: fc.nat(20),
  size: fc.nat(40),
  stray: fc.nat(12),
  who: fc.nat(14),
  drawer: fc.nat(12),
});

export const owner = anActor();
const cashier = anActor('anna', ['order.take', 'order.pay', 'order.discount', 'order.refund'], '10');
const waiter = anActor('marcus', ['order.take', 'order.import'], '0');
const store = anActor('system');
const nobody = anActor('cook', []);

const shiftLead = anActor('lead', ['order.take', 'order.void_sent', 'order.discount'], '10');

export const people: readonly (readonly [Actor, Actor | null])[] = [
  [cashier, null],
  [cashier, owner],
  [waiter, null],
  [store, null],
  [nobody, null],
  [nobody, owner],
  [shiftLead, null],
];
const items = [
  'burger',
  'pizza',
  'platter',
  'fish',
  'beer',
  'water',
  'mint',
  'lost',
  'winter-stew',
  'unicorn',
  'burger',
  'beer',
];
const quantities = ['1', '2', '1', '3', '0.350', '1.5'];

const chosen = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** A command that makes some sense in the state as it is, or on purpose none. */
export function commandOf(till: Till, { type, pick, size, stray }: Step): OrderCommand {
  const { order } = till;
  const { orderId } = order;
  const id = (known: readonly string[]): string => (stray === 0 ? (chosen(known, pick) ?? till.newId()) : till.newId());
  const one = (known: readonly string[]): string =>
    stray === 0 ? till.newId() : (chosen(known, pick) ?? till.newId());
  const lineIds = order.lines.map((line) => line.lineId);
  const unsent = order.lines.filter((line) => line.sentAt === null).map((line) => line.lineId);
  const paymentIds = order.payments.map((payment) => payment.paymentId);
  const waiting = order.payments
    .filter((payment) => payment.state === 'intended' || payment.state === 'unknown')
    .map((payment) => payment.paymentId);
  const quantity = chosen(quantities, size) ?? '1';
  const reason = 'Because';
  const step = order.cashRoundingMinor;
  switch (type) {
    case 'order.open':
      return {
        type,
        payload: { orderId, orderTypeId: stray === 0 ? 'catering' : 'dine-in', label: '', guestCount: null },
      };
    case 'order.add_line': {
      const itemId = chosen(items, pick) ?? 'burger';
      const toppings = [{ groupId: 'toppings', modifierId: 'cheese', quantity: 1 + (size % 4), choices: [] }];
      return {
        type,
        payload: {
          orderId,
          lineId: id(lineIds),
          itemId,
          quantity,
          variantId: itemId === 'pizza' ? (size % 2 === 0 ? 'small' : 'large') : stray === 1 ? 'huge' : 'regular',
          modifiers: itemId === 'burger' && size % 3 === 0 ? toppings : [],
          note: '',
          seat: null,
          course: null,
          priceOverride: size % 7 === 6 ? { unitPriceMinor: 333, reason } : null,
        },
      };
    }
    case 'order.add_open_item':
      return {
        type,
        payload: {
          orderId,
          lineId: id(lineIds),
          name: 'Cake',
          unitPriceMinor: size * 37,
          quantity,
          note: '',
          taxCategoryId: stray === 1 ? 'toys' : 'food',
          stationId: stray === 2 ? 'roof' : size % 2 === 0 ? 'oven' : null,
        },
      };
    case 'order.change_line':
      return {
        type,
        payload: {
          orderId,
          lineId: one(pick % 4 === 0 ? lineIds : unsent),
          quantity: size % 3 === 0 ? null : size % 10 === 1 ? '9' : quantity,
          variantId: size % 5 === 0 ? 'large' : null,
          modifiers:
            size % 4 === 0
              ? [{ groupId: 'toppings', modifierId: 'no-onion', quantity: 1 + (size % 8), choices: [] }]
              : null,
          note: 'x',
          seat: null,
          course: null,
        },
      };
    case 'order.remove_line':
      return { type, payload: { orderId, lineId: one(pick % 4 === 0 ? lineIds : unsent) } };
    case 'order.void_line':
      return { type, payload: { orderId, lineId: one(lineIds), quantity, reason } };
    case 'order.comp_line':
      return { type, payload: { orderId, lineId: one(lineIds), reason } };
    case 'order.apply_discount': {
      const kind = size % 2 === 0 ? 'percent' : 'amount';
      const both = stray === 1;
      return {
        type,
        payload: {
          orderId,
          discountId: id(order.discounts.map((discount) => discount.discountId)),
          lineId: pick % 2 === 0 ? null : one(lineIds),
          name: 'Off',
          kind,
          rate: kind === 'percent' || both ? (['0.05', '0.1', '0.5', '1', '1.5'][size % 5] ?? null) : null,
          amountMinor: kind === 'amount' || both ? 1 + size * 30 : null,
        },
      };
    }
    case 'order.remove_discount':
      return { type, payload: { orderId, discountId: one(order.discounts.map((discount) => discount.discountId)) } };
    case 'order.change_details':
      return {
        type,
        payload: {
          orderId,
          orderTypeId: stray === 0 ? 'catering' : (['dine-in', 'takeaway', null][size % 3] ?? null),
          label: 'T4',
          guestCount: null,
          note: null,
        },
      };
    case 'order.send': {
      const sendIds = order.lines.flatMap((line) => line.sendId ?? []);
      const named = pick % 5 === 0 ? [one(lineIds)] : [one(unsent)];
      return { type, payload: { orderId, sendId: id(sendIds), lineIds: size % 2 === 0 ? null : named } };
    }
    case 'order.pay_cash': {
      const part =
        size % 3 === 0
          ? Math.max(1, Math.floor(order.dueMinor / 2 / step) * step)
          : size % 11 === 10
            ? order.dueMinor + 1
            : null;
      const tendered =
        (Math.floor(order.dueMinor / step) + (size % 5 === 4 ? -1 : size)) * step + (stray === 1 ? 1 : 0);
      return {
        type,
        payload: {
          orderId,
          paymentId: id(paymentIds),
          amountMinor: part,
          tenderedMinor: Math.max(1, tendered),
          tipMinor: size % 4 === 1 ? 5 * step : 0,
        },
      };
    }
    case 'order.start_card_payment': {
      const part =
        size % 3 === 0 ? Math.max(1, Math.floor(order.dueMinor / 3)) : size % 11 === 10 ? order.dueMinor + 1 : null;
      return { type, payload: { orderId, paymentId: id(paymentIds), amountMinor: part, tipMinor: size % 5 } };
    }
    case 'order.resolve_card_payment': {
      const outcome = (['captured', 'declined', 'unknown', 'cancelled', 'captured'] as const)[size % 5] ?? 'captured';
      return {
        type,
        payload: {
          orderId,
          paymentId: one(pick % 5 === 0 ? paymentIds : waiting),
          outcome,
          reference: null,
          lastFour: null,
        },
      };
    }
    case 'order.adjust_tip':
      return { type, payload: { orderId, paymentId: one(paymentIds), tipMinor: size % 8 } };
    case 'order.close':
      return { type, payload: { orderId } };
    case 'order.void':
      return { type, payload: { orderId, reason } };
    case 'order.refund': {
      const payment = order.payments.find(({ paymentId }) => paymentId === chosen(paymentIds, pick));
      const left = payment === undefined ? 0 : payment.amountMinor - refundedOf(order, payment.paymentId).amountMinor;
      const byLines = size % 2 === 0;
      const amount = size % 4 === 1 ? left : 1 + Math.floor(left / 3 / step) * step;
      const line = order.lines.find(({ lineId }) => lineId === chosen(lineIds, size));
      const all = order.lines.map(({ lineId, quantity: whole, voidedQuantity }) => ({
        lineId,
        quantity: subtractDecimal(whole, voidedQuantity),
      }));
      const lines =
        size % 6 === 0
          ? all.filter((each) => each.quantity !== '0')
          : line === undefined
            ? []
            : [{ lineId: stray === 2 ? till.newId() : line.lineId, quantity: pick % 3 === 0 ? quantity : '1' }];
      return {
        type,
        payload: {
          orderId,
          refundId: id(order.refunds.map((refund) => refund.refundId)),
          paymentId: one(paymentIds),
          tender: pick % 3 === 0 ? 'card-external' : 'cash',
          lines: byLines ? lines : [],
          amountMinor: (byLines && stray !== 1) || size % 8 === 3 ? null : Math.max(1, amount),
          tipMinor: size % 5 < 2 ? size % 7 : 0,
          reason,
          reference: null,
        },
      };
    }
    case 'order.print_receipt':
      return { type, payload: { orderId, printerId: stray === 0 ? 'basement' : null } };
  }
}
