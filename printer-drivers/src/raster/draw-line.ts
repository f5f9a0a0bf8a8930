import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { join } from 'node:path';
import { rowBytesOf } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { isShaped } from '@auraconnect/shared/receipt/shaped.ts';
import { clustersOf } from '@auraconnect/shared/receipt/width.ts';
import { RasterFault } from './line-raster.ts';
import type { RasterPaper, TextLine } from './line-raster.ts';
import { fontFolder } from './program-files.ts';

/** A line as high as it takes for Thai's tone marks above and Arabic's dots below; a printer's own line is 30 to 34. */
export const lineDots = 34;
const baselineDots = 25;
/** At this size a letter of Noto Sans Mono is 12 dots wide, as those of printers are. */
const narrowSize = 20;
const wideSize = 23;
const shapedSize = 22;
const underlineTop = 28;
const underlineDots = 2;
/** Darker than this is a black dot: thin strokes stay whole. */
const darkEnough = 150;

const fonts = {
  Mono: 'noto-sans-mono',
  Arabic: 'noto-sans-arabic',
  Hebrew: 'noto-sans-hebrew',
  Thai: 'noto-sans-thai',
  Devanagari: 'noto-sans-devanagari',
  Emoji: 'noto-emoji',
  Japanese: 'noto-sans-jp',
  Chinese: 'noto-sans-sc',
  Korean: 'noto-sans-kr',
} as const;

let fontsAreLoaded = false;

/** @throws RasterFault when a font of the project cannot be read */
export function loadFonts(): void {
  if (fontsAreLoaded) return;
  for (const [name, file] of Object.entries(fonts)) {
    // A name of its own, so that no font of the machine is taken for ours.
    if (GlobalFonts.registerFromPath(join(fontFolder, `${file}.ttf`), `Paper ${name}`) === null)
      throw new RasterFault('raster.unavailable', `The font ${file} cannot be read.`);
  }
  fontsAreLoaded = true;
}

type FontName = keyof typeof fonts;

const anyKana = /[\u3040-\u30ff]/;

function familiesFor(text: string, locale: string): string {
  const language = locale.split('-', 1)[0]!.toLowerCase();
  const cjk: FontName[] =
    language === 'ja' || (language !== 'zh' && anyKana.test(text))
      ? ['Japanese', 'Chinese', 'Korean']
      : language === 'ko'
        ? ['Korean', 'Chinese', 'Japanese']
        : ['Chinese', 'Japanese', 'Korean'];
  const names: FontName[] = ['Mono', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', ...cjk, 'Emoji'];
  return names.map((name) => `"Paper ${name}"`).join(', ');
}

/** Draws one line of text on a canvas of its own. Fonts must have been loaded. */
export function drawLine(line: TextLine, paper: RasterPaper): Bitmap {
  const columnDots = Math.floor(paper.dotsPerLine / paper.columns);
  const height = lineDots * Math.max(1, ...line.runs.map((run) => run.emphasis.height));
  const canvas = createCanvas(paper.dotsPerLine, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const families = familiesFor(line.runs.map((run) => run.text).join(''), paper.locale);
  let x = startOf(line, paper.dotsPerLine, columnDots);
  for (const run of line.runs) {
    const end = x + run.columns * columnDots;
    const side = sideOf(line, run, { x, end, lastDot: paper.columns * columnDots });
    drawRun(context, run, { x, height, columnDots, families, side });
    x = end;
  }
  return blackDots(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
}

function startOf({ align, columns }: TextLine, dotsPerLine: number, columnDots: number): number {
  const blankDots = Math.max(dotsPerLine - columns * columnDots, 0);
  return align === 'start' ? 0 : align === 'end' ? blankDots : Math.floor(blankDots / 2);
}

type Side = 'left' | 'middle' | 'right';

/**
 * Where shaped text stands in its columns, of which it seldom fills all: at the side it is read from; in the middle of a centred
 * line; and the last cell of a row, which nearly always is the end of one, at the edge of the paper.
 */
function sideOf(line: TextLine, run: TextRun, at: { x: number; end: number; lastDot: number }): Side {
  if (line.align === 'center') return 'middle';
  const beside = line.runs.length > 1;
  if (run.direction === 'rtl') return beside && at.x === 0 ? 'left' : 'right';
  return beside && at.end === at.lastDot ? 'right' : 'left';
}

interface Place {
  readonly side: Side;
  readonly x: number;
  /** Of the whole line: a run that is lower stands on its bottom. */
  readonly height: number;
  readonly columnDots: number;
  readonly families: string;
}

function drawRun(context: SKRSContext2D, run: TextRun, { x, height, columnDots, families, side }: Place): void {
  const { emphasis, columns, text } = run;
  const top = height - lineDots * emphasis.height;
  context.save();
  context.translate(x, top);
  context.scale(emphasis.width, emphasis.height);
  const widthDots = (columns * columnDots) / emphasis.width;
  context.fillStyle = '#000';
  if (emphasis.inverted) {
    context.fillRect(0, 0, widthDots, lineDots);
    context.fillStyle = '#fff';
  }
  if (emphasis.underline) context.fillRect(0, underlineTop, widthDots, underlineDots);
  const strokes = emphasis.bold ? [0, 1 / emphasis.width] : [0];
  for (const shift of strokes) {
    if (isShaped(text)) drawShaped(context, run, { shift, widthDots, columnDots, families, side });
    else drawOnGrid(context, text, { shift, columnDots, families });
  }
  context.restore();
}

/** Letters that join or stack are drawn as one, and made narrower when they need more room than they have. */
function drawShaped(
  context: SKRSContext2D,
  { text, direction }: TextRun,
  place: { shift: number; widthDots: number; columnDots: number; families: string; side: Side },
): void {
  const { shift, widthDots, columnDots, families, side } = place;
  const words = text.trim();
  const leading = (text.length - text.trimStart().length) * columnDots;
  const trailing = (text.length - text.trimEnd().length) * columnDots;
  const [before, after] = direction === 'rtl' ? [trailing, leading] : [leading, trailing];
  const roomDots = widthDots - before - after;
  context.font = `${shapedSize}px ${families}`;
  context.direction = direction;
  context.textAlign = 'left';
  const natural = context.measureText(words).width;
  const narrower = Math.min(roomDots / Math.max(natural, 1), 1);
  const spareDots = roomDots - natural * narrower;
  const indentDots = side === 'left' ? 0 : side === 'right' ? spareDots : spareDots / 2;
  context.save();
  context.translate(before + indentDots + shift, baselineDots);
  context.scale(narrower, 1);
  context.fillText(words, 0, 0);
  context.restore();
}

function drawOnGrid(
  context: SKRSContext2D,
  text: string,
  { shift, columnDots, families }: { shift: number; columnDots: number; families: string },
): void {
  context.direction = 'ltr';
  context.textAlign = 'center';
  let x = shift;
  for (const cluster of clustersOf(text)) {
    const cellDots = cluster.width * columnDots;
    if (cluster.text !== ' ') {
      context.font = `${cluster.width === 2 ? wideSize : narrowSize}px ${families}`;
      const advance = context.measureText(cluster.text).width;
      context.save();
      context.translate(x + cellDots / 2, baselineDots);
      if (advance > cellDots + 0.5) context.scale(cellDots / advance, 1);
      context.fillText(cluster.text, 0, 0);
      context.restore();
    }
    x += cellDots;
  }
}

/** Black where it is dark enough; as wide as the ink goes, since blank dots at the end only cost time. */
function blackDots(rgba: Uint8ClampedArray, width: number, height: number): Bitmap {
  let inkedDots = 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = width - 1; x >= inkedDots; x -= 1) {
      if (rgba[(y * width + x) * 4]! < darkEnough) inkedDots = x + 1;
    }
  }
  const rowBytes = rowBytesOf(inkedDots);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < inkedDots; x += 1) {
      if (rgba[(y * width + x) * 4]! < darkEnough) bits[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return { widthDots: inkedDots, heightDots: height, bits };
}
