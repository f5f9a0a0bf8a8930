import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPrinter, type DocumentPrinter } from '../open-printer.ts';
import { startEmulator, type Emulator } from './emulator.ts';

const waitMs = 30_000;

let browser: Browser;

beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
});

afterAll(() => browser?.close());

interface Desk {
  emulator: Emulator;
  page: Page;
  counter: DocumentPrinter;
  bar: DocumentPrinter;
  problems: string[];
}

async function desk(options: { width?: number; height?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Desk> {
  const emulator = await startEmulator({
    printers: [
      { id: 'receipt', name: 'Counter', port: 0, columns: 48, hasDrawer: true },
      { id: 'bar', name: 'Bar', port: 0, columns: 32, hasDrawer: false },
    ],
  });
  const { width = 1366, height = 768, colorScheme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  const [counterAt, barAt] = emulator.printers;
  const counter = openPrinter({ host: '127.0.0.1', port: counterAt!.port, columns: 48, statusTimeoutMs: 200 });
  const bar = openPrinter({ host: '127.0.0.1', port: barAt!.port, columns: 32, statusTimeoutMs: 200 });
  onTestFinished(async () => {
    await context.close();
    await counter.close();
    await bar.close();
    await emulator.stop();
  });
  await page.goto(emulator.httpUrl);
  await page.getByText('Live').waitFor();
  return { emulator, page, counter, bar, problems };
}

const heading: Block = {
  type: 'text',
  text: 'Bella Napoli',
  align: 'center',
  emphasis: { bold: true, underline: false, inverted: false, width: 2, height: 2 },
};
const row: Block = {
  type: 'columns',
  emphasis: null,
  cells: [
    { text: 'Margherita', align: 'start', width: 'fill' },
    { text: '12.50', align: 'end', width: 'auto' },
  ],
};

function receipt(...more: Block[]): PrintDocument {
  return {
    kind: 'receipt',
    locale: 'en-US',
    title: '',
    blocks: [heading, row, ...more, { type: 'cut', partial: true }],
  };
}

const print = async (printer: DocumentPrinter, document: PrintDocument) =>
  printer.print(await printer.encode(document));

describe('the paper page', () => {
  it('shows paper as it comes out, each letter in its column', async () => {
    const { page, counter, problems } = await desk();
    await page.getByText('Nothing has come out yet').first().waitFor();
    await print(counter, receipt({ type: 'qr', data: 'https://example.com/r/1', moduleDots: 4 }));
    const paper = page.getByRole('article', { name: 'Paper 1 of Counter' });
    await paper.getByText('Margherita').waitFor();
    await paper.getByRole('img', { name: 'QR code: https://example.com/r/1' }).waitFor();
    const line = await paper.getByText('Margherita').boundingBox();
    const title = await paper.getByText('Bella Napoli').boundingBox();
    const sheet = await paper.boundingBox();
    // 48 columns are 72 of the paper's 80 mm; twelve letters of double width are half of them, in the middle.
    expect(title!.width / line!.width).toBeCloseTo(24 / 48, 2);
    expect(title!.x + title!.width / 2).toBeCloseTo(sheet!.x + sheet!.width / 2, 0);
    expect(title!.height / line!.height).toBeCloseTo(2, 1);
    expect(problems).toEqual([]);
  });

  it('puts the newest on top and still has what came before the page was opened', async () => {
    const { page, counter } = await desk();
    for (let n = 1; n <= 3; n += 1)
      await print(counter, receipt({ type: 'text', text: `Order ${n}`, align: 'start', emphasis: null }));
    await page.getByText('Order 3').waitFor();
    const names = async () =>
      page
        .getByRole('article')
        .evaluateAll((articles) => articles.map((article) => article.getAttribute('aria-label')));
    expect(await names()).toEqual(['Paper 3 of Counter', 'Paper 2 of Counter', 'Paper 1 of Counter']);
    await page.reload();
    await page.getByText('Order 3').waitFor();
    expect(await names()).toEqual(['Paper 3 of Counter', 'Paper 2 of Counter', 'Paper 1 of Counter']);
  });

  it('opens the drawer on a kick until someone pushes it shut', async () => {
    const { page, counter } = await desk();
    await page.getByRole('button', { name: 'Cash drawer, closed' }).waitFor();
    await print(counter, { ...receipt(), blocks: [{ type: 'drawer-kick', pin: 2 }] });
    await page.getByText('Drawer kicked, no paper').waitFor();
    await page.getByRole('button', { name: 'Cash drawer, open' }).click();
    await page.getByRole('button', { name: 'Cash drawer, closed' }).waitFor();
  });

  it('breaks a printer by a switch, and mends it', async () => {
    const { page, bar } = await desk();
    const strip = page.getByRole('region', { name: 'Bar' });
    await strip.getByRole('button', { name: 'Faults' }).click();
    await strip.getByRole('switch', { name: 'Out of paper' }).click({ force: true });
    await strip.getByText('Out of paper').first().waitFor();
    await expect.poll(async () => (await print(bar, receipt())).type).toBe('failed');
    await strip.getByRole('switch', { name: 'Out of paper' }).click({ force: true });
    await strip.getByText('Ready').waitFor();
    expect(await print(bar, receipt())).toMatchObject({ type: 'confirmed' });
    await strip.getByText('Margherita').waitFor();
  });

  it('shows that a job broke off when the cable is cut in its middle', async () => {
    const { page, bar } = await desk();
    const strip = page.getByRole('region', { name: 'Bar' });
    await strip.getByRole('button', { name: 'Faults' }).click();
    await strip.getByRole('switch', { name: 'Cut the cable' }).click({ force: true });
    await strip.getByText('Cut the cable').first().waitFor();
    const long: Block = { type: 'text', text: 'x'.repeat(3000), align: 'start', emphasis: null };
    await expect.poll(async () => (await print(bar, receipt(long))).type).toBe('unknown');
    await strip.getByText('Not cut: the job broke off').waitFor();
  });

  it('says when the printers are gone, and catches up when they are back', async () => {
    const { page, counter, emulator } = await desk();
    await print(counter, receipt());
    await page.getByText('Margherita').waitFor();
    // What a proxy in front of stopped printers says.
    await page.route('**/api/**', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await emulator.stop();
    await page.getByText('The virtual printers do not answer. What is shown is the last that came.').waitFor();
    await page.getByText('Margherita').waitFor();
    const { port } = new URL(emulator.httpUrl);
    const again = await startEmulator({
      printers: [{ id: 'receipt', name: 'Counter', port: 0, columns: 48, hasDrawer: true }],
      httpPort: Number(port),
    });
    onTestFinished(() => again.stop());
    await page.unroute('**/api/**');
    await page.getByText('Live').waitFor();
    await page.getByText('Nothing has come out yet').waitFor();
  });

  it('keeps up with a replay and stays small', async () => {
    const { page, counter } = await desk();
    for (let n = 1; n <= 400; n += 1)
      await print(counter, receipt({ type: 'text', text: `Order ${n}`, align: 'start', emphasis: null }));
    await page.getByText('Order 400', { exact: true }).waitFor();
    expect(await page.getByRole('article').count()).toBeLessThanOrEqual(60);
    await page.getByText('400 papers').waitFor();
  });

  it.each([
    ['light', 1366, 768],
    ['dark', 1366, 768],
    ['light', 390, 844],
  ] as const)('has no serious accessibility violation (%s, %ix%i)', async (colorScheme, width, height) => {
    const { page, counter } = await desk({ colorScheme, width, height });
    await print(
      counter,
      receipt(
        { type: 'qr', data: 'https://example.com', moduleDots: 4 },
        { type: 'buzzer', times: 2 },
        { type: 'drawer-kick', pin: 2 },
      ),
    );
    await page.getByText('Margherita').first().waitFor();
    await page.getByRole('button', { name: 'Faults' }).first().click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    ).toEqual([]);
  });
});
