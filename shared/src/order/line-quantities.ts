import { compareDecimal, isZeroDecimal, parseDecimal, powerOfTen, subtractDecimal } from '../money/decimal.ts';
import type { Order, OrderLine } from './order.ts';

type Counted = Pick<OrderLine, 'quantity' | 'voidedQuantity'>;

/** What of a line is still sold: its quantity without what was voided. */
export const activeQuantity = (line: Counted): string => subtractDecimal(line.quantity, line.voidedQuantity);

export const isVoided = (line: Counted): boolean => isZeroDecimal(activeQuantity(line));

export const isMore = (left: string, right: string): boolean => compareDecimal(left, right) > 0;

/** How far a countdown moves for a quantity: whole pieces, a part of one counts as one (0.350 kg of fish is one fish). */
export function wholePieces(quantity: string): number {
  const { coefficient, scale } = parseDecimal(quantity);
  const one = powerOfTen(scale);
  return Number((coefficient + one - 1n) / one);
}

export const findLine = (order: Order, lineId: string): OrderLine | undefined =>
  order.lines.find((line) => line.lineId === lineId);

/** Lines that the kitchen does not know yet. */
export const unsentLines = (order: Order): OrderLine[] => order.lines.filter((line) => line.sentAt === null);
