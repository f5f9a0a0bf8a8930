import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { LaidOutLine } from '@auraconnect/shared/receipt/layout.ts';

export type TextLine = LaidOutLine & { readonly type: 'text' };

/** The paper that a line is drawn for. */
export interface RasterPaper {
  readonly dotsPerLine: number;
  readonly columns: number;
  /** BCP 47; Chinese and Japanese write one character in two ways. */
  readonly locale: string;
}

/** Draws text that a printer's own fonts lack. */
export interface LineRaster {
  /**
   * The whole line as dots, as wide as its ink. Every run stands in its own columns, so that amounts stay in line with those
   * of the lines that the printer writes itself.
   *
   * @throws RasterFault when nothing can be drawn here
   */
  draw(line: TextLine, paper: RasterPaper): Promise<Bitmap>;
}

export class RasterFault extends Error {
  readonly code: 'raster.unavailable' | 'raster.failed';

  constructor(code: RasterFault['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RasterFault';
    this.code = code;
  }
}
