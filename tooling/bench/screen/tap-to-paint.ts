import type { Locator, Page } from '@playwright/test';
import { probe } from './slow-page.ts';

/** What a tap is waited for: that what stands in a place changes, or that a text appears. */
export type Sign = { selector: string; text?: string };

/** Taps as a finger does. @returns ms from the finger on the glass until what the tap was for was painted */
export async function tapToPaint(page: Page, target: Locator, { selector, text }: Sign): Promise<number> {
  const { x, y } = await middleOf(target);
  if (text === undefined) await probe(page, 'untilChanged', selector);
  else await probe(page, 'untilShown', selector, text);
  await page.touchscreen.tap(x, y);
  return page.evaluate<number>('screenProbe.took');
}

export async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.waitFor();
  const box = await target.boundingBox();
  if (box === null) throw new Error('there is nothing to tap');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
