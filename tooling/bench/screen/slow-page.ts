import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { root } from '../../root.ts';

/** How many times slower than this machine's a till's or a kitchen screen's processor is taken to be. */
export const slowdown = 6;

export interface SlowPageOptions {
  width: number;
  height: number;
  address: string;
}

/** A touch screen of its own with the probe in its page, still at full speed: `slowDown` makes it the cheap one of a restaurant. */
export async function openPage(browser: Browser, { width, height, address }: SlowPageOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, hasTouch: true, locale: 'en-US' });
  await context.addInitScript({ path: join(root, 'tooling/bench/screen/page-probe.mjs') });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** Calls the page's own probe (`page-probe.mjs`). */
export function probe<Answer>(page: Page, name: string, ...values: readonly (string | number)[]): Promise<Answer> {
  return page.evaluate<Answer>(`screenProbe.${name}(${values.map((value) => JSON.stringify(value)).join(', ')})`);
}
