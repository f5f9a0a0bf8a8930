import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../tooling/chromium.ts';
import { freePort } from '../../tooling/programs/free-port.ts';
import { isNewStore } from '../../tooling/programs/store-access.ts';
import { storePrograms, type StorePorts, type StorePrograms } from '../../tooling/programs/store-programs.ts';
import { seriousFaults } from '../../tooling/testing/accessibility.ts';

const patienceMs = 30_000;
let browser: Browser;
let programs: StorePrograms;
let dataDir: string;
let phone: Page;

/** A box that was just unpacked, and an installer's phone on the same network. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'aura-setup-'));
  const ports: StorePorts = {
    appliance: await freePort(),
    cloud: await freePort(),
    paper: await freePort(),
    receipt: await freePort(),
    kitchen: await freePort(),
    bar: await freePort(),
  };
  programs = storePrograms({ ports, dataDir });
  [browser] = await Promise.all([launchChromium(), programs.appliance.start()]);
  phone = await phonePage('light');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await programs?.appliance.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function phonePage(theme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return page;
}

const button = (name: string | RegExp) => phone.getByRole('button', { name });
const question = (name: string) => phone.getByRole('heading', { level: 1, name });
const next = () => button('Next').tap();

/**
 * The serious faults of what the phone shows now; nothing may stick out sideways either. What react-aria reads aloud of a busy button
 * outlives the button for some seconds, and is no part of the page.
 */
async function faultsOf(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  return [...(await seriousFaults(page, '[data-live-announcer]')), ...(wide ? ['it scrolls sideways'] : [])];
}

describe('an installer with a phone', () => {
  it('is told what is missing, goes back without losing an answer, and sees the receipt grow', async () => {
    await phone.goto(`${programs.applianceUrl}/setup/`);
    await question('What is your restaurant called?').waitFor();
    expect(await faultsOf(phone)).toEqual([]);
    await next();
    await phone.getByText('Give the restaurant a name.').waitFor();
    await phone.getByLabel('Name of the restaurant').fill('Trattoria da Ana');
    await phone.getByRole('img', { name: /Trattoria da Ana/ }).waitFor();
    await next();
    await question('Where is it?').waitFor();
    expect(await faultsOf(phone)).toEqual([]);
    await button('Back').tap();
    expect(await phone.getByLabel('Name of the restaurant').inputValue()).toBe('Trattoria da Ana');
    await next();
    await next();
    await next();
    await question('How are your prices taxed?').waitFor();
    await next();
    await expect.poll(() => phone.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await phone.getByLabel('Name of the tax').fill('Sales tax');
    await phone.getByLabel('Percent').fill('8.875');
    await next();
    await phone.getByRole('img', { name: /Sales tax 8\.875%/ }).waitFor();
  });

  it('refuses a PIN that anybody would guess, and makes the store from the last question', async () => {
    await phone.getByLabel('Name').fill('Ana');
    await phone.getByLabel(/^PIN/).fill('1234');
    await phone.getByLabel('The same PIN again').fill('1234');
    await next();
    await phone.getByText('Digits in a row are the first that people try.').waitFor();
    await phone.getByLabel(/^PIN/).fill('4719');
    await phone.getByLabel('The same PIN again').fill('4719');
    await next();
    await question('Who else works here?').waitFor();
    await next();
    await phone.getByText('Burgers and grill').tap();
    await next();
    await question('Stay offline, or join the cloud?').waitFor();
    await next();
    await phone.getByText('Sales tax 8.875 %, added at the till').waitFor();
    expect(await faultsOf(phone)).toEqual([]);
    expect(await isNewStore(programs.applianceUrl)).toBe(true);
    await button('Make the store').tap();
    await question('Trattoria da Ana is ready').waitFor();
    expect(await isNewStore(programs.applianceUrl)).toBe(false);
  });

  it('connects a kitchen screen and sees a practice order on it, which is taken back', async () => {
    await button('Show the code for a kitchen screen').tap();
    const address = await phone.getByRole('link', { name: 'Open the screen here' }).getAttribute('href');
    expect(await faultsOf(phone)).toEqual([]);
    const kitchen = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    kitchen.setDefaultTimeout(patienceMs);
    onTestFinished(() => kitchen.context().close());
    await kitchen.goto(address ?? '');
    await kitchen.getByRole('button', { name: 'All stations' }).click();
    await kitchen.getByText('All caught up').waitFor();
    await button('Send a practice order').tap();
    await kitchen.getByRole('article').filter({ hasText: 'Practice' }).waitFor();
    await button('Take it back').tap();
    await kitchen.getByText('CANCELLED').waitFor();
    await phone.getByText(/counts in no report/).waitFor();
  });

  it('finds every page of the open store in order, in the dark', async () => {
    await button('Go on to the store’s page').tap();
    const found: string[] = [];
    await phone.emulateMedia({ colorScheme: 'dark' });
    for (const tab of ['Devices', 'Menu', 'Taxes', 'People', 'Stations and printers', 'Store', 'Cloud']) {
      await phone.getByRole('tab', { name: tab }).tap();
      found.push(...(await faultsOf(phone)).map((fault) => `${tab}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  it('may not begin a store a second time: a stranger’s phone is asked who it is', async () => {
    const stranger = await phonePage('dark');
    onTestFinished(() => stranger.context().close());
    await stranger.goto(`${programs.applianceUrl}/setup/`);
    await stranger.getByRole('heading', { name: 'Connect this browser' }).waitFor();
    expect(await faultsOf(stranger)).toEqual([]);
  });
});
