import { compareDecimal, sumDecimals } from '../money/decimal.ts';
import type { Order } from '../order/order.ts';
import { addTenderTotals } from '../payment/tender-totals.ts';
import { type ItemSales, joinItems, type OrderSales, orderSales } from './order-sales.ts';

/** Sales of a span of business days. The store and the cloud make it from the same orders with this one function. */
export interface SalesFigures {
  from: string;
  to: string;
  orderCount: number;
  lineCount: number;
  quantity: string;
  revenueMinor: number;
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  tipMinor: number;
  refundMinor: number;
  /** Orders open now, whatever the span. */
  openOrderCount: number;
  /** One entry per business day that sold something, in calendar order. */
  byDay: { businessDate: string; orderCount: number; revenueMinor: number }[];
  byTender: { tender: string; count: number; amountMinor: number }[];
  /** By revenue, the best first. */
  topItems: { itemId: string | null; name: string; quantity: string; revenueMinor: number }[];
}

export interface SalesSpan {
  /** Business days, both inclusive. */
  from: string;
  to: string;
  /** How many items are listed; all of them when it is absent. */
  topItemCount?: number;
}

/** Folds orders into figures. What is voided counts nowhere, what is open only as open. The order of orders does not matter. */
export function salesReport(orders: Iterable<Order>, span: SalesSpan): SalesFigures {
  const sold: OrderSales[] = [];
  let openOrderCount = 0;
  for (const order of orders) {
    if (order.status === 'open') openOrderCount += 1;
    const sales = orderSales(order);
    if (sales !== null) sold.push(sales);
  }
  return sumSales(sold, span, openOrderCount);
}

/** The same from what each order sold, for readers that keep `orderSales` of every order. */
export function sumSales(
  sales: Iterable<OrderSales>,
  { from, to, topItemCount }: SalesSpan,
  openOrderCount: number,
): SalesFigures {
  const inSpan = [...sales].filter(({ businessDate }) => from <= businessDate && businessDate <= to);
  const sum = (of: (entry: OrderSales) => number): number => inSpan.reduce((total, entry) => total + of(entry), 0);
  return {
    from,
    to,
    orderCount: inSpan.length,
    lineCount: sum((entry) => entry.lineCount),
    quantity: sumDecimals(inSpan.map((entry) => entry.quantity)),
    revenueMinor: sum((entry) => entry.revenueMinor),
    taxMinor: sum((entry) => entry.taxMinor),
    discountMinor: sum((entry) => entry.discountMinor),
    compMinor: sum((entry) => entry.compMinor),
    tipMinor: sum((entry) => entry.tipMinor),
    refundMinor: sum((entry) => entry.refundMinor),
    openOrderCount,
    byDay: byDay(inSpan),
    byTender: addTenderTotals(inSpan.map((entry) => entry.tenders)).map(({ tender, count, amountMinor }) => ({
      tender,
      count,
      amountMinor,
    })),
    topItems: topItems(inSpan, topItemCount),
  };
}

function byDay(sales: readonly OrderSales[]): SalesFigures['byDay'] {
  const days = new Map<string, { businessDate: string; orderCount: number; revenueMinor: number }>();
  for (const { businessDate, revenueMinor } of sales) {
    const day = days.get(businessDate) ?? { businessDate, orderCount: 0, revenueMinor: 0 };
    day.orderCount += 1;
    day.revenueMinor += revenueMinor;
    days.set(businessDate, day);
  }
  return [...days.values()].sort((a, b) => compareText(a.businessDate, b.businessDate));
}

function topItems(sales: readonly OrderSales[], count: number | undefined): SalesFigures['topItems'] {
  // By day, so that an item goes by its latest name whatever the order of the orders.
  const dated = sales.flatMap(({ businessDate, items }) => items.map((item) => ({ businessDate, item })));
  dated.sort((a, b) => compareText(a.businessDate, b.businessDate) || compareText(a.item.name, b.item.name));
  return joinItems(dated.map(({ item }) => item))
    .sort(bySales)
    .slice(0, count)
    .map(({ itemId, name, quantity, revenueMinor }) => ({ itemId, name, quantity, revenueMinor }));
}

function bySales(a: ItemSales, b: ItemSales): number {
  return b.revenueMinor - a.revenueMinor || compareDecimal(b.quantity, a.quantity) || compareText(a.name, b.name);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
