import { isZeroDecimal, sumDecimals } from '../money/decimal.ts';
import type { Order } from '../order/order.ts';
import { type TenderTotal, tenderTotals } from '../payment/tender-totals.ts';
import { chargedQuantity } from '../pricing/line-parts.ts';
import { priceOrder } from '../pricing/price-order.ts';
import type { TaxTotal } from '../pricing/priced-order.ts';

/** What one item of the menu (or one open item, by its name) sold. */
export interface ItemSales {
  /** Null: not from the menu. */
  itemId: string | null;
  name: string;
  categoryId: string | null;
  quantity: string;
  revenueMinor: number;
}

/** What one closed order adds to the figures of its business day. Every report is a sum of these. */
export interface OrderSales {
  businessDate: string;
  /** Lines that were charged or comped; a line that was voided whole is none. */
  lineCount: number;
  /** Sum of their quantities, what was voided taken off. */
  quantity: string;
  /** Before tax, after discounts and comps. Refunds are not taken off: they are listed apart. */
  revenueMinor: number;
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  /** Captured tips, less tips that went back. */
  tipMinor: number;
  /** What went back to guests of this order, whenever that was, without tips. */
  refundMinor: number;
  taxes: TaxTotal[];
  tenders: TenderTotal[];
  items: ItemSales[];
}

type SoldOrder = Pick<
  Order,
  'status' | 'closedBusinessDate' | 'lines' | 'discounts' | 'taxPolicy' | 'totals' | 'payments' | 'refunds'
>;

/** What an order sold; null while it is open and when it was voided, for then it sold nothing. */
export function orderSales(order: SoldOrder): OrderSales | null {
  if (order.status !== 'closed' || order.closedBusinessDate === null) return null;
  const items = itemSales(order);
  const tenders = tenderTotals(order.payments, order.refunds);
  const { totals } = order;
  return {
    businessDate: order.closedBusinessDate,
    lineCount: items.length,
    quantity: sumDecimals(items.map((item) => item.quantity)),
    revenueMinor: totals.revenueMinor,
    taxMinor: totals.addedTaxMinor + totals.includedTaxMinor,
    discountMinor: totals.discountMinor,
    compMinor: totals.compMinor,
    tipMinor: sum(tenders, (tender) => tender.tipMinor - tender.refundedTipMinor),
    refundMinor: sum(tenders, (tender) => tender.refundMinor),
    taxes: totals.taxes,
    tenders,
    items: joinItems(items),
  };
}

/** One entry per charged line, with the revenue that pricing gave it. */
function itemSales(order: SoldOrder): ItemSales[] {
  const priced = priceOrder(order).lines;
  return order.lines.flatMap((line, index) => {
    const quantity = chargedQuantity(line);
    if (isZeroDecimal(quantity)) return [];
    const { itemId, name, categoryId } = line;
    return [{ itemId, name, categoryId, quantity, revenueMinor: priced[index]?.revenueMinor ?? 0 }];
  });
}

/** Sales of the same item as one. What has no item is told apart by its name; an item keeps the name it was sold under last. */
export function joinItems(items: Iterable<ItemSales>): ItemSales[] {
  const joined = new Map<string, ItemSales & { quantities: string[] }>();
  for (const item of items) {
    const key = item.itemId === null ? `open ${item.name}` : `item ${item.itemId}`;
    const known = joined.get(key);
    if (known === undefined) {
      joined.set(key, { ...item, quantities: [item.quantity] });
    } else {
      known.name = item.name;
      known.revenueMinor += item.revenueMinor;
      known.quantities.push(item.quantity);
    }
  }
  return [...joined.values()].map(({ quantities, ...item }) => ({ ...item, quantity: sumDecimals(quantities) }));
}

const sum = <T>(list: readonly T[], of: (entry: T) => number): number =>
  list.reduce((total, entry) => total + of(entry), 0);
