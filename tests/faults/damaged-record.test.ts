import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { until } from '../support/counter.ts';
import { faultTest, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Shop } from './support/shop.ts';

const patienceMs = 12_000;

/** One bit of one event of the first orders, on the disk; done again, it is as it was. */
function flipABit(shop: Shop): void {
  const db = new Database(shop.database);
  const { seq, pack } = db.prepare('SELECT seq, pack FROM journal ORDER BY seq LIMIT 1 OFFSET 4').get() as {
    seq: number;
    pack: Buffer;
  };
  pack[pack.length - 3] = (pack.at(-3) ?? 0) ^ 1;
  db.prepare('UPDATE journal SET pack = ? WHERE seq = ?').run(pack, seq);
  db.close();
}

interface Sold {
  /** Until no till heard a yes any more; null: they still do. */
  stoppedMs: number | null;
  ends: (Error | null)[];
  /** Orders that were acknowledged with a damaged history below them. */
  after: number;
}

async function sellOverDamage(shop: Shop): Promise<Sold> {
  let isOver = false;
  const selling = Promise.all(shop.sellers.map((seller) => seller.sellUntil(() => isOver)));
  await delay(500);
  flipABit(shop);
  const startedMs = performance.now();
  const before = shop.acknowledged.length;
  let stoppedMs: number | null = null;
  void selling.then(() => (stoppedMs = isOver ? null : performance.now() - startedMs));
  while (stoppedMs === null && performance.now() - startedMs < patienceMs) await delay(50);
  isOver = true;
  return { stoppedMs, ends: await selling, after: shop.acknowledged.length - before };
}

faultTest(
  'a bit that flipped in an old event ends every yes once the scrub comes by, and selling goes on when it is as it was',
  [],
  async () => {
    const shop = await Shop.open();
    try {
      await shop.start({ SCRUB_AFTER_SECONDS: '2' });
      const { stoppedMs, ends } = await sellOverDamage(shop);
      expect(stoppedMs).not.toBeNull();
      for (const end of ends) expect(end?.message).toMatch(/503.*store_damaged/);
      const health = await fetch(`${shop.baseUrl}/health`);
      expect(health.status).toBe(503);
      await shop.program.stop();

      flipABit(shop);
      await shop.start();
      await shop.finishAll();
      await shop.program.stop();
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
      seen(
        'damaged event',
        `with the first pass 2 s after the start all ${ends.length} tills were told 503 store_damaged ${((stoppedMs ?? 0) / 1000).toFixed(1)} s after the bit flipped; with the bit as it was the store read everything again, sold on, and the ${ends.length} unanswered orders went through once`,
      );
    } finally {
      await shop.close();
    }
  },
);

faultTest('control: without the scrub a store sells on over a damaged history', [], async () => {
  const shop = await Shop.open();
  try {
    // Everything was read once; what comes by within the next hours is only what is new.
    await shop.start({ SCRUB_AFTER_SECONDS: '1' });
    await Promise.all(shop.sellers.map((seller) => seller.sell()));
    await until('the scrub has passed', async () => existsSync(join(dirname(shop.database), 'scrub.json')));
    await shop.program.stop();
    await shop.start({ SCRUB_AFTER_SECONDS: '86400' });
    const { stoppedMs, after } = await sellOverDamage(shop);
    expect(stoppedMs).toBeNull();
    expect(after).toBeGreaterThan(0);
    seen('control of the damaged event', `without a pass the store said yes ${after} times in ${patienceMs / 1000} s`);
  } finally {
    await shop.close();
  }
});
