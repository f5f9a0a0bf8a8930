import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { faultTest, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Seller } from './support/seller.ts';
import { Shop } from './support/shop.ts';
import { UnsureDoor } from './support/unsure-door.ts';

const guests = 200;

function ordersIn(databasePath: string): number {
  const db = new Database(databasePath, { readonly: true });
  try {
    const { journal } = new SqliteStorage(db);
    return journal.rows(0, journal.head().seq).filter(({ type }) => type === 'order.closed').length;
  } finally {
    db.close();
  }
}

interface Served {
  orders: number;
  wrong: string[];
  lost: number;
  repeated: number;
}

/** Every guest is served by a till that hears nothing of three orders in ten and whose requests arrive twice as often. */
async function serve(retry: (seller: Seller) => void): Promise<Served> {
  const shop = await Shop.open({ tills: 2 });
  const door = new UnsureDoor(shop.baseUrl, seededRandom(11), { loses: 0.3, repeats: 0.3 });
  try {
    await shop.start();
    const address = await door.listen();
    const sellers = shop.devices.tills.map((device) => new Seller(address, device));
    await Promise.all(
      sellers.map(async (seller) => {
        for (let guest = 0; guest < guests / sellers.length; guest += 1) {
          while (
            await seller.sell().then(
              () => false,
              () => true,
            )
          )
            retry(seller);
        }
      }),
    );
    await shop.program.stop();
    const acknowledged = sellers.flatMap((seller) => seller.acknowledged);
    for (const seller of sellers) seller.close();
    const { lost, repeated } = door;
    return { orders: ordersIn(shop.database), wrong: wrongAfter(shop.database, acknowledged), lost, repeated };
  } finally {
    await door.close();
    await shop.close();
  }
}

faultTest('a till whose answers get lost and whose requests arrive twice sells each guest one order', [], async () => {
  const { orders, wrong, lost, repeated } = await serve(() => undefined);
  expect(wrong).toEqual([]);
  expect(orders).toBe(guests);
  expect(Math.min(lost, repeated)).toBeGreaterThan(20);
  seen(
    'lost and repeated answers',
    `${guests} guests, ${lost} answers lost, ${repeated} requests arrived twice: ${orders} orders, 0 lost, 0 doubled`,
  );
});

faultTest('control: a till that begins anew when it hears nothing sells some guests twice', [], async () => {
  const { orders } = await serve((seller) => seller.forget());
  expect(orders).toBeGreaterThan(guests);
  seen('control of lost answers', `a new order for each silence: ${orders} orders for ${guests} guests`);
});
