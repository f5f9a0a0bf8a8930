import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDrawer, openKitchen, openPortal, openTill } from './support/screens.ts';
import { papersOf } from './support/paper.ts';
import { tellAsStory, Stage, type Glass } from './support/stage.ts';
import { openStore, type StoryStore } from './support/story-store.ts';

const mostTaps = 6;
const burger = { name: 'Classic Burger', cooked: 'Medium rare', side: 'Fries', totalMinor: withTax(1450) };
const pizza = { name: 'Hawaiian', size: /^Medium/, topping: 'Mushrooms' };
const dollars = (minor: number): string => (minor / 100).toFixed(2);

/** New York City: 8.875 % on top, rounded half up on the document. */
function withTax(subtotalMinor: number): number {
  return subtotalMinor + Math.round((subtotalMinor * 8875) / 100_000);
}

let store: StoryStore;
let stage: Stage;
let till: Glass;
let kitchen: Glass;
/** As the receipt and the ticket say it. */
let orderNumber = '';

beforeAll(async () => {
  [store, stage] = await Promise.all([openStore({ story: 'life-of-an-order' }), Stage.open('life-of-an-order')]);
});
afterAll(async () => {
  await stage?.close();
  await store?.close();
});
tellAsStory(() => stage);

/** Counts the fingers that really touch the glass from now on. */
async function countTaps({ page }: Glass): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { taps?: number };
    if (counted.taps === undefined)
      addEventListener('pointerdown', () => (counted.taps = (counted.taps ?? 0) + 1), { capture: true });
    counted.taps = 0;
  });
  return () => page.evaluate(() => (window as unknown as { taps: number }).taps);
}

describe('a newcomer sells a burger', () => {
  it('pairs a till and a kitchen screen by the printed addresses, signs in and opens the drawer', async () => {
    till = await openTill(stage, store, { person: 'anna' });
    kitchen = await openKitchen(stage, store, 'grill');
    await openDrawer(till, '200.00');
    await kitchen.page.getByText('All caught up').waitFor();
  });

  it('takes at most six taps from the menu to the change', async () => {
    const { page } = till;
    const taps = await countTaps(till);
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: 'Burgers' }).tap();
    await page.getByRole('region', { name: 'Menu' }).getByRole('button', { name: burger.name }).tap();
    const sheet = page.getByRole('dialog', { name: burger.name });
    await sheet.getByRole('button', { name: burger.cooked }).tap();
    await sheet.getByRole('button', { name: /^Add/ }).tap();
    await page.getByRole('button', { name: /^Pay/ }).tap();
    await page.getByRole('button', { name: /^Exact/ }).tap();
    await page.getByText('No change').waitFor();
    expect(await taps()).toBeLessThanOrEqual(mostTaps);
    expect(await taps()).toBeGreaterThanOrEqual(4);
  });

  it('shows the burger on the kitchen board as it was ordered', async () => {
    const { page } = kitchen;
    const ticket = page.getByRole('article');
    await ticket.getByText(burger.name).waitFor();
    await ticket.getByText(burger.cooked, { exact: true }).waitFor();
    await ticket.getByText(burger.side, { exact: true }).waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    orderNumber = (await ticket.getAttribute('aria-label'))?.replace('Ticket ', '') ?? '';
    expect(orderNumber).not.toBe('');
  });

  it('has the receipt on paper once, and the drawer kicked once for the sale', async () => {
    const receipts = async () =>
      (await papersOf(store, 'receipt')).filter(({ plainText }) => plainText.includes(burger.name));
    await expect.poll(async () => (await receipts()).length, { timeout: 20_000 }).toBe(1);
    const [receipt] = await receipts();
    expect(receipt?.plainText).toContain(burger.cooked);
    expect(receipt?.plainText).toContain(dollars(burger.totalMinor));
    expect(receipt?.plainText).toContain(`Order ${orderNumber} `);
    const kicks = (await papersOf(store, 'receipt')).reduce((sum, paper) => sum + paper.drawerKicks, 0);
    // Once when the float was counted into it, once for the cash.
    expect(kicks).toBe(2);
  });

  it('draws the same receipt on the paper screen', async () => {
    const paper = await stage.glass('paper', { width: 1366, height: 768 });
    await paper.page.goto(`${store.programs.applianceUrl}/paper/`);
    const strip = paper.page.getByRole('article').filter({ hasText: burger.name });
    await strip.first().waitFor();
    expect(await strip.first().innerText()).toContain(dollars(burger.totalMinor));
    expect(paper.problems).toEqual([]);
    await stage.put(paper);
  });

  it('leaves the board when the cook bumps it, and can be brought back', async () => {
    const { page } = kitchen;
    await page.getByRole('button', { name: `Bump ticket ${orderNumber}` }).click();
    await page.getByText('All caught up').waitFor();
    await page
      .getByRole('button', { name: `Bring back ${orderNumber}` })
      .first()
      .click();
    await page.getByRole('article', { name: `Ticket ${orderNumber}` }).waitFor();
    await page.getByRole('button', { name: `Bump ticket ${orderNumber}` }).click();
    await page.getByText('All caught up').waitFor();
  });

  it('sells a pizza of a size with a paid topping in as many taps', async () => {
    const { page } = till;
    await page.getByRole('button', { name: 'New order' }).first().tap();
    // What the burger left chosen: the home screen begins with pizzas.
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: 'Pizza' }).tap();
    const taps = await countTaps(till);
    await page.getByRole('region', { name: 'Menu' }).getByRole('button', { name: pizza.name }).tap();
    const sheet = page.getByRole('dialog', { name: pizza.name });
    await sheet.getByRole('button', { name: pizza.size }).tap();
    await sheet.getByRole('button', { name: pizza.topping }).tap();
    await sheet.getByRole('button', { name: /^Add/ }).tap();
    await page.getByRole('button', { name: /^Pay/ }).tap();
    await page.getByRole('button', { name: /^Exact/ }).tap();
    await page.getByText('No change').waitFor();
    expect(await taps()).toBeLessThanOrEqual(mostTaps);
  });

  it('prints the ticket of a station that no screen shows, and none of one that is on glass', async () => {
    const tickets = async () => (await papersOf(store, 'kitchen')).map(({ plainText }) => plainText);
    await expect.poll(tickets, { timeout: 30_000 }).toEqual([expect.stringContaining(pizza.name)]);
    const [ticket] = await tickets();
    expect(ticket).toContain(pizza.topping);
  });

  it('is with the owner in the portal, down to the receipt, to the cent', async () => {
    const portal = await openPortal(stage, store, '/orders?range=all');
    const { page } = portal;
    const row = page
      .getByRole('row')
      .filter({ hasText: orderNumber })
      .filter({ hasText: dollars(burger.totalMinor) });
    await row.first().waitFor();
    await row.first().click();
    await page.getByRole('heading', { name: new RegExp(orderNumber) }).waitFor();
    await page.getByText(burger.name).first().waitFor();
    const receipt = page.getByRole('region', { name: 'Receipt' });
    await receipt.getByText(burger.name).first().waitFor();
    expect(await receipt.innerText()).toContain(dollars(burger.totalMinor));
    expect(portal.problems).toEqual([]);
  });

  it('left nothing on any console', () => {
    expect([...till.problems, ...kitchen.problems]).toEqual([]);
  });
});
