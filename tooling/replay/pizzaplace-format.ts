import { pizzas } from '@auraconnect/shared/testing/demo/pizzas.ts';
import { parsePriceMinor, parseLocalTime } from './cells.ts';
import type { ReadRow } from './read-order-file.ts';

/** Columns of the pizza-place year: one row is one pizza. */
export const pizzaplaceColumns = ['id', 'date', 'time', 'name', 'size', 'type', 'price'] as const;

const fullNames = new Map(pizzas.map(({ shortName, name }) => [shortName, name]));

export function readPizzaplaceRow(cells: Record<string, string>, row: number, currencyDigits: number): ReadRow {
  const orderId = cells['id'] ?? '';
  if (orderId === '') return { reason: 'has no order id' };
  const orderedAt = parseLocalTime(`${cells['date']}T${cells['time']}`);
  if (orderedAt === null) return { reason: `"${cells['date']} ${cells['time']}" is not a date and time` };
  const unitPriceMinor = parsePriceMinor(cells['price'] ?? '', currencyDigits);
  if (unitPriceMinor === null) return { reason: `"${cells['price']}" is not a price` };
  if (!cells['name'] || !cells['size']) return { reason: 'has no pizza name or size' };
  const line = {
    row,
    item: fullNames.get(cells['name']) ?? cells['name'],
    variant: cells['size'],
    category: cells['type'] ?? '',
    modifiers: [],
    quantity: '1',
    unitPriceMinor,
  };
  return { orderId, orderedAt, orderType: 'takeaway', line };
}
