import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal } from '../tooling/demo/demo-store.ts';
import { CuttableLink } from '../tooling/programs/cuttable-link.ts';
import { freePort } from '../tooling/programs/free-port.ts';
import type { Terminal } from '../tooling/replay/terminal.ts';
import { papersOf } from './support/paper.ts';
import { openKitchen } from './support/screens.ts';
import { Stage, tellAsStory, type Glass } from './support/stage.ts';
import { newId, openStore, type StoryStore } from './support/story-store.ts';

let store: StoryStore;
let stage: Stage;
let board: Glass;
let till: Terminal;
/** The screen's own cable to the store. */
let cable: CuttableLink;

beforeAll(async () => {
  [store, stage] = await Promise.all([
    openStore({ story: 'a-screen-that-was-unplugged', cloud: false }),
    Stage.open('a-screen-that-was-unplugged'),
  ]);
  cable = new CuttableLink({ host: '127.0.0.1', port: store.ports.appliance });
  const port = await freePort();
  await cable.listen(port);
  board = await openKitchen(stage, store, 'grill', { baseUrl: `http://127.0.0.1:${port}` });
  till = await openTerminal(store.manager, 'Till', 'pos', newId, 'anna');
});
afterAll(async () => {
  await stage?.close();
  await cable?.close();
  await store?.close();
});
tellAsStory(() => stage);

/** One takeaway order of something from the grill, sent. */
async function fire(itemId: 'fries' | 'minestrone' | 'sweet-potato-fries'): Promise<void> {
  const orderId = newId();
  const line = {
    orderId,
    lineId: newId(),
    itemId,
    variantId: 'regular',
    quantity: '1',
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  };
  const answers = await till.send(
    [
      { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
      { type: 'order.add_line', payload: line },
      { type: 'order.send', payload: { orderId, sendId: newId(), lineIds: null } },
    ],
    new Date().toISOString(),
  );
  expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
}

/** Milliseconds until the frame says it, on this test's clock. */
async function timeUntil(level: 'fresh' | 'stale' | 'alarm', sinceMs: number): Promise<number> {
  await board.page.locator(`[data-stale="${level}"]`).waitFor({ timeout: 30_000 });
  return performance.now() - sinceMs;
}

const shown = (dish: string) => board.page.getByRole('article').getByText(dish, { exact: true });

/** The board hears of the store every 2 s, and a loaded machine may be late with a frame. */
const heartbeatMs = 2_000;
const lateMs = 1_500;

describe('a screen that was unplugged', () => {
  it('shows what is fired while it is live', async () => {
    await fire('fries');
    await shown('Fries').waitFor();
    // The kitchen's paper waits for the screen to say that it shows it, and the cable goes next.
    await board.page.getByRole('article').getByText('Arriving').waitFor({ state: 'detached' });
    expect(await board.page.locator('[data-stale="fresh"]').count()).toBe(1);
  });

  it('says within 5 s that it is stale and after 15 s that nobody may trust it', async () => {
    const cutMs = performance.now();
    cable.cut();
    const staleMs = await timeUntil('stale', cutMs);
    expect(staleMs).toBeGreaterThan(5_000 - heartbeatMs - 500);
    expect(staleMs).toBeLessThan(5_000 + lateMs);
    await board.page.getByText(/^Last update [56] s ago\.$/).waitFor();
    await fire('minestrone');
    const alarmMs = await timeUntil('alarm', cutMs);
    expect(alarmMs - staleMs).toBeGreaterThan(10_000 - lateMs);
    expect(alarmMs).toBeLessThan(15_000 + lateMs);
    await board.page.getByText(/Do not trust this board/).waitFor();
    expect(await shown('Minestrone').count()).toBe(0);
    expect(await shown('Fries').count()).toBe(1);
  });

  it('lets paper take over what it does not show', async () => {
    await expect
      .poll(
        async () =>
          (await papersOf(store, 'kitchen')).filter(({ plainText }) => plainText.includes('Minestrone')).length,
        { timeout: 40_000 },
      )
      .toBe(1);
    expect((await papersOf(store, 'kitchen')).filter(({ plainText }) => plainText.includes('Fries'))).toEqual([]);
  });

  it('is fresh again by itself when it is plugged in, with what was fired meanwhile and where it was printed', async () => {
    cable.mend();
    await timeUntil('fresh', performance.now());
    await shown('Minestrone').waitFor();
    await shown('Fries').waitFor();
    expect(
      await board.page.getByRole('article').filter({ hasText: 'Minestrone' }).getByText('Printed at Grill').count(),
    ).toBe(1);
    await fire('sweet-potato-fries');
    await shown('Sweet Potato Fries').waitFor();
    await expect.poll(async () => (await papersOf(store, 'kitchen')).length).toBe(1);
  });

  it('says so as well when the appliance hangs, and goes on when it was killed and started again', async () => {
    const { appliance } = store.programs;
    const hungMs = performance.now();
    process.kill(appliance.pid ?? 0, 'SIGSTOP');
    expect(await timeUntil('stale', hungMs)).toBeLessThan(5_000 + lateMs);
    await appliance.kill();
    await appliance.start();
    await timeUntil('fresh', performance.now());
    expect(await board.page.getByRole('article').count()).toBe(3);
  });
});
