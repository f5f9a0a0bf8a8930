import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';
import { evolveCash } from '../cash/evolve.ts';
import { evolveTicket, ticketsFromSend } from '../kitchen/evolve-ticket.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import { addDecimal, compareDecimal, subtractDecimal, sumDecimals } from '../money/decimal.ts';
import { priceOrder } from '../pricing/price-order.ts';
import type { Actor } from '../staff/actor.ts';
import { refundedOf, reservedMinor, settledMinor } from './balance.ts';
import type { OrderCommand, OrderCommandType } from './commands.ts';
import { decideOrder } from './decide.ts';
import type { EventContext, OrderEvent } from './events.ts';
import { evolveOrder, noOrder } from './evolve.ts';
import { activeQuantity, findLine, wholePieces } from './line-quantities.ts';
import type { Order } from './order.ts';
import { transitions } from './transitions.ts';

/**
 * Walks the machine with commands of every kind, good and bad, by people who may and who may not, and holds every step to what is
 * always true. The walk is long and random; a failure prints its seed and the shortest walk that fails.
 */
interface Step {
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
const anyStep: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom(...commandTypes, ...likely, ...likely, ...likely),
  pick: fc.nat(20),
  size: fc.nat(40),
  stray: fc.nat(12),
  who: fc.nat(14),
  drawer: fc.nat(12),
});

const owner = anActor();
const cashier = anActor('anna', ['order.take', 'order.pay', 'order.discount', 'order.refund'], '10');
const waiter = anActor('marcus', ['order.take', 'order.import'], '0');
const store = anActor('system');
const nobody = anActor('cook', []);

const shiftLead = anActor('lead', ['order.take', 'order.void_sent', 'order.discount'], '10');

const people: readonly (readonly [Actor, Actor | null])[] = [
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
function commandOf(till: Till, { type, pick, size, stray }: Step): OrderCommand {
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

/** One walk: the till, and beside it all that other machines make of the same events. */
class Walk {
  readonly till: Till;
  readonly firstCount = 3;
  tickets: Ticket[] = [];
  /** Cash as a person with eyes on the drawer would count it. */
  handledMinor = 0;
  readonly seen = new Set<string>();
  readonly journal: { event: OrderEvent; context: EventContext }[] = [];
  readonly #openDrawer;
  readonly #menu;
  readonly #withoutPrinter;
  readonly #withoutItems;

  constructor(swiss: boolean) {
    this.#menu = swiss ? aSwissBistro() : aBistro();
    const { settings } = this.#menu;
    this.#withoutPrinter = aBistro({ settings: { ...settings, receiptPrinterId: null } });
    this.#withoutItems = aBistro({ settings, items: [] });
    this.till = new Till(this.#menu);
    this.till.remaining.set('burger', this.firstCount);
    this.#openDrawer = this.till.cashSession;
  }

  take(step: Step): void {
    const { till } = this;
    [till.actor, till.approver] = people[step.who] ?? [owner, null];
    till.cashSession = step.drawer === 0 ? null : this.#openDrawer;
    till.index = step.drawer === 1 ? this.#withoutPrinter : step.drawer === 2 ? this.#withoutItems : this.#menu;
    till.clock.advanceMs(1000);
    const before = deepFreeze(till.order);
    const command = commandOf(till, step);
    const cell = transitions[before.status][command.type];
    const decision = decideOrder(before, command, till.context);
    const place = `${before.status} x ${command.type}`;
    if (decision.type === 'refusal') {
      expect(cell.refusals, place).toContain(decision.refusal.code);
      this.seen.add(`${place}: ${decision.refusal.code}`);
      return;
    }
    const types = decision.events.map((event) => event.type);
    expect(
      cell.events.filter((type) => types.includes(type)),
      place,
    ).toEqual(types);
    this.seen.add(`${place}: ${types.join(' ')}`);
    this.#watch(before, decision.events);
    till.apply(decision.events, decision.alsoEvents);
    this.#after(before);
  }

  #watch(before: Order, events: readonly OrderEvent[]): void {
    let order = before;
    for (const event of events) {
      const context = this.till.eventContext;
      this.journal.push({ event, context });
      order = evolveOrder(order, event, context);
      this.tickets = this.tickets.map((ticket) => evolveTicket(ticket, event, context));
      if (event.type === 'order.sent') {
        for (const lineId of event.payload.lineIds)
          expect(findLine(before, lineId)?.sentAt, 'a line reaches the kitchen once').toBeNull();
        this.tickets.push(...ticketsFromSend(order, event, { ...context, firedSeq: this.journal.length }));
      }
      if (event.type === 'order.payment_taken' && event.payload.payment.tender === 'cash') {
        const { tenderedMinor, changeMinor, amountMinor, tipMinor } = event.payload.payment;
        expect(tenderedMinor, 'received = applied + tip + change').toBe(amountMinor + tipMinor + changeMinor);
        expect(changeMinor).toBeGreaterThanOrEqual(0);
        for (const minor of [amountMinor, tipMinor, changeMinor])
          expect(minor % before.cashRoundingMinor, 'there are coins for it').toBe(0);
        this.handledMinor += (tenderedMinor ?? 0) - changeMinor;
      }
      if (event.type === 'order.refunded' && event.payload.refund.tender === 'cash') {
        const { amountMinor, tipMinor } = event.payload.refund;
        expect((amountMinor + tipMinor) % before.cashRoundingMinor, 'there are coins for it').toBe(0);
        this.handledMinor -= amountMinor + tipMinor;
      }
      if (event.type === 'order.closed') {
        expect(settledMinor(before), 'what was paid is what it comes to').toBe(before.totals.totalMinor);
        expect(event.payload.totals).toEqual(before.totals);
      }
    }
    if (this.#openDrawer !== null) {
      const drawer = this.journal.reduce(
        (session, { event, context }) => evolveCash(session, event, context),
        this.#openDrawer,
      );
      expect(drawer.expectedMinor, 'the drawer holds what was put into it').toBe(this.handledMinor);
    }
  }

  #after(before: Order): void {
    const { order, remaining } = this.till;
    expect(order.totals).toEqual(priceOrder(order).totals);
    expect(order.version).toBe(this.journal.length);
    const { totalMinor } = order.totals;
    expect(order.dueMinor).toBe(order.status === 'open' ? totalMinor - settledMinor(order) : 0);
    expect(order.dueMinor).toBeGreaterThanOrEqual(reservedMinor(order));
    if (before.status !== 'none' && before.status !== 'open') {
      expect(order.status, 'an ended order stays ended').toBe(before.status);
      expect(order.totals).toEqual(before.totals);
      expect(order.lines).toEqual(before.lines);
    }
    this.#linesStand(before);
    this.#moneyStands();
    for (const ids of [
      order.lines.map((line) => line.lineId),
      order.payments.map((payment) => payment.paymentId),
      order.refunds.map((refund) => refund.refundId),
      order.discounts.map((discount) => discount.discountId),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    const counted = order.lines.filter(
      (line) => line.countedDown === true && (order.status !== 'voided' || line.sentAt !== null),
    );
    expect((remaining.get('burger') ?? 0) + counted.reduce((sum, line) => sum + wholePieces(line.quantity), 0)).toBe(
      this.firstCount,
    );
  }

  /** What the kitchen has is what was sent, and stays as it was sent. */
  #linesStand(before: Order): void {
    const { order } = this.till;
    for (const line of before.lines.filter((known) => known.sentAt !== null)) {
      const now = findLine(order, line.lineId);
      expect(now).toMatchObject({
        name: line.name,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
        sendId: line.sendId,
        note: line.note,
      });
    }
    const made = this.tickets.flatMap((ticket) => ticket.lines.map((line) => `${ticket.stationId} ${line.lineId}`));
    expect(new Set(made).size, 'no station has a line twice').toBe(made.length);
    for (const { lines } of this.tickets) {
      for (const line of lines) {
        const known = findLine(order, line.lineId);
        const left = order.status === 'voided' || known === undefined ? '0' : activeQuantity(known);
        expect(
          compareDecimal(subtractDecimal(line.quantity, line.cancelledQuantity), left),
          'the kitchen makes what is sold',
        ).toBe(0);
      }
    }
  }

  #moneyStands(): void {
    const { order } = this.till;
    for (const payment of order.payments) {
      const back = refundedOf(order, payment.paymentId);
      expect(back.amountMinor).toBeLessThanOrEqual(payment.state === 'captured' ? payment.amountMinor : 0);
      expect(back.tipMinor).toBeLessThanOrEqual(payment.state === 'captured' ? payment.tipMinor : 0);
    }
    for (const line of order.lines) {
      const refunded = order.refunds.flatMap((refund) => refund.lines).filter(({ lineId }) => lineId === line.lineId);
      const back = sumDecimals(refunded.map(({ quantity }) => quantity));
      expect(compareDecimal(back, activeQuantity(line))).toBeLessThanOrEqual(0);
      if (refunded.length > 0 && compareDecimal(back, activeQuantity(line)) === 0) {
        const price = priceOrder(order).lines.find(({ lineId }) => lineId === line.lineId);
        const revenueMinor = refunded.reduce((sum, part) => sum + part.revenueMinor, 0);
        const taxMinor = refunded.reduce((sum, part) => sum + part.taxMinor, 0);
        expect([revenueMinor, taxMinor], 'the last one takes the remainder').toEqual([
          price?.revenueMinor,
          (price?.addedTaxMinor ?? 0) + (price?.includedTaxMinor ?? 0),
        ]);
      }
    }
    const roundingMinor = order.payments
      .filter(
        (payment) =>
          payment.state === 'captured' &&
          refundedOf(order, payment.paymentId).amountMinor < Math.max(1, payment.amountMinor),
      )
      .reduce((sum, payment) => sum + payment.roundingMinor, 0);
    if (order.status === 'open')
      expect(order.paidMinor - order.refundedMinor + order.dueMinor, 'paid + due = total').toBe(
        order.totals.totalMinor + roundingMinor,
      );
  }

  /** The journal alone gives the same order again. */
  replayed(): Order {
    return this.journal.reduce(
      (order, { event, context }) => evolveOrder(order, event, context),
      noOrder(this.till.order.orderId),
    );
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const walkAll = (swiss: boolean, steps: readonly Step[]): Walk => {
  const walk = new Walk(swiss);
  const first: Step = { type: 'order.open', pick: 0, size: 0, stray: 5, who: 14, drawer: 5 };
  // Now and then nobody opens it: then nothing may happen at all.
  for (const step of steps.length % 9 === 8 ? steps : [first, ...steps]) walk.take(step);
  return walk;
};

describe('whatever people do', () => {
  test('every step stays in its cell, money adds up, and the kitchen makes what is sold', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyStep, { maxLength: 80, size: 'max' }), (swiss, steps) => {
        const walk = walkAll(swiss, steps);
        expect(walk.replayed()).toEqual(walk.till.order);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the table of states and commands', () => {
  const seen = new Set<string>();

  test('promises nothing that never happens', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyStep, { minLength: 40, maxLength: 90, size: 'max' }), (swiss, steps) => {
        for (const place of walkAll(swiss, steps).seen) seen.add(place);
      }),
      { numRuns: 1000, seed: 42 },
    );
    const promised = Object.entries(transitions).flatMap(([status, row]) =>
      Object.entries(row).flatMap(([type, cell]) =>
        [...cell.refusals, ...cell.events].map((outcome) => [`${status} x ${type}`, outcome] as const),
      ),
    );
    const neverSeen = promised.filter(
      ([place, outcome]) =>
        ![...seen].some(
          (entry) =>
            entry.startsWith(`${place}: `) &&
            entry
              .slice(place.length + 2)
              .split(' ')
              .includes(outcome),
        ),
    );
    expect(neverSeen.map((entry) => entry.join(': '))).toEqual([]);
  });

  afterAll(() => seen.clear());
});

test('an event of a type that this version does not know leaves the order as it is', () => {
  const { order, eventContext } = new Till(aBistro()).open();
  for (const type of ['order.seated', 'constructor', 'toString', '__proto__']) {
    expect(
      evolveOrder(order, { type, payload: { orderId: order.orderId } } as unknown as OrderEvent, eventContext),
    ).toBe(order);
  }
});

test('an event that names what is not there changes nothing but the count', () => {
  const till = new Till(aBistro()).open();
  const stray = till.newId();
  const event: OrderEvent = {
    type: 'order.line_voided',
    payload: {
      orderId: till.order.orderId,
      lineId: stray,
      quantity: addDecimal('1', '0'),
      reason: '',
      approvedBy: null,
      ticketIds: [],
    },
  };
  expect(evolveOrder(till.order, event, till.eventContext)).toEqual({ ...till.order, version: till.order.version + 1 });
});
