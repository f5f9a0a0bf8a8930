import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { anyStep, commandOf, owner, people, type Step } from '../../testing/random-commands.ts';
import { Till } from '../../testing/till.ts';
import { evolveCash } from '../cash/evolve.ts';
import { evolveTicket, ticketsFromSend } from '../kitchen/evolve-ticket.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import { addDecimal, compareDecimal, subtractDecimal, sumDecimals } from '../money/decimal.ts';
import { priceOrder } from '../pricing/price-order.ts';
import { refundedOf, reservedMinor, settledMinor } from './balance.ts';
import { decideOrder } from './decide.ts';
import type { EventContext, OrderEvent } from './events.ts';
import { evolveOrder, noOrder } from './evolve.ts';
import { activeQuantity, findLine, wholePieces } from './line-quantities.ts';
import type { Order } from './order.ts';
import { transitions } from './transitions.ts';

/**
 * Walks the machine with commands of every kind, good and bad, by people who may and who may not, and holds every step to what is
 * always true. The walk is long and random; a failure prints its seed and the shortest walk that fails.
 *
 * One walk is the till, and beside it all that other machines make of the same events.
 */
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
