import { code128, ean13, ean8, pdf417 } from 'bwip-js/generic';
import type { DrawingContext, RenderOptions } from 'bwip-js/generic';
import qrCore from 'qrcode/lib/core/qrcode.js';
import { pdf417Columns } from './barcode-size.ts';
import { blacken, emptyBitmap } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { LaidOutLine } from './layout.ts';
import { utf8Of } from './utf8.ts';

type BarcodeLine = LaidOutLine & { readonly type: 'barcode' };

/** Blank modules that a reader needs on each side of a QR code. */
const quietModules = 4;
/** Smaller modules than a quarter of a millimetre are not read reliably from thermal paper. */
const minModuleDots = 2;
/** Rows of a PDF417 code are three modules high (ISO/IEC 15438). */
const pdf417RowModules = 3;

/**
 * A QR code as dots, without its quiet zone: level M (15 %) where it fits the paper, else L, and modules as large as the paper allows.
 * Null: too much content for this paper.
 */
export function qrDots(data: string, wantedModuleDots: number, dotsPerLine: number): Bitmap | null {
  const bytes = utf8Of(data);
  for (const errorCorrectionLevel of ['M', 'L'] as const) {
    const modules = qrModules(bytes, errorCorrectionLevel);
    if (modules === null) return null;
    const moduleDots = Math.min(wantedModuleDots, Math.floor(dotsPerLine / (modules.size + 2 * quietModules)));
    if (moduleDots < minModuleDots) continue;
    return enlarged(modules.size, modules.size, moduleDots, moduleDots, (x, y) => modules.get(y, x) !== 0);
  }
  return null;
}

function qrModules(data: Uint8Array, errorCorrectionLevel: 'M' | 'L') {
  try {
    return qrCore.create([{ data, mode: 'byte' }], { errorCorrectionLevel }).modules;
  } catch {
    // More than the largest code holds.
    return null;
  }
}

/** The bars of a laid-out line as dots, without a quiet zone: the layout has seen to it that both fit the paper. */
export function barcodeDots(line: BarcodeLine, dotsPerLine: number): Bitmap {
  const { symbology, data, moduleDots } = line;
  const bars = new BarDrawing();
  const options: RenderOptions = { bcid: symbology, text: data, scale: 1, includetext: false };
  switch (symbology) {
    case 'code128':
      code128({ ...options, height: 4 }, bars);
      break;
    case 'ean13':
      ean13({ ...options, height: 4 }, bars);
      break;
    case 'ean8':
      ean8({ ...options, height: 4 }, bars);
      break;
    case 'pdf417': {
      const columns = pdf417Columns(data, moduleDots, dotsPerLine);
      const text = binaryText(data);
      const layout = { columns, eclevel: 2, rowmult: pdf417RowModules };
      pdf417({ ...options, text, binarytext: true, ...layout } as RenderOptions, bars);
      return bars.enlarged(moduleDots, moduleDots);
    }
  }
  return bars.enlarged(moduleDots, line.heightDots);
}

/** One code unit a byte, as the library reads binary text: a reader gets UTF-8. */
const binaryText = (data: string): string => String.fromCharCode(...utf8Of(data));

/** Takes what the library draws as modules. It draws a bar as a line as wide as the bar, dots as right-angled outlines. */
class BarDrawing implements DrawingContext<void> {
  readonly #dark: { x: number; y: number }[] = [];
  #height = 0;
  #outline: [number, number][][] = [];

  /** The library counts a dot more than it draws. */
  enlarged(moduleWidthDots: number, moduleHeightDots: number): Bitmap {
    const columns = Math.max(...this.#dark.map(({ x }) => x)) + 1;
    const rows = Math.max(...this.#dark.map(({ y }) => y)) + 1;
    const dark = new Set(this.#dark.map(({ x, y }) => y * columns + x));
    return enlarged(columns, rows, moduleWidthDots, moduleHeightDots, (x, y) => dark.has(y * columns + x));
  }

  scale(x: number, y: number): [number, number] {
    return [x, y];
  }

  measure(): { width: number; ascent: number; descent: number } {
    return { width: 0, ascent: 0, descent: 0 };
  }

  init(_width: number, height: number): void {
    this.#height = height;
  }

  /** A vertical bar from top to bottom, `width` wide around `x`, which is rounded up. */
  line(x: number, _y0: number, _x1: number, _y1: number, width: number): void {
    const left = x - Math.ceil(width / 2);
    for (let module = left; module < left + width; module += 1) this.#dark.push({ x: module, y: 0 });
  }

  polygon(points: [number, number][]): void {
    this.#outline.push(points);
  }

  hexagon(): void {}
  ellipse(): void {}
  text(): void {}

  /** Fills by the even-odd rule, row by row: between the first edge and the second, the third and the fourth. */
  fill(): void {
    const edges = this.#outline.flatMap((points) =>
      points.map((point, index) => [points.at(index - 1)!, point] as const).filter(([from, to]) => from[1] !== to[1]),
    );
    for (let y = 0; y < this.#height; y += 1) {
      const crossings = edges
        .filter(([from, to]) => from[1] > y + 0.5 !== to[1] > y + 0.5)
        .map(([from]) => from[0])
        .toSorted((left, right) => left - right);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        for (let x = crossings[pair]!; x < crossings[pair + 1]!; x += 1) this.#dark.push({ x, y });
      }
    }
    this.#outline = [];
  }

  end(): void {}
}

function enlarged(
  columns: number,
  rows: number,
  moduleWidthDots: number,
  moduleHeightDots: number,
  isDark: (x: number, y: number) => boolean,
): Bitmap {
  const bitmap = emptyBitmap(columns * moduleWidthDots, rows * moduleHeightDots);
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      if (isDark(Math.floor(x / moduleWidthDots), Math.floor(y / moduleHeightDots))) blacken(bitmap, x, y);
    }
  }
  return bitmap;
}
