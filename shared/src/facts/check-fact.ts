import type { CashCommand } from '../cash/cash.ts';
import { normalizeDecimal } from '../money/decimal.ts';
import { isCheckNumberOf } from '../order/check-number.ts';
import type { OrderCommand } from '../order/commands.ts';
import { type OrderEvent, orderEvents, type OrderEventType } from '../order/events.ts';
import type { ModifierChoice, SoldLine } from '../order/line.ts';
import { transitions } from '../order/transitions.ts';
import type { Payment } from '../payment/payment.ts';
import type { OrderTotals } from '../pricing/priced-order.ts';
import type { Fact } from './fact.ts';

/** What is known of the device that tells the fact, and of its store. */
export interface Teller {
  /** Letters before the numbers that it gives by itself; empty: it gives none. */
  numberPrefix: string;
  currency: string;
}

export type CheckedFact = { ok: true; events: OrderEvent[] } | { ok: false; problem: string };

const not = (problem: string): CheckedFact => ({ ok: false, problem });

/**
 * Whether a fact can have happened at all. A till is believed about the world (what was sold, at which price, when), and not about
 * arithmetic: the events have to be of its command, name the same things, and add up.
 */
export function checkOrderFact(command: OrderCommand, fact: Fact, teller: Teller): CheckedFact {
  if (command.type === 'order.print_receipt') return not('paper that was asked for is no fact');
  const cell = transitions[command.type === 'order.open' ? 'none' : 'open'][command.type];
  const possible = new Set<string>(cell.events);
  const events: OrderEvent[] = [];
  for (const { type, payload } of fact.events) {
    if (!possible.has(type)) return not(`${command.type} cannot lead to ${type}`);
    const read = orderEvents[type as OrderEventType].safeParse(payload);
    if (!read.success) return not(`${type}: ${read.error.issues[0]?.message ?? 'not valid'}`);
    if (read.data.orderId !== command.payload.orderId) return not(`${type} speaks of another check`);
    events.push({ type, payload: read.data } as OrderEvent);
  }
  const types = events.map(({ type }) => type);
  if (new Set(types).size !== types.length) return not('the same happened twice in one fact');
  const main = cell.events.at(-1);
  if (main !== undefined && !mayBeNothing.has(command.type) && !types.includes(main)) return not(`${main} is missing`);
  if (command.type !== 'order.open' && fact.check === null) return not('it does not say which check it was');
  for (const event of events) {
    const problem = problemOf(event, command, fact, teller);
    if (problem !== null) return not(problem);
  }
  return { ok: true, events };
}

/** Commands that may have changed nothing. */
const mayBeNothing: ReadonlySet<OrderCommand['type']> = new Set(['order.change_line', 'order.resolve_card_payment']);

function problemOf(event: OrderEvent, command: OrderCommand, fact: Fact, teller: Teller): string | null {
  switch (event.type) {
    case 'order.opened':
      return command.type === 'order.open' ? problemOfOpening(event.payload, command.payload, teller) : null;
    case 'order.line_added':
    case 'order.line_changed':
      return problemOfLine(event.payload.line, command);
    case 'order.payment_taken':
      return problemOfPayment(event.payload.payment, command, fact);
    case 'order.closed':
      return event.payload.totals.totalMinor < 0 || !addsUp(event.payload.totals) ? 'the totals do not add up' : null;
    case 'order.refunded': {
      const { refundId, paymentId, tender, amountMinor, tipMinor, cashSessionId } = event.payload.refund;
      if (command.type !== 'order.refund') return null;
      const { payload } = command;
      const same =
        refundId === payload.refundId &&
        paymentId === payload.paymentId &&
        tender === payload.tender &&
        tipMinor === payload.tipMinor &&
        (payload.lines.length > 0 || (payload.amountMinor ?? 0) === amountMinor);
      if (!same) return 'the refund is another one than was asked for';
      if (amountMinor < 0 || amountMinor + tipMinor <= 0) return 'the refund gives nothing back';
      return tender === 'cash' && cashSessionId !== fact.cashSessionId ? 'the refund is of another drawer' : null;
    }
    default:
      return sameThings(event, command) ? null : `${event.type} names other things than its command`;
  }
}

function problemOfOpening(
  opened: Extract<OrderEvent, { type: 'order.opened' }>['payload'],
  { number, orderTypeId, label, guestCount }: Extract<OrderCommand, { type: 'order.open' }>['payload'],
  { numberPrefix, currency }: Teller,
): string | null {
  // A check whose opening was tried before got its number afterwards: then only the fact tells it.
  if (number !== undefined && opened.number !== number) return 'the check has another number than was asked for';
  if (!isCheckNumberOf(numberPrefix, opened.number)) return 'the number has the letters of another till';
  if (opened.currency !== currency) return 'the check is in another currency';
  const same = opened.orderTypeId === orderTypeId && opened.label === label.trim() && opened.guestCount === guestCount;
  return same ? null : 'the check is another one than was asked for';
}

function problemOfLine(line: SoldLine, command: OrderCommand): string | null {
  const other = 'the line is another one than was asked for';
  if (line.unitPriceMinor < 0) return 'the price is below zero';
  switch (command.type) {
    case 'order.add_line': {
      const { lineId, itemId, variantId, quantity, modifiers, priceOverride } = command.payload;
      const same =
        line.lineId === lineId &&
        line.itemId === itemId &&
        line.variantId === variantId &&
        line.quantity === normalizeDecimal(quantity) &&
        sameModifiers(line, modifiers);
      if (!same) return other;
      const overridden = line.override === null ? null : line.unitPriceMinor;
      return overridden === (priceOverride?.unitPriceMinor ?? null) ? null : 'the price is not the one that was set';
    }
    case 'order.add_open_item': {
      const { lineId, name, unitPriceMinor, quantity } = command.payload;
      const same =
        line.lineId === lineId &&
        line.itemId === null &&
        line.name === name &&
        line.unitPriceMinor === unitPriceMinor &&
        line.quantity === normalizeDecimal(quantity);
      return same ? null : other;
    }
    case 'order.change_line': {
      const { lineId, quantity, variantId, modifiers } = command.payload;
      const same =
        line.lineId === lineId &&
        (quantity === null || line.quantity === normalizeDecimal(quantity)) &&
        (variantId === null || line.variantId === variantId) &&
        (modifiers === null || sameModifiers(line, modifiers));
      return same ? null : other;
    }
    default:
      return null;
  }
}

const flat = (choices: readonly ModifierChoice[]): string[] =>
  choices.flatMap(({ groupId, modifierId, choices: under }) => [`${groupId} ${modifierId}`, ...flat(under)]);

/** The same choices, in whatever order a person reads them. */
function sameModifiers(line: SoldLine, choices: readonly ModifierChoice[]): boolean {
  const sold = new Set(line.modifiers.map(({ groupId, modifierId }) => `${groupId} ${modifierId}`));
  const chosen = new Set(flat(choices));
  return sold.size === chosen.size && [...chosen].every((one) => sold.has(one));
}

function problemOfPayment(payment: Payment, command: OrderCommand, fact: Fact): string | null {
  if (command.type !== 'order.pay_cash' && command.type !== 'order.start_card_payment') return null;
  const { paymentId, amountMinor: wanted, tipMinor } = command.payload;
  const { amountMinor, roundingMinor, tenderedMinor, changeMinor } = payment;
  if (payment.paymentId !== paymentId || payment.tipMinor !== tipMinor) return 'the payment is another one';
  if (payment.cashSessionId !== fact.cashSessionId) return 'the payment is of another drawer';
  if (wanted !== null && amountMinor - roundingMinor !== wanted) return 'the payment is of another amount';
  if (amountMinor < 0) return 'the payment is below zero';
  if (command.type === 'order.start_card_payment') {
    const begun = payment.tender === 'card-external' && payment.state === 'intended' && roundingMinor === 0;
    return begun && tenderedMinor === null ? null : 'a card payment can only have begun';
  }
  const step = fact.check?.cashRoundingMinor ?? 1;
  if (payment.tender !== 'cash' || payment.state !== 'captured') return 'the payment is not of cash';
  if (fact.cashSessionId === null) return 'cash was taken without a drawer';
  if (tenderedMinor !== command.payload.tenderedMinor) return 'another amount was handed over';
  if (changeMinor < 0 || tenderedMinor !== amountMinor + tipMinor + changeMinor)
    return 'what was handed over is not amount, tip and change';
  if (Math.abs(roundingMinor) >= Math.max(1, step) && roundingMinor !== 0) return 'the rounding is more than a coin';
  return null;
}

/** The same line, discount, send or payment that the command names. */
function sameThings(event: OrderEvent, { payload: command }: OrderCommand): boolean {
  const told = event.payload as Record<string, unknown>;
  const asked = command as Record<string, unknown>;
  const named = { ...told, ...(told['discount'] as Record<string, unknown> | undefined) };
  const ids = ['lineId', 'discountId', 'paymentId', 'sendId', 'quantity', 'tipMinor', 'kind', 'rate', 'amountMinor'];
  return ids.every((name) => {
    if (!Object.hasOwn(asked, name) || !Object.hasOwn(named, name)) return true;
    const [one, other] = [asked[name], named[name]];
    return name === 'quantity' && typeof one === 'string' ? normalizeDecimal(one) === other : one === other;
  });
}

function addsUp(totals: OrderTotals): boolean {
  const { grossMinor, discountMinor, compMinor, netMinor, revenueMinor, addedTaxMinor, includedTaxMinor } = totals;
  const taxes = (included: boolean): number =>
    totals.taxes.filter((tax) => tax.included === included).reduce((sum, tax) => sum + tax.amountMinor, 0);
  return (
    netMinor === grossMinor - discountMinor - compMinor &&
    revenueMinor === netMinor - includedTaxMinor &&
    totals.totalMinor === netMinor + addedTaxMinor &&
    taxes(false) === addedTaxMinor &&
    taxes(true) === includedTaxMinor
  );
}

/** Drawer commands that can have happened at a till on its own; an X is only a reading. */
export const cashFactTypes: ReadonlySet<string> = new Set([
  'cash.open_session',
  'cash.pay_in',
  'cash.pay_out',
  'cash.no_sale',
  'cash.close_session',
] satisfies CashCommand['type'][]);
