import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, Emphasis } from '@auraconnect/shared/receipt/document.ts';
import type { LaidOutLine } from '@auraconnect/shared/receipt/layout.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { LetterWriter } from './letters/letter-writer.ts';
import type { PrinterLetters } from './letters/code-pages.ts';
import type { QrLevel } from './qr-size.ts';
import type { LetterLimits } from './within-reach.ts';

export type BarcodeLine = LaidOutLine & { readonly type: 'barcode' };

/** A QR code that the printer draws itself. */
export interface NativeQr {
  /** UTF-8, without control characters. */
  readonly payload: Uint8Array;
  readonly moduleDots: number;
  readonly level: QrLevel;
}

/** What the rules that all languages share have to know of a printer. */
export interface PrinterPaper extends PrinterLetters {
  readonly columns: number;
  readonly dotsPerLine: number;
}

/** The commands of one language, written for one job. What a document asks for and when is the affair of `JobEncoder`. */
export interface CommandWriter {
  readonly paper: PrinterPaper;
  readonly out: ByteWriter;
  /** Null: it has no letters of its own, and every line is drawn. */
  readonly letters: LetterWriter | null;
  /** Null: every size, and white on black. */
  readonly limits: LetterLimits | null;
  /** Undoes what was set before; the first code page is selected behind it. */
  begin(): void;
  /** Once, before a document with pictures, bars or drawn text. */
  expectDots(): void;
  setAlign(align: Align): void;
  setEmphasis(wanted: Emphasis, current: Emphasis): void;
  endLine(): void;
  feed(lines: number): void;
  /** What it makes of dots; null on a printer that takes none. */
  readonly dots: DotWriter | null;
  /** Bytes that print a picture out of the printer's own memory; null when its dots have to be sent. */
  storedPicture(bitmap: Bitmap): Uint8Array | null;
  /** The largest module of its own QR codes in dots; 0 when it draws none, or not this one. */
  maxQrModuleDots(data: string): number;
  qr(code: NativeQr): void;
  /** Whether the printer itself draws such bars. */
  drawsBarcode(line: BarcodeLine): boolean;
  barcode(line: BarcodeLine): void;
  cut(partial: boolean): void;
  kickDrawer(pin: 2 | 5): void;
  buzz(times: number): void;
  /** What is still to be written when everything of the document is. */
  end?(): void;
}

export interface DotWriter {
  /** Whether dots stand where the alignment in force says; otherwise they are moved before they are written. */
  readonly followAlignment: boolean;
  /**
   * Every picture is filled up to whole stripes, so lines that follow one another are drawn as one: they stand as close as they
   * were drawn, on less paper.
   */
  readonly inStripes: boolean;
  write(bitmap: Bitmap, align: Align): void;
}
