import { beforeEach, describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { anActor, Till } from '../../testing/till.ts';
import type { Order } from '../order/order.ts';
import type { CashCommand, CashReport, CashSession } from './cash.ts';
import { CashReport as CashReportSchema } from './cash.ts';
import { type CashContext, decideCash } from './decide.ts';
import { evolveCash, noCashSession } from './evolve.ts';
import { cashReport } from './report.ts';

/** A drawer, its till, and the orders that went over it. */
class Drawer {
  session: CashSession;
  openSession: CashSession | null = null;
  actor = anActor();
  approver: CashContext['approver'] = null;
  readonly orders: Order[] = [];
  previousGrandTotalMinor = 500_000;
  readonly clock = new Till();
  readonly deviceId = this.clock.deviceId;

  constructor() {
    this.session = noCashSession(this.clock.newId());
  }

  try(command: CashCommand): string {
    const context: CashContext = {
      now: this.clock.now,
      deviceId: this.deviceId,
      actor: this.actor,
      approver: this.approver,
      openSession: this.openSession,
      figures: () => ({ orders: this.orders, previousGrandTotalMinor: this.previousGrandTotalMinor, nextZNumber: 12 }),
    };
    const decision = decideCash(this.session, command, context);
    if (decision.type === 'refusal') return decision.refusal.code;
    const eventContext = { ...this.clock.eventContext, actor: this.actor.staffId, deviceId: this.deviceId };
    for (const event of decision.events) this.session = evolveCash(this.session, event, eventContext);
    return decision.printXOf === null ? decision.events.map((event) => event.type).join() : `x of ${decision.printXOf}`;
  }

  open(floatMinor = 10_000): this {
    expect(this.try({ type: 'cash.open_session', payload: { sessionId: this.session.sessionId, floatMinor } })).toBe(
      'cash.session_opened',
    );
    return this;
  }

  /** An order over this drawer; the drawer sees its events. */
  serve(play: (till: Till) => void): Order {
    const till = new Till(aBistro()).open();
    till.cashSession = this.session;
    play(till);
    for (const event of till.history) this.session = evolveCash(this.session, event, till.eventContext);
    this.orders.push(till.order);
    return till.order;
  }

  close = (countedMinor: number): string =>
    this.try({ type: 'cash.close_session', payload: { sessionId: this.session.sessionId, countedMinor } });
  payIn = (amountMinor: number, movementId = this.clock.newId()): string =>
    this.try({
      type: 'cash.pay_in',
      payload: { sessionId: this.session.sessionId, movementId, amountMinor, reason: 'Coins' },
    });
  payOut = (amountMinor: number, movementId = this.clock.newId()): string =>
    this.try({
      type: 'cash.pay_out',
      payload: { sessionId: this.session.sessionId, movementId, amountMinor, reason: 'Lemons' },
    });
  noSale = (): string =>
    this.try({ type: 'cash.no_sale', payload: { sessionId: this.session.sessionId, reason: 'Change' } });
  report(): CashReport {
    return cashReport({
      session: this.session,
      orders: this.orders,
      previousGrandTotalMinor: this.previousGrandTotalMinor,
      zNumber: null,
      countedMinor: null,
      takenAt: this.clock.now,
      takenBy: 'gianni',
    });
  }
}

let drawer: Drawer;
beforeEach(() => {
  drawer = new Drawer();
});

describe('a drawer session', () => {
  test('opens with its float, once a till at a time', () => {
    drawer.open(10_000);
    expect(drawer.session).toMatchObject({
      status: 'open',
      floatMinor: 10_000,
      expectedMinor: 10_000,
      openedBy: 'gianni',
      businessDate: '2026-11-24',
      deviceId: drawer.deviceId,
    });
    const again: CashCommand = {
      type: 'cash.open_session',
      payload: { sessionId: drawer.session.sessionId, floatMinor: 0 },
    };
    expect(drawer.try(again)).toBe('session_exists');
    const second = new Drawer();
    second.openSession = drawer.session;
    expect(
      second.try({ type: 'cash.open_session', payload: { sessionId: second.session.sessionId, floatMinor: 0 } }),
    ).toBe('drawer_open');
  });

  test('that nobody opened does nothing', () => {
    expect(drawer.payIn(100)).toBe('session_unknown');
    expect(drawer.noSale()).toBe('session_unknown');
    expect(drawer.close(0)).toBe('session_unknown');
  });

  test('counts pay-ins and pay-outs, each once, and never pays out more than there is', () => {
    drawer.open(10_000);
    const movementId = drawer.clock.newId();
    expect(drawer.payIn(500, movementId)).toBe('cash.paid_in');
    expect(drawer.payIn(500, movementId)).toBe('movement_exists');
    expect(drawer.payOut(3000)).toBe('cash.paid_out');
    expect(drawer.session).toMatchObject({
      expectedMinor: 7500,
      movements: [
        { kind: 'in', amountMinor: 500, by: 'gianni' },
        { kind: 'out', amountMinor: 3000, reason: 'Lemons' },
      ],
    });
    expect(drawer.payOut(7501)).toBe('too_little_cash');
  });

  test('writes down who opened it without a sale, and who allowed it', () => {
    drawer.open();
    drawer.actor = anActor('anna', ['order.take']);
    expect(drawer.noSale()).toBe('permission_needed');
    drawer.approver = anActor('priya');
    expect(drawer.noSale()).toBe('cash.no_sale');
    expect(drawer.session.noSales).toMatchObject([{ reason: 'Change', by: 'anna' }]);
  });

  test('belongs to its till', () => {
    drawer.open();
    const theirs = new Drawer();
    theirs.session = { ...drawer.session, deviceId: 'another-till' };
    expect(theirs.payOut(100)).toBe('not_your_drawer');
    expect(theirs.close(100)).toBe('not_your_drawer');
  });

  test('follows the cash of its orders and not their cards, nor other drawers’ cash', () => {
    drawer.open(10_000);
    drawer.serve((till) => {
      till.add('burger');
      till.payCash({ tenderedMinor: 2000, tipMinor: 100 });
      till.close();
    });
    drawer.serve((till) => {
      till.add('burger');
      till.payCard();
      till.close();
    });
    expect(drawer.session).toMatchObject({ cashSalesMinor: 1100, cashTipsMinor: 100, expectedMinor: 11_200 });
    const elsewhere = { ...drawer.session, sessionId: 'other' };
    drawer.serve((till) => {
      till.cashSession = elsewhere;
      till.add('burger');
      till.payCash();
    });
    expect(drawer.session.expectedMinor).toBe(11_200);
    drawer.serve((till) => {
      till.add('burger');
      const paymentId = till.payCash({ tipMinor: 50 });
      till.close();
      till.do('order.refund', {
        refundId: till.newId(),
        paymentId,
        tender: 'cash',
        lines: [],
        amountMinor: 300,
        tipMinor: 50,
        reason: 'Cold',
        reference: null,
      });
    });
    expect(drawer.session).toMatchObject({ cashRefundsMinor: 350, expectedMinor: 12_000 });
  });
});

describe('closing a drawer', () => {
  test('counts it, gives the Z its number and keeps it as it was', () => {
    drawer.open(10_000);
    drawer.serve((till) => {
      till.add('burger');
      till.payCash();
      till.close();
    });
    expect(drawer.close(11_050)).toBe('cash.session_closed');
    expect(drawer.session).toMatchObject({ status: 'closed', countedMinor: 11_050, zNumber: 12, closedBy: 'gianni' });
    expect(drawer.close(11_050)).toBe('session_closed');
    expect(drawer.payIn(1)).toBe('session_closed');
    expect(drawer.try({ type: 'cash.print_x', payload: { sessionId: drawer.session.sessionId } })).toBe(
      `x of ${drawer.session.sessionId}`,
    );
  });

  test('waits for a card of this till that has no answer', () => {
    drawer.open();
    drawer.serve((till) => {
      till.add('burger');
      till.payCard('unknown');
    });
    expect(drawer.close(10_000)).toBe('payment_unresolved');
  });

  test('is over or short by what was counted', () => {
    drawer.open(10_000);
    const decided = decideCash(
      drawer.session,
      { type: 'cash.close_session', payload: { sessionId: drawer.session.sessionId, countedMinor: 9_900 } },
      {
        now: drawer.clock.now,
        deviceId: drawer.deviceId,
        actor: drawer.actor,
        approver: null,
        openSession: null,
        figures: () => ({ orders: [], previousGrandTotalMinor: 0, nextZNumber: 1 }),
      },
    );
    expect(decided).toMatchObject({
      events: [
        { payload: { report: { expectedMinor: 10_000, countedMinor: 9_900, differenceMinor: -100, zNumber: 1 } } },
      ],
    });
  });
});

describe('an X reading', () => {
  test('adds up the sales that were closed, the tenders that were taken and the taxes by rate', () => {
    drawer.open(10_000);
    drawer.serve((till) => {
      const burger = till.add('burger', { quantity: '2' });
      till.add('beer');
      till.send();
      till.do('order.void_line', { lineId: burger, quantity: '1', reason: 'Mistake' });
      till.do('order.apply_discount', {
        discountId: till.newId(),
        lineId: null,
        name: 'Ten',
        kind: 'percent',
        rate: '0.1',
        amountMinor: null,
      });
      till.payCash({ amountMinor: 500, tipMinor: 20 });
      till.payCard('captured', { tipMinor: 200 });
      till.close();
    });
    drawer.serve((till) => {
      till.do('order.change_details', { orderTypeId: 'takeaway', label: null, guestCount: null, note: null });
      till.add('burger');
      const free = till.add('beer');
      till.do('order.comp_line', { lineId: free, reason: 'Birthday' });
      const paymentId = till.payCash();
      till.close();
      till.do('order.refund', {
        refundId: till.newId(),
        paymentId,
        tender: 'cash',
        lines: [],
        amountMinor: 50,
        tipMinor: 0,
        reason: 'Cold',
        reference: null,
      });
    });
    drawer.serve((till) => {
      till.add('beer');
      till.send();
      till.do('order.void', { reason: 'Left' });
    });
    drawer.serve((till) => {
      till.add('beer');
    });
    const report = drawer.report();
    expect(CashReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      zNumber: null,
      orderCount: 2,
      // (10.00 + 5.00) less a tenth, and 10.00 to take away.
      revenueMinor: 1350 + 1000,
      taxMinor: 135 + 50,
      discountMinor: 150,
      compMinor: 500,
      voidCount: 2,
      voidMinor: 1000 + 500,
      refundCount: 1,
      refundMinor: 50,
      tipMinor: 220,
      tenders: [
        { tender: 'card-external', count: 1, amountMinor: 985, tipMinor: 200, refundMinor: 0 },
        { tender: 'cash', count: 2, amountMinor: 500 + 1050, tipMinor: 20, refundMinor: 50 },
      ],
      taxes: [
        { name: 'Sales tax', rate: '0.1', baseMinor: 1350, amountMinor: 135 },
        { name: 'Takeaway tax', rate: '0.05', baseMinor: 1000, amountMinor: 50 },
      ],
      cashSalesMinor: 1550,
      cashTipsMinor: 20,
      cashRefundsMinor: 50,
      expectedMinor: 11_520,
      countedMinor: null,
      differenceMinor: null,
      grandTotalMinor: 502_350,
    });
  });

  test('leaves out what belongs to other drawers', () => {
    drawer.open();
    drawer.serve((till) => {
      till.cashSession = { ...drawer.session, sessionId: till.newId() };
      till.add('burger');
      till.payCash();
      till.close();
    });
    expect(drawer.report()).toMatchObject({
      orderCount: 0,
      revenueMinor: 0,
      tenders: [],
      taxes: [],
      expectedMinor: 10_000,
    });
  });
});
