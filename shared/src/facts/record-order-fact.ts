import type { MenuEvent } from '../menu/commands.ts';
import { isWaiting, overpaidMinor } from '../order/balance.ts';
import type { OrderCommand, OrderCommandType } from '../order/commands.ts';
import type { OrderContext, OrderDecision } from '../order/context.ts';
import { moved } from '../order/countdown.ts';
import { decideOrder } from '../order/decide.ts';
import type { OrderEvent } from '../order/events.ts';
import { evolveOrder, noOrder } from '../order/evolve.ts';
import { fireTickets } from '../order/fire-tickets.ts';
import { isVoided, unsentLines, wholePieces } from '../order/line-quantities.ts';
import type { Order } from '../order/order.ts';
import type { OrderRefusalCode } from '../order/refusal.ts';
import { permissions } from '../staff/permissions.ts';
import type { Fact } from './fact.ts';
import { type ExceptionCode, type ExceptionData, type Found, found } from './exception.ts';
import { differences, type Fate, fateOf } from './what-fits.ts';

export interface OrderFactContext extends OrderContext {
  order(orderId: string): Order | null;
  /** Another check of the same day has it. */
  isNumberTaken(number: string, orderId: string): boolean;
  /** Young enough that its ticket goes to the kitchen at once. */
  isFresh: boolean;
}

export interface RecordedFact {
  events: OrderEvent[];
  /** Countdowns that the sale moved. */
  alsoEvents: MenuEvent[];
  /** What does not fit, for a person. */
  found: Found[];
  /** The check that it was recorded on: another one when the check had ended meanwhile. */
  orderId: string;
}

/**
 * Records what happened to a check at a till on its own: always, and as it was told. The order machine is asked what it would say today, but
 * only to find out what does not fit. `events` are the fact's, read and checked.
 */
export function recordOrderFact(
  command: OrderCommand,
  fact: Fact,
  events: readonly OrderEvent[],
  context: OrderFactContext,
): RecordedFact {
  return new Recording(command, fact, context).run(events);
}

/** Money and food that cannot be part of an ended check go on as a check of their own. */
const addsToCheck: ReadonlySet<OrderCommandType> = new Set(['order.add_line', 'order.add_open_item']);
const takesMoney: ReadonlySet<OrderCommandType> = new Set(['order.pay_cash', 'order.start_card_payment']);
const movesMoney: ReadonlySet<OrderCommandType> = new Set([
  ...takesMoney,
  'order.resolve_card_payment',
  'order.adjust_tip',
]);

class Recording {
  readonly #command: OrderCommand;
  readonly #fact: Fact;
  readonly #context: OrderFactContext;
  readonly #events: OrderEvent[] = [];
  readonly #alsoEvents: MenuEvent[] = [];
  readonly #found: Found[] = [];
  #order: Order;

  constructor(command: OrderCommand, fact: Fact, context: OrderFactContext) {
    this.#command = command;
    this.#fact = fact;
    this.#context = context;
    this.#order = context.order(command.payload.orderId) ?? noOrder(command.payload.orderId);
  }

  run(events: readonly OrderEvent[]): RecordedFact {
    this.#reopenWhereNeeded();
    const overpaidBefore = overpaidMinor(this.#order);
    switch (this.#command.type) {
      case 'order.send':
        for (const event of events)
          if (event.type === 'order.sent') this.#send(event.payload.sendId, event.payload.lineIds);
        break;
      case 'order.close':
        this.#close(events);
        break;
      default:
        this.#recordAsTold(events);
    }
    const more = overpaidMinor(this.#order) - overpaidBefore;
    if (more > 0) this.#overpaid(more);
    return {
      events: this.#events,
      alsoEvents: this.#alsoEvents,
      found: this.#found,
      orderId: this.#order.orderId,
    };
  }

  /** A check that ended elsewhere, or of which nobody here has heard, gets one that this can be written on. */
  #reopenWhereNeeded(): void {
    const { type } = this.#command;
    if (type === 'order.open') return;
    if (this.#order.status === 'none') {
      const { check } = this.#fact;
      if (check === null) return;
      const { orderId } = this.#order;
      const number = check.number === '' ? `?${orderId.slice(-4)}` : check.number;
      this.#find('check_unknown', '', { number });
      this.#append({ type: 'order.opened', payload: { ...check, orderId, number } });
      return;
    }
    for (let part = 2; this.#order.status === 'closed' || this.#order.status === 'voided'; part += 1) {
      const orderId = continuationId(this.#command.payload.orderId, part);
      const continued = this.#context.order(orderId);
      if (continued !== null) {
        this.#order = continued;
        continue;
      }
      const needsCheck = addsToCheck.has(type) || (takesMoney.has(type) && this.#order.status === 'voided');
      if (!needsCheck) return;
      const ended = this.#order;
      const { number, orderTypeId, label, guestCount, currency, taxPolicy, cashRoundingMinor } = ended;
      const [first = number] = number.split('-');
      const next = `${first.slice(0, 16)}-${part}`;
      this.#order = noOrder(orderId);
      const header = { orderTypeId, label, guestCount, currency, taxPolicy, cashRoundingMinor };
      this.#append({ type: 'order.opened', payload: { orderId, number: next, ...header } });
      const status = ended.status === 'voided' ? 'voided' : 'closed';
      this.#find('check_ended', '', { number, status, next, endedOrderId: ended.orderId });
      return;
    }
  }

  #recordAsTold(events: readonly OrderEvent[]): void {
    const decision = this.#decide();
    if (decision.type === 'events') {
      this.#alsoEvents.push(...decision.alsoEvents);
      this.#compare(events, decision.events);
      if (this.#command.type === 'order.open') this.#compareNumber(events);
    } else {
      const code = decision.refusal.code as OrderRefusalCode;
      const fate = this.#fate(code);
      if (fate.is === 'same') return;
      if (fate.code !== null) this.#find(fate.code, this.#thing(), this.#data(decision.refusal.data, code, events));
      if (fate.is === 'aside') return;
      this.#takeCountdown(events);
    }
    for (const event of events) this.#append(this.#completed(event));
  }

  #fate(code: OrderRefusalCode): Fate {
    if (this.#isRepeat(code)) return { is: 'same' };
    // Money that was taken is there, whatever became of its check: beyond what is owed it is overpaid.
    const { type, payload } = this.#command;
    if (type === 'order.refund' && code !== 'refund_exists') return { is: 'record', code: 'refund_differs' };
    const ended = code === 'order_closed' || code === 'order_voided';
    if (ended && movesMoney.has(type) && 'paymentId' in payload) {
      const isKnown = this.#order.payments.some(({ paymentId }) => paymentId === payload.paymentId);
      if (takesMoney.has(type)) return isKnown ? { is: 'same' } : { is: 'record', code: null };
      return isKnown ? { is: 'record', code: null } : { is: 'aside', code: 'payment_differs' };
    }
    return fateOf(code, this.#command);
  }

  /** What the machine would say today; whoever may not do it any more is noted, and then only the rest is asked. */
  #decide(): OrderDecision {
    const command = { ...this.#command, payload: { ...this.#command.payload, orderId: this.#order.orderId } };
    const decision = decideOrder(this.#order, command as OrderCommand, this.#context);
    if (decision.type === 'events' || decision.refusal.code !== 'permission_needed') return decision;
    const { permission } = decision.refusal.data;
    this.#find('permission_gone', String(permission), {
      permission: String(permission),
      staffId: this.#context.actor.staffId,
    });
    const { staffId } = this.#context.actor;
    const actor = { staffId, permissions: new Set(permissions), discountLimitPercent: '100' };
    return decideOrder(this.#order, command as OrderCommand, { ...this.#context, actor });
  }

  #compare(events: readonly OrderEvent[], today: readonly OrderEvent[]): void {
    for (const event of events) {
      const other = today.find(({ type }) => type === event.type);
      if (other === undefined) continue;
      if (
        (event.type === 'order.line_added' && other.type === 'order.line_added') ||
        (event.type === 'order.line_changed' && other.type === 'order.line_changed')
      )
        this.#found.push(...differences(event.payload.line, other.payload.line));
    }
  }

  #compareNumber(events: readonly OrderEvent[]): void {
    for (const event of events)
      if (event.type === 'order.opened' && this.#context.isNumberTaken(event.payload.number, event.payload.orderId))
        this.#find('number_taken', event.payload.number, { number: event.payload.number });
  }

  /** The same payment or refund under another command: it is there, with the same money. */
  #isRepeat(code: OrderRefusalCode): boolean {
    const { type, payload } = this.#command;
    if (code !== 'payment_exists' || (type !== 'order.pay_cash' && type !== 'order.start_card_payment')) return false;
    return this.#order.payments.some(
      ({ paymentId, tipMinor, tenderedMinor }) =>
        paymentId === payload.paymentId &&
        tipMinor === payload.tipMinor &&
        (type !== 'order.pay_cash' || tenderedMinor === payload.tenderedMinor),
    );
  }

  #takeCountdown(events: readonly OrderEvent[]): void {
    for (const event of events) {
      if (event.type !== 'order.line_added' || event.payload.line.itemId === null) continue;
      const { itemId, quantity } = event.payload.line;
      this.#alsoEvents.push(...moved(itemId, wholePieces(quantity), this.#context));
    }
  }

  /** The till has no tickets: a void strikes its line through on those that the appliance made. */
  #completed(event: OrderEvent): OrderEvent {
    const { orderId, tickets } = this.#order;
    const payload = { ...event.payload, orderId };
    if (event.type === 'order.line_voided') {
      const { lineId } = event.payload;
      const ticketIds = tickets.filter(({ lineIds }) => lineIds.includes(lineId)).map(({ ticketId }) => ticketId);
      return { type: event.type, payload: { ...event.payload, orderId, ticketIds } };
    }
    if (event.type === 'order.voided')
      return {
        type: event.type,
        payload: { ...event.payload, orderId, ticketIds: tickets.map(({ ticketId }) => ticketId) },
      };
    return { type: event.type, payload } as OrderEvent;
  }

  /** DESIGN rule 4: only what nobody has fired yet, and by itself only while it is fresh. */
  #send(sendId: string, wanted: readonly string[]): void {
    const lines = unsentLines(this.#order).filter(({ lineId }) => wanted.includes(lineId));
    const known = this.#order.tickets.some((ticket) => ticket.sendId === sendId);
    if (lines.length === 0 || known) return;
    const { firedLineIds } = this.#fact;
    const left = lines.filter((line) => !firedLineIds.includes(line.lineId) && !isVoided(line));
    const tickets = fireTickets(left, this.#context);
    const { orderId } = this.#order;
    const lineIds = lines.map(({ lineId }) => lineId);
    this.#append({
      type: 'order.sent',
      payload: { orderId, sendId, lineIds, tickets: this.#context.isFresh ? tickets : [] },
    });
    if (this.#context.isFresh || tickets.length === 0) return;
    const waiting = left.filter((line) => tickets.some((ticket) => ticket.lineIds.includes(line.lineId)));
    this.#find('kitchen_waits', sendId, {
      lineIds: waiting.map(({ lineId }) => lineId),
      lines: waiting.map(({ quantity, kitchenName, name }) => `${quantity} × ${kitchenName ?? name}`.slice(0, 80)),
    });
  }

  /** A check is closed when it owes nothing here either: what another till put on it is not given away. */
  #close(events: readonly OrderEvent[]): void {
    const closed = events.find((event) => event.type === 'order.closed');
    if (closed?.type !== 'order.closed' || this.#order.status !== 'open') return;
    for (const event of events)
      if (event.type === 'order.sent') this.#send(event.payload.sendId, event.payload.lineIds);
    const order = this.#order;
    const till = closed.payload.totals.totalMinor;
    const figures = { tillMinor: till, storeMinor: order.totals.totalMinor, dueMinor: order.dueMinor };
    if (order.lines.every(isVoided)) return this.#find('not_closed', '', { ...figures, reason: 'order_empty' });
    if (order.payments.some(isWaiting))
      return this.#find('not_closed', '', { ...figures, reason: 'payment_unresolved' });
    if (order.dueMinor > 0) return this.#find('still_due', '', figures);
    const unsent = unsentLines(order).map(({ lineId }) => lineId);
    this.#send(this.#context.newId(), unsent);
    this.#decide();
    if (till !== order.totals.totalMinor && overpaidMinor(order) === 0) this.#find('total_differs', '', figures);
    this.#append({
      type: 'order.closed',
      payload: {
        orderId: order.orderId,
        totals: order.totals,
        paidMinor: order.paidMinor - order.refundedMinor,
        tipMinor: order.tipMinor - order.refunds.reduce((sum, refund) => sum + refund.tipMinor, 0),
        cashSessionId: closed.payload.cashSessionId,
      },
    });
  }

  #overpaid(amountMinor: number): void {
    const { payload } = this.#command;
    const named = 'paymentId' in payload ? payload.paymentId : null;
    const payment =
      this.#order.payments.find(({ paymentId }) => paymentId === named) ??
      this.#order.payments.findLast(({ state }) => state === 'captured');
    this.#find('overpaid', payment?.paymentId ?? '', {
      paymentId: payment?.paymentId ?? null,
      tender: payment?.tender ?? null,
      amountMinor,
      totalMinor: this.#order.totals.totalMinor,
    });
  }

  #append(event: OrderEvent): void {
    const { actor, deviceId } = this.#context;
    const { occurredAt, businessDate } = this.#fact;
    this.#order = evolveOrder(this.#order, event, { actor: actor.staffId, deviceId, occurredAt, businessDate });
    this.#events.push(event);
  }

  #find(code: ExceptionCode, about: string, data: ExceptionData): void {
    this.#found.push(found(code, `${this.#order.orderId} ${about}`.trim(), data));
  }

  /** What of the check the command is about, so that two lines are two exceptions. */
  #thing(): string {
    const { payload } = this.#command;
    for (const name of ['lineId', 'discountId', 'paymentId', 'refundId'] as const)
      if (name in payload) return String((payload as Record<string, unknown>)[name]);
    return this.#command.type;
  }

  #data(refused: Record<string, unknown>, reason: string, events: readonly OrderEvent[]): ExceptionData {
    const data: ExceptionData = { reason };
    for (const [name, value] of Object.entries(refused))
      if (typeof value === 'string' || typeof value === 'number') data[name] = value;
    const line = events.flatMap((event) => ('line' in event.payload ? [event.payload.line] : []))[0];
    const known = 'lineId' in this.#command.payload ? this.#command.payload.lineId : null;
    const named = line ?? this.#order.lines.find(({ lineId }) => lineId === known);
    if (named !== undefined) {
      data['name'] = named.name;
      data['quantity'] = named.quantity;
      data['tillMinor'] = named.unitPriceMinor;
    }
    return data;
  }
}

/** Same time, other tail: the id of the check on which an ended one goes on, the same whoever works it out. */
export function continuationId(orderId: string, part: number): string {
  const tail = orderId.slice(-12, -6);
  const mixed = (Number.parseInt(tail, 16) ^ (0x5a_c3_f1 + part)) >>> 0;
  return `${orderId.slice(0, -12)}${(mixed & 0xff_ff_ff).toString(16).padStart(6, '0')}${orderId.slice(-6)}`;
}
