import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { demoStaff } from '@auraconnect/shared/testing/demo/people.ts';
import { launchChromium } from './chromium.ts';
import { defaultPorts } from './programs/store-programs.ts';
import { root } from './root.ts';

/** `npm run pictures`: takes the README's pictures from a running demo, with its own year of sales. */
const folder = join(root, 'docs', 'images');
const appliance = `http://127.0.0.1:${process.env['APPLIANCE_PORT'] ?? defaultPorts.appliance}`;
const cloud = `http://127.0.0.1:${process.env['CLOUD_PORT'] ?? defaultPorts.cloud}`;
const memory = JSON.parse(readFileSync(join(resolve(process.env['DATA_DIR'] ?? './data'), 'demo.json'), 'utf8')) as {
  pairingCode: string;
  cloudOwner: { email: string; password: string };
};

const picture = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(folder, `${name}.png`) });

async function pageOf(browser: Browser, width: number, height: number, hasTouch = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch,
    locale: 'en-US',
    timezoneId: 'America/New_York',
  });
  return context.newPage();
}

async function till(browser: Browser): Promise<void> {
  const page = await pageOf(browser, 1366, 768, true);
  await page.goto(`${appliance}/pos/#pair=${memory.pairingCode}`);
  await page.getByRole('button', { name: demoStaff.find(({ id }) => id === 'gianni')?.name ?? '' }).click();
  await page.getByRole('group', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type(demoPins['gianni'] ?? '');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('region', { name: 'Menu' });
  await menu.waitFor();
  await openDrawer(page);
  await ring(page, 'Burgers', 'Classic Burger', ['Medium rare']);
  await ring(page, 'Pizza', 'Hawaiian', ['Medium', 'Mushrooms']);
  await ring(page, 'Pizza', 'Thai Chicken', ['Large']);
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: 'Burgers' }).tap();
  await page.waitForTimeout(500);
  await picture(page, 'pos');
  await page.getByRole('button', { name: /^Pay/ }).tap();
  await page.waitForTimeout(500);
  await picture(page, 'pay');
  await page.getByRole('button', { name: /^Exact/ }).tap();
  await page.getByText('No change').waitFor();
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
}

async function ring(page: Page, category: string, item: string, choices: readonly string[]): Promise<void> {
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('button', { name: category }).tap();
  await page.getByRole('region', { name: 'Menu' }).getByRole('button', { name: item }).tap();
  const sheet = page.getByRole('dialog', { name: item });
  for (const choice of choices)
    await sheet
      .getByRole('button', { name: new RegExp(`^${choice}`) })
      .first()
      .tap();
  await sheet.getByRole('button', { name: /^Add/ }).tap();
}

async function kitchen(browser: Browser): Promise<void> {
  const page = await pageOf(browser, 1920, 1080);
  await page.goto(`${appliance}/kds/?view=all#pair=${memory.pairingCode}`);
  await page.locator('[data-freshness="fresh"]').waitFor();
  await page.getByRole('article').first().waitFor();
  await page.waitForTimeout(1500);
  await picture(page, 'kitchen');
}

async function paper(browser: Browser): Promise<void> {
  const page = await pageOf(browser, 1366, 768);
  await page.goto(`${appliance}/paper/`);
  await page.getByRole('article').first().waitFor();
  await page.waitForTimeout(1500);
  await picture(page, 'paper');
}

async function portal(browser: Browser): Promise<void> {
  const page = await pageOf(browser, 1440, 900);
  await page.goto(`${cloud}/`);
  await page.getByLabel('E-mail').fill(memory.cloudOwner.email);
  await page.getByLabel('Password', { exact: true }).fill(memory.cloudOwner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
  await page.waitForTimeout(4000);
  await picture(page, 'portal');
}

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const take of [till, kitchen, paper, portal]) await take(browser);
  process.stdout.write(`The pictures are in ${folder}.\n`);
} finally {
  await browser.close();
}
