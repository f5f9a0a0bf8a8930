import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { encodeEscPosDrawn } from '@auraconnect/printer-drivers/drivers/escpos/encoder.ts';
import { genericProfile } from '@auraconnect/printer-drivers/drivers/escpos/profile.ts';
import { encodeStarGraphic } from '@auraconnect/printer-drivers/drivers/star/graphic-encoder.ts';
import { starProfile } from '@auraconnect/printer-drivers/drivers/star/profile.ts';
import { PaperMachine } from '@auraconnect/printer-drivers/emulator/escpos/paper-machine.ts';
import { EscPosParser, type EscPosCommand } from '@auraconnect/printer-drivers/emulator/escpos/parser.ts';
import { StarTranslator } from '@auraconnect/printer-drivers/emulator/star/translator.ts';
import { drawLine, lineDots, loadFonts } from '@auraconnect/printer-drivers/raster/draw-line.ts';
import { RasterThread } from '@auraconnect/printer-drivers/raster/raster-thread.ts';
import { bytesOfBase64 } from '@auraconnect/shared/receipt/base64.ts';
import { blackSpans, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import { qrDots } from '@auraconnect/shared/receipt/codes.ts';
import type { PaperLine } from '@auraconnect/shared/receipt/paper.ts';
import { sampleReceipts } from './paper-samples.ts';
import { root } from './root.ts';

/**
 * `npm run pictures:paper [folder]`: receipts in many scripts at 58 and 80 mm as PNG, and as a Star prints them that reads nothing but
 * pictures, each from the very bytes that go to a printer, read back by the virtual one. Its own letters stand in for those of a printer's ROM.
 */
const folder = process.argv[2] ?? join(root, '.build', 'paper');
const marginDots = 24;
const raster = new RasterThread();
loadFonts();
mkdirSync(folder, { recursive: true });
for (const document of sampleReceipts()) {
  for (const columns of [32, 48]) {
    const bytes = await encodeEscPosDrawn(document, genericProfile(columns), { raster });
    keep(`${document.locale}-${columns === 32 ? 58 : 80}mm`, bytes, new EscPosParser().feed(bytes), columns);
  }
  const bytes = await encodeStarGraphic(document, starProfile(48, true), { raster });
  keep(`${document.locale}-graphic-mode`, bytes, new StarTranslator({ hasLetters: false }).feed(bytes), 48);
}
await raster.close();

function keep(name: string, bytes: Uint8Array, commands: readonly EscPosCommand[], columns: number): void {
  const machine = new PaperMachine(columns);
  for (const command of commands) machine.apply(command);
  machine.finish();
  const lines = machine.takeFinished().flatMap((paper) => paper.lines);
  const file = join(folder, `${name}.png`);
  writeFileSync(file, picture(lines, columns, genericProfile(columns).dotsPerLine));
  process.stdout.write(`${file} ${bytes.length} bytes\n`);
}

function picture(lines: readonly PaperLine[], columns: number, dotsPerLine: number): Buffer {
  const drawn = lines.map((line) => ({ align: line.align, dots: dotsOf(line, columns, dotsPerLine) }));
  const heightDots = drawn.reduce((sum, { dots }) => sum + dots.heightDots, 0) + 2 * marginDots;
  const canvas = createCanvas(dotsPerLine + 2 * marginDots, heightDots);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  let top = marginDots;
  for (const { align, dots } of drawn) {
    const blank = dotsPerLine - dots.widthDots;
    const left = marginDots + (align === 'start' ? 0 : align === 'end' ? blank : Math.floor(blank / 2));
    for (const { x, y, length } of blackSpans(dots)) context.fillRect(left + x, top + y, length, 1);
    top += dots.heightDots;
  }
  return canvas.toBuffer('image/png');
}

function dotsOf(line: PaperLine, columns: number, dotsPerLine: number): Bitmap {
  const blank: Bitmap = { widthDots: dotsPerLine, heightDots: lineDots, bits: new Uint8Array(0) };
  if (line.dots !== null) return { ...line.dots, bits: bytesOfBase64(line.dots.bits) };
  if (line.qr !== null) return qrDots(line.qr.data, line.qr.moduleDots, dotsPerLine) ?? blank;
  const runs = line.runs.map(({ text, ...emphasis }) => ({
    text,
    columns: text.length * emphasis.width,
    emphasis,
    direction: 'ltr' as const,
  }));
  const used = runs.reduce((sum, run) => sum + run.columns, 0);
  const text = { type: 'text' as const, align: line.align, columns: used, runs };
  // Its dots begin at the left edge of the paper.
  const drawn = drawLine(text, { dotsPerLine, columns, locale: 'en' });
  return line.align === 'start' ? drawn : widened(drawn, dotsPerLine);
}

function widened(dots: Bitmap, widthDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(rowBytes * dots.heightDots);
  const from = Math.ceil(dots.widthDots / 8);
  for (let y = 0; y < dots.heightDots; y += 1) bits.set(dots.bits.subarray(y * from, (y + 1) * from), y * rowBytes);
  return { widthDots, heightDots: dots.heightDots, bits };
}
