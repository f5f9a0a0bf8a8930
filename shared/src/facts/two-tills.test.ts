import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { anyStep, commandOf, owner, people, type Step } from '../../testing/random-commands.ts';
import { Till } from '../../testing/till.ts';
import { overpaidMinor } from '../order/balance.ts';
import type { OrderCommand } from '../order/commands.ts';
import { decideOrder } from '../order/decide.ts';
import type { OrderEvent } from '../order/events.ts';
import { evolveOrder, noOrder } from '../order/evolve.ts';
import { soldPart } from '../order/open-order.ts';
import type { Order } from '../order/order.ts';
import { checkOrderFact } from './check-fact.ts';
import type { Found } from './exception.ts';
import type { Fact } from './fact.ts';
import { orderFact } from './make-fact.ts';
import { recordOrderFact } from './record-order-fact.ts';

/**
 * One check, two tills: the first is cut off and goes on with it, and so does the store. Then the first comes back and tells what
 * happened. Whatever both did: the money is there, every line is there once at its price, and the kitchen makes nothing twice.
 */
class Parting {
  readonly #swiss: boolean;
  readonly lone: Till;
  readonly store: Till;
  readonly #told: { command: OrderCommand; fact: Fact }[] = [];
  readonly orders = new Map<string, Order>();
  readonly found: Found[] = [];
  readonly #tickets: { stationId: string; lineIds: string[] }[] = [];
  readonly seen = new Set<string>();

  constructor(swiss: boolean) {
    this.#swiss = swiss;
    this.lone = new Till(this.#menu());
    this.store = new Till(this.#menu());
  }

  #menu() {
    return this.#swiss ? aSwissBistro() : aBistro();
  }

  together(steps: readonly Step[]): void {
    this.#take(this.lone, { type: 'order.open', payload: opening(this.lone.order.orderId) });
    for (const step of steps) this.#take(this.lone, commandOf(this.lone, step));
    this.store.order = this.lone.order;
    for (const event of this.lone.history) this.#cooked(event);
  }

  apart(steps: readonly (readonly [boolean, Step])[]): void {
    for (const [isAlone, step] of steps) {
      const till = isAlone ? this.lone : this.store;
      [till.actor, till.approver] = people[step.who % 2] ?? [owner, null];
      till.clock.advanceMs(1000);
      const command = commandOf(till, step);
      if (command.type === 'order.print_receipt') continue;
      const before = till.order;
      const events = this.#take(till, command);
      if (events === null) continue;
      if (!isAlone) {
        for (const event of events) this.#cooked(event);
        continue;
      }
      const drawer = { sessionId: till.cashSession?.sessionId ?? '', businessDate: till.businessDate };
      this.#told.push({ command, fact: orderFact(before, events, till.context, { ...till, drawer }) });
    }
  }

  /** Some of what is on the menu is gone or dearer when the till comes back. */
  comeBack(isMenuChanged: boolean): void {
    this.orders.set(this.store.order.orderId, this.store.order);
    const menu = this.#menu();
    const items = menu.catalogue.items.slice(1).map((item) => ({
      ...item,
      variants: item.variants.map((variant) => ({ ...variant, priceMinor: variant.priceMinor + 111 })),
    }));
    const index = isMenuChanged ? aBistro({ settings: menu.settings, items }) : menu;
    for (const { command, fact } of this.#told) {
      const checked = checkOrderFact(command, fact, { numberPrefix: 'A', currency: menu.settings.currency });
      if (!checked.ok) expect.fail(`an honest till is not believed: ${checked.problem}`);
      const recorded = recordOrderFact(command, fact, checked.events, {
        ...this.store.context,
        index,
        cashSession: this.lone.cashSession,
        order: (orderId) => this.orders.get(orderId) ?? null,
        isNumberTaken: () => false,
        isFresh: true,
      });
      for (const event of recorded.events) {
        const { orderId } = event.payload;
        const order = this.orders.get(orderId) ?? noOrder(orderId);
        if (event.type === 'order.closed') expect(order.dueMinor, 'what is closed owes nothing').toBe(0);
        const { occurredAt, businessDate } = fact;
        const after = evolveOrder(order, event, { ...this.lone.eventContext, occurredAt, businessDate });
        this.orders.set(orderId, after);
        this.#cooked(event);
      }
      this.found.push(...recorded.found);
      for (const { code } of recorded.found) this.seen.add(code);
    }
  }

  #cooked(event: OrderEvent): void {
    if (event.type === 'order.sent') this.#tickets.push(...event.payload.tickets);
  }

  #take(till: Till, command: OrderCommand): OrderEvent[] | null {
    const decision = decideOrder(till.order, command, till.context);
    if (decision.type === 'refusal') return null;
    till.apply(decision.events, decision.alsoEvents);
    return decision.events;
  }

  check(): void {
    const orders = [...this.orders.values()];
    const events = this.#told.flatMap(({ fact }) => fact.events as unknown as OrderEvent[]);
    for (const event of events) {
      if (event.type === 'order.payment_taken') {
        const { paymentId, amountMinor, tenderedMinor } = event.payload.payment;
        const kept = orders.flatMap(({ payments }) => payments).filter((payment) => payment.paymentId === paymentId);
        expect(kept, 'what was taken is there once').toMatchObject([{ amountMinor, tenderedMinor }]);
      }
      if (event.type === 'order.refunded') {
        const { refundId, amountMinor } = event.payload.refund;
        const kept = orders.flatMap(({ refunds }) => refunds).filter((refund) => refund.refundId === refundId);
        expect(kept, 'what went back is there once').toMatchObject([{ amountMinor }]);
      }
      if (event.type === 'order.line_added') {
        const { lineId } = event.payload.line;
        const sold = this.lone.order.lines.find((line) => line.lineId === lineId);
        const kept = orders.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
        if (sold === undefined) continue;
        expect(kept, 'what was sold is there once').toHaveLength(1);
        const isTold = this.found.some(({ code, about }) => code === 'change_not_made' && about.includes(lineId));
        const [line] = kept;
        if (!isTold && line !== undefined) expect(soldPart(line), 'as it was sold').toEqual(soldPart(sold));
      }
    }
    const fired = new Set<string>();
    for (const { stationId, lineIds } of this.#tickets) {
      for (const lineId of lineIds) {
        expect(fired.has(`${stationId} ${lineId}`), 'nothing is cooked twice').toBe(false);
        fired.add(`${stationId} ${lineId}`);
      }
    }
    const overpaid = orders.reduce((sum, order) => sum + overpaidMinor(order), 0);
    const told = this.found
      .filter(({ code }) => code === 'overpaid')
      .reduce((sum, { data }) => sum + Number(data['amountMinor']), 0);
    expect(told, 'whatever is paid too much, a person has heard of').toBeGreaterThanOrEqual(overpaid);
  }
}

const opening = (orderId: string) => ({ orderId, orderTypeId: 'dine-in', label: '', guestCount: null, number: 'A1' });

test(
  'what a till did on its own with a check that others went on with is kept to the cent',
  { timeout: 240_000 },
  () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.array(anyStep, { maxLength: 12 }),
        fc.array(fc.tuple(fc.boolean(), anyStep), { maxLength: 50, size: 'max' }),
        (swiss, isMenuChanged, before, after) => {
          const parting = new Parting(swiss);
          parting.together(before);
          parting.apart(after);
          parting.comeBack(isMenuChanged);
          parting.check();
          for (const code of parting.seen) seen.add(code);
        },
      ),
      { numRuns: 500 },
    );
    for (const code of ['overpaid', 'price_differs', 'item_gone', 'check_ended', 'still_due', 'change_not_made'])
      expect([...seen]).toContain(code);
  },
);
