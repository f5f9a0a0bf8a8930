import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DayFigures, PlainHistory } from '../floors/plain-history.ts';
import type { BenchOptions } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { growStore } from './large-store.ts';
import { type Seeded, seedStore } from './seed-store.ts';

/** A store with a long history, the same history in plain tables, and what each day came to. */
export interface LargeFixture {
  dataDir: string;
  devices: Seeded;
  plain: PlainHistory;
  days: ReadonlyMap<string, DayFigures>;
  orderIds: readonly string[];
}

let made: { count: number; fixture: Promise<LargeFixture>; scratch: string } | null = null;

/** Built once a run and shared by the benches that need it. */
export function largeFixture({ orders, say }: BenchOptions): Promise<LargeFixture> {
  if (made?.count === orders) return made.fixture;
  const scratch = scratchFolder('large');
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  made = { count: orders, fixture: build(scratch, orders, say), scratch };
  return made.fixture;
}

async function build(scratch: string, count: number, say: (line: string) => void): Promise<LargeFixture> {
  say(`building a store of ${count} orders`);
  const startedMs = performance.now();
  const dataDir = join(scratch, 'product');
  mkdirSync(dataDir);
  const devices = await seedStore(dataDir, { tills: 4 });
  const plain = new PlainHistory(join(scratch, 'plain.db'));
  const days = new Map<string, DayFigures>();
  const orderIds: string[] = [];
  await growStore(dataDir, count, {
    say,
    sold(order) {
      plain.add(order);
      orderIds.push(order.orderId);
      const day = days.get(order.businessDate) ?? { orderCount: 0, lineCount: 0, revenueMinor: 0, taxMinor: 0 };
      days.set(order.businessDate, {
        orderCount: day.orderCount + 1,
        lineCount: day.lineCount + order.lines.length,
        revenueMinor: day.revenueMinor + order.revenueMinor,
        taxMinor: day.taxMinor + order.taxMinor,
      });
    },
  });
  plain.finish();
  say(`built in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  return { dataDir, devices, plain, days, orderIds };
}
