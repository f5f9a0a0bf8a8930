import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { OrderPage } from '@auraconnect/shared/protocol/store-api.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../../tooling/chromium.ts';
import { CuttableLink } from '../../../tooling/programs/cuttable-link.ts';
import { freePort } from '../../../tooling/programs/free-port.ts';
import type { Command } from '../../../tooling/replay/order-commands.ts';
import { call } from '../../../tooling/programs/call.ts';
import { startDemoAppliance, type DemoAppliance } from '../../../tooling/testing/demo-appliance.ts';

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

const check = (page: Page): Locator => page.getByRole('region', { name: 'Check', exact: true });
const sheet = (page: Page): Locator => page.getByRole('dialog');
const strip = (page: Page): Locator => page.getByRole('button', { name: /How things are/ });

async function pairedTill({ url, pairingCode } = store): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    hasTouch: true,
    locale: 'en-US',
    serviceWorkers: 'allow',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  onTestFinished(() => context.close());
  await page.goto(`${url}/pos/#pair=${await pairingCode()}`);
  await page.getByText('Anna Rossi').waitFor();
  return { page, context };
}

async function signIn(page: Page, name = 'Anna Rossi', pin = '1111'): Promise<void> {
  await page.getByText(name).tap();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await check(page).waitFor();
}

async function openDrawer(page: Page): Promise<void> {
  await page.locator('header nav button').nth(1).tap();
  await page.locator('main button').last().tap();
  await sheet(page).locator('footer button').last().tap();
  await sheet(page).waitFor({ state: 'detached' });
  await page.locator('header button').first().tap();
  await check(page).waitFor();
}

async function add(page: Page, category: string, dish: RegExp): Promise<void> {
  await page.getByRole('button', { name: category, exact: true }).tap();
  await page.getByRole('button', { name: dish }).tap();
}

async function label(page: Page, text: string): Promise<void> {
  await check(page).getByRole('button', { name: 'Name, table, note' }).tap();
  await sheet(page).getByRole('textbox', { name: 'Name or table' }).fill(text);
  await sheet(page).getByRole('button', { name: 'Save' }).tap();
  await check(page).getByText(text).waitFor();
}

async function payExactly(page: Page): Promise<void> {
  await check(page).getByRole('button', { name: /^Pay/ }).tap();
  await page.getByRole('button', { name: /^Exact/ }).tap();
  await page.getByText('No change').waitFor();
}

async function pageIsKept(page: Page): Promise<void> {
  await strip(page).tap();
  await sheet(page).getByText('It opens on this device without the appliance too').waitFor();
  await page.keyboard.press('Escape');
  await sheet(page).waitFor({ state: 'detached' });
}

async function ordersOf(status: 'open' | 'closed', { url, manager } = store): Promise<Order[]> {
  const path = `/api/v1/orders?status=${status}&limit=200`;
  return (await call<OrderPage>(url + path, { token: manager.device.deviceToken })).orders;
}

async function labelled(status: 'open' | 'closed', text: string, where = store): Promise<Order> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const order = (await ordersOf(status, where)).find((one) => one.label === text);
    if (order !== undefined) return order;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never at the appliance: ${text}`);
}

describe('a till whose appliance is off', () => {
  it('opens again, lets people in, sells, numbers and cashes, and all of it arrives once within a minute', async () => {
    const { page } = await pairedTill();
    await signIn(page);
    await openDrawer(page);
    await add(page, 'Salads', /^Caprese/);
    await label(page, 'Before');
    await pageIsKept(page);
    const before = await labelled('open', 'Before');
    await check(page).getByText('kept on this till').waitFor({ state: 'detached' });

    await store.programs.appliance.kill();
    await page.reload();
    await signIn(page);
    await page
      .getByText(/appliance does not answer/)
      .first()
      .waitFor();
    await add(page, 'Desserts', /^Panna Cotta/);
    await label(page, 'During');
    const title = await check(page).getByRole('heading').innerText();
    expect(title).toMatch(/[A-Z]1\b/);
    await page.reload();
    await signIn(page);
    await page.getByRole('button', { name: /During/ }).tap();
    expect(await check(page).getByRole('heading').innerText()).toBe(title);
    await payExactly(page);
    await page.getByRole('button', { name: /Before/ }).tap();
    await payExactly(page);
    await page.reload();
    await signIn(page);

    await store.programs.appliance.start();
    const during = await labelled('closed', 'During');
    expect(title).toContain(during.number);
    expect(during.lines).toHaveLength(1);
    expect(during.payments).toHaveLength(1);
    const paid = await labelled('closed', 'Before');
    expect(paid).toMatchObject({ orderId: before.orderId, number: before.number, dueMinor: 0 });
    expect(paid.payments).toHaveLength(1);
    await page.getByText('All is well').waitFor();
    expect((await ordersOf('closed')).filter(({ number }) => number === during.number)).toHaveLength(1);
  });

  it('does not let anybody in who was never here, and takes no money for another till’s check', async () => {
    const [{ page: one }, { page: two }] = [await pairedTill(), await pairedTill()];
    for (const page of [one, two]) await signIn(page);
    await openDrawer(one);
    await add(two, 'Sides', /^Minestrone/);
    await label(two, 'Theirs');
    await one.getByRole('button', { name: /Theirs/ }).tap();
    const pay = check(one).getByRole('button', { name: /^Pay/ });
    expect(await pay.isEnabled()).toBe(true);

    await store.programs.appliance.kill();
    await check(one)
      .getByText(/opened at another till/)
      .waitFor();
    expect(await pay.isEnabled()).toBe(false);
    await pageIsKept(one);
    await one.reload();
    await one.getByText('Priya Nair').tap();
    await one.keyboard.type('5555');
    await one.keyboard.press('Enter');
    await one.getByText(/signed in at this till in the last seven days/).waitFor();

    await store.programs.appliance.start();
    await one.getByRole('button', { name: 'Someone else' }).tap();
    await signIn(one);
    await one.getByRole('button', { name: /Theirs/ }).tap();
    await expect.poll(() => pay.isEnabled(), { timeout: patienceMs }).toBe(true);
  });
});

describe('a till that comes back to a store that has moved on', () => {
  let other: DemoAppliance;
  let line: CuttableLink;
  let url: string;
  beforeAll(async () => {
    other = await startDemoAppliance();
    const appliance = new URL(other.url);
    line = new CuttableLink({ host: appliance.hostname, port: Number(appliance.port) });
    const port = await freePort();
    await line.listen(port);
    url = `http://127.0.0.1:${port}`;
  }, 120_000);
  afterAll(async () => {
    await line?.close();
    await other?.stop();
  });

  const asOffice = async (...commands: Command[]): Promise<void> => {
    const answers = await other.desk.send(commands, new Date().toISOString());
    expect(answers.map(({ status }) => status)).toEqual(commands.map(() => 'accepted'));
  };

  /** Another zone is another calendar: the store's day can end without waiting for the night. */
  const moveTo = async (timeZone: string): Promise<void> => {
    const { catalogue } = await other.bootstrap();
    const payload = { ...catalogue.settings, timeZone };
    await asOffice({ type: 'catalogue.put', payload: { entries: [{ entity: 'settings', id: 'store', payload }] } });
  };

  const settleOn = async (page: Page, sentence: RegExp, button: RegExp): Promise<void> => {
    const card = page.getByRole('listitem').filter({ hasText: sentence });
    await card.getByRole('button', { name: button }).tap();
    await card.waitFor({ state: 'detached' });
  };

  it('loses nothing, doubles nothing and reprices nothing, and a person settles what no longer fits', async () => {
    await moveTo('Pacific/Pago_Pago');
    const { page } = await pairedTill({ ...other, url });
    await signIn(page);
    await add(page, 'Salads', /^Caprese/);
    await label(page, 'Paid twice');
    await pageIsKept(page);
    const twice = await labelled('open', 'Paid twice', other);
    const day = (await other.bootstrap()).businessDate;

    line.cut();
    await page
      .getByText(/appliance does not answer/)
      .first()
      .waitFor();
    await openDrawer(page);
    await page.getByRole('button', { name: /Paid twice/ }).tap();
    await payExactly(page);
    const sold: Record<string, string> = {};
    for (const [dish, table] of [
      [/^Panna Cotta/, 'Dearer'],
      [/^Tiramisù/, 'Gone'],
    ] as const) {
      await page.locator('header button').first().tap();
      await add(page, 'Desserts', dish);
      await label(page, table);
      sold[table] = await check(page).getByRole('heading').innerText();
      await payExactly(page);
    }
    await page.reload();
    await signIn(page);

    // Meanwhile the store goes on: the check is paid at another till, a dish is sold out, another gets dearer, the day ends.
    const { orderId } = twice;
    const paymentId = other.newId();
    await asOffice(
      { type: 'order.start_card_payment', payload: { orderId, paymentId, amountMinor: null, tipMinor: 0 } },
      {
        type: 'order.resolve_card_payment',
        payload: { orderId, paymentId, outcome: 'captured', reference: 'T1', lastFour: null },
      },
      { type: 'order.close', payload: { orderId } },
      { type: 'menu.set_availability', payload: { itemId: 'tiramisu', remaining: 0 } },
    );
    const dish = (await other.bootstrap()).catalogue.items.find(({ id }) => id === 'panna-cotta');
    const dearer = { ...dish, variants: dish?.variants.map((variant) => ({ ...variant, priceMinor: 9_900 })) };
    await asOffice({
      type: 'catalogue.put',
      payload: { entries: [{ entity: 'item', id: 'panna-cotta', payload: dearer }] },
    });
    await moveTo('Pacific/Kiritimati');
    const rolled = new Date(Date.now() + 14 * 3_600_000 - 4 * 3_600_000).toISOString().slice(0, 10);
    await asOffice({ type: 'day.roll', payload: { businessDate: rolled } });

    line.mend();
    await strip(page)
      .getByText(/things from a till on its own wait for a person/)
      .waitFor({ timeout: 60_000 });
    await expect.poll(async () => (await other.bootstrap()).businessDate, { timeout: patienceMs }).toBe(rolled);

    await labelled('closed', 'Gone', other);
    const closed = await ordersOf('closed', other);
    for (const [table, title, totalMinor] of [
      ['Dearer', sold['Dearer'], 925],
      ['Gone', sold['Gone'], 1034],
    ] as const) {
      const orders = closed.filter((order) => order.label === table);
      expect(orders).toMatchObject([
        { totals: { totalMinor }, closedBusinessDate: day, payments: [{ tender: 'cash' }] },
      ]);
      expect(title).toContain(orders[0]?.number);
      // Fresh facts are cooked once.
      expect(orders[0]?.tickets).toHaveLength(1);
    }
    const paid = closed.find((order) => order.orderId === orderId);
    expect(paid?.payments.map(({ tender, amountMinor }) => [tender, amountMinor])).toEqual([
      ['card-external', 1443],
      ['cash', 1443],
    ]);

    await strip(page).tap();
    await sheet(page).getByRole('button', { name: 'Look at them' }).tap();
    await page.getByText(/was paid at two tills: \$14.43 too much/).waitFor();
    await page.screenshot({ path: '.build/pictures/exceptions-wide.png' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: '.build/pictures/exceptions-narrow.png' });
    await page.setViewportSize({ width: 1366, height: 768 });

    await page.getByRole('button', { name: 'Signed in as Anna Rossi' }).tap();
    await page.getByRole('menuitem', { name: 'Switch person' }).tap();
    await signIn(page, 'Priya Nair', '5555');
    await page.getByRole('button', { name: /^Orders/ }).tap();
    await page.getByRole('button', { name: /things to settle/ }).tap();
    await settleOn(page, /Panna Cotta costs something else/, /^Settled/);
    await settleOn(page, /Tiramisù was sold while it was sold out/, /^Settled/);
    await settleOn(page, /had ended when this arrived/, /^Settled/);
    await settleOn(page, /paid at two tills/, /^Give \$14.43 back/);
    await page.getByText('Nothing is left to settle').waitFor();
    await page.getByText('All is well').waitFor();

    const settled = (await ordersOf('closed', other)).find((order) => order.orderId === orderId);
    expect(settled?.refunds).toMatchObject([{ tender: 'cash', amountMinor: 1443, refundedBy: 'priya' }]);
    expect(settled).toMatchObject({ paidMinor: 2886, refundedMinor: 1443, totals: { totalMinor: 1443 } });
  });
});
