import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { OrderPage } from '@auraconnect/shared/protocol/store-api.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../../tooling/chromium.ts';
import { call } from '../../../tooling/programs/call.ts';
import { startDemoAppliance, type DemoAppliance } from '../../../tooling/testing/demo-appliance.ts';

const patienceMs = 20_000;
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

async function pairedTill(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    hasTouch: true,
    locale: 'en-US',
    serviceWorkers: 'allow',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  onTestFinished(() => context.close());
  await page.goto(`${store.url}/pos/#pair=${await store.pairingCode()}`);
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

async function ordersOf(status: 'open' | 'closed'): Promise<Order[]> {
  const { device } = store.manager;
  const path = `/api/v1/orders?status=${status}&limit=200`;
  return (await call<OrderPage>(store.url + path, { token: device.deviceToken })).orders;
}

async function labelled(status: 'open' | 'closed', text: string): Promise<Order> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const order = (await ordersOf(status)).find((one) => one.label === text);
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
