import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { OrderPage } from '@auraconnect/shared/protocol/store-api.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../../tooling/chromium.ts';
import { call } from '../../../tooling/programs/call.ts';
import { seriousFaults } from '../../../tooling/testing/accessibility.ts';
import { startDemoAppliance, type DemoAppliance } from '../../../tooling/testing/demo-appliance.ts';
import { plugInPrinter } from '../../../tooling/testing/spare-printer.ts';

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

interface TillPage {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  language?: 'en' | 'de' | 'es' | 'ar';
  name?: string;
}

/** A browser that scanned the QR code of a pairing window: a till of its own. */
async function pairedTill({
  width = 1366,
  height = 768,
  theme = 'light',
  language = 'en',
}: Look = {}): Promise<TillPage> {
  const context = await browser.newContext({ viewport: { width, height }, hasTouch: true, locale: 'en-US' });
  await context.addInitScript(
    ([wantedTheme, wantedLanguage]) => {
      if (location.protocol === 'about:') return;
      localStorage.setItem('auraconnect.theme', wantedTheme);
      localStorage.setItem('auraconnect.pos.language', wantedLanguage);
    },
    [theme, language] as const,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(String(fault)));
  onTestFinished(() => context.close());
  await page.goto(`${store.url}/pos/#pair=${await store.pairingCode()}`);
  await page.getByText('Anna Rossi').waitFor();
  return { page, context, faults };
}

async function signIn(page: Page, name = 'Anna Rossi', pin = '1111'): Promise<void> {
  await page.getByText(name).tap();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap();
  // A key on the keyboard would be faster than the last tap on a busy machine.
  await page.getByRole('group').getByRole('button').last().tap();
  await page.getByRole('button', { name: /Classic Deluxe/ }).waitFor();
}

/** What a cashier does first in the morning. */
async function openDrawer(page: Page): Promise<void> {
  await page.locator('header nav button').nth(1).tap();
  await page.locator('main button:visible').last().tap();
  const sheet = page.getByRole('dialog');
  await sheet.locator('footer button:visible').last().tap();
  await sheet.waitFor({ state: 'detached' });
  await page.locator('header button').first().tap();
  await page.getByRole('button', { name: /Classic Deluxe/ }).waitFor();
}

const check = (page: Page): Locator => page.getByRole('region', { name: 'Check', exact: true });
const sheet = (page: Page): Locator => page.getByRole('dialog');

async function ordersOf(status: 'open' | 'closed'): Promise<Order[]> {
  const { device } = store.manager;
  return (await call<OrderPage>(`${store.url}/api/v1/orders?status=${status}&limit=200`, { token: device.deviceToken }))
    .orders;
}

async function until<T>(look: () => Promise<T | null | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const seen = await look();
    if (seen !== null && seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not seen in time: ${what}`);
}

/** The label that this test writes on an order, to know it again. */
let labels = 0;
async function labelOrder(page: Page): Promise<string> {
  const label = `Table ${(labels += 1)}`;
  await check(page).getByRole('button', { name: 'Name, table, note' }).tap();
  await sheet(page).getByRole('textbox', { name: 'Name or table' }).fill(label);
  await sheet(page).getByRole('button', { name: 'Save' }).tap();
  await check(page).getByText(label).waitFor();
  return label;
}

describe('a store that has not sold yet', () => {
  it('tells its manager that no day has begun', async () => {
    const { page, faults } = await pairedTill();
    await signIn(page, 'Gianni Esposito', '9999');
    await page.locator('header nav button').nth(2).tap();
    await page.getByText('No day has begun yet').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a counter-service sale', () => {
  it('of a modified item takes at most six taps from the home screen', async () => {
    const { page, faults } = await pairedTill();
    await signIn(page);
    await openDrawer(page);
    const before = new Set((await ordersOf('closed')).map((order) => order.orderId));
    let taps = 0;
    const tap = async (target: Locator): Promise<void> => {
      taps += 1;
      await target.tap();
    };
    await tap(page.getByRole('button', { name: /^Classic Deluxe/ }));
    await tap(sheet(page).getByRole('button', { name: /^Large/ }));
    await tap(sheet(page).getByRole('button', { name: /^Stuffed crust/ }));
    await tap(sheet(page).getByRole('button', { name: /^Add/ }));
    await tap(check(page).getByRole('button', { name: /^Pay/ }));
    await tap(page.getByRole('button', { name: /^Exact/ }));
    await page.getByText('No change').waitFor();
    expect(taps).toBeLessThanOrEqual(6);

    const sold = await until(
      async () => (await ordersOf('closed')).find((order) => !before.has(order.orderId)),
      'the sale at the appliance',
    );
    expect(sold).toMatchObject({ status: 'closed', paidMinor: 2504, totals: { totalMinor: 2504 } });
    expect(sold.lines[0]).toMatchObject({
      name: 'Classic Deluxe',
      variantName: 'Large',
      modifiers: [{ name: 'Stuffed crust', unitPriceMinor: 250 }],
    });
    expect(sold.tickets).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('starts the next one without a tap in between, prints the receipt, and shows all of it to the guest', async () => {
    const { page, context } = await pairedTill();
    await signIn(page);
    await openDrawer(page);
    const guest = await context.newPage();
    guest.setDefaultTimeout(patienceMs);
    await guest.goto(`${store.url}/pos/customer`);
    await guest.getByRole('heading', { name: 'Bella Napoli' }).waitFor();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Sides' }).tap();
    await page.getByRole('button', { name: /^Garlic Knots/ }).tap();
    await guest.getByRole('status').getByText('$7.89').waitFor();
    await check(page).getByRole('button', { name: /^Pay/ }).tap();
    await page.getByRole('button', { name: '$20.00' }).tap();
    await page.getByText('$12.11').waitFor();
    await guest.getByRole('status').getByText('$12.11').waitFor();
    expect(await seriousFaults(guest)).toEqual([]);
    await page.getByRole('button', { name: /^Minestrone/ }).tap();
    await check(page).getByText('Minestrone').waitFor();
    await guest.getByText('Minestrone').waitFor();
    // A scanner types its code in one breath, whatever has the focus; from out here a busy machine would stammer.
    const scan = (code: string): Promise<void> =>
      page.evaluate(
        (keys) => {
          for (const key of keys)
            (document.activeElement ?? document.body).dispatchEvent(
              new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
            );
        },
        [...code, 'Enter'],
      );
    await scan('8002270014901');
    await sheet(page)
      .getByRole('button', { name: /^Liter/ })
      .tap();
    await check(page).getByText('Sparkling Water, Liter').waitFor();
    await sheet(page).waitFor({ state: 'detached' });
    await scan('0000000000000');
    await page.getByText('No item has the code 0000000000000.').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    expect(await guest.getByText('Anna').count()).toBe(0);
    await until(async () => {
      const papers = await call<{ papers: { text?: string; lines: unknown[] }[] }>(
        `${store.programs.paperUrl}/printers/receipt/papers`,
      );
      return JSON.stringify(papers).includes('12.11') ? papers : null;
    }, 'the receipt on paper');
  });
});

describe('a refund', () => {
  it('stays on the screen until the guest has the money, and its receipt is printed once more as a COPY', async () => {
    const { page } = await pairedTill();
    await signIn(page, 'Priya Nair', '5555');
    await openDrawer(page);
    await page.getByRole('button', { name: 'Sides' }).tap();
    await page.getByRole('button', { name: /^Minestrone/ }).tap();
    const label = await labelOrder(page);
    await check(page).getByRole('button', { name: /^Pay/ }).tap();
    await page.getByRole('button', { name: /^Exact/ }).tap();
    await page.getByText('No change').waitFor();
    await page.getByRole('button', { name: 'Orders' }).tap();
    await page.getByRole('button', { name: new RegExp(label) }).tap();
    await page.getByRole('button', { name: 'Refund' }).tap();
    await sheet(page).getByRole('button', { name: 'More of Minestrone' }).tap();
    await sheet(page)
      .getByRole('button', { name: /^Give it back/ })
      .tap();
    await sheet(page).getByText('Give the guest this from the drawer').waitFor();
    expect(await sheet(page).getByRole('status').innerText()).toContain('$8.17');
    await sheet(page).getByRole('button', { name: 'Done, the guest has it' }).tap();
    const order = await until(
      async () => (await ordersOf('closed')).find((one) => one.label === label && one.refunds.length > 0),
      'the refund at the appliance',
    );
    expect(order.refunds).toMatchObject([{ tender: 'cash', amountMinor: 817 }]);
    await page.locator('header nav button').nth(2).tap();
    await page.getByRole('tab', { name: /^Printing/ }).tap();
    await page.getByRole('searchbox').fill(label);
    await page.getByRole('button', { name: new RegExp(`^Receipt: .*${label}`) }).tap();
    await sheet(page).getByRole('img', { name: /COPY/ }).waitFor();
    await sheet(page).getByRole('button', { name: 'Print as COPY' }).tap();
    await until(async () => {
      const { papers } = await call<{ papers: { plainText: string }[] }>(
        `${store.programs.paperUrl}/printers/receipt/papers`,
      );
      return papers.find(({ plainText }) => plainText.includes(label) && plainText.includes('COPY'));
    }, 'the copy on paper');
  });
});

describe('printers at the till', () => {
  const card = (page: Page): Locator => page.getByRole('list', { name: 'Printers' });
  const toPrinting = async (page: Page): Promise<void> => {
    await page.locator('header nav button').nth(2).tap();
    await page.getByRole('tab', { name: /^Printing/ }).tap();
  };
  const shown = async (name: string) =>
    (await store.bootstrap()).catalogue.printers.find((printer) => printer.name === name);

  it('are added, learn their drawer, print, are changed and go again, all by a manager', async () => {
    const spare = await plugInPrinter();
    onTestFinished(() => spare.stop());
    const { page, faults } = await pairedTill({ width: 1024, theme: 'dark' });
    await signIn(page, 'Gianni Esposito', '9999');
    await toPrinting(page);
    await page.getByRole('button', { name: 'Add a printer' }).tap();
    await sheet(page).getByRole('button', { name: 'Save' }).tap();
    await sheet(page).getByText('Type a name.').waitFor();
    await sheet(page).getByRole('textbox', { name: 'Name' }).fill('Patio');
    await sheet(page).getByRole('textbox', { name: 'Address' }).fill(spare.address);
    await sheet(page).getByText('Cash drawer', { exact: true }).tap();
    await sheet(page).getByRole('button', { name: 'Save and go on' }).tap();
    await sheet(page).getByRole('heading', { name: 'Patio' }).waitFor();
    await sheet(page).getByRole('button', { name: 'Open the drawer' }).tap();
    await sheet(page).getByText('Did it open? (Pin 2)').waitFor();
    expect(await spare.drawer()).toBe('open');
    // What is read aloud of a busy button is no part of the page.
    expect(await seriousFaults(page, '[data-live-announcer]')).toEqual([]);
    await sheet(page).getByRole('button', { name: 'Yes, it is open' }).tap();
    await sheet(page).getByText('Now push it shut.').waitFor();
    await spare.pushDrawerShut();
    await sheet(page).getByRole('button', { name: 'It is shut' }).tap();
    await sheet(page)
      .getByText(/^Pin 2 opens it, and it says when it is open/)
      .waitFor();
    await sheet(page).getByRole('textbox', { name: 'Name' }).fill('Terrace');
    await sheet(page).getByRole('button', { name: 'Save' }).tap();
    await card(page).getByText('drawer closed').waitFor();
    expect(await shown('Terrace')).toMatchObject({ id: 'patio', drawer: { pin: 2, openLevel: 'high' } });

    await card(page).getByRole('button', { name: 'Test print: Terrace' }).tap();
    await expect.poll(spare.papers).toContainEqual(expect.stringMatching(/Drawer +pin 2, 3 = 1[^]*the printer works/));

    await card(page).getByRole('button', { name: 'Edit Terrace' }).tap();
    await sheet(page).getByRole('button', { name: 'Delete' }).tap();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).tap();
    await card(page).getByText('Terrace').waitFor({ state: 'detached' });
    expect(await shown('Terrace')).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('are changed by a cashier when a manager approves it, and by nobody while the appliance is away', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    await toPrinting(page);
    await card(page).getByRole('button', { name: 'Edit Bar' }).tap();
    await sheet(page)
      .getByText(/^Only somebody who may change the store/)
      .waitFor();
    await sheet(page).getByRole('textbox', { name: 'Name' }).fill('Bar, left');
    await sheet(page).getByRole('button', { name: 'Save' }).tap();
    await page.getByText('A manager is needed').waitFor();
    await page.keyboard.press('Escape');
    expect(await sheet(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Bar, left');
    await sheet(page).getByRole('button', { name: 'Save' }).tap();
    await page.getByRole('group', { name: 'PIN of Gianni Esposito' }).waitFor();
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await card(page).getByText('Bar, left').waitFor();
    await store.programs.appliance.kill();
    await page.getByText(/Printers can be changed when it is back/).waitFor();
    expect(await page.getByRole('button', { name: 'Add a printer' }).isDisabled()).toBe(true);
    await store.programs.appliance.start();
    await page.getByText('All is well').waitFor();
  });
});

describe('a long check', () => {
  it('shows what was just tapped, and another order from its head', async () => {
    const { page } = await pairedTill({ width: 1024 });
    await signIn(page);
    await page.getByRole('button', { name: 'Desserts' }).tap();
    for (let count = 0; count < 8; count += 1)
      await page.getByRole('button', { name: count % 2 === 0 ? /^Tiramis/ : /^Panna Cotta/ }).tap();
    const lines = check(page).getByRole('listitem');
    await expect.poll(() => lines.count()).toBe(8);
    const isInSight = (line: Locator): Promise<boolean> =>
      line.evaluate((element) => {
        const list = element.closest('.overflow-y-auto')?.getBoundingClientRect();
        const { top, bottom } = element.getBoundingClientRect();
        return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
      });
    await expect.poll(() => isInSight(lines.last())).toBe(true);
    const label = await labelOrder(page);
    await page.getByRole('button', { name: 'New order' }).tap();
    await page.getByRole('button', { name: new RegExp(label) }).tap();
    await expect.poll(() => lines.count()).toBe(8);
    expect(await isInSight(lines.first())).toBe(true);
  });
});

describe('a till whose appliance is away', () => {
  it('sells on, keeps everything over a reload, and the appliance has each sale once when it is back', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    await openDrawer(page);
    let isCut = true;
    // The network takes every command away, and the answer to the first one that gets through as well.
    await page.route('**/api/v1/commands**', async (route) =>
      isCut ? route.abort('connectionrefused') : route.continue(),
    );
    await page.getByRole('button', { name: 'Desserts' }).tap();
    await page.getByRole('button', { name: /^Panna Cotta/ }).tap();
    const label = await labelOrder(page);
    await check(page).getByText('kept on this till').waitFor();
    await page.reload();
    await signIn(page);
    await page.getByRole('button', { name: new RegExp(label) }).tap();
    await check(page).getByText('Panna Cotta').waitFor();
    await check(page).getByRole('button', { name: /^Pay/ }).tap();
    await page.getByRole('button', { name: /^Exact/ }).tap();
    await page.getByText('Kept on this till').first().waitFor();
    expect((await ordersOf('closed')).filter((order) => order.label === label)).toEqual([]);

    isCut = false;
    const sold = await until(async () => (await ordersOf('closed')).find((order) => order.label === label), 'the sale');
    expect(sold.payments).toHaveLength(1);
    expect(sold.lines).toHaveLength(1);
    await page.getByText('All is well').waitFor();
  });

  it('loses nothing and repeats nothing when the appliance is killed under it', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    await openDrawer(page);
    await page.getByRole('button', { name: 'Salads' }).tap();
    await page.getByRole('button', { name: /^Caprese/ }).tap();
    const label = await labelOrder(page);
    await store.programs.appliance.kill();
    await page.getByRole('button', { name: /^Caprese/ }).tap();
    await page
      .getByText(/does not answer/)
      .first()
      .waitFor();
    await check(page).getByText('2×').waitFor();
    await check(page).getByRole('button', { name: /^Send/ }).tap();
    await store.programs.appliance.start();
    const order = await until(
      async () => (await ordersOf('open')).find((one) => one.label === label && one.tickets.length > 0),
      'the sent order',
    );
    expect(order.lines.map((line) => line.quantity)).toEqual(['2']);
    expect(order.tickets).toHaveLength(1);
    await page.getByText('All is well').waitFor();
    // No cloud has it: this till keeps it, for a box that loses its disk.
    const kept = await page.evaluate(async () => {
      const request = indexedDB.open('auraconnect-pos');
      await new Promise((resolve) => (request.onsuccess = resolve));
      const rows = request.result.transaction('kept-rows').objectStore('kept-rows').getAll();
      await new Promise((resolve) => (rows.onsuccess = resolve));
      request.result.close();
      return (rows.result as { type: string; orderId: string | null }[]).map(({ type, orderId }) => [type, orderId]);
    });
    expect(kept).toContainEqual(['order.sent', order.orderId]);
  });
});

describe('one device, one till', () => {
  it('rests in a second tab until that one takes over', async () => {
    const { page, context } = await pairedTill();
    const second = await context.newPage();
    await second.goto(`${store.url}/pos/`);
    await second.getByText('This till is open elsewhere').waitFor();
    await second.getByRole('button', { name: 'Go on here' }).tap();
    await second.getByText('Anna Rossi').waitFor();
    await page.getByText('This till is open elsewhere').waitFor();
  });

  it('uses a pairing code up and leaves it nowhere', async () => {
    const { page } = await pairedTill();
    expect(page.url()).toBe(`${store.url}/pos/`);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('pair=');
  });

  it('says that it was disconnected once a manager has done so', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    const { device, staff } = store.manager;
    const till = await page.evaluate(
      () => JSON.parse(localStorage.getItem('auraconnect.pos.device') ?? '{}') as { deviceId: string },
    );
    await call(`${store.url}/api/v1/devices/${till.deviceId}`, {
      method: 'DELETE',
      token: device.deviceToken,
      staffToken: staff.staffToken,
    });
    await page.getByText('This device was disconnected from the store.').waitFor();
  });

  it('does not sign anybody in with a wrong PIN', async () => {
    const { page } = await pairedTill();
    await page.getByText('Sofía Delgado').tap();
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await page.getByText(/PIN is not right/).waitFor();
    expect(await page.getByRole('button', { name: /Classic Deluxe/ }).count()).toBe(0);
  });
});

describe('two tills one store', () => {
  it('shows on both what is sold out, and each other’s orders', async () => {
    const [{ page: one }, { page: two }] = [await pairedTill(), await pairedTill()];
    await signIn(one, 'Priya Nair', '5555');
    await signIn(two);
    for (const page of [one, two]) await page.getByRole('button', { name: 'Desserts' }).tap();
    await one.getByRole('button', { name: /^Gelato/ }).click({ button: 'right' });
    await sheet(one)
      .getByRole('button', { name: /Sold out/ })
      .tap();
    await two.getByRole('button', { name: /^Gelato.*Sold out/ }).waitFor();
    await two.getByRole('button', { name: /^Tiramis/ }).tap();
    const label = await labelOrder(two);
    await one.getByRole('button', { name: new RegExp(label) }).tap();
    await check(one).getByText('Tiramisù').waitFor();
    await one.getByRole('button', { name: /^Tiramis/ }).tap();
    await check(two).getByText('2×').waitFor();
  });

  it('lets a manager approve one discount with a PIN, and only that one', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    await page.getByRole('button', { name: 'Sides' }).tap();
    await page.getByRole('button', { name: /^Minestrone/ }).tap();
    const label = await labelOrder(page);
    const discount = async (percent: string): Promise<void> => {
      await check(page).getByRole('button', { name: 'More for this order' }).tap();
      await page.getByRole('menuitem', { name: 'Discount on the order' }).tap();
      await sheet(page).getByRole('button', { name: percent }).tap();
    };
    await discount('50%');
    await sheet(page).getByText('A manager is needed').waitFor();
    await sheet(page).getByRole('button', { name: 'Priya Nair' }).tap();
    await page.keyboard.type('5555');
    await page.keyboard.press('Enter');
    await check(page).getByText('−$3.75').waitFor();
    const order = await until(
      async () => (await ordersOf('open')).find((one) => one.label === label && one.discounts.length > 0),
      'the discount',
    );
    expect(order.discounts).toMatchObject([{ rate: '0.5', approvedBy: 'priya' }]);
    await discount('25%');
    await sheet(page).getByText('A manager is needed').waitFor();
  });
});

describe('anybody can use it', () => {
  const looks: Look[] = [
    { name: 'counter, light', width: 1366, height: 768 },
    { name: 'counter, dark, Arabic', width: 1024, height: 768, theme: 'dark', language: 'ar' },
    { name: 'handheld, light, German', width: 390, height: 844, language: 'de' },
  ];

  it.each(looks)('without a serious accessibility fault: $name', async (look) => {
    const { page } = await pairedTill(look);
    const found: string[] = [];
    const audit = async (where: string): Promise<void> => {
      await page.waitForTimeout(300);
      found.push(...(await seriousFaults(page)).map((fault) => `${where}: ${fault}`));
    };
    await audit('who is there');
    await signIn(page);
    await audit('menu');
    await openDrawer(page);
    await page.getByRole('button', { name: /^Classic Deluxe/ }).tap();
    await sheet(page)
      .getByRole('button', { name: /^Large/ })
      .tap();
    await audit('choices');
    await sheet(page).locator('footer button:visible').last().tap();
    await sheet(page).waitFor({ state: 'detached' });
    if ((look.width ?? 0) < 768) await page.getByRole('button', { name: /^1 Artikel/ }).tap();
    await audit('check');
    await page.locator('section footer button:visible').first().tap();
    await page.locator('section[aria-labelledby="cash-title"]').waitFor();
    await audit('payment');
    await page.locator('header nav button').nth(0).tap();
    await page.locator('section ul li button:visible').first().tap();
    await audit('orders');
    for (const tab of [0, 1, 2, 3]) {
      await page.locator('header nav button').nth(2).tap();
      await page.getByRole('tab').nth(tab).tap();
      await audit(`manager ${tab}`);
    }
    expect(found).toEqual([]);
  });
});

describe('at a table', () => {
  it('gives a dish its seat and course before it is sent, and voids it for a reason with one button', async () => {
    const { page, faults } = await pairedTill();
    await signIn(page, 'Gianni Esposito', '9999');
    await page.getByRole('button', { name: 'Dine in', exact: true }).tap();
    await page.getByRole('button', { name: 'Sides' }).tap();
    await page.getByRole('button', { name: /^Minestrone/ }).tap();
    await check(page)
      .getByRole('button', { name: /Minestrone/ })
      .tap();
    const seat = sheet(page).getByRole('radiogroup', { name: 'Seat' });
    await seat.getByText('3', { exact: true }).tap();
    await sheet(page).getByRole('radiogroup', { name: 'Course' }).getByText('2', { exact: true }).tap();
    await page.keyboard.press('Escape');
    await check(page).getByText('Seat 3 · Course 2').waitFor();
    // The same dish for somebody else is a line of its own.
    await page.getByRole('button', { name: /^Minestrone/ }).tap();
    const lines = check(page).getByRole('button', { name: /Minestrone/ });
    await lines.nth(1).waitFor();
    await check(page)
      .getByRole('button', { name: /^Send 2/ })
      .tap();
    await until(
      async () =>
        (await ordersOf('open')).find(({ lines: sent }) =>
          sent.some((line) => line.seat === 3 && line.course === 2 && line.sentAt !== null),
        ),
      'the seat and the course at the appliance',
    );
    await lines.first().tap();
    await sheet(page).getByRole('button', { name: 'Void' }).tap();
    const doIt = sheet(page).locator('footer').getByRole('button', { name: 'Void' });
    expect(await doIt.isDisabled()).toBe(true);
    await sheet(page).getByText('Sold out').tap();
    await doIt.tap();
    await check(page).getByText('Voided').waitFor();
    expect(faults).toEqual([]);
  });
});
