import { addDecimal, compareDecimal, subtractDecimal } from '../money/decimal.ts';
import { isLineCancelled } from './evolve-ticket.ts';
import type { Ticket, TicketLine } from './ticket.ts';

/** How many of one thing are still to be made on all tickets together. */
export interface AllDayCount {
  name: string;
  variantName: string | null;
  quantity: string;
}

/**
 * What the cooks still have to make, most first. A line that several stations share is one portion, and counts until all of them
 * are done with it.
 */
export function allDayCounts(tickets: readonly Ticket[]): AllDayCount[] {
  const toMake = new Map<string, TicketLine>();
  for (const ticket of tickets) {
    if (ticket.bumpedAt !== null || ticket.status === 'cancelled' || ticket.status === 'none') continue;
    for (const line of ticket.lines) if (!line.done && !isLineCancelled(line)) toMake.set(line.lineId, line);
  }
  const counts = new Map<string, AllDayCount>();
  for (const { name, variantName, quantity, cancelledQuantity } of toMake.values()) {
    const key = JSON.stringify([name, variantName]);
    const known = counts.get(key)?.quantity ?? '0';
    counts.set(key, { name, variantName, quantity: addDecimal(known, subtractDecimal(quantity, cancelledQuantity)) });
  }
  return [...counts.values()].sort((a, b) => compareDecimal(b.quantity, a.quantity) || compareText(a, b));
}

function compareText(a: AllDayCount, b: AllDayCount): number {
  const left = `${a.name} ${a.variantName ?? ''}`;
  const right = `${b.name} ${b.variantName ?? ''}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
