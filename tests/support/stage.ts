import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterEach, beforeEach } from 'vitest';
import { launchChromium } from '../../tooling/chromium.ts';
import { testResults } from './story-store.ts';

export interface GlassOptions {
  width: number;
  height: number;
  /** A finger instead of a mouse. */
  touch?: boolean;
  colorScheme?: 'light' | 'dark';
}

/** One screen that somebody looks at, and what went wrong on it without anybody seeing. */
export interface Glass {
  name: string;
  page: Page;
  context: BrowserContext;
  /** Faults that the page did not catch and errors on its console. */
  problems: string[];
}

/** One Chromium with the glasses of a story. */
export class Stage {
  readonly #story: string;
  readonly #browser: Browser;
  readonly #glasses: Glass[] = [];

  private constructor(story: string, browser: Browser) {
    this.#story = story;
    this.#browser = browser;
  }

  static async open(story: string): Promise<Stage> {
    return new Stage(story, await launchChromium());
  }

  async glass(name: string, { width, height, touch = false, colorScheme = 'light' }: GlassOptions): Promise<Glass> {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      colorScheme,
      locale: 'en-US',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`);
    });
    const glass: Glass = { name, page, context, problems };
    this.#glasses.push(glass);
    return glass;
  }

  async put(glass: Glass): Promise<void> {
    await glass.context.close();
    this.#glasses.splice(this.#glasses.indexOf(glass), 1);
  }

  /** What every screen shows now, into test-results/. */
  async photograph(moment: string): Promise<void> {
    const folder = join(testResults, this.#story);
    mkdirSync(folder, { recursive: true });
    for (const { name, page } of this.#glasses) {
      const file = `${moment} ${name}`.replaceAll(/[^\w-]+/g, '-').slice(0, 100);
      await page.screenshot({ path: join(folder, `${file}.png`), timeout: 5_000 }).catch(() => undefined);
    }
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/**
 * The steps of one story build on each other: after one that failed the rest is skipped, and every screen is kept as it was.
 */
export function tellAsStory(stage: () => Stage | undefined): void {
  let broken = false;
  beforeEach(({ skip }) => {
    if (broken) skip('an earlier step of the story failed');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    await stage()?.photograph(task.name);
  });
}
