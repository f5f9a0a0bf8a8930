import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { HealthReport } from '@auraconnect/appliance/health.ts';
import { faultTest, needsRoot, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Shop } from './support/shop.ts';
import { SmallDisk } from './support/small-disk.ts';

const roomMegabytes = 5;

faultTest(
  'a full disk refuses with a cause, goes on answering what it knows, and sells again without a restart once there is room',
  [needsRoot],
  async () => {
    const disk = new SmallDisk(64);
    let shop: Shop | null = null;
    try {
      shop = await Shop.open({ dataDir: join(disk.path, 'data') });
      await shop.start();
      const { blocks, bfree, bsize } = statfsSync(disk.path);
      const usedMegabytes = Math.ceil(((blocks - bfree) * bsize) / 1_048_576);
      disk.change(`size=${usedMegabytes + roomMegabytes}m`);

      const ends = await Promise.all(shop.sellers.map((seller) => seller.sellUntil(() => false)));
      for (const end of ends) expect(end?.message).toMatch(/507.*disk_full/);
      const soldBefore = shop.acknowledged.length;
      expect(soldBefore).toBeGreaterThan(0);

      const [seller] = shop.sellers;
      expect((await seller?.get('/api/v1/orders?status=closed'))?.status).toBe(200);
      const health = (await (await fetch(`${shop.baseUrl}/health`)).json()) as HealthReport;
      expect(health.status).toBe('degraded');
      await expect(seller?.sell()).rejects.toThrow('disk_full');

      // The control of what follows: an order that was refused is not there, so whoever took 507 for a yes would be found out.
      const refused = shop.sellers.flatMap(({ unansweredOrder }) => unansweredOrder ?? []);
      const asIfYes = wrongAfter(shop.database, [...shop.acknowledged, ...refused]);
      expect(asIfYes).toHaveLength(refused.length);

      disk.change('size=64m');
      await shop.finishAll();
      await Promise.all(shop.sellers.map((one) => one.sell()));
      await shop.program.stop();
      expect(shop.acknowledged).toHaveLength(soldBefore + 2 * shop.sellers.length);
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
      seen(
        'disk full',
        `${soldBefore} orders, then 507 disk_full at all ${ends.length} tills, reads 200, health degraded; with room again every order that waited went through once, without a restart`,
      );
      seen(
        'control of disk full',
        `taking 507 for a yes: ${asIfYes.length} of ${refused.length} such orders found missing`,
      );
    } finally {
      await shop?.close();
      disk.drop();
    }
  },
);
