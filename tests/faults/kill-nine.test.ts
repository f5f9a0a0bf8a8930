import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { faultTest, seen } from './support/fault-test.ts';
import { HastyDoor } from './support/hasty-door.ts';
import { wrongAfter } from './support/oracle.ts';
import { Seller } from './support/seller.ts';
import { Shop } from './support/shop.ts';

/** Kills at moments nobody chose; `FAULT_KILLS=500` for a long night. */
const randomKills = Number(process.env['FAULT_KILLS'] ?? '30');
/** A cook waits no longer than this for a box that came back. */
const mostStartMs = 5_000;

faultTest('an appliance killed at random moments with four tills at work loses and doubles nothing', [], async () => {
  const shop = await Shop.open();
  const startsMs: number[] = [];
  try {
    for (let kill = 0; kill < randomKills; kill += 1) {
      startsMs.push(await shop.start());
      let isOver = false;
      const selling = Promise.all(shop.sellers.map((seller) => seller.sellUntil(() => isOver)));
      await delay(30 + Math.random() * 400);
      await shop.program.kill();
      isOver = true;
      await selling;
    }
    startsMs.push(await shop.start());
    await shop.finishAll();
    await shop.program.stop();
    expect(shop.acknowledged.length).toBeGreaterThan(randomKills);
    expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
    expect(Math.max(...startsMs)).toBeLessThan(mostStartMs);
    seen(
      'kill -9 at random',
      `${randomKills} kills, ${shop.acknowledged.length} orders, 0 lost, 0 doubled; serving again after at most ${(Math.max(...startsMs) / 1000).toFixed(1)} s`,
    );
  } finally {
    await shop.close();
  }
});

faultTest('control: a store that says yes before it has written is found out by one kill', [], async () => {
  const shop = await Shop.open({ tills: 1 });
  const door = new HastyDoor(shop.baseUrl);
  try {
    await shop.start();
    const [device] = shop.devices.tills;
    const seller = new Seller(await door.listen(), device ?? expect.fail('the shop has no till'));
    await seller.sell();
    await shop.program.kill();
    const wrong = wrongAfter(shop.database, seller.acknowledged);
    seller.close();
    expect(wrong).toEqual([expect.stringContaining('was acknowledged and is not there')]);
    seen('control of kill -9', `yes said before the write: ${wrong.length} of 1 order lost`);
  } finally {
    await door.close();
    await shop.close();
  }
});
