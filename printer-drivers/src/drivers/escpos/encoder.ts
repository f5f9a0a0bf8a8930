import { pdf417Columns } from '@auraconnect/shared/receipt/barcode-size.ts';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { BarcodeLine, CommandWriter, DotWriter, NativeQr } from '../command-writer.ts';
import { encodeDrawn, encodeSpelt, type DrawingOptions } from '../job-encoder.ts';
import { LetterWriter } from '../letters/letter-writer.ts';
import { pulseSteps } from '../pulse.ts';
import type { LetterLimits } from '../within-reach.ts';
import type { EscPosProfile } from './profile.ts';
import { rasterBytes } from './raster-bytes.ts';
import type { StoredPictures } from './stored-pictures.ts';

const lf = 0x0a;
const esc = 0x1b;
const fs = 0x1c;
const gs = 0x1d;

const alignNumbers: Record<Align, number> = { start: 0, center: 1, end: 2 };
/** GS k, function B. */
const barcodeNumbers = { ean13: 67, ean8: 68, code128: 73 } as const;
const qrLevelNumbers = { L: 48, M: 49 } as const;
/** Lines that bring the last one past the tear bar of a printer without a cutter. */
const tearOffLines = 4;
/** A sound of every Epson buzzer, and one beep per 300 ms. */
const buzzerPattern = 49;
const buzzerCycleTenths = 3;

/** A document as the bytes of one job for an ESC/POS printer (Epson's dialect, which the clones share); see `encodeSpelt`. */
export function encodeEscPos(document: PrintDocument, profile: EscPosProfile): Uint8Array {
  return encodeSpelt(document, new EscPosCommands(profile, null));
}

/**
 * The same, with text that the printer has no letters for drawn; see `encodeDrawn`.
 *
 * @param pictures that the printer has in its own memory
 */
export function encodeEscPosDrawn(
  document: PrintDocument,
  profile: EscPosProfile,
  drawing: DrawingOptions,
  pictures: StoredPictures | null = null,
): Promise<Uint8Array> {
  return encodeDrawn(document, new EscPosCommands(profile, pictures), drawing);
}

class EscPosCommands implements CommandWriter {
  readonly paper: EscPosProfile;
  readonly out = new ByteWriter();
  readonly letters: LetterWriter;
  readonly limits: LetterLimits | null;
  readonly dots: DotWriter | null;

  readonly #pictures: StoredPictures | null;

  constructor(profile: EscPosProfile, pictures: StoredPictures | null) {
    this.paper = profile;
    this.#pictures = pictures;
    this.letters = new LetterWriter(this.out, profile, [esc, 0x74]);
    // Needles have fewer sizes, and one ribbon of one colour cannot print white on black.
    this.limits =
      profile.mechanism === 'impact' ? { maxWidth: 2, maxHeight: 2, inverted: profile.colours === 2 } : null;
    const write = (bitmap: Bitmap): void => this.out.bytes(rasterBytes(bitmap));
    this.dots = profile.pictures === 'raster' ? { followAlignment: true, inStripes: false, write } : null;
  }

  begin(): void {
    this.out.bytes([esc, 0x40]);
    if (this.paper.doubleByteModel) this.out.bytes([fs, 0x2e]);
    // ESC R 0: the switches of a printer may say another country, which has other signs for #, $, @, [ and their like.
    this.out.bytes([esc, 0x52, 0]);
  }

  /** GS ( D 20: until the next ESC @ nothing in the stream opens the drawer in real time. */
  expectDots(): void {
    if (this.paper.disablesRealTime) this.out.bytes([gs, 0x28, 0x44, 3, 0, 20, 1, 0]);
  }

  setAlign(align: Align): void {
    this.out.bytes([esc, 0x61, alignNumbers[align]]);
  }

  setEmphasis(wanted: Emphasis, current: Emphasis): void {
    if (this.paper.mechanism === 'impact') return this.#setNeedles(wanted, current);
    if (wanted.bold !== current.bold) this.out.bytes([esc, 0x45, Number(wanted.bold)]);
    if (wanted.underline !== current.underline) this.out.bytes([esc, 0x2d, Number(wanted.underline)]);
    if (wanted.inverted !== current.inverted) this.out.bytes([gs, 0x42, Number(wanted.inverted)]);
    if (wanted.width !== current.width || wanted.height !== current.height) {
      this.out.bytes([gs, 0x21, ((wanted.width - 1) << 4) | (wanted.height - 1)]);
    }
  }

  /** Needles know neither GS ! nor GS B: size, bold and underline are one command, and what would be white on black is red. */
  #setNeedles(wanted: Emphasis, current: Emphasis): void {
    const { bold, underline, width, height, inverted } = wanted;
    const flags = (bold ? 0x08 : 0) | (height > 1 ? 0x10 : 0) | (width > 1 ? 0x20 : 0) | (underline ? 0x80 : 0);
    this.out.bytes([esc, 0x21, flags]);
    if (inverted !== current.inverted) this.out.bytes([esc, 0x72, Number(inverted)]);
  }

  endLine(): void {
    this.out.byte(lf);
  }

  feed(lines: number): void {
    this.out.bytes([esc, 0x64, lines]);
  }

  storedPicture(bitmap: Bitmap): Uint8Array | null {
    return this.dots === null ? null : (this.#pictures?.bytesOf(bitmap) ?? null);
  }

  maxQrModuleDots(): number {
    return this.paper.nativeQr ? 16 : 0;
  }

  qr({ payload, moduleDots, level }: NativeQr): void {
    this.#symbol(
      49,
      [
        [65, 50, 0],
        [67, moduleDots],
        [69, qrLevelNumbers[level]],
      ],
      payload,
    );
  }

  drawsBarcode(): boolean {
    return this.paper.nativeBarcodes;
  }

  barcode({ symbology, data, moduleDots, heightDots }: BarcodeLine): void {
    if (symbology === 'pdf417') {
      const columns = pdf417Columns(data, moduleDots, this.paper.dotsPerLine);
      this.#symbol(
        48,
        [
          [65, columns],
          [66, 0],
          [67, moduleDots],
          [68, 3],
          [69, 48, 50],
        ],
        Buffer.from(data, 'utf8'),
      );
      return;
    }
    // GS k counts its bytes in one: Code 128 begins with its set, in which a brace is written twice.
    const content = Buffer.from(symbology === 'code128' ? `{B${data.replaceAll('{', '{{')}` : data, 'latin1');
    this.out.bytes([gs, 0x48, 0, gs, 0x77, moduleDots, gs, 0x68, heightDots]);
    this.out.bytes([gs, 0x6b, barcodeNumbers[symbology], content.length]);
    this.out.bytes(content);
  }

  /** GS ( k: settings of a two-dimensional symbol, its content, and the order to print it. */
  #symbol(symbol: 48 | 49, settings: readonly (readonly number[])[], content: Uint8Array): void {
    for (const setting of settings) this.out.bytes([gs, 0x28, 0x6b, setting.length + 1, 0, symbol, ...setting]);
    const storedLength = content.length + 3;
    this.out.bytes([gs, 0x28, 0x6b, storedLength & 0xff, storedLength >> 8, symbol, 80, 48]);
    this.out.bytes(content);
    this.out.bytes([gs, 0x28, 0x6b, 3, 0, symbol, 81, 48]);
  }

  /** GS V 65/66: feeds the last line past the blade first, by the model's own distance. */
  cut(partial: boolean): void {
    if (this.paper.cutter === 'none') this.out.bytes([esc, 0x64, tearOffLines]);
    else this.out.bytes([gs, 0x56, partial || this.paper.cutter === 'partial' ? 66 : 65, 0]);
  }

  /** ESC p m t1 t2: the pulse is counted in steps of 2 ms, and t2 must not be shorter than t1. */
  kickDrawer(pin: 2 | 5): void {
    const { onMs, offMs } = this.paper.drawerPulse;
    this.out.bytes([esc, 0x70, pin === 2 ? 0 : 1, pulseSteps(onMs, 2, 255), pulseSteps(offMs, 2, 255)]);
  }

  buzz(times: number): void {
    if (this.paper.buzzer === 'epson')
      this.out.bytes([esc, 0x28, 0x41, 4, 0, 48, buzzerPattern, times, buzzerCycleTenths]);
    if (this.paper.buzzer === 'esc-b') this.out.bytes([esc, 0x42, times, buzzerCycleTenths]);
  }
}
