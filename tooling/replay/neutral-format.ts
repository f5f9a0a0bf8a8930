import { z } from 'zod';
import { parseLocalTime, parsePriceMinor, parseQuantity } from './cells.ts';
import type { FileModifier } from './order-file.ts';
import type { ReadRow } from './read-order-file.ts';

/** The columns any restaurant's export can be turned into. More columns may stand beside them and are ignored. */
export const neutralColumns = [
  'order_id',
  'ordered_at',
  'order_type',
  'item',
  'variant',
  'modifiers',
  'quantity',
  'unit_price',
] as const;

const Modifiers = z.array(
  z.object({
    name: z.string().trim().min(1).max(80),
    price: z.union([z.number(), z.string()]).transform(String),
    quantity: z.int().min(1).max(20).default(1),
  }),
);

export function readNeutralRow(cells: Record<string, string>, row: number, currencyDigits: number): ReadRow {
  const orderId = cells['order_id'] ?? '';
  if (orderId === '' || orderId.length > 80) return { reason: 'order_id must have 1 to 80 characters' };
  const orderedAt = parseLocalTime(cells['ordered_at'] ?? '');
  if (orderedAt === null)
    return { reason: `ordered_at "${cells['ordered_at']}" is not a local ISO time such as 2026-11-24T18:05:00` };
  const orderType = cells['order_type'] ?? '';
  if (orderType === '' || orderType.length > 60) return { reason: 'order_type must have 1 to 60 characters' };
  const item = cells['item'] ?? '';
  if (item === '' || item.length > 120) return { reason: 'item must have 1 to 120 characters' };
  const variant = cells['variant'] ?? '';
  if (variant.length > 60) return { reason: 'variant must have at most 60 characters' };
  const quantity = parseQuantity(cells['quantity'] ?? '');
  if (quantity === null)
    return { reason: `quantity "${cells['quantity']}" must be more than zero, with at most three decimals` };
  const unitPriceMinor = parsePriceMinor(cells['unit_price'] ?? '', currencyDigits);
  if (unitPriceMinor === null || unitPriceMinor < 0)
    return { reason: `unit_price "${cells['unit_price']}" is not a price` };
  const modifiers = readModifiers(cells['modifiers'] ?? '', currencyDigits);
  if (typeof modifiers === 'string') return { reason: modifiers };
  return {
    orderId,
    orderedAt,
    orderType,
    line: { row, item, variant, category: '', modifiers, quantity, unitPriceMinor },
  };
}

function readModifiers(cell: string, currencyDigits: number): FileModifier[] | string {
  if (cell === '') return [];
  let json: unknown;
  try {
    json = JSON.parse(cell);
  } catch {
    return 'modifiers is not JSON';
  }
  const parsed = Modifiers.safeParse(json);
  if (!parsed.success) return 'modifiers must be a list such as [{"name":"Extra cheese","price":1.50}]';
  if (parsed.data.length > 40) return 'more than 40 modifiers on one line';
  const modifiers: FileModifier[] = [];
  for (const { name, price, quantity } of parsed.data) {
    const priceMinor = parsePriceMinor(price, currencyDigits);
    if (priceMinor === null) return `modifier "${name}" has the price "${price}", which is not a price`;
    modifiers.push({ name, priceMinor, quantity });
  }
  return modifiers;
}
