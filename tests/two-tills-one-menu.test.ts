import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { papersOf } from './support/paper.ts';
import { openDrawer, openPortal, openTill } from './support/screens.ts';
import { Stage, tellAsStory, type Glass } from './support/stage.ts';
import { openStore, type StoryStore } from './support/story-store.ts';

const dish = 'Minestrone';
const before = '$7.50';
const after = '$8.25';
/** New York City: 8.875 % on top, rounded half up. */
const totalBefore = '$8.17';
const totalAfter = '$8.98';

let store: StoryStore;
let stage: Stage;
let counter: Glass;
let handheld: Glass;
let portal: Glass;

beforeAll(async () => {
  [store, stage] = await Promise.all([openStore({ story: 'two-tills-one-menu' }), Stage.open('two-tills-one-menu')]);
});
afterAll(async () => {
  await stage?.close();
  await store?.close();
});
tellAsStory(() => stage);

const tile = ({ page }: Glass, price: string) =>
  page.getByRole('region', { name: 'Menu' }).getByRole('button', { name: dish }).filter({ hasText: price });

async function showSides({ page }: Glass): Promise<void> {
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: 'Sides' }).click();
}

async function ring(till: Glass): Promise<void> {
  await till.page.getByRole('region', { name: 'Menu' }).getByRole('button', { name: dish }).tap();
}

async function payExactly({ page }: Glass): Promise<void> {
  await page.getByRole('button', { name: /^Pay/ }).tap();
  await page.getByRole('button', { name: /^Exact/ }).tap();
  await page.getByText('No change').waitFor();
}

describe('two tills, one menu', () => {
  it('sells at the same price at both tills', async () => {
    counter = await openTill(stage, store, { name: 'counter', person: 'anna' });
    handheld = await openTill(stage, store, {
      name: 'bar',
      person: 'gianni',
      glass: { width: 1024, height: 768, touch: true },
    });
    for (const till of [counter, handheld]) {
      await openDrawer(till, '100.00');
      await showSides(till);
      await tile(till, before).waitFor();
    }
    await ring(counter);
    await payExactly(counter);
  });

  it('keeps a guest waiting with an order that was taken at the old price', async () => {
    await ring(handheld);
    await handheld.page.getByRole('button', { name: /^Send/ }).tap();
    await handheld.page.getByText(totalBefore).first().waitFor();
  });

  it('says in the portal what will change where before it is published', async () => {
    portal = await openPortal(stage, store, '/menu');
    const { page } = portal;
    await page.getByRole('link').filter({ hasText: dish }).first().click();
    const sheet = page.getByRole('dialog', { name: dish });
    await sheet.getByLabel('Price', { exact: true }).fill('8.25');
    await sheet.getByRole('button', { name: 'Add to the draft' }).click();
    await tile(counter, before).waitFor();
    await page.getByRole('button', { name: 'Review and publish' }).click();
    await page.getByText(before).first().waitFor();
    await page.getByText(after).first().waitFor();
    await page
      .getByText(/Bella Napoli/)
      .first()
      .waitFor();
  });

  it('shows the new price at both tills without a reload, and says in the portal that the store has it', async () => {
    await portal.page.getByRole('button', { name: 'Publish 1 change' }).click();
    for (const till of [counter, handheld]) await tile(till, after).waitFor();
    await portal.page
      .getByText(/In the store/)
      .first()
      .waitFor();
  });

  it('sells the next one at the new price, and the waiting order at its own', async () => {
    await counter.page.getByRole('button', { name: 'New order' }).first().tap();
    await showSides(counter);
    await ring(counter);
    await payExactly(counter);
    await payExactly(handheld);
    const receipts = async () =>
      (await papersOf(store, 'receipt'))
        .filter(({ plainText }) => plainText.includes(dish))
        .map(({ plainText }) => plainText);
    await expect.poll(async () => (await receipts()).length, { timeout: 20_000 }).toBe(3);
    const totals = (await receipts()).map((text) => /Total\s+(\S+)/.exec(text)?.[1] ?? '');
    expect(totals.toSorted((one, other) => one.localeCompare(other))).toEqual([totalBefore, totalBefore, totalAfter]);
  });

  it('keeps the old orders at their old price in the portal as well', async () => {
    const { page } = portal;
    await page.goto(`${store.programs.cloudUrl}/orders?range=all`);
    await expect
      .poll(() => page.getByRole('row').filter({ hasText: totalBefore }).count(), { timeout: 20_000 })
      .toBe(2);
    expect(await page.getByRole('row').filter({ hasText: totalAfter }).count()).toBeGreaterThanOrEqual(1);
    expect([...counter.problems, ...handheld.problems, ...portal.problems]).toEqual([]);
  });
});
