import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { paperText } from '../../testing/paper-text.ts';
import { anActor, Till } from '../../testing/till.ts';
import type { CashSession } from '../cash/cash.ts';
import { decideCash } from '../cash/decide.ts';
import { noCashSession } from '../cash/evolve.ts';
import { cashReport } from '../cash/report.ts';
import { evolveTicket, ticketsFromSend } from '../kitchen/evolve-ticket.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import type { AnyEvent, OrderEvent } from '../order/events.ts';
import { PrintDocument } from './document.ts';
import { type DrawLookups, drawDocument } from './draw-document.ts';
import { cashReportPaper, paperFor, type PaperRequest, receiptPaper, testPaper } from './paper-for.ts';

/** A store with its tickets, and what it would print for what happens. */
class Store {
  readonly till = new Till(aBistro()).open();
  tickets: Ticket[] = [];

  print(events: readonly (OrderEvent | AnyEvent)[]): PaperRequest[] {
    return events.flatMap((event) => {
      const { till } = this;
      this.tickets = this.tickets.map((ticket) => evolveTicket(ticket, event, till.eventContext));
      if (event.type === 'order.sent')
        this.tickets.push(
          ...ticketsFromSend(till.order, event as Extract<OrderEvent, { type: 'order.sent' }>, {
            ...till.eventContext,
            firedSeq: 1,
          }),
        );
      return paperFor(
        event,
        { ticket: (id) => this.tickets.find(({ ticketId }) => ticketId === id) ?? null },
        till.index,
      );
    });
  }

  settings(change: Partial<Store['till']['index']['settings']>): void {
    this.till.index = aBistro({ settings: { ...this.till.index.settings, ...change } });
  }

  ticketAt(stationId: string): string {
    return this.tickets.find((ticket) => ticket.stationId === stationId)?.ticketId ?? 'none';
  }
}
const brief = (requests: readonly PaperRequest[]): string[] =>
  requests.map(({ printerId, subject }) => `${printerId}: ${subject.type}`);

describe('the kitchen’s paper', () => {
  test('comes where a station always wants it, and where no screen is there', () => {
    const store = new Store();
    store.till.add('platter');
    store.till.add('beer');
    expect(brief(store.print(store.till.send()))).toEqual(['bar: kitchen-ticket']);
    store.till.screens = new Set();
    store.till.add('platter');
    expect(brief(store.print(store.till.send()))).toEqual(['kitchen: kitchen-ticket']);
  });

  test('says that something is off wherever it was printed, and only there', () => {
    const store = new Store();
    store.till.screens = new Set(['oven']);
    const platter = store.till.add('platter');
    const beer = store.till.add('beer');
    store.print(store.till.send());
    expect(
      store.print(store.till.do('order.void_line', { lineId: platter, quantity: '1', reason: 'Mistake' })),
    ).toEqual([
      {
        printerId: 'kitchen',
        document: 'kitchen-ticket',
        subject: { type: 'cancellation', ticketId: store.ticketAt('grill'), lineIds: [platter] },
        copy: false,
      },
    ]);
    expect(store.print(store.till.do('order.void', { reason: 'Left' })).map(({ subject }) => subject)).toEqual([
      { type: 'cancellation', ticketId: store.ticketAt('grill'), lineIds: [platter] },
      { type: 'cancellation', ticketId: store.ticketAt('bar'), lineIds: [beer] },
    ]);
  });
});

describe('the counter’s paper', () => {
  test('is a receipt at the close when the store always prints them', () => {
    const store = new Store();
    store.till.add('water');
    store.till.payCard();
    const closed = store.till.close();
    expect(brief(store.print(closed))).toEqual(['counter: receipt']);
    store.settings({ printReceipts: 'on-request' });
    expect(store.print(closed)).toEqual([]);
    store.settings({ printReceipts: 'always', receiptPrinterId: null });
    expect(store.print(closed)).toEqual([]);
    store.settings({ receiptPrinterId: 'sold-off' });
    expect(store.print(closed)).toEqual([]);
  });

  test('opens the drawer for cash and for nothing else', () => {
    const store = new Store();
    store.till.add('burger');
    const cash = store.till.do('order.pay_cash', {
      paymentId: store.till.newId(),
      amountMinor: 100,
      tenderedMinor: 100,
      tipMinor: 0,
    });
    expect(store.print(cash)).toEqual([
      {
        printerId: 'counter',
        document: 'drawer-kick',
        subject: { type: 'drawer-kick', drawerPin: 2, reason: 'sale' },
        copy: false,
      },
    ]);
    const card = store.till.do('order.start_card_payment', {
      paymentId: store.till.newId(),
      amountMinor: null,
      tipMinor: 0,
    });
    expect(store.print(card)).toEqual([]);
    store.settings({ receiptPrinterId: 'bar' });
    expect(store.print(cash)).toEqual([]);
  });

  test('opens the drawer and prints a receipt for a refund', () => {
    const store = new Store();
    store.till.add('burger');
    const paymentId = store.till.payCash();
    store.till.close();
    const wish = { paymentId, lines: [], amountMinor: 100, tipMinor: 0, reason: 'Cold', reference: null };
    expect(
      brief(store.print(store.till.do('order.refund', { ...wish, refundId: store.till.newId(), tender: 'cash' }))),
    ).toEqual(['counter: drawer-kick', 'counter: receipt']);
    expect(
      brief(
        store.print(store.till.do('order.refund', { ...wish, refundId: store.till.newId(), tender: 'card-external' })),
      ),
    ).toEqual(['counter: receipt']);
  });

  test('follows the drawer session: every opening kicks, the close prints the Z, and a supplement of it is a paper of its own', () => {
    const store = new Store();
    const sessionId = store.till.newId();
    const movement = { sessionId, movementId: store.till.newId(), amountMinor: 1, reason: 'x' };
    expect(
      brief(store.print([{ type: 'cash.session_opened', payload: { sessionId, deviceId: 'd', floatMinor: 0 } }])),
    ).toEqual(['counter: drawer-kick']);
    for (const type of ['cash.paid_in', 'cash.paid_out'])
      expect(brief(store.print([{ type, payload: movement }]))).toEqual(['counter: drawer-kick']);
    expect(
      brief(store.print([{ type: 'cash.no_sale', payload: { sessionId, reason: 'x', approvedBy: null } }])),
    ).toEqual(['counter: drawer-kick']);
    expect(
      brief(store.print([{ type: 'cash.session_closed', payload: { sessionId, countedMinor: 0, report: null } }])),
    ).toEqual(['counter: drawer-kick', 'counter: z-report']);
    expect(store.print([{ type: 'cash.supplement_filed', payload: { sessionId, number: 2, report: null } }])).toEqual([
      {
        printerId: 'counter',
        document: 'cash-report',
        subject: { type: 'z-report', sessionId, supplement: 2 },
        copy: false,
      },
    ]);
  });

  test('is nothing for what this version does not know', () => {
    expect(new Store().print([{ type: 'loyalty.points_earned', payload: {} }])).toEqual([]);
  });
});

describe('drawing', () => {
  function aStoreWithEverything(): { look: DrawLookups; orderId: string; ticket: Ticket; session: CashSession } {
    const store = new Store();
    store.till.screens = new Set();
    store.till.add('burger');
    store.print(store.till.send());
    store.till.payCash();
    store.till.close();
    const { order, index, now } = store.till;
    const [ticket] = store.tickets;
    if (ticket === undefined) throw new Error('No ticket.');
    const session: CashSession = {
      ...noCashSession(store.till.newId()),
      status: 'open',
      deviceId: 'd1',
      businessDate: '2026-11-24',
      openedAt: now,
      openedBy: 'gianni',
    };
    const look: DrawLookups = {
      index,
      now,
      order: (id) => (id === order.orderId ? order : null),
      ticket: (id) => (id === ticket.ticketId ? ticket : null),
      cashReport: (id, type) =>
        id === session.sessionId
          ? cashReport({
              session,
              orders: [],
              previousGrandTotalMinor: 0,
              zNumber: type === 'z-report' ? 7 : null,
              countedMinor: null,
              takenAt: now,
              takenBy: 'gianni',
            })
          : null,
      supplement: (id, number) =>
        id === session.sessionId
          ? {
              ...cashReport({
                session,
                orders: [],
                previousGrandTotalMinor: 0,
                zNumber: 7,
                countedMinor: null,
                takenAt: now,
                takenBy: 'gianni',
              }),
              orderCount: number,
            }
          : null,
      deviceName: () => 'Till 1',
    };
    return { look, orderId: order.orderId, ticket, session };
  }
  const job = (request: PaperRequest | undefined) => ({
    printerId: request?.printerId ?? '',
    copy: request?.copy ?? false,
    subject: request?.subject ?? { type: 'test-print' as const },
  });

  test('gives every kind of job its document', () => {
    const { look, orderId, ticket, session } = aStoreWithEverything();
    const { ticketId, lines } = ticket;
    const requests: (readonly [PaperRequest | undefined, string])[] = [
      [receiptPaper(orderId, 'counter', true), `Ref ${orderId}`],
      [
        {
          printerId: 'kitchen',
          document: 'kitchen-ticket',
          subject: { type: 'kitchen-ticket', ticketId },
          copy: false,
        },
        `Ref ${ticketId}`,
      ],
      [
        {
          printerId: 'kitchen',
          document: 'kitchen-ticket',
          subject: { type: 'cancellation', ticketId, lineIds: lines.map((line) => line.lineId) },
          copy: false,
        },
        '<<[[CANCEL]]>>',
      ],
      [cashReportPaper(session.sessionId, 'x-report', look.index, false)[0], '<<X report>>'],
      [cashReportPaper(session.sessionId, 'z-report', look.index, false)[0], '<<Z report 7>>'],
      [
        {
          printerId: 'counter',
          document: 'cash-report',
          subject: { type: 'z-report', sessionId: session.sessionId, supplement: 2 },
          copy: false,
        },
        '<<Supplement 2>>',
      ],
      [testPaper('bar'), '<<Test print>>'],
      [
        {
          printerId: 'counter',
          document: 'drawer-kick',
          subject: { type: 'drawer-kick', drawerPin: 5, reason: 'sale' },
          copy: false,
        },
        '{drawer-kick}',
      ],
    ];
    for (const [request, line] of requests) {
      const document = drawDocument(job(request), look);
      expect(document?.kind).toBe(request?.document);
      expect(PrintDocument.parse(document)).toEqual(document);
      expect(document === null ? [] : paperText(document, 48)).toContain(line);
    }
  });

  test('says nothing about what does not exist', () => {
    const { look } = aStoreWithEverything();
    expect(
      drawDocument({ printerId: 'counter', copy: false, subject: { type: 'receipt', orderId: 'x' } }, look),
    ).toBeNull();
    expect(
      drawDocument({ printerId: 'counter', copy: false, subject: { type: 'kitchen-ticket', ticketId: 'x' } }, look),
    ).toBeNull();
    expect(
      drawDocument(
        { printerId: 'counter', copy: false, subject: { type: 'cancellation', ticketId: 'x', lineIds: [] } },
        look,
      ),
    ).toBeNull();
    expect(
      drawDocument({ printerId: 'counter', copy: false, subject: { type: 'x-report', sessionId: 'x' } }, look),
    ).toBeNull();
    expect(drawDocument({ printerId: 'gone', copy: false, subject: { type: 'test-print' } }, look)).toBeNull();
  });
});

test('a Z report on paper shows sales, tenders, taxes and the drawer to the cent', () => {
  const till = new Till(aBistro()).open();
  till.add('burger');
  const paymentId = till.payCash({ tipMinor: 100 });
  till.close();
  till.do('order.refund', {
    refundId: till.newId(),
    paymentId,
    tender: 'cash',
    lines: [],
    amountMinor: 200,
    tipMinor: 0,
    reason: 'Cold',
    reference: null,
  });
  const session: CashSession = {
    ...noCashSession(till.cashSession?.sessionId ?? ''),
    status: 'open',
    deviceId: till.deviceId,
    businessDate: '2026-11-24',
    openedAt: till.now,
    openedBy: 'gianni',
    floatMinor: 10_000,
    cashSalesMinor: 1100,
    cashTipsMinor: 100,
    cashRefundsMinor: 200,
    expectedMinor: 11_000,
  };
  const decision = decideCash(
    session,
    { type: 'cash.close_session', payload: { sessionId: session.sessionId, countedMinor: 10_990 } },
    {
      now: till.now,
      deviceId: till.deviceId,
      actor: anActor(),
      approver: null,
      openSession: session,
      figures: () => ({ orders: [till.order], previousGrandTotalMinor: 99_000, nextZNumber: 3 }),
    },
  );
  if (decision.type !== 'events' || decision.events[0]?.type !== 'cash.session_closed')
    throw new Error('It should close.');
  const { report } = decision.events[0].payload;
  const document = drawDocument(
    { printerId: 'counter', copy: false, subject: { type: 'z-report', sessionId: session.sessionId } },
    {
      index: till.index,
      now: till.now,
      order: () => null,
      ticket: () => null,
      cashReport: () => report,
      supplement: () => null,
      deviceName: () => 'Till 1',
    },
  );
  expect(document === null ? [] : paperText(document).slice(1)).toEqual([
    '─'.repeat(42),
    '<<Z report 3>>',
    'Till                                Till 1',
    'Business day                  Nov 24, 2026',
    'Opened            11/24/26, 6:05 PM Gianni',
    'Taken             11/24/26, 6:05 PM Gianni',
    '─'.repeat(42),
    'Orders                                   1',
    'Revenue before tax                  $10.00',
    'Tax                                   1.00',
    'Discounts                             0.00',
    'Comps                                 0.00',
    'Voids                             0 / 0.00',
    'Refunds                           1 / 2.00',
    'Tips                                  1.00',
    '·'.repeat(42),
    'Cash                             1 / 11.00',
    '  Tips                                1.00',
    '  Refunds                            -2.00',
    '·'.repeat(42),
    'Sales tax 10%                         1.00',
    '  net                                10.00',
    '─'.repeat(42),
    'Float                               100.00',
    'Cash sales                           11.00',
    'Cash tips                             1.00',
    'Paid in                               0.00',
    'Paid out                              0.00',
    'Cash refunds                         -2.00',
    'Expected in drawer                 $110.00',
    'Counted                            $109.90',
    'Short                                $0.10',
    '─'.repeat(42),
    'Grand total                      $1,000.00',
    `Ref ${session.sessionId}`,
    '{feed}',
    '{cut}',
  ]);
});
