import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { faultTest, needsStrace, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Shop } from './support/shop.ts';
import { injectInto } from './support/strace.ts';

const needs = [needsStrace];

interface Sold {
  before: number;
  /** Orders that were acknowledged although no sync succeeded any more. */
  falseYes: number;
  ends: (Error | null)[];
}

/** Four tills sell; from one moment on every sync fails. */
async function sellIntoFailure(shop: Shop): Promise<Sold> {
  let isOver = false;
  const selling = Promise.all(shop.sellers.map((seller) => seller.sellUntil(() => isOver)));
  await delay(500);
  const tracing = await injectInto(shop.program.pid ?? 0, 'fdatasync,fsync', 'error=EIO');
  // A sync that was under way when the fault came may still have succeeded.
  await delay(200);
  const before = shop.acknowledged.length;
  await delay(1_500);
  const falseYes = shop.acknowledged.length - before;
  isOver = true;
  const ends = await selling;
  await tracing.detach();
  return { before, falseYes, ends };
}

faultTest(
  'a disk that does not confirm ends every yes at once, is named by health, and is believed again only by a new start',
  needs,
  async () => {
    const shop = await Shop.open();
    try {
      await shop.start();
      const { before, falseYes, ends } = await sellIntoFailure(shop);
      expect(before).toBeGreaterThan(0);
      expect(falseYes).toBe(0);
      for (const end of ends) expect(end?.message).toMatch(/503.*sync_failed/);

      // The disk works again, but nobody knows what it kept: still no yes, and no read of what may be gone.
      const health = await fetch(`${shop.baseUrl}/health`);
      expect([health.status, ((await health.json()) as { status: string }).status]).toEqual([503, 'failed']);
      await expect(shop.sellers[0]?.sell()).rejects.toThrow('sync_failed');
      await shop.program.kill();
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);

      const startMs = await shop.start();
      await shop.finishAll();
      await shop.program.stop();
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
      seen(
        'fsync EIO',
        `${before} orders before it, 0 yes after it, 503 sync_failed at all ${ends.length} tills, health failed; after a restart (${(startMs / 1000).toFixed(1)} s) the ${ends.length} unanswered orders went through once each`,
      );
    } finally {
      await shop.close();
    }
  },
);

faultTest(
  'control: without the sync before the answer the tills hear yes although no sync succeeds',
  needs,
  async () => {
    const shop = await Shop.open();
    try {
      await shop.start({ DURABILITY: 'none' });
      const { falseYes } = await sellIntoFailure(shop);
      expect(falseYes).toBeGreaterThan(0);
      seen('control of fsync EIO', `DURABILITY=none said yes ${falseYes} times while every sync failed`);
    } finally {
      await shop.close();
    }
  },
);
