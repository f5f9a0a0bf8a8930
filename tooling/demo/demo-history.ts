import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { pizzas } from '@auraconnect/shared/testing/demo/pizzas.ts';
import { demoSettings } from '@auraconnect/shared/testing/demo/store.ts';
import { momentOf } from '../replay/file-clock.ts';
import type { SellableMenu } from '../replay/order-commands.ts';
import type { FileOrder } from '../replay/order-file.ts';
import { readOrderFile } from '../replay/read-order-file.ts';

/**
 * The pizza-place year, moved by whole weeks so that weekdays keep their character, to the first week in which it reaches today and
 * the place was open on what is today. What would lie in the future is left out: the year ends now (decision 3).
 */
export function demoHistory(nowMs: number): FileOrder[] {
  const { orders } = readOrderFile(path.join(import.meta.dirname, 'pizzaplace.csv'), 2);
  return endingToday(orders, nowMs, demoSettings.timeZone);
}

/** The place closed on seven days of the year, never on the same weekday two weeks in a row. */
const mostWeeksBack = 3;

export function endingToday(orders: readonly FileOrder[], nowMs: number, timeZone: string): FileOrder[] {
  const last = orders.at(-1);
  if (!last) return [];
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const lastDay = Temporal.PlainDateTime.from(last.orderedAt).toPlainDate();
  const openDays = new Set(orders.map(({ orderedAt }) => orderedAt.slice(0, 10)));
  let days = Math.ceil(lastDay.until(today, { largestUnit: 'days' }).days / 7) * 7;
  for (let weeks = 0; weeks < mostWeeksBack && !openDays.has(today.subtract({ days }).toString()); weeks += 1)
    days += 7;
  return orders
    .map((order) => ({
      ...order,
      orderedAt: Temporal.PlainDateTime.from(order.orderedAt).add({ days }).toString({ smallestUnit: 'second' }),
    }))
    .filter(({ orderedAt }) => momentOf(orderedAt, timeZone) <= nowMs);
}

/** The year's pizzas on the demo restaurant's own menu. */
export function demoMenu(): SellableMenu {
  const byName = new Map(pizzas.map((pizza) => [pizza.name, pizza]));
  return {
    orderTypeId: () => 'takeaway',
    item: (line) => {
      const pizza = byName.get(line.item);
      const size = line.variant as keyof (typeof pizzas)[number]['prices'];
      return {
        itemId: pizza?.shortName ?? line.item,
        variantId: size.toLowerCase(),
        menuPriceMinor: pizza?.prices[size] ?? -1,
      };
    },
    modifier: () => {
      throw new Error('the pizza-place year has no modifiers');
    },
  };
}
