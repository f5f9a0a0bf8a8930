import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import type { OrdersPage, Reconciliation, SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../tooling/chromium.ts';
import { call } from '../../tooling/programs/call.ts';
import { signInToCloud } from '../../tooling/programs/store-access.ts';
import type { Command } from '../../tooling/replay/order-commands.ts';
import { seriousFaults } from '../../tooling/testing/accessibility.ts';
import { startDemoCompany, type DemoCompany } from '../../tooling/testing/demo-company.ts';
import { startTroubledCompany, type TroubledCompany } from '../../tooling/testing/troubled-company.ts';

let browser: Browser;
let store: DemoCompany;
let accessToken: string;
let eventfulId: string;
let troubled: TroubledCompany;

const newId = (): string => store.newId();
const inCloud = <T>(path: string): Promise<T> =>
  call<T>(`${store.programs.cloudUrl}/api/v1${path}`, { token: accessToken });
const money = (amountMinor: number): string => formatMoney(amountMinor, 'USD', 'en-US');

beforeAll(async () => {
  [browser, store] = await Promise.all([launchChromium(), startDemoCompany()]);
  accessToken = (await signInToCloud(store.programs.cloudUrl, store.owner)).accessToken;
  eventfulId = newId();
  troubled = await startTroubledCompany(store.programs.cloudUrl);
  await atTheCounter([{ type: 'cash.open_session', payload: { sessionId: newId(), floatMinor: 10_000 } }]);
  await atTheCounter(plainOrder(newId()));
  await atTheCounter(eventfulOrder(eventfulId));
  await atTheCounter(voidedOrder(newId()));
  await theCloudHasAll();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await store?.stop();
});

async function atTheCounter(commands: Command[]): Promise<void> {
  const answers = await store.counter.send(commands, new Date().toISOString());
  expect(answers.filter(({ status }) => status === 'refused')).toEqual([]);
}

async function theCloudHasAll(): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const { rows } = await inCloud<OrdersPage>('/orders');
    if (rows.length === 3 && rows.some(({ status }) => status === 'voided')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the sales did not reach the cloud');
}

const cola = (orderId: string, lineId: string, quantity: string): Command => ({
  type: 'order.add_line',
  payload: {
    orderId,
    lineId,
    itemId: 'cola',
    variantId: 'small',
    quantity,
    modifiers: [],
    note: 'no ice',
    seat: null,
    course: null,
    priceOverride: null,
  },
});
const opened = (orderId: string, label: string): Command => ({
  type: 'order.open',
  payload: { orderId, orderTypeId: 'takeaway', label, guestCount: null },
});
const sent = (orderId: string): Command => ({
  type: 'order.send',
  payload: { orderId, sendId: newId(), lineIds: null },
});

const plainOrder = (orderId: string): Command[] => [
  opened(orderId, ''),
  cola(orderId, newId(), '2'),
  sent(orderId),
  {
    type: 'order.pay_cash',
    payload: { orderId, paymentId: newId(), amountMinor: null, tenderedMinor: 10_000, tipMinor: 0 },
  },
  { type: 'order.close', payload: { orderId } },
];

/** All that makes figures hard to add up, on one order: a void, a comp, a discount, a tip and a refund. */
function eventfulOrder(orderId: string): Command[] {
  const [kept, given, paymentId] = [newId(), newId(), newId()];
  const discount = { discountId: newId(), lineId: null, kind: 'percent', rate: '0.1', amountMinor: null } as const;
  const refund = { refundId: newId(), paymentId, tender: 'cash', amountMinor: null, tipMinor: 0 } as const;
  return [
    opened(orderId, 'The Featherstonehaughs and everybody whom they know'),
    cola(orderId, kept, '3'),
    cola(orderId, given, '1'),
    sent(orderId),
    { type: 'order.void_line', payload: { orderId, lineId: kept, quantity: '1', reason: 'Spilled' } },
    { type: 'order.comp_line', payload: { orderId, lineId: given, reason: 'Birthday' } },
    { type: 'order.apply_discount', payload: { orderId, name: 'Regular guest', ...discount } },
    {
      type: 'order.pay_cash',
      payload: { orderId, paymentId, amountMinor: null, tenderedMinor: 10_000, tipMinor: 100 },
    },
    { type: 'order.close', payload: { orderId } },
    {
      type: 'order.refund',
      payload: { orderId, ...refund, lines: [{ lineId: kept, quantity: '1' }], reason: 'Flat', reference: null },
    },
  ];
}

const voidedOrder = (orderId: string): Command[] => [
  opened(orderId, 'Nobody came'),
  cola(orderId, newId(), '2'),
  sent(orderId),
  { type: 'order.void', payload: { orderId, reason: 'No show' } },
];

interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  language?: 'en' | 'de' | 'es' | 'ar';
}

async function portal({ width = 1440, height = 900, theme = 'light', language = 'en' }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  await context.addInitScript(
    ([wantedTheme, wantedLanguage]) => {
      if (location.protocol === 'about:') return;
      localStorage.setItem('auraconnect.theme', wantedTheme);
      localStorage.setItem('auraconnect.portal.language', wantedLanguage);
    },
    [theme, language] as const,
  );
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(store.programs.cloudUrl);
  return page;
}

async function signIn(page: Page, { email, password } = store.owner): Promise<void> {
  await page.locator('input[type="email"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
  await page.getByRole('navigation').first().waitFor();
}

/** Goes to a view as a link in the page would, without loading the program again. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((href) => {
    history.pushState(null, '', href);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('main h1').waitFor();
  await page.locator('main [aria-busy="true"]').waitFor({ state: 'detached' });
}

/** What stands in somebody's way on a page, or hangs over its edge. */
function inspector(page: Page) {
  const found: string[] = [];
  return {
    found,
    async audit(view: string): Promise<void> {
      // What was announced stays behind for some seconds, named by an element that is gone; nobody comes across it.
      found.push(...(await seriousFaults(page, '[data-live-announcer]')).map((fault) => `${view}: ${fault}`));
    },
    async measure(view: string): Promise<void> {
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) found.push(`${view}: ${beyond} px too wide`);
    },
  };
}

describe('an owner', () => {
  it('comes from today’s figure through the list and the order down to the receipt', async () => {
    const now = await inCloud<SalesNow>('/sales/now');
    const page = await portal();
    await signIn(page);
    const figures = page.getByRole('region', { name: 'Today in figures' });
    await figures.getByRole('link', { name: /^Orders/ }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    const list = page.locator('main');
    await list.getByText('2 orders').waitFor();
    await list.getByText(money(now.today.totalMinor), { exact: true }).waitFor();
    await list.getByText('The Featherstonehaughs').first().click();
    await page.getByRole('heading', { name: /^Order / }).waitFor();
    await page.getByText('Comp: Birthday').waitFor();
    await page.getByText('1 voided').waitFor();
    const order = await inCloud<{ order: { totals: { totalMinor: number }; refundedMinor: number } }>(
      `/orders/${eventfulId}`,
    );
    await page.getByText(money(-order.order.refundedMinor)).first().waitFor();
    const paper = page.getByRole('region', { name: 'Receipt' });
    await paper.getByText('COPY').waitFor();
    expect(await paper.innerText()).toContain(money(order.order.totals.totalMinor));
    await page.locator('main').getByRole('link', { name: 'Orders' }).click();
    await list.getByText('2 orders').waitFor();
  });

  it('reads the same cents on every page and in the export, and an order that was voided is no sale', async () => {
    const now = await inCloud<SalesNow>('/sales/now');
    const page = await portal();
    await signIn(page);
    await goTo(page, '/sales');
    const { revenueMinor, totalMinor, refundMinor } = now.today;
    for (const amountMinor of [revenueMinor, totalMinor, refundMinor])
      await page.locator('main').getByText(money(amountMinor), { exact: true }).first().waitFor();
    await goTo(page, '/orders');
    await page.getByText('3 orders').waitFor();
    await page.locator('main').getByText(money(totalMinor), { exact: true }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const stream = await file.createReadStream();
    const text = Buffer.concat(await stream.toArray()).toString('utf8');
    const [head = '', ...lines] = text.trim().split('\r\n');
    const column = head.split(',').indexOf('total');
    const cents = lines
      .map((line) => line.split(','))
      .filter((cells) => cells[3] === 'closed')
      .reduce((sum, cells) => sum + Math.round(Number(cells[column]) * 100), 0);
    expect(cents).toBe(totalMinor);
    expect(await inCloud<Reconciliation>('/reconciliation')).toMatchObject({ agrees: true, journal: { revenueMinor } });
  });

  it('is told what still works when the cloud is gone, and sees the figures of before', async () => {
    const page = await portal();
    await signIn(page);
    const figures = page.getByRole('region', { name: 'Today in figures' });
    await figures.getByText('2', { exact: true }).waitFor();
    await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
    await page.getByText(/The cloud has not answered since/).waitFor({ timeout: 30_000 });
    await figures.getByText('2', { exact: true }).waitFor();
    await goTo(page, '/menu');
    await page
      .getByRole('button', { name: 'Ask again' })
      .or(page.getByRole('button', { name: 'Try again' }))
      .waitFor();
  });

  it('is refused with a wrong password in one sentence, on a page that anybody can read', async () => {
    const page = await portal();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.getByLabel('E-mail').fill(store.owner.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail or password is not right.').waitFor();
  });
});

describe('an owner in trouble', () => {
  it('sees what happened at tills on their own, and how a person settled it', async () => {
    const page = await portal();
    await signIn(page, troubled.owner);
    await page.getByRole('link', { name: '3 things from tills on their own wait for a person' }).click();
    await page.getByRole('heading', { name: 'Tills on their own' }).waitFor();
    const dearer = page.getByRole('article').filter({ hasText: 'Margherita costs something else by now' });
    for (const said of ['#B3 · Table 4', '$13.25', '$15.00', 'Till 1', 'Anna Rossi', 'Waits since'])
      await dearer.getByText(said).first().waitFor();
    await page.getByText('Settled (2)').click();
    const back = page.getByRole('article').filter({ hasText: '$14.43 too much was taken' });
    for (const said of ['Money given back', 'Gianni Esposito', '“The guest had gone home”'])
      await back.getByText(said).waitFor();
    await page.getByText('Filed as supplement 1').waitFor();
    await dearer.waitFor({ state: 'detached' });
  });

  it('reads what two boxes mean and retires one, which the cloud then hears no more, and what the printers lack', async () => {
    const page = await portal();
    await signIn(page, troubled.owner);
    await page.getByRole('link', { name: /^2 printers need a hand/ }).click();
    await page.getByRole('heading', { name: 'Two boxes sell as this store' }).waitFor();
    await page.getByText(/Decide which one stays, switch the other off, and retire it below/).waitFor();
    const printers = page.getByRole('list', { name: 'Printers' });
    await printers.getByText(/^out of paper, 3 waiting, since /).waitFor();
    await printers.getByText(/^its drawer has been open since /).waitFor();
    const twin = page.getByRole('listitem').filter({ hasText: troubled.twin.epoch });
    await twin.getByRole('button', { name: 'Retire this box' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retire this box' }).click();
    await twin.getByText(/^retired /).waitFor();
    expect((await troubled.twin.hello()).body).toMatchObject({ code: 'box_retired' });
    expect((await troubled.box.hello()).status).toBe(200);
    await twin.getByRole('button', { name: 'Hear it again' }).click();
    await page.getByRole('button', { name: 'Retire this box' }).nth(1).waitFor();
    expect((await troubled.twin.hello()).status).toBe(200);
  });
});

describe('anybody can read it', () => {
  const desk = { width: 1440, height: 900 };
  const road = { width: 390, height: 844 };
  // Both widths by day and by night, in English, in a language whose words are long, and in one that runs the other way.
  const looks: [string, Look][] = [
    ['at the desk, in daylight', desk],
    ['at the desk, in Arabic, at night', { ...desk, theme: 'dark', language: 'ar' }],
    ['on the road, in daylight, in German', { ...road, language: 'de' }],
    ['on the road, in Arabic, at night', { ...road, theme: 'dark', language: 'ar' }],
  ];

  it.each(looks)('%s: nothing serious stands in the way, and nothing hangs over the edge', async (_name, look) => {
    const page = await portal(look);
    const { found, audit, measure } = inspector(page);
    await signIn(page);
    for (const view of ['/', '/orders?range=all', `/orders/${eventfulId}`]) {
      await goTo(page, view);
      await audit(view);
      await measure(view);
    }
    for (const view of ['/sales?range=month', '/menu', '/menu/taxes', '/stores', '/settings']) {
      await goTo(page, view);
      await measure(view);
    }
    expect(found).toEqual([]);
  });

  it.each(looks.slice(1, 3))('%s: what waits for a person is read as well', async (_name, look) => {
    const page = await portal(look);
    const { found, audit, measure } = inspector(page);
    await signIn(page, troubled.owner);
    for (const view of ['/stores/exceptions', '/stores/exceptions?state=settled', `/stores/${troubled.box.storeId}`]) {
      await goTo(page, view);
      await audit(view);
      await measure(view);
    }
    expect(found).toEqual([]);
  });
});
