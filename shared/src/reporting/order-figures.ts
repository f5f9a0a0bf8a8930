import { priceOrder } from '../pricing/price-order.ts';
import { activeQuantity, isVoided } from '../order/line-quantities.ts';
import type { Order, OrderLine } from '../order/order.ts';

/** What one closed order adds to the sales of its day. The appliance's projections and the cloud count by this and nothing else. */
export interface OrderFigures {
  /** Lines of which something is still sold; a line that was voided whole is not counted. */
  lineCount: number;
  /** In thousandths, so that 0.350 kg adds up exactly. */
  quantityThousandths: number;
  /** Before tax. */
  revenueMinor: number;
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  tipMinor: number;
  /** Captured payments by tender, without tips; what was refunded later is not taken off. */
  tenders: { tender: string; count: number; amountMinor: number }[];
  items: ItemFigures[];
}

export interface ItemFigures {
  /** The item's id; open items are counted by name, `open:<name>`. */
  key: string;
  itemId: string | null;
  name: string;
  quantityThousandths: number;
  revenueMinor: number;
}

export function orderFigures(order: Order): OrderFigures {
  const { lines, totals } = priceOrder(order);
  const revenueOf = new Map(lines.map((line) => [line.lineId, line.revenueMinor]));
  const sold = order.lines.filter((line) => !isVoided(line));
  const items = new Map<string, ItemFigures>();
  const tenders = new Map<string, { tender: string; count: number; amountMinor: number }>();
  let quantityThousandths = 0;
  for (const line of sold) {
    const quantity = toThousandths(activeQuantity(line));
    quantityThousandths += quantity;
    addItem(items, line, quantity, revenueOf.get(line.lineId) ?? 0);
  }
  let tipMinor = 0;
  for (const payment of order.payments) {
    if (payment.state !== 'captured') continue;
    const sum = tenders.get(payment.tender) ?? { tender: payment.tender, count: 0, amountMinor: 0 };
    tenders.set(payment.tender, { ...sum, count: sum.count + 1, amountMinor: sum.amountMinor + payment.amountMinor });
    tipMinor += payment.tipMinor;
  }
  return {
    lineCount: sold.length,
    quantityThousandths,
    revenueMinor: totals.revenueMinor,
    taxMinor: totals.addedTaxMinor + totals.includedTaxMinor,
    discountMinor: totals.discountMinor,
    compMinor: totals.compMinor,
    tipMinor,
    tenders: [...tenders.values()],
    items: [...items.values()],
  };
}

function addItem(items: Map<string, ItemFigures>, line: OrderLine, quantityThousandths: number, revenueMinor: number): void {
  const key = line.itemId ?? `open:${line.name}`;
  const sum = items.get(key);
  items.set(key, {
    key,
    itemId: line.itemId,
    name: line.name,
    quantityThousandths: (sum?.quantityThousandths ?? 0) + quantityThousandths,
    revenueMinor: (sum?.revenueMinor ?? 0) + revenueMinor,
  });
}

/** A quantity has at most three decimals (`QuantityText`), so this is exact. */
export function toThousandths(quantity: string): number {
  const [whole = '0', fraction = ''] = quantity.split('.');
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

export function fromThousandths(thousandths: number): string {
  const whole = Math.trunc(thousandths / 1000);
  const fraction = String(Math.abs(thousandths % 1000)).padStart(3, '0').replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}
