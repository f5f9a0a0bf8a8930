import { addDecimal, multiplyMinor } from '@auraconnect/shared/money/decimal.ts';
import type { Figures, FileLine, FileOrder } from './order-file.ts';

/** What one row sells for before tax: quantity x (unit price + modifiers), rounded once, half up, as `priceOrder` does. */
export function lineRevenueMinor(line: FileLine): number {
  const modifiersMinor = line.modifiers.reduce((sum, modifier) => sum + modifier.priceMinor * modifier.quantity, 0);
  return multiplyMinor(line.unitPriceMinor + modifiersMinor, line.quantity, 'half-up');
}

export function figuresOfFile(orders: readonly FileOrder[]): Figures {
  const figures: Figures = { orders: orders.length, lines: 0, quantity: '0', revenueMinor: 0 };
  for (const order of orders) {
    for (const line of order.lines) {
      figures.lines += 1;
      figures.quantity = addDecimal(figures.quantity, line.quantity);
      figures.revenueMinor += lineRevenueMinor(line);
    }
  }
  return figures;
}

export const sameFigures = (one: Figures, other: Figures): boolean =>
  one.orders === other.orders &&
  one.lines === other.lines &&
  one.quantity === other.quantity &&
  one.revenueMinor === other.revenueMinor;
