import { describe, expect, it } from 'vitest';
import { demoHistory, demoMenu } from './demo-history.ts';

const tuesdayNoon = Date.parse('2026-11-24T12:00:00-05:00');

describe("the demo's year", () => {
  const orders = demoHistory(tuesdayNoon);

  it('ends today, and nothing of it lies in the future', () => {
    expect(orders.at(-1)?.orderedAt.slice(0, 10)).toBe('2026-11-24');
    expect(orders.every(({ orderedAt }) => orderedAt <= '2026-11-24T12:00:00')).toBe(true);
  });

  it('begins with a day in full swing even when today would be the Christmas on which the place was closed', () => {
    const fridayEvening = Date.parse('2026-11-27T20:30:00-05:00');
    const today = demoHistory(fridayEvening).filter(({ orderedAt }) => orderedAt.startsWith('2026-11-27'));
    expect(today.length).toBeGreaterThan(30);
  });

  it('keeps the weekdays: the first of January 2015 was a Thursday', () => {
    expect(new Date(`${orders[0]?.orderedAt.slice(0, 10)}T12:00:00Z`).getUTCDay()).toBe(4);
  });

  it('is sold from the demo menu at its own prices', () => {
    const menu = demoMenu();
    for (const line of orders.flatMap((order) => order.lines))
      expect(menu.item(line).menuPriceMinor).toBe(line.unitPriceMinor);
  });

  it('misses only the days of the last week that are still to come', () => {
    expect(orders.length).toBeGreaterThan(21_000);
    expect(orders.length).toBeLessThan(21_350);
  });
});
