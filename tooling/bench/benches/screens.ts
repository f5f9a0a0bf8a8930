import type { Browser, Page } from '@playwright/test';
import type { OrderPage } from '@auraconnect/shared/protocol/store-api.ts';
import { demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { demoStaff } from '@auraconnect/shared/testing/demo/people.ts';
import { buildScreens } from '../../build-screens.ts';
import { findChromium, howToGetChromium, launchChromium } from '../../chromium.ts';
import { call } from '../../programs/call.ts';
import type { Command } from '../../replay/order-commands.ts';
import { startDemoAppliance, type DemoAppliance } from '../../testing/demo-appliance.ts';
import { type Bench, type Check, type Figure, quantile } from '../harness/figure.ts';
import { frameWork } from '../screen/frame-work.ts';
import { openPage, probe, slowDown, slowdown } from '../screen/slow-page.ts';
import { middleOf, tapToPaint } from '../screen/tap-to-paint.ts';

const rounds = 5;
const salesPerRound = 5;
/** Tiles of dishes that ask nothing, so that one tap is one line. */
const dishes = [
  'Fries',
  'Garlic Knots',
  'Mozzarella Sticks',
  'Minestrone',
  'Fries',
  'Sweet Potato Fries',
  'Garlic Knots',
  'Minestrone',
];
const openTickets = 100;
const boardSeconds = 10;
const burdenMs = 60;
const goalMs = 50;
const frameMs = 16;

/** The real till and kitchen board in a real browser with its processor slowed, at the real appliance. */
export const screenTimes: Bench = {
  ids: ['U1'],
  async run({ say }) {
    if (findChromium() === undefined) return [{ id: 'U1', skipped: howToGetChromium() }];
    const failed = (await buildScreens(() => undefined)).find(({ outcome }) => outcome === 'failed');
    if (failed !== undefined) throw new Error(`the ${failed.name} could not be built: ${failed.problem ?? ''}`);
    const [browser, store] = await Promise.all([launchChromium(), startDemoAppliance()]);
    try {
      say(`U1: ${rounds} rounds of ${salesPerRound} sales at a till slowed ${slowdown} times`);
      const till = await tillFigures(browser, store);
      say(`U1: a board with ${openTickets} tickets, slowed ${slowdown} times`);
      return [...till, await boardFigure(browser, store)];
    } finally {
      await browser.close();
      await store.stop();
    }
  },
};

interface Taps {
  line: number[];
  pay: number[];
  change: number[];
}

async function tillFigures(browser: Browser, store: DemoAppliance): Promise<Figure[]> {
  const page = await openPage(browser, {
    width: 1366,
    height: 768,
    address: `${store.url}/pos/#pair=${await store.pairingCode()}`,
  });
  await signIn(page);
  await openDrawer(page);
  await sell(page);
  await slowDown(page);
  const perRound: Taps[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taps: Taps = { line: [], pay: [], change: [] };
    for (let sale = 0; sale < salesPerRound; sale += 1) {
      const took = await sell(page);
      for (const name of ['line', 'pay', 'change'] as const) taps[name].push(...took[name]);
    }
    perRound.push(taps);
  }
  const correct = await soldRight(store, 1 + rounds * salesPerRound);
  await probe(page, 'burdenTaps', burdenMs);
  const burdened = await sell(page);
  await page.context().close();
  const figure = (id: string, name: keyof Taps, what: string): Figure => {
    const all = perRound.flatMap((taps) => taps[name]);
    const withBurden = p95(burdened[name]);
    return {
      id,
      what: `${what}, p95 of a round, processor slowed ${slowdown} times`,
      goal: { atMost: goalMs },
      seen: perRound.map((taps) => p95(taps[name])),
      unit: ' ms',
      correct,
      control: { ok: withBurden > goalMs, what: `with ${burdenMs} ms more in every tap: ${withBurden.toFixed(0)} ms` },
      note: `${all.length} taps: median ${quantile(all, 0.5).toFixed(0)} ms, p95 ${p95(all).toFixed(0)} ms, longest ${Math.max(...all).toFixed(0)} ms`,
    };
  };
  return [
    figure('U1', 'line', 'tap on a dish to the painted line'),
    figure('U1p', 'pay', 'tap on Pay to the painted payment screen'),
    figure('U1c', 'change', 'tap on the exact amount to the painted change'),
  ];
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: demoStaff.find(({ id }) => id === 'anna')?.name ?? '' }).click();
  await page.getByRole('group', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type(demoPins['anna'] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Menu' }).waitFor();
}

async function openDrawer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Drawer' }).click();
  await page.getByRole('button', { name: 'Open the drawer' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Sum', { exact: true }).click();
  await page.keyboard.type('200.00');
  await sheet.getByRole('button', { name: /^Open the drawer/ }).click();
  await page.getByText('The drawer is open').waitFor();
  await page.getByRole('button', { name: 'Back to the menu' }).first().click();
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: 'Sides' }).click();
}

/** One sale as at a counter: every dish a tap, Pay, the exact amount. The next sale's first tap puts the paid one away. */
async function sell(page: Page): Promise<Taps> {
  const taps: Taps = { line: [], pay: [], change: [] };
  const menu = page.getByRole('region', { name: 'Menu' });
  const check = 'section[aria-label="Check"]';
  for (const dish of dishes) {
    const tile = menu.getByRole('button', { name: new RegExp(`^${dish}`) });
    taps.line.push(await tapToPaint(page, tile, { selector: `${check} li` }));
  }
  const pay = page.locator(check).getByRole('button', { name: /^Pay/ });
  taps.pay.push(await tapToPaint(page, pay, { selector: 'button', text: 'Exact' }));
  const exact = page.getByRole('button', { name: /^Exact/ });
  taps.change.push(await tapToPaint(page, exact, { selector: 'p', text: 'No change' }));
  return taps;
}

async function soldRight(store: DemoAppliance, sales: number): Promise<Check> {
  const { device } = store.manager;
  const { orders } = await call<OrderPage>(`${store.url}/api/v1/orders?status=closed&limit=200`, {
    token: device.deviceToken,
  });
  const closed = orders.filter(
    ({ lines, paidMinor, totals }) =>
      lines.reduce((sum, { quantity }) => sum + Number(quantity), 0) === dishes.length &&
      paidMinor === totals.totalMinor,
  );
  return {
    ok: closed.length === sales,
    what: `${closed.length} of ${sales} sales are at the appliance with their ${dishes.length} dishes, paid to the cent`,
  };
}

async function boardFigure(browser: Browser, store: DemoAppliance): Promise<Figure> {
  for (let ticket = 0; ticket < openTickets; ticket += 1) await fire(store, ticket);
  const page = await openPage(browser, {
    width: 1920,
    height: 1080,
    address: `${store.url}/kds/?view=grill#pair=${await store.pairingCode()}`,
  });
  const cards = page.getByRole('article');
  await cards.nth(openTickets - 1).waitFor();
  await slowDown(page);
  let next = openTickets;
  // What a kitchen does all evening: tickets come, the oldest is bumped, every age counts.
  const evening = async (): Promise<void> => {
    for (let second = 0; second < boardSeconds; second += 1) {
      await fire(store, next);
      next += 1;
      const { x, y } = await middleOf(cards.first().getByRole('button').first());
      await page.touchscreen.tap(x, y);
      await page.waitForTimeout(1_000);
    }
  };
  const perRound: number[][] = [];
  for (let round = 0; round < rounds; round += 1) perRound.push(await frameWork(browser, page, evening));
  const shown = await page
    .getByRole('article')
    .filter({ hasText: `Bench ${next - 1}` })
    .count();
  await probe(page, 'burdenFrames', frameMs);
  const burdened = await frameWork(browser, page, () => page.waitForTimeout(2_000));
  await page.context().close();
  const all = perRound.flat();
  const over = all.filter((ms) => ms > frameMs).length;
  return {
    id: 'U1b',
    what: `work of a frame on a board with ${openTickets} tickets, p95 of a round, processor slowed ${slowdown} times`,
    goal: { atMost: frameMs },
    seen: perRound.map(p95),
    unit: ' ms',
    correct: { ok: shown === 1, what: `the last of ${next} tickets is on the board ${shown} time` },
    control: {
      ok: p95(burdened) > frameMs,
      what: `with ${frameMs} ms more in every frame: ${p95(burdened).toFixed(1)} ms`,
    },
    note: `${all.length} frames: median ${quantile(all, 0.5).toFixed(1)} ms, p99 ${quantile(all, 0.99).toFixed(1)} ms, longest ${Math.max(...all).toFixed(0)} ms; ${over} over ${frameMs} ms`,
  };
}

async function fire(store: DemoAppliance, ticket: number): Promise<void> {
  const orderId = store.newId();
  const lines = ['fries', 'minestrone', 'sweet-potato-fries'].map((itemId): Command => ({
    type: 'order.add_line',
    payload: {
      orderId,
      lineId: store.newId(),
      itemId,
      variantId: 'regular',
      quantity: '1',
      modifiers: [],
      note: ticket % 5 === 0 ? 'extra crisp' : '',
      seat: null,
      course: null,
      priceOverride: null,
    },
  }));
  const answers = await store.desk.send(
    [
      { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: `Bench ${ticket}`, guestCount: null } },
      ...lines,
      { type: 'order.send', payload: { orderId, sendId: store.newId(), lineIds: null } },
    ],
    new Date().toISOString(),
  );
  const refused = answers.find(({ status }) => status === 'refused');
  if (refused !== undefined) throw new Error(`the kitchen refused an order: ${JSON.stringify(refused)}`);
}

const p95 = (values: readonly number[]): number => quantile(values, 0.95);
