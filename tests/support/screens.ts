import { demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { demoStaff } from '@auraconnect/shared/testing/demo/people.ts';
import type { Glass, GlassOptions, Stage } from './stage.ts';
import type { StoryStore } from './story-store.ts';

export const counterTill: GlassOptions = { width: 1366, height: 768, touch: true };
export const kitchenGlass: GlassOptions = { width: 1920, height: 1080 };
export const ownersDesk: GlassOptions = { width: 1440, height: 900 };

/** A browser that becomes a till of the store, with somebody signed in at it. */
export async function openTill(
  stage: Stage,
  store: StoryStore,
  {
    name = 'till',
    person = 'anna',
    glass = counterTill,
  }: { name?: string; person?: string; glass?: GlassOptions } = {},
): Promise<Glass> {
  const till = await stage.glass(name, glass);
  await till.page.goto(`${store.programs.applianceUrl}/pos/#pair=${store.pairingCode}`);
  await signInAtTill(till, person);
  return till;
}

export async function signInAtTill({ page }: Glass, person: string): Promise<void> {
  const name = demoStaff.find(({ id }) => id === person)?.name ?? person;
  const pin = demoPins[person] ?? '';
  await page.getByRole('button', { name }).click();
  const pad = page.getByRole('group', { name: /^PIN of/ });
  await pad.waitFor();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Menu' }).waitFor();
}

/** The store's own page in a browser of an installer. */
export async function openSetup(stage: Stage, store: StoryStore, person: string): Promise<Glass> {
  const setup = await stage.glass('setup', ownersDesk);
  const { page } = setup;
  await page.goto(`${store.programs.applianceUrl}/setup/#pair=${store.pairingCode}`);
  await page.getByRole('button', { name: demoStaff.find(({ id }) => id === person)?.name ?? person }).click();
  await page.getByRole('group', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type(demoPins[person] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('tab').first().waitFor();
  return setup;
}

/** Counts the float and opens the till's drawer, as a cashier does once in the morning. */
export async function openDrawer({ page }: Glass, floatUsd: string): Promise<void> {
  await page.getByRole('button', { name: 'Drawer' }).click();
  await page.getByRole('button', { name: 'Open the drawer' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Sum', { exact: true }).click();
  await page.keyboard.type(floatUsd);
  await sheet.getByRole('button', { name: /^Open the drawer/ }).click();
  await page.getByText('The drawer is open').waitFor();
  await page.getByRole('button', { name: 'Back to the menu' }).first().click();
}

/** A browser that becomes a kitchen screen with one view: a station, `all`, `expo` or `ready`. */
export async function openKitchen(
  stage: Stage,
  store: StoryStore,
  view: string,
  { baseUrl = store.programs.applianceUrl, glass = kitchenGlass }: { baseUrl?: string; glass?: GlassOptions } = {},
): Promise<Glass> {
  const board = await stage.glass(`kitchen-${view}`, glass);
  await board.page.goto(`${baseUrl}/kds/?view=${view}#pair=${store.pairingCode}`);
  await board.page.locator('[data-stale="fresh"] [data-freshness="fresh"]').getByText('Live').waitFor();
  return board;
}

/** The owner at the portal. `path` begins with a slash. */
export async function openPortal(
  stage: Stage,
  store: StoryStore,
  path = '/',
  glass: GlassOptions = ownersDesk,
): Promise<Glass> {
  const portal = await stage.glass('portal', glass);
  await portal.page.goto(`${store.programs.cloudUrl}${path}`);
  await portal.page.getByLabel('E-mail').fill(store.cloudOwner.email);
  await portal.page.getByLabel('Password', { exact: true }).fill(store.cloudOwner.password);
  await portal.page.getByRole('button', { name: 'Sign in' }).click();
  await portal.page.getByRole('navigation').first().waitFor();
  // A browser that nobody is signed in at asks for a session and hears 401, which Chromium calls an error; nothing else is expected.
  const asked = portal.problems.findIndex((problem) => /401 .*\/api\/v1\/auth\/refresh/.test(problem));
  if (asked >= 0) portal.problems.splice(asked, 1);
  return portal;
}
