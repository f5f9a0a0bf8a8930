import type { Browser, Locator, Page } from '@playwright/test';
import { demoSettings } from '@auraconnect/shared/testing/demo/store.ts';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { call } from '../../tooling/programs/call.ts';
import { launchChromium } from '../../tooling/chromium.ts';
import type { Command } from '../../tooling/replay/order-commands.ts';
import { seriousFaults } from '../../tooling/testing/accessibility.ts';
import { startDemoAppliance, type DemoAppliance } from '../../tooling/testing/demo-appliance.ts';

const patienceMs = 30_000;
let browser: Browser;
let store: DemoAppliance;

beforeAll(async () => {
  [browser, store] = await Promise.all([launchChromium(), startDemoAppliance()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await store?.stop();
});

interface Look {
  name: string;
  theme: 'light' | 'dark';
  language: string;
  width: number;
  height: number;
}

/** A kitchen screen that was paired by the address. Without a view it asks for one. */
async function pairedScreen(view: string | null, look?: Look): Promise<Page> {
  const { width, height, theme, language } = look ?? { theme: 'dark', language: 'en', width: 1920, height: 1080 };
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: true,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  await context.addInitScript((wanted) => {
    if (location.protocol !== 'about:') localStorage.setItem('auraconnect.theme', wanted);
  }, theme);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${addressOf(view, language)}#pair=${await store.pairingCode()}`);
  await page.locator('[data-stale="fresh"]').waitFor();
  return page;
}

const addressOf = (view: string | null, language: string): string =>
  `${store.url}/kds/?${new URLSearchParams({ lang: language, ...(view !== null && { view }) })}`;

/** The kitchen's own screens hang on its walls from the first story to the last. */
const onTheWall = new Map<string, Promise<Page>>();
function screen(view: string): Promise<Page> {
  const page = onTheWall.get(view) ?? pairedScreen(view);
  onTheWall.set(view, page);
  return page;
}

async function must(...commands: Command[]): Promise<void> {
  const answers = await store.desk.send(commands, new Date().toISOString());
  expect(answers.filter(({ status }) => status === 'refused')).toEqual([]);
}

interface Dish {
  itemId: string;
  lineId: string;
  note?: string;
  quantity?: string;
}
const dish = (itemId: string, more: Partial<Dish> = {}): Dish => ({ itemId, lineId: store.newId(), ...more });

function addAndSend(orderId: string, dishes: readonly Dish[]): Command[] {
  return [
    ...dishes.map(({ itemId, lineId, note = '', quantity = '1' }): Command => ({
      type: 'order.add_line',
      payload: {
        orderId,
        lineId,
        itemId,
        variantId: 'regular',
        quantity,
        modifiers: [],
        note,
        seat: null,
        course: null,
        priceOverride: null,
      },
    })),
    { type: 'order.send', payload: { orderId, sendId: store.newId(), lineIds: null } },
  ];
}

/** A takeaway order in the kitchen under a label of its own. */
async function fire(label: string, ...dishes: Dish[]): Promise<string> {
  const orderId = store.newId();
  await must(
    { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label, guestCount: null } },
    ...addAndSend(orderId, dishes),
  );
  return orderId;
}

const card = (page: Page, label: string): Locator => page.getByRole('article').filter({ hasText: label });
const selected = (page: Page): Locator => page.locator('article[aria-current="true"]');

/** Walks to a card as a cook does: one press, one look. */
async function select(page: Page, label: string): Promise<void> {
  await card(page, label).waitFor();
  const cards = await page.getByRole('article').count();
  for (let presses = 0; presses <= cards; presses += 1) {
    if ((await selected(page).filter({ hasText: label }).count()) > 0) return;
    const before = (await selected(page).count()) === 0 ? null : await selected(page).getAttribute('data-card');
    await page.keyboard.press('ArrowRight');
    await page.locator(`article[aria-current="true"]:not([data-card="${before}"])`).waitFor();
  }
  throw new Error(`the selection never came to ${label}`);
}

describe('a cook with a bump bar', () => {
  it('marks an item done, bumps the ticket and brings it back without touching the glass', async () => {
    const page = await screen('grill');
    await fire('Bar one', dish('fries'), dish('minestrone'));
    await select(page, 'Bar one');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await card(page, 'Bar one')
      .getByRole('button', { name: /Minestrone/, pressed: true })
      .waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await card(page, 'Bar one').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await card(page, 'Bar one')
      .getByRole('button', { name: /Minestrone/, pressed: true })
      .waitFor();
  });

  it('keeps the selection on its ticket when somebody else bumps another', async () => {
    const [page, other] = [await screen('cold'), await screen('all')];
    await fire('First', dish('caprese'));
    await fire('Second', dish('caprese'));
    await select(page, 'Second');
    await card(other, 'First').getByRole('button', { name: /^Bump/ }).tap();
    await card(page, 'First').waitFor({ state: 'detached' });
    expect(await selected(page).innerText()).toContain('Second');
    await page.keyboard.press('Enter');
    await card(other, 'Second').waitFor({ state: 'detached' });
  });

  it('goes on where a finger left off', async () => {
    const page = await screen('cold');
    await fire('Touched', dish('caprese'));
    await card(page, 'Touched')
      .getByRole('button', { name: /Caprese/ })
      .tap();
    await select(page, 'Touched');
    await page.keyboard.press('Enter');
    await card(page, 'Touched').waitFor({ state: 'detached' });
  });
});

describe('a cook with a finger', () => {
  it('finds the next ticket where it was, until they have stopped tapping', async () => {
    const page = await screen('pizza');
    await fire('Upper', dish('garlic-knots'));
    await fire('Lower', dish('garlic-knots'));
    await card(page, 'Lower').waitFor();
    const before = await card(page, 'Lower').boundingBox();
    await card(page, 'Upper').getByRole('button', { name: /^Bump/ }).tap();
    await page
      .getByRole('article')
      .getByRole('button', { name: /^Bring back/ })
      .waitFor();
    expect(await card(page, 'Lower').boundingBox()).toEqual(before);
    await card(page, 'Upper').waitFor({ state: 'detached' });
    expect(await card(page, 'Lower').boundingBox()).not.toEqual(before);
    await card(page, 'Lower').getByRole('button', { name: /^Bump/ }).tap();
    await page.getByText('All caught up').waitFor();
  });

  it('reads every line of a ticket that is longer than the glass is high', async () => {
    const page = await screen('pizza');
    await fire(
      'Party',
      ...Array.from({ length: 24 }, (_, seat) => dish('garlic-knots', { note: `guest ${seat + 1}` })),
    );
    const lines = card(page, 'Party').getByRole('listitem');
    await lines.first().waitFor();
    const foot = (await page.getByRole('main').boundingBox()) ?? { y: 0, height: 0 };
    for (const line of await lines.all()) {
      const box = (await line.boundingBox()) ?? { y: Infinity, height: 0 };
      expect(box.y + box.height).toBeLessThanOrEqual(foot.y + foot.height);
    }
  });

  it('cooks what is still wanted of a line of which a part was taken back', async () => {
    const page = await screen('grill');
    const fries = dish('fries', { quantity: '3' });
    const orderId = await fire('Fewer', fries);
    await must({ type: 'order.void_line', payload: { orderId, lineId: fries.lineId, quantity: '1', reason: 'guest' } });
    const line = card(page, 'Fewer').getByRole('button', { name: /Fries/ });
    await line.getByText('CANCEL 1').waitFor();
    expect(await line.innerText()).toMatch(/^2\s/);
  });
});

describe('the pass and the guests’ board', () => {
  it('call an order when its last station has made it, and forget it when it was served', async () => {
    const [grill, cold] = [await screen('grill'), await screen('cold')];
    const [pass, guests] = await Promise.all([screen('expo'), screen('ready')]);
    await fire('Guest 42', dish('fries'), dish('caprese'));
    const preparing = guests.getByRole('region', { name: 'Preparing' }).getByText('Guest 42');
    const ready = guests.getByRole('region', { name: 'Ready' }).getByText('Guest 42');
    await preparing.waitFor();
    await card(grill, 'Guest 42').getByRole('button', { name: /^Bump/ }).tap();
    await card(pass, 'Guest 42').getByRole('button', { name: 'Waiting for Cold' }).waitFor();
    expect(await ready.count()).toBe(0);
    await card(cold, 'Guest 42').getByRole('button', { name: /^Bump/ }).tap();
    await ready.waitFor();
    expect(await preparing.count()).toBe(0);
    await select(pass, 'Guest 42');
    await pass.keyboard.press('Enter');
    await ready.waitFor({ state: 'detached' });
    await card(pass, 'Guest 42').waitFor({ state: 'detached' });
  });
});

describe('the pass', () => {
  it('rings its bell once when an order is complete, and not for what was complete before it was switched on', async () => {
    const cold = await screen('cold');
    const early = await fire('Early bird', dish('caprese'));
    await card(cold, 'Early bird').getByRole('button', { name: /^Bump/ }).tap();
    const pass = await pairedScreen(null);
    onTestFinished(() => pass.context().close());
    await pass.addInitScript(() => {
      const rung: number[] = [];
      Object.assign(window, { rung });
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when) {
        rung.push(this.frequency.value);
        return start.call(this, when);
      };
    });
    await pass.goto(addressOf('expo', 'en'));
    await card(pass, 'Early bird').getByRole('button', { name: 'Served' }).waitFor();
    // A browser that was touched before may let the page sound by itself, in the very moment of the tap.
    const sound = pass.getByRole('button', { name: /sound/i });
    await vi.waitFor(
      async () => {
        if ((await sound.textContent()) === 'Sound is on') return;
        await sound.tap();
        throw new Error('the sound is not on yet');
      },
      { timeout: patienceMs, interval: 300 },
    );
    await fire('Late bird', dish('caprese'));
    await card(cold, 'Late bird').getByRole('button', { name: /^Bump/ }).tap();
    await card(pass, 'Late bird').getByRole('button', { name: 'Served' }).waitFor();
    const bells = (): Promise<number> =>
      pass.evaluate(() => (window as unknown as { rung: number[] }).rung.filter((hertz) => hertz === 1568).length);
    expect(await bells()).toBe(1);
    await must({ type: 'kitchen.serve', payload: { orderId: early } });
    await card(pass, 'Early bird').waitFor({ state: 'detached' });
    expect(await bells()).toBe(1);
  });
});

describe('a printer of the kitchen', () => {
  it('says on the boards of its stations what it lacks, and nothing more once it has it', async () => {
    const [pizza, bar] = [await screen('pizza'), await pairedScreen('bar')];
    const told = (page: Page): Locator => page.getByText(/^Kitchen: /);
    const fault = (paperOut: boolean): Promise<unknown> =>
      call(`${store.programs.paperUrl}/printers/kitchen/faults`, { method: 'POST', body: { paperOut } });
    await fault(true);
    await must({ type: 'print.test', payload: { printerId: 'kitchen' } });
    await told(pizza).waitFor();
    await expect
      .poll(() => told(pizza).innerText(), { timeout: 15_000 })
      .toMatch(/^Kitchen: out of paper, 1 ticket waiting, since /);
    // By the store's clock, whatever the screen's own is.
    const minutesAgo = (minutes: number): string =>
      formatTime(Date.now() - minutes * 60_000, demoSettings.timeZone, 'en-US');
    const said = (await told(pizza).innerText()).replaceAll(/\s/g, ' ');
    expect([0, 1, 2].map((minutes) => said.includes(minutesAgo(minutes).replaceAll(/\s/g, ' ')))).toContain(true);
    // It stands in for the bar's.
    await told(bar).waitFor();
    expect(await seriousFaults(pizza)).toEqual([]);
    await fault(false);
    await told(pizza).waitFor({ state: 'detached' });
    await bar.context().close();
  });
});

describe('the language of a screen', () => {
  it('is the store’s until somebody chooses another one at it, and that stays', async () => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'de-DE' });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(`${store.url}/kds/#pair=${await store.pairingCode()}`);
    // A German browser in an American restaurant.
    await page.getByRole('heading', { name: 'What should this screen show?' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('menuitem', { name: 'العربية' }).click();
    await page.getByRole('button', { name: 'كل المحطات' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'كل المحطات' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  });
});

describe('anybody can use it', () => {
  const looks: Look[] = [
    { name: 'dark, full HD', theme: 'dark', language: 'en', width: 1920, height: 1080 },
    { name: 'light, Arabic, small panel', theme: 'light', language: 'ar', width: 1366, height: 768 },
  ];

  it.each(looks)('without a serious accessibility fault: $name', async (look) => {
    const found: string[] = [];
    const audit = async (page: Page, where: string): Promise<void> => {
      found.push(...(await seriousFaults(page)).map((fault) => `${where}: ${fault}`));
    };
    const gone = dish('minestrone');
    const orderId = await fire('Seven', dish('fries', { note: 'peanut allergy' }), gone, dish('caprese'));
    await must(
      { type: 'order.void_line', payload: { orderId, lineId: gone.lineId, quantity: '1', reason: 'guest' } },
      ...addAndSend(orderId, [dish('sweet-potato-fries', { note: 'crisp' })]),
    );
    const page = await pairedScreen(null, look);
    onTestFinished(() => page.context().close());
    await page.getByRole('button', { name: 'Grill' }).waitFor();
    await audit(page, 'choosing a view');
    for (const view of ['grill', 'expo', 'ready']) {
      await page.goto(addressOf(view, look.language));
      await page.getByText('Seven').first().waitFor();
      if (view === 'grill') {
        await card(page, 'Seven').first().locator('ul button').first().tap();
        await card(page, 'Seven').nth(1).locator('button').first().tap();
        await page.keyboard.press('ArrowRight');
      }
      await audit(page, view);
    }
    await page.evaluate(() => localStorage.clear());
    await page.goto(addressOf(null, look.language));
    await page.getByRole('textbox').first().waitFor();
    await audit(page, 'pairing');
    expect(found).toEqual([]);
  });
});
