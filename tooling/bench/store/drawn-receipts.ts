import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import { drawLine, loadFonts } from '@auraconnect/printer-drivers/raster/draw-line.ts';
import { sharedRaster } from '@auraconnect/printer-drivers/raster/raster-thread.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut } from '@auraconnect/shared/receipt/layout.ts';
import { sampleReceipts } from '../../paper-samples.ts';

/** What a program saw that prints as the appliance does, every line of every receipt a new one that has to be drawn. */
export interface DrawnReceipts {
  /** ms until each was ready. */
  readonly ms: readonly number[];
  readonly bytes: readonly number[];
  /** Longest block of the thread that asked for them, in ms: with nothing to do, while another thread draws, and drawing itself. */
  readonly idleMs: number;
  readonly besideMs: number;
  readonly hereMs: number;
}

const columns = 48;
const dotsPerLine = 576;
const warmUp = 40;

const receipts = Number(process.argv[2]);
const samples = sampleReceipts().filter(({ locale }) => /^(ar|he|th|ja|zh)/.test(locale));
const printer = openPrinter({ host: '127.0.0.1', port: 9, columns });
let number = 0;

/** A number behind every text, so that no line was drawn before. */
function nextReceipt(): PrintDocument {
  number += 1;
  const document = samples[number % samples.length]!;
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.type === 'text' && block.emphasis?.width !== 2 ? { ...block, text: `${block.text} ${number}` } : block,
    ),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The longest that a timer of this thread came late, in ms. */
async function blocked(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // It counts from its second look on.
  await pause(50);
  await work();
  await pause(20);
  delay.disable();
  return delay.max / 1e6;
}

function drawHere(): void {
  loadFonts();
  for (const document of samples)
    for (const line of layOut(document, columns))
      if (line.type === 'text') drawLine(line, { dotsPerLine, columns, locale: document.locale });
}

for (let count = 0; count < warmUp; count += 1) await printer.encode(nextReceipt());
const ms: number[] = [];
const bytes: number[] = [];
const idleMs = await blocked(() => pause(1000));
const besideMs = await blocked(async () => {
  for (let made = 0; made < receipts; made += 1) {
    const startedMs = performance.now();
    bytes.push((await printer.encode(nextReceipt())).length);
    ms.push(performance.now() - startedMs);
    // Orders are taken in between.
    await pause(1);
  }
});
const hereMs = await blocked(async () => drawHere());
await printer.close();
await sharedRaster().close();
process.stdout.write(JSON.stringify({ ms, bytes, idleMs, besideMs, hereMs } satisfies DrawnReceipts));
