import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { fieldAt, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import type { MenuAnswer, MenuEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import type { StoreEditsAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { call } from '../tooling/programs/call.ts';
import { signInToCloud } from '../tooling/programs/store-access.ts';
import { Counter, until } from './support/counter.ts';
import { openPortal, openSetup, openTill } from './support/screens.ts';
import { Stage, tellAsStory, type Glass } from './support/stage.ts';
import { openStore, type StoryStore } from './support/story-store.ts';

const dish = 'minestrone';
let store: StoryStore;
let stage: Stage;
let till: Glass;
let portal: Glass;
let desk: Counter;

beforeAll(async () => {
  [store, stage] = await Promise.all([openStore({ story: 'both-sides-edit' }), Stage.open('both-sides-edit')]);
  desk = await Counter.open(store, 'Desk');
});
afterAll(async () => {
  await stage?.close();
  await store?.close();
});
tellAsStory(() => stage);

const storeId = (): string => store.manager.device.storeId;
const inStore = <T>(path: string): Promise<T> =>
  call<T>(`${store.programs.applianceUrl}/api/v1${path}`, { token: store.manager.device.deviceToken });
let accessToken: string | null = null;
async function inCloud<T>(path: string, body?: unknown): Promise<T> {
  accessToken ??= (await signInToCloud(store.programs.cloudUrl, store.cloudOwner)).accessToken;
  return call<T>(`${store.programs.cloudUrl}/api/v1${path}`, {
    token: accessToken,
    ...(body === undefined ? {} : { body }),
  });
}
const menu = (): Promise<MenuAnswer> => inCloud(`/menu?storeId=${storeId()}`);
const edits = (): Promise<StoreEditsAnswer> => inStore('/store-edits');
const ofPortal = async (): Promise<MenuEntry> =>
  (await menu()).entries.find(({ entity, id }) => entity === 'item' && id === dish) as MenuEntry;
const shown = async (): Promise<CatalogueEntry> =>
  (await inStore<{ entries: CatalogueEntry[] }>('/catalogue')).entries.find(
    ({ entity, id }) => entity === 'item' && id === dish,
  ) as CatalogueEntry;
async function pricePath(): Promise<string> {
  const [size] = (await ofPortal()).payload['variants'] as { id: string }[];
  return `/variants/@${size?.id}/priceMinor`;
}

describe('both sides edit', () => {
  it('sets a price of the store at the till while the line is cut, and sells at it at once', async () => {
    await until('the menu is delivered', async () => (await menu()).delivery.state === 'in-store');
    till = await openTill(stage, store, { name: 'till', person: 'gianni' });
    store.link.cut();
    const { page } = till;
    await page.getByRole('button', { name: 'Manager' }).first().click();
    await page.getByRole('tab', { name: 'Prices' }).click();
    await page.getByRole('searchbox').fill('minestr');
    await page.getByRole('button', { name: 'Change the price of Minestrone' }).click();
    await page.getByRole('dialog', { name: 'Minestrone' }).waitFor();
    const nine = page.getByRole('dialog').getByRole('button', { name: '9', exact: true });
    for (const _digit of '999') await nine.tap();
    await page.getByRole('button', { name: 'Sell at this price' }).click();
    await page.getByText('Own price').waitFor();
    await page.getByText('Not in the portal yet').waitFor();
    expect(fieldAt((await shown()).payload, await pricePath())).toBe(999);
    await stage.photograph('the price is set');
  });

  it('is renamed at the store and in the portal, whose owner changes the price as well', async () => {
    const seen = await shown();
    await desk.must([
      {
        type: 'catalogue.put',
        payload: {
          entries: [
            { entity: 'item', id: dish, payload: { ...seen.payload, name: 'Nonna’s soup', kitchenName: 'NONNA' } },
          ],
        },
      },
    ]);
    const { rev, payload } = await ofPortal();
    const changed = { ...withField(payload, await pricePath(), 850), name: 'Minestrone della casa', position: 3 };
    await inCloud('/menu/publish', {
      storeId: storeId(),
      changes: [{ entity: 'item', id: dish, baseRev: rev, payload: changed }],
    });
    expect((await shown()).payload).toMatchObject({ name: 'Nonna’s soup' });
    expect((await edits()).pending).toHaveLength(2);
  });

  it('shows its own edits after the power was cut, and until the answer comes', async () => {
    await store.programs.appliance.kill();
    await store.programs.appliance.start();
    expect((await shown()).payload).toMatchObject({ name: 'Nonna’s soup', kitchenName: 'NONNA' });
    expect(fieldAt((await shown()).payload, await pricePath())).toBe(999);
    expect((await edits()).pending).toHaveLength(2);
  });

  it('comes to the same on both sides once the line is mended: merged where only one had changed it', async () => {
    store.link.mend();
    await until('the answers came down', async () => (await edits()).pending.length === 0);
    await until('the store says that it has it', async () => (await menu()).delivery.state === 'in-store');
    const { payload } = await ofPortal();
    expect(payload).toMatchObject({ name: 'Minestrone della casa', position: 3, kitchenName: 'NONNA' });
    expect(fieldAt(payload, await pricePath())).toBe(850);
    expect((await shown()).payload).toEqual(withField(payload, await pricePath(), 999));
    expect((await edits()).prices).toMatchObject([{ itemId: dish, priceMinor: 999, menuPriceMinor: 850 }]);
  });

  it('lists in the portal, on a phone, what both had changed differently: each once, both values, and by whom', async () => {
    portal = await openPortal(stage, store, '/menu/store', { width: 390, height: 844, touch: true });
    const { page } = portal;
    const cards = page.getByRole('region', { name: /the store and the portal disagree/ });
    await cards.first().waitFor();
    expect(await cards.count()).toBe(2);
    const text = (await cards.allInnerTexts()).join('\n');
    for (const said of [
      'Nonna’s soup',
      'Minestrone della casa',
      '$9.99',
      '$8.50',
      'Gianni',
      'Keep what counts',
      'Use the other',
    ])
      expect(text).toContain(said);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await stage.photograph('both values on a phone');
  });

  it('takes the store’s name when the owner says so, and the menu’s price when the store’s is revoked', async () => {
    const { page } = portal;
    const name = page.getByRole('region', { name: /disagree/ }).filter({ hasText: 'Nonna’s soup' });
    await name.getByRole('button', { name: 'Use the other' }).tap();
    await name.waitFor({ state: 'detached' });
    await until('the store is told', async () => (await shown()).payload?.['name'] === 'Nonna’s soup');
    await page.getByRole('button', { name: 'Revoke' }).tap();
    await page.getByText('Nothing to decide').waitFor();
    await until('the menu’s price counts', async () => fieldAt((await shown()).payload, await pricePath()) === 850);
    expect((await edits()).prices).toEqual([]);
    expect(portal.problems).toEqual([]);
  });

  it('keeps what the store made of a dish that the portal deleted meanwhile', async () => {
    store.link.cut();
    const seen = await shown();
    await desk.must([
      {
        type: 'catalogue.put',
        payload: { entries: [{ entity: 'item', id: dish, payload: { ...seen.payload, name: 'Soup of the day' } }] },
      },
    ]);
    const { rev } = await ofPortal();
    await inCloud('/menu/publish', {
      storeId: storeId(),
      changes: [{ entity: 'item', id: dish, baseRev: rev, payload: null }],
    });
    store.link.mend();
    await until('the answer came down', async () => (await edits()).pending.length === 0);
    expect((await shown()).deleted).toBe(true);
    const [listed, ...others] = (await menu()).disagreements;
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ path: '', store: { value: { name: 'Soup of the day' } } });
    await inCloud('/menu/disagreements/decide', {
      storeId: storeId(),
      disagreementId: listed?.disagreementId,
      decision: 'use-other',
    });
    await until('it is back in the store', async () => (await shown()).payload?.['name'] === 'Soup of the day');
  });

  it('moves and adds printers on the setup page and at the till, and the cloud keeps both', async () => {
    store.link.cut();
    const { page: setup } = await openSetup(stage, store, 'gianni');
    await setup.getByRole('tab', { name: 'Stations and printers' }).click();
    await setup.getByText(/^Printers, displays, and on which paper/).waitFor();
    expect(await setup.getByRole('button', { name: 'Add a station' }).count()).toBe(0);
    await setup.getByRole('button', { name: 'Edit Bar' }).click();
    await setup.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1:9');
    await setup.getByRole('button', { name: 'Save' }).click();
    await setup.getByText('127.0.0.1:9 ', { exact: false }).waitFor();
    // Of a station the paper alone.
    await setup
      .getByRole('list', { name: 'Stations' })
      .getByRole('button', { name: /^Grill/ })
      .click();
    const sheet = setup.getByRole('dialog');
    expect(await sheet.getByRole('textbox', { name: 'Name' }).count()).toBe(0);
    await sheet.getByRole('button', { name: /Tickets/ }).click();
    await setup.getByRole('option', { name: /^On the screen and on paper/ }).click();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await setup.getByRole('button', { name: /^Grill.*On the screen and on paper/ }).waitFor();
    await stage.photograph('a claimed store changes its printers');
    await setup.getByRole('tab', { name: 'Store' }).click();
    expect(await setup.getByRole('textbox', { name: 'Name of the restaurant' }).isDisabled()).toBe(true);
    await setup.getByRole('textbox', { name: 'Last words on the receipt' }).fill('Come back soon');
    await setup.getByRole('button', { name: 'Save' }).click();
    await setup.getByText('Saved.').waitFor();

    const { page } = till;
    await page.getByRole('tab', { name: 'Printing' }).click();
    await page.getByRole('button', { name: 'Add a printer' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Patio');
    await page.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1:10');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit Patio' }).waitFor();
    expect((await edits()).pending).toHaveLength(4);

    store.link.mend();
    await until('the answers came down', async () => (await edits()).pending.length === 0);
    const { printers, settings } = (await inStore<{ catalogue: Catalogue }>('/catalogue')).catalogue;
    expect(settings.receiptFooter).toBe('Come back soon');
    expect(printers).toContainEqual(expect.objectContaining({ id: 'bar', port: 9 }));
    expect(printers).toContainEqual(expect.objectContaining({ id: 'patio', port: 10 }));
    const grill = (await menu()).entries.find(({ entity, id }) => entity === 'station' && id === 'grill');
    expect(grill?.payload).toMatchObject({ paper: 'always' });
  });
});
