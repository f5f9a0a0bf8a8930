import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { aDiscount, anAppliedTax, anId, anOrder, anOrderLine, aPayment } from '../../testing/builders.ts';
import type { Order } from '../order/order.ts';
import type { Refund } from '../payment/payment.ts';
import type { SalesReport } from '../protocol/store-api.ts';
import { orderSales } from './order-sales.ts';
import { type SalesFigures, salesReport, sumSales } from './sales-report.ts';
import { sumTaxes } from './tax-sums.ts';

const span = { from: '2026-11-23', to: '2026-11-25' };
const comp = { reason: 'Long wait', approvedBy: null, by: 'anna' };

function aSale(more: Partial<Order> = {}, businessDate = '2026-11-24'): Order {
  const order = anOrder(more);
  return {
    ...order,
    status: 'closed',
    closedBusinessDate: businessDate,
    payments: more.payments ?? [aPayment({ amountMinor: order.totals.totalMinor })],
  };
}

function aRefund(more: Partial<Refund>): Refund {
  return {
    refundId: anId(),
    paymentId: anId(),
    tender: 'cash',
    amountMinor: 100,
    tipMinor: 0,
    lines: [],
    reason: 'Cold',
    reference: null,
    cashSessionId: null,
    refundedBy: 'anna',
    approvedBy: null,
    refundedAt: '2026-11-24T20:00:00.000-05:00',
    ...more,
  };
}

describe('the sales report', () => {
  test('adds up a day: two checks, one discounted, one with a comp and a tip', () => {
    const tax = anAppliedTax('0.1');
    const first = aSale({
      lines: [
        anOrderLine({ quantity: '2', unitPriceMinor: 1000, taxes: [tax] }),
        anOrderLine({ itemId: 'cola', name: 'Cola', unitPriceMinor: 300, taxes: [tax] }),
      ],
      discounts: [aDiscount({ kind: 'amount', rate: null, amountMinor: 300 })],
      payments: [aPayment({ tender: 'card-external', amountMinor: 2200, tipMinor: 400 })],
    });
    const second = aSale({ lines: [anOrderLine({ taxes: [tax] }), anOrderLine({ comp, taxes: [tax] })] });
    const report: SalesReport = salesReport([first, second], span);
    expect(report).toEqual({
      from: '2026-11-23',
      to: '2026-11-25',
      orderCount: 2,
      lineCount: 4,
      quantity: '5',
      revenueMinor: 3000,
      taxMinor: 300,
      discountMinor: 300,
      compMinor: 1000,
      tipMinor: 400,
      refundMinor: 0,
      openOrderCount: 0,
      byDay: [{ businessDate: '2026-11-24', orderCount: 2, revenueMinor: 3000 }],
      byTender: [
        { tender: 'card-external', count: 1, amountMinor: 2200 },
        { tender: 'cash', count: 1, amountMinor: 1100 },
      ],
      topItems: [
        { itemId: 'burger', name: 'Burger', quantity: '4', revenueMinor: 2739 },
        { itemId: 'cola', name: 'Cola', quantity: '1', revenueMinor: 261 },
      ],
    });
  });

  test('what is open is counted as open and sells nothing yet; what was voided sells nothing ever', () => {
    const voided: Order = { ...anOrder(), status: 'voided', closedBusinessDate: '2026-11-24' };
    expect(salesReport([anOrder(), voided], span)).toMatchObject({
      orderCount: 0,
      revenueMinor: 0,
      openOrderCount: 1,
      byDay: [],
      topItems: [],
    });
  });

  test('a sale after midnight counts for the day that its drawer says', () => {
    const orders = [aSale({}, '2026-11-22'), aSale({}, '2026-11-23'), aSale({}, '2026-11-25'), aSale({}, '2026-11-26')];
    expect(salesReport(orders, span).byDay.map((day) => day.businessDate)).toEqual(['2026-11-23', '2026-11-25']);
  });

  test('lines that were voided are no sales, and half of a line that was is half', () => {
    const order = aSale({
      lines: [
        anOrderLine({ quantity: '2', voidedQuantity: '2' }),
        anOrderLine({ quantity: '1.5', voidedQuantity: '0.5' }),
      ],
    });
    expect(salesReport([order], span)).toMatchObject({ lineCount: 1, quantity: '1', revenueMinor: 1000 });
  });

  test('a refund is listed apart and takes its tip with it', () => {
    const order = aSale({
      payments: [aPayment({ amountMinor: 1000, tipMinor: 200 })],
      refunds: [aRefund({ amountMinor: 400, tipMinor: 50 })],
    });
    expect(salesReport([order], span)).toMatchObject({ revenueMinor: 1000, refundMinor: 400, tipMinor: 150 });
  });

  test('a card payment that failed is no takings', () => {
    const payments = [aPayment({ tender: 'card-external', state: 'declined' }), aPayment({ amountMinor: 1000 })];
    expect(salesReport([aSale({ payments })], span).byTender).toEqual([
      { tender: 'cash', count: 1, amountMinor: 1000 },
    ]);
  });

  test('an item that was renamed is one item under its latest name; open items are told apart by name', () => {
    const sold = (more: Parameters<typeof anOrderLine>[0], date: string): Order =>
      aSale({ lines: [anOrderLine(more)] }, date);
    const orders = [
      sold({ name: 'Best Burger' }, '2026-11-25'),
      sold({ name: 'Burger' }, '2026-11-24'),
      sold({ itemId: null, name: 'Cake', unitPriceMinor: 500 }, '2026-11-24'),
      sold({ itemId: null, name: 'Corkage', unitPriceMinor: 1500 }, '2026-11-24'),
    ];
    const expected = ['Best Burger 2', 'Corkage 1', 'Cake 1'];
    for (const list of [orders, [...orders].reverse()]) {
      expect(salesReport(list, span).topItems.map((item) => `${item.name} ${item.quantity}`)).toEqual(expected);
    }
  });

  test('no more items are listed than are asked for, the best first', () => {
    const order = aSale({
      lines: [1, 3, 2].map((price) =>
        anOrderLine({ itemId: `item-${price}`, name: `Item ${price}`, unitPriceMinor: price * 100 }),
      ),
    });
    expect(salesReport([order], { ...span, topItemCount: 2 }).topItems.map((item) => item.itemId)).toEqual([
      'item-3',
      'item-2',
    ]);
  });

  const orders = fc.array(
    fc.record({
      date: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'),
      prices: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }),
      rate: fc.constantFrom('0', '0.08875', '0.2'),
      discount: fc.integer({ min: 1, max: 3000 }),
    }),
    { maxLength: 12 },
  );
  property.prop([orders])('the parts of a report add up to its totals, in whatever order sales come', (given) => {
    const sales = given.map(({ date, prices, rate, discount }) =>
      aSale(
        {
          lines: prices.map((unitPriceMinor, index) =>
            anOrderLine({ itemId: `item-${index}`, unitPriceMinor, taxes: [anAppliedTax(rate)] }),
          ),
          discounts: [aDiscount({ kind: 'amount', rate: null, amountMinor: discount })],
        },
        date,
      ),
    );
    const report = salesReport(sales, span);
    const total = <T>(list: T[], of: (entry: T) => number): number => list.reduce((sum, entry) => sum + of(entry), 0);
    expect(total(report.byDay, (day) => day.revenueMinor)).toBe(report.revenueMinor);
    expect(total(report.byDay, (day) => day.orderCount)).toBe(report.orderCount);
    expect(total(report.topItems, (item) => item.revenueMinor)).toBe(report.revenueMinor);
    expect(total(report.byTender, (tender) => tender.amountMinor)).toBe(report.revenueMinor + report.taxMinor);
    expect(salesReport([...sales].reverse(), span)).toEqual(report);
    const kept = sales.flatMap((order) => orderSales(order) ?? []);
    expect(sumSales(kept, span, 0)).toEqual<SalesFigures>(report);
  });
});

describe('taxes over many orders', () => {
  test('are summed by name and rate, a changed rate apart', () => {
    const at = (rate: string): Order =>
      aSale({ lines: [anOrderLine({ taxes: [anAppliedTax(rate, { name: 'VAT' })] })] });
    expect(sumTaxes([at('0.19'), at('0.07'), at('0.19')].map((order) => order.totals.taxes))).toEqual([
      { name: 'VAT', rate: '0.07', baseMinor: 1000, amountMinor: 70 },
      { name: 'VAT', rate: '0.19', baseMinor: 2000, amountMinor: 380 },
    ]);
  });
});
