import { twoEnds } from '@auraconnect/printer-drivers/counter/pole-language.ts';
import type { StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import { figuresFor } from '@auraconnect/shared/receipt/figures.ts';
import { wordsFor } from '@auraconnect/shared/receipt/words.ts';

export interface PoleText {
  readonly top: string;
  readonly bottom: string;
}

/** Between guests: whose counter this is. */
export function poleWelcome({ name, receiptFooter }: StoreSettings): PoleText {
  return { top: name, bottom: receiptFooter.split('\n')[0] ?? '' };
}

/** What the guest of this order should read now; null when it says nothing to a guest (emptied, void). */
export function poleText(order: Order, { locale, currency, timeZone }: StoreSettings): PoleText | null {
  const words = wordsFor(locale);
  const { amount } = figuresFor(locale, currency, timeZone);
  const total = twoEnds(words.total, amount(order.totals.totalMinor));
  if (order.status === 'closed') {
    const payment = order.payments.findLast(({ state }) => state === 'captured');
    if (payment?.tender === 'cash') return { top: total, bottom: twoEnds(words.change, amount(payment.changeMinor)) };
    return { top: total, bottom: twoEnds(words.card, amount(order.paidMinor)) };
  }
  const line = order.lines.findLast((one) => !isVoided(one));
  if (order.status !== 'open' || line === undefined) return null;
  const own = { ...order, discounts: order.discounts.filter(({ lineId }) => lineId !== null) };
  const price = priceOrder(own).lines.find(({ lineId }) => lineId === line.lineId)?.netMinor ?? 0;
  const quantity = activeQuantity(line);
  const name = quantity === '1' ? line.name : `${quantity} ${line.name}`;
  const due = order.paidMinor > 0 ? twoEnds(words.total, amount(order.dueMinor)) : total;
  return { top: twoEnds(name, amount(price)), bottom: due };
}
