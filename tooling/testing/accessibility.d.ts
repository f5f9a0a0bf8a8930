import type { Page } from '@playwright/test';
/**
 * What stands in somebody's way on a page as it is now: each as the rule and the element that breaks it.
 *
 * @param besides a selector of what is no part of the page
 */
export declare function seriousFaults(page: Page, besides?: string): Promise<string[]>;
