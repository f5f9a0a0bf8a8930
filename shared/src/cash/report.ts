import type { OrderLine, Order } from '../order/order.ts';
import { addDecimal, isZeroDecimal } from '../money/decimal.ts';
import { priceOrder } from '../pricing/price-order.ts';
import type { CashReport, CashSession } from './cash.ts';
import { movedMinor } from './evolve.ts';

export interface CashReportInput {
  session: CashSession;
  /**
   * Orders that have to do with the session: closed or voided in it (`cashSessionId`), or with a payment or refund that names
   * it. More do no harm; what does not belong to the session is not counted.
   */
  orders: readonly Order[];
  /** Revenue of all Z reports before this one. */
  previousGrandTotalMinor: number;
  /** Null for an X reading. */
  zNumber: number | null;
  /** Null while nobody has counted. */
  countedMinor: number | null;
  takenAt: string;
  takenBy: string;
}

/**
 * The figures of an X reading or a Z report. Sales are those of the orders that were closed in the session; tenders and refunds are
 * those that this till took and gave, whichever order they belong to.
 */
export function cashReport(input: CashReportInput): CashReport {
  const { session, orders, previousGrandTotalMinor, zNumber, countedMinor, takenAt, takenBy } = input;
  const { sessionId } = session;
  const own = orders.filter((order) => order.cashSessionId === sessionId);
  const closed = own.filter((order) => order.status === 'closed');
  const totals = closed.map((order) => order.totals);
  const refunds = orders.flatMap((order) => order.refunds).filter((refund) => refund.cashSessionId === sessionId);
  const payments = orders
    .flatMap((order) => order.payments)
    .filter((payment) => payment.cashSessionId === sessionId && payment.state === 'captured');
  const voids = own.flatMap(voidsOf);
  const revenueMinor = sum(totals, (total) => total.revenueMinor);
  return {
    sessionId,
    deviceId: session.deviceId,
    businessDate: session.businessDate,
    zNumber,
    openedAt: session.openedAt,
    openedBy: session.openedBy,
    takenAt,
    takenBy,
    orderCount: closed.length,
    revenueMinor,
    taxMinor: sum(totals, (total) => total.addedTaxMinor + total.includedTaxMinor),
    discountMinor: sum(totals, (total) => total.discountMinor),
    compMinor: sum(totals, (total) => total.compMinor),
    voidCount: voids.length,
    voidMinor: sum(voids, (minor) => minor),
    refundCount: refunds.length,
    refundMinor: sum(refunds, (refund) => refund.amountMinor + refund.tipMinor),
    tipMinor: sum(payments, (payment) => payment.tipMinor),
    tenders: tendersOf(payments, refunds),
    taxes: taxesOf(closed),
    floatMinor: session.floatMinor,
    paidInMinor: movedMinor(session, 'in'),
    paidOutMinor: movedMinor(session, 'out'),
    cashSalesMinor: session.cashSalesMinor,
    cashTipsMinor: session.cashTipsMinor,
    cashRefundsMinor: session.cashRefundsMinor,
    expectedMinor: session.expectedMinor,
    countedMinor,
    differenceMinor: countedMinor === null ? null : countedMinor - session.expectedMinor,
    grandTotalMinor: previousGrandTotalMinor + revenueMinor,
  };
}

const sum = <T>(list: readonly T[], figure: (entry: T) => number): number =>
  list.reduce((total, entry) => total + figure(entry), 0);

/** What each voided line would have cost: of a voided order all that was sent, else what was taken back of the line. */
function voidsOf(order: Order): number[] {
  const wanted = (line: OrderLine): string =>
    order.status === 'voided' ? (line.sentAt === null ? '0' : line.quantity) : line.voidedQuantity;
  return order.lines.flatMap((line) => {
    const quantity = wanted(line);
    if (isZeroDecimal(quantity)) return [];
    const whole = { ...line, quantity, voidedQuantity: '0', comp: null };
    return [priceOrder({ lines: [whole], discounts: [], taxPolicy: order.taxPolicy }).totals.grossMinor];
  });
}

function tendersOf(
  payments: readonly Order['payments'][number][],
  refunds: readonly Order['refunds'][number][],
): CashReport['tenders'] {
  const names = [...new Set([...payments, ...refunds].map((entry) => entry.tender))].sort();
  return names.map((tender) => {
    const taken = payments.filter((payment) => payment.tender === tender);
    const given = refunds.filter((refund) => refund.tender === tender);
    return {
      tender,
      count: taken.length,
      amountMinor: sum(taken, (payment) => payment.amountMinor),
      tipMinor: sum(taken, (payment) => payment.tipMinor),
      refundMinor: sum(given, (refund) => refund.amountMinor + refund.tipMinor),
    };
  });
}

/** The same tax at another rate is another row: a rate that changed within a session must be declared apart. */
function taxesOf(orders: readonly Order[]): CashReport['taxes'] {
  const rows = new Map<string, CashReport['taxes'][number]>();
  for (const { name, rate, baseMinor, amountMinor } of orders.flatMap((order) => order.totals.taxes)) {
    // `0.10` and `0.1` are the same rate.
    const key = JSON.stringify([name, addDecimal(rate, '0')]);
    const known = rows.get(key) ?? { name, rate, baseMinor: 0, amountMinor: 0 };
    rows.set(key, { ...known, baseMinor: known.baseMinor + baseMinor, amountMinor: known.amountMinor + amountMinor });
  }
  return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.rate < b.rate ? -1 : 1));
}
