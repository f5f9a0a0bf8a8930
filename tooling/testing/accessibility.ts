import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What stands in somebody's way on a page as it is now: each as the rule and the element that breaks it.
 *
 * @param besides a selector of what is no part of the page
 */
export async function seriousFaults(page: Page, besides?: string): Promise<string[]> {
  // Only what is wrong is described, on the page itself: a board has thousands of elements that are right.
  const audit = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (besides !== undefined) audit.exclude(besides);
  const { violations } = await audit.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html.slice(0, 160)}`));
}
