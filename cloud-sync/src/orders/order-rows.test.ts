import { expect, test } from 'vitest';
import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { orderSales } from '@auraconnect/shared/reporting/order-sales.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { Till } from '@auraconnect/shared/testing/till.ts';
import { dailyFigures, orderRows } from './order-rows.ts';

const index = indexCatalogue(demoCatalogue());
const items = index.catalogue.items.filter(
  (item) =>
    item.sold &&
    item.daypartIds.length === 0 &&
    item.modifierGroupIds.every((id) => (index.modifierGroups.get(id)?.minimum ?? 0) === 0),
);

/** An evening of orders with whatever happens to orders: voids, comps, discounts, tips, refunds. */
function someOrder(seed: number): Till {
  const chance = seededRandom(seed);
  const till = new Till(index);
  till.clock.advanceMs(chance.between(0, 20 * 3_600_000));
  till.do('order.open', { orderTypeId: chance.pick(['dine-in', 'takeaway']), label: '', guestCount: null });
  for (let line = chance.between(1, 5); line > 0; line -= 1) {
    const item = chance.pick(items);
    till.do('order.add_line', {
      lineId: till.newId(),
      itemId: item.id,
      variantId: chance.pick(item.variants).id,
      quantity: chance.pick(['1', '2', '3', '0.35']),
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    });
  }
  till.do('order.send', { sendId: till.newId(), lineIds: null });
  for (const line of till.order.lines) {
    const lot = chance.between(0, 5);
    if (lot === 0) till.try('order.void_line', { lineId: line.lineId, quantity: line.quantity, reason: 'Sold out' });
    if (lot === 1) till.try('order.void_line', { lineId: line.lineId, quantity: '1', reason: 'Sold out' });
    if (lot === 2) till.try('order.comp_line', { lineId: line.lineId, reason: 'Birthday' });
  }
  if (chance.between(0, 2) === 0)
    till.try('order.apply_discount', {
      discountId: till.newId(),
      lineId: null,
      name: 'Regular',
      kind: 'percent',
      rate: '0.1',
      amountMinor: null,
    });
  if (till.order.dueMinor > 0)
    till.do('order.pay_cash', {
      paymentId: till.newId(),
      amountMinor: null,
      tenderedMinor: till.order.dueMinor + 200,
      tipMinor: chance.between(0, 200),
    });
  till.try('order.close', {});
  const [payment] = till.order.payments;
  if (payment !== undefined && chance.between(0, 2) === 0)
    till.try('order.refund', {
      refundId: till.newId(),
      paymentId: payment.paymentId,
      tender: 'cash',
      lines: [],
      amountMinor: 1 + chance.between(0, payment.amountMinor - 1),
      tipMinor: 0,
      reason: 'Cold',
      reference: null,
    });
  return till;
}

test('what an order adds to its day is what the shared report counts, for 300 orders to which anything happened', () => {
  const seen = { closed: 0, refunded: 0, comped: 0, discounted: 0 };
  for (let seed = 1; seed <= 300; seed += 1) {
    const { order } = someOrder(seed);
    const rows = orderRows(order, 'America/New_York');
    const figures = dailyFigures(rows);
    const sales = orderSales(order);
    if (sales === null) {
      expect(figures).toBeNull();
      continue;
    }
    seen.closed += 1;
    if (sales.refundMinor > 0) seen.refunded += 1;
    if (sales.compMinor > 0) seen.comped += 1;
    if (sales.discountMinor > 0) seen.discounted += 1;
    const {
      businessDate,
      lineCount,
      quantity,
      revenueMinor,
      taxMinor,
      discountMinor,
      compMinor,
      tipMinor,
      refundMinor,
    } = sales;
    expect(figures).toMatchObject({
      business_date: businessDate,
      order_count: 1,
      line_count: lineCount,
      quantity,
      revenue_minor: revenueMinor,
      tax_minor: taxMinor,
      discount_minor: discountMinor,
      comp_minor: compMinor,
      tip_minor: tipMinor,
      refund_minor: refundMinor,
      total_minor: order.totals.totalMinor,
    });
    expect(rows.lines.reduce((sum, line) => sum + line.revenue_minor, 0)).toBe(revenueMinor);
    expect(rows.lines.reduce((sum, line) => sum + line.tax_minor, 0)).toBe(taxMinor);
    expect(rows.payments.filter(({ state }) => state === 'captured').map(({ amount_minor }) => amount_minor)).toEqual(
      order.payments.map(({ amountMinor }) => amountMinor),
    );
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});

test.each([
  ['2026-11-24T18:05:00-05:00', '2026-11-24', 'America/New_York', 18],
  ['2026-11-24T23:05:00Z', '2026-11-24', 'America/New_York', 18],
  ['2026-11-25T01:30:00-05:00', '2026-11-24', 'America/New_York', 25],
  // The night in which 01:30 comes twice, and one in which it does not come.
  ['2026-11-01T01:30:00-04:00', '2026-10-31', 'America/New_York', 25],
  ['2026-11-01T01:30:00-05:00', '2026-10-31', 'America/New_York', 25],
  ['2026-03-08T03:30:00-04:00', '2026-03-07', 'America/New_York', 27],
  ['2026-11-24T18:05:00-05:00', '2026-11-24', null, 18],
  // A day that nobody rolled, and a clock that was a week off.
  ['2026-11-26T09:00:00-05:00', '2026-11-24', 'America/New_York', 47],
  ['2026-11-17T09:00:00-05:00', '2026-11-24', 'America/New_York', 0],
])(
  'an order closed at %s on the business day %s (%s) stands at hour %i',
  (closedAt, closedBusinessDate, timeZone, hour) => {
    const { order } = someOrder(1);
    expect(orderRows({ ...order, status: 'closed', closedAt, closedBusinessDate }, timeZone).order.closed_hour).toBe(
      hour,
    );
  },
);
