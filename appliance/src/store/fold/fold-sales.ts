import type { Order } from '@auraconnect/shared/order/order.ts';
import { type OrderSales, orderSales } from '@auraconnect/shared/reporting/order-sales.ts';
import { toThousandths } from '../../reports/thousandths.ts';
import type { SalesDay, State } from '../state.ts';

const noSales: SalesDay = {
  orderCount: 0,
  lineCount: 0,
  quantityThousandths: 0,
  revenueMinor: 0,
  taxMinor: 0,
  discountMinor: 0,
  compMinor: 0,
  tipMinor: 0,
  refundMinor: 0,
  tenders: {},
};

/**
 * Moves the running sums of a day from what the order sold before an event to what it sold after it: nothing to something when it
 * closes, a little less when it is refunded. Today's figures are then one row and not a scan.
 */
export function countSales(state: State, before: Order, after: Order): void {
  const taken = orderSales(before);
  const added = orderSales(after);
  if (taken !== null) addSales(state, taken, -1);
  if (added !== null) addSales(state, added, 1);
}

function addSales(state: State, sales: OrderSales, sign: 1 | -1): void {
  const { businessDate } = sales;
  const day = state.salesDays.get(businessDate) ?? noSales;
  state.salesDays.set(businessDate, {
    orderCount: day.orderCount + sign,
    lineCount: day.lineCount + sign * sales.lineCount,
    quantityThousandths: day.quantityThousandths + sign * toThousandths(sales.quantity),
    revenueMinor: day.revenueMinor + sign * sales.revenueMinor,
    taxMinor: day.taxMinor + sign * sales.taxMinor,
    discountMinor: day.discountMinor + sign * sales.discountMinor,
    compMinor: day.compMinor + sign * sales.compMinor,
    tipMinor: day.tipMinor + sign * sales.tipMinor,
    refundMinor: day.refundMinor + sign * sales.refundMinor,
    tenders: addTenders(day.tenders, sales, sign),
  });
  for (const { itemId, name, quantity, revenueMinor } of sales.items) {
    const key = `${businessDate} ${itemKey(itemId, name)}`;
    const sum = state.salesItems.get(key);
    state.salesItems.set(key, {
      name,
      quantityThousandths: (sum?.quantityThousandths ?? 0) + sign * toThousandths(quantity),
      revenueMinor: (sum?.revenueMinor ?? 0) + sign * revenueMinor,
    });
  }
}

/** Sorted by name, so that the same sums are always the same text. */
function addTenders(sums: SalesDay['tenders'], { tenders }: OrderSales, sign: 1 | -1): SalesDay['tenders'] {
  const added = new Map(Object.entries(sums));
  for (const { tender, count, amountMinor } of tenders) {
    const sum = added.get(tender) ?? { count: 0, amountMinor: 0 };
    added.set(tender, { count: sum.count + sign * count, amountMinor: sum.amountMinor + sign * amountMinor });
  }
  return Object.fromEntries([...added].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What is not from the menu is told apart by its name, as `joinItems` does. A colon cannot be in an item's id. */
const openItem = ':';
export const itemKey = (itemId: string | null, name: string): string => itemId ?? openItem + name;
export const itemOfKey = (key: string): string | null => (key.startsWith(openItem) ? null : key);
