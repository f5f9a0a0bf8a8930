import type { MenuEvent } from '../menu/commands.ts';
import type { OrderContext } from './context.ts';
import type { SoldLine } from './line.ts';
import { wholePieces } from './line-quantities.ts';

/**
 * Countdowns move when a line is put on an order, not when it is sent: two tills can then never promise the last one twice. What
 * is taken off unsent is given back; what the kitchen already has is used up, void or not. A line that was added while its item
 * was not limited gives nothing back, so that taking it off never lifts an 86.
 */
export function giveBack(lines: readonly SoldLine[], context: OrderContext): MenuEvent[] {
  const pieces = new Map<string, number>();
  for (const { itemId, countedDown, quantity } of lines) {
    if (itemId !== null && countedDown === true) pieces.set(itemId, (pieces.get(itemId) ?? 0) + wholePieces(quantity));
  }
  return [...pieces].flatMap(([itemId, count]) => moved(itemId, -count, context));
}

/** The countdown after `pieces` more were sold of it; nothing when the item is not limited. */
export function moved(itemId: string, pieces: number, context: OrderContext): MenuEvent[] {
  const remaining = context.remaining(itemId);
  if (remaining === null || pieces === 0) return [];
  return [{ type: 'menu.availability_set', payload: { itemId, remaining: Math.max(0, remaining - pieces) } }];
}
