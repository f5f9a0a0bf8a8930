import { afterEach, expect, test } from 'vitest';
import { ChromiumMissing, findChromium, launchChromium } from './chromium.ts';

const named = process.env['CHROMIUM_PATH'];
afterEach(() => {
  if (named === undefined) delete process.env['CHROMIUM_PATH'];
  else process.env['CHROMIUM_PATH'] = named;
});

test('the Chromium that was found draws a page', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Grill</h1><p style="width: 120px">2 burgers</p>');
    expect(await page.getByRole('heading').innerText()).toBe('Grill');
    expect((await page.locator('p').boundingBox())?.width).toBe(120);
  } finally {
    await browser.close();
  }
});

test('a path that a person named wins, and is not quietly replaced when it is wrong', () => {
  process.env['CHROMIUM_PATH'] = process.execPath;
  expect(findChromium()).toBe(process.execPath);
  process.env['CHROMIUM_PATH'] = '/nowhere/chromium';
  expect(findChromium).toThrow(ChromiumMissing);
});
