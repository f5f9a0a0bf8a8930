import { join } from 'node:path';
import { expect } from 'vitest';
import { ProgramFault } from '../../tooling/programs/program.ts';
import { faultTest, needsRoot, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Shop } from './support/shop.ts';
import { SmallDisk } from './support/small-disk.ts';

faultTest(
  'on a read-only disk the appliance says so in one sentence and ends; writable again, it is the store that it was',
  [needsRoot],
  async () => {
    const disk = new SmallDisk(64);
    let shop: Shop | null = null;
    try {
      shop = await Shop.open({ dataDir: join(disk.path, 'data') });
      await shop.start();
      await Promise.all(shop.sellers.map((seller) => seller.sell()));
      await shop.program.stop();

      disk.change('ro');
      const fault: unknown = await shop.start().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(ProgramFault);
      const sentence = (fault as ProgramFault).message;
      expect(sentence).toMatch(/^The store's data cannot be kept in .*: the disk is read-only\.$/);
      expect(shop.program.words).not.toMatch(/^\s+at /m);

      // The control: the same start on the same data, with nothing changed but the disk.
      disk.change('rw');
      await shop.start();
      await Promise.all(shop.sellers.map((seller) => seller.sell()));
      await shop.program.stop();
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
      seen(
        'read-only disk',
        `ended with "${sentence.replace(disk.path, '…')}"; writable again it served with nothing lost`,
      );
    } finally {
      await shop?.close();
      disk.drop();
    }
  },
);
