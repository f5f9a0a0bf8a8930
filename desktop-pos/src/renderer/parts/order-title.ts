import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Words } from '../words/use-words.ts';

/** What people call an order: its number and what was written on it. Until the appliance gave the number it has none. */
export function orderTitle(order: Pick<Order, 'number' | 'label'>, t: Words): string {
  const number = order.number === '' ? '' : t('orderNumber', { number: order.number });
  return [number, order.label].filter(Boolean).join(' · ') || t('orderUnnumbered');
}
