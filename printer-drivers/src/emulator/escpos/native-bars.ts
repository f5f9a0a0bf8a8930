import { barcodeContent } from '@auraconnect/shared/receipt/barcode-content.ts';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import { barcodeDots } from '@auraconnect/shared/receipt/codes.ts';
import type { BarcodeSymbology } from '@auraconnect/shared/receipt/document.ts';

/** GS k, function B: the length is said, so any byte may stand in it. */
const symbologies: Readonly<Record<number, BarcodeSymbology>> = { 67: 'ean13', 68: 'ean8', 73: 'code128' };
const minModuleDots = 2;
const maxModuleDots = 6;
const usualHeightDots = 162;

/** The bars that a printer draws by itself: how wide and high they are to be, and their dots. */
export class NativeBars {
  readonly #dotsPerLine: number;
  #moduleDots = 3;
  #heightDots = usualHeightDots;
  #pdf417 = '';
  #pdf417ModuleDots = 3;

  constructor(dotsPerLine: number) {
    this.#dotsPerLine = dotsPerLine;
  }

  /** GS w. */
  setWidth(dots: number): void {
    this.#moduleDots = moduleDotsOf(dots);
  }

  /** GS h. */
  setHeight(dots: number): void {
    this.#heightDots = Math.max(dots, 1);
  }

  /** GS ( k with cn 48: its functions 067 and 080; the others make no difference here. */
  setPdf417(operation: number, data: readonly number[]): void {
    if (operation === 67) this.#pdf417ModuleDots = moduleDotsOf(data[0] ?? minModuleDots);
    if (operation === 80) this.#pdf417 = new TextDecoder().decode(Uint8Array.from(data.slice(1)));
  }

  pdf417(): Bitmap | null {
    return this.#dots('pdf417', this.#pdf417, this.#pdf417ModuleDots);
  }

  /** @param mode m of GS k @param bytes d1 to dn */
  bars(mode: number, bytes: readonly number[]): Bitmap | null {
    const symbology = symbologies[mode];
    if (symbology === undefined) return null;
    const said = String.fromCharCode(...bytes);
    // Code 128 begins with its set, and a brace in it is written twice.
    return this.#dots(
      symbology,
      symbology === 'code128' ? said.replace(/^\{B/, '').replaceAll('{{', '{') : said,
      this.#moduleDots,
    );
  }

  /** Null for what the symbology does not hold, and for bars wider than the paper: a printer leaves those out. */
  #dots(symbology: BarcodeSymbology, data: string, moduleDots: number): Bitmap | null {
    const content = barcodeContent(symbology, data);
    if (content.type !== 'content' || content.data === '') return null;
    const heightDots = this.#heightDots;
    const line = { type: 'barcode', symbology, data: content.data, moduleDots, heightDots, align: 'start' } as const;
    const dots = barcodeDots(line, this.#dotsPerLine);
    return dots.widthDots > this.#dotsPerLine ? null : dots;
  }
}

const moduleDotsOf = (dots: number): number => Math.min(Math.max(dots, minModuleDots), maxModuleDots);
