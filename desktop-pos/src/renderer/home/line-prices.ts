import type { Order } from '@auraconnect/shared/order/order.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import type { PricedLine } from '@auraconnect/shared/pricing/priced-order.ts';

/**
 * What stands beside each line: its own price less its own discounts. A discount on the whole order is a row of the totals, so that
 * the lines add up to the subtotal that a guest reads.
 */
export function linePrices(order: Order | null): ReadonlyMap<string, PricedLine> {
  if (order === null) return new Map();
  const ownDiscounts = order.discounts.filter((discount) => discount.lineId !== null);
  return new Map(priceOrder({ ...order, discounts: ownDiscounts }).lines.map((line) => [line.lineId, line]));
}
