import type { StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { historicSale } from './historic-sale.ts';
import { applianceFolder } from './seed-store.ts';

const days = 365;
const dayMs = 86_400_000;
const ordersAtOnce = 40;
const ordersBetweenCheckpoints = 4_000;

/** What was sold, as the store answered it. */
export interface SoldOrder {
  orderId: string;
  businessDate: string;
  soldAt: string;
  revenueMinor: number;
  taxMinor: number;
  totalMinor: number;
  lines: { lineId: string; itemId: string; name: string; quantity: string }[];
}

/**
 * Brings a year of orders into a store, evenly over 365 business days that end today, through the store's own commands: the way in which
 * a history is imported.
 */
export async function growStore(
  dataDir: string,
  count: number,
  { sold, say }: { sold(order: SoldOrder): void; say(line: string): void },
): Promise<void> {
  const store = await openBenchStore({ folder: applianceFolder(dataDir), terminals: 1, importer: true });
  const today = Date.parse(`${todayInNewYork()}T00:00:00Z`);
  const perDay = Math.ceil(count / days);
  const firstDayMs = today - (Math.ceil(count / perDay) - 1) * dayMs;
  const startedMs = performance.now();
  for (let done = 0; done < count; done += ordersAtOnce) {
    const batch: { orderId: string; soldAt: string; commands: StoreCommand[] }[] = [];
    for (let index = done; index < Math.min(count, done + ordersAtOnce); index += 1) {
      const day = new Date(firstDayMs + Math.floor(index / perDay) * dayMs).toISOString().slice(0, 10);
      const second = 12 * 3_600 + Math.floor(((index % perDay) / perDay) * 8 * 3_600);
      batch.push({ soldAt: `${day}T${clockTime(second)}-05:00`, ...historicSale(store.ports.ids, index) });
    }
    await sell(store, batch, sold);
    if (done % ordersBetweenCheckpoints === 0) store.db.pragma('wal_checkpoint(TRUNCATE)');
    if (done > 0 && done % 50_000 === 0)
      say(`${done} orders in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  }
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  await store.close();
}

async function sell(
  store: BenchStore,
  batch: readonly { orderId: string; soldAt: string; commands: StoreCommand[] }[],
  sold: (order: SoldOrder) => void,
): Promise<void> {
  const [importer] = store.terminals;
  if (importer === undefined) throw new Error('the large store has no importer');
  await importer.submit(batch.flatMap(({ commands, soldAt }) => importer.envelopes(commands, soldAt)));
  for (const { orderId, soldAt } of batch) {
    const order = store.core.view.order(orderId);
    if (order?.status !== 'closed') throw new Error(`order ${orderId} of the history is not closed`);
    sold({
      orderId,
      soldAt,
      businessDate: order.closedBusinessDate ?? order.businessDate,
      revenueMinor: order.totals.revenueMinor,
      taxMinor: order.totals.addedTaxMinor + order.totals.includedTaxMinor,
      totalMinor: order.totals.totalMinor,
      lines: order.lines.map(({ lineId, itemId, name, quantity }) => ({
        lineId,
        itemId: itemId ?? '',
        name,
        quantity,
      })),
    });
  }
}

/** The business day that a history of today ends on. */
export function todayInNewYork(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(
    new Date(Date.now() - 4 * 3_600_000),
  );
}

const clockTime = (second: number): string =>
  [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
