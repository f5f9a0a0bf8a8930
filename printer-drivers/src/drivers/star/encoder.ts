import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { BarcodeLine, CommandWriter, DotWriter, NativeQr } from '../command-writer.ts';
import { encodeDrawn, encodeSpelt, type DrawingOptions } from '../job-encoder.ts';
import { LetterWriter } from '../letters/letter-writer.ts';
import { placed } from '../placed.ts';
import { pulseSteps } from '../pulse.ts';
import { harmless } from './harmless.ts';
import type { StarProfile } from './profile.ts';

const lf = 0x0a;
const esc = 0x1b;
const gs = 0x1d;

const alignNumbers: Record<Align, number> = { start: 0, center: 1, end: 2 };
const qrLevelNumbers = { L: 0, M: 1 } as const;
const maxModuleDots = 8;
const tearOffLines = 4;
/** The rows of one ESC GS S: small printers keep no more than that. */
const bandRows = 64;

/**
 * A document as the bytes of one job for a Star printer (line mode; StarPRNT shares these commands); see `encodeSpelt`. BEL, FS, EM
 * and SUB alone would open a drawer here.
 */
export function encodeStar(document: PrintDocument, profile: StarProfile): Uint8Array {
  return encodeSpelt(document, new StarCommands(profile));
}

/** The same, with text that the printer has no letters for drawn; see `encodeDrawn`. */
export function encodeStarDrawn(
  document: PrintDocument,
  profile: StarProfile,
  drawing: DrawingOptions,
): Promise<Uint8Array> {
  return encodeDrawn(document, new StarCommands(profile), drawing);
}

class StarCommands implements CommandWriter {
  readonly paper: StarProfile;
  readonly out = new ByteWriter();
  readonly letters: LetterWriter;
  readonly limits = null;
  readonly dots: DotWriter;

  constructor(profile: StarProfile) {
    this.paper = profile;
    this.letters = new LetterWriter(this.out, profile, [esc, gs, 0x74]);
    this.dots = { followAlignment: false, inStripes: false, write: (bitmap, align) => this.#picture(bitmap, align) };
  }

  begin(): void {
    // ESC R 0: the American characters, whatever the switches say.
    this.out.bytes([esc, 0x40, esc, 0x52, 0]);
  }

  expectDots(): void {}

  setAlign(align: Align): void {
    this.out.bytes([esc, gs, 0x61, alignNumbers[align]]);
  }

  setEmphasis(wanted: Emphasis, current: Emphasis): void {
    if (wanted.bold !== current.bold) this.out.bytes([esc, wanted.bold ? 0x45 : 0x46]);
    if (wanted.underline !== current.underline) this.out.bytes([esc, 0x2d, Number(wanted.underline)]);
    if (wanted.inverted !== current.inverted) this.out.bytes([esc, wanted.inverted ? 0x34 : 0x35]);
    // ESC i: the height comes first.
    if (wanted.width !== current.width || wanted.height !== current.height)
      this.out.bytes([esc, 0x69, wanted.height - 1, wanted.width - 1]);
  }

  endLine(): void {
    this.out.byte(lf);
  }

  feed(lines: number): void {
    this.out.bytes([esc, 0x61, lines]);
  }

  storedPicture(): null {
    return null;
  }

  maxQrModuleDots(): number {
    return this.paper.nativeQr ? maxModuleDots : 0;
  }

  qr({ payload, moduleDots, level }: NativeQr): void {
    this.out.bytes([esc, gs, 0x79, 0x53, 0x30, 2]);
    this.out.bytes([esc, gs, 0x79, 0x53, 0x31, qrLevelNumbers[level]]);
    this.out.bytes([esc, gs, 0x79, 0x53, 0x32, moduleDots]);
    this.out.bytes([esc, gs, 0x79, 0x44, 0x31, 0, payload.length & 0xff, payload.length >> 8]);
    this.out.bytes(payload);
    this.out.bytes([esc, gs, 0x79, 0x50, lf]);
  }

  drawsBarcode(): boolean {
    return false;
  }

  barcode(_line: BarcodeLine): void {}

  #picture(bitmap: Bitmap, align: Align): void {
    const { heightDots, widthDots, bits } = placed(bitmap, align, this.paper.dotsPerLine);
    if (this.paper.pictures === 'picture') this.#asPictures(bits, rowBytesOf(widthDots), heightDots);
    else this.#inRasterMode(bits, rowBytesOf(widthDots), heightDots);
  }

  /** ESC * r: no page length and nothing done at the end of the picture, or the printer feeds and cuts behind it. */
  #inRasterMode(bits: Uint8Array, rowBytes: number, heightDots: number): void {
    this.out.bytes([esc, 0x2a, 0x72, 0x41]);
    this.out.bytes([esc, 0x2a, 0x72, 0x50, 0x30, 0]);
    this.out.bytes([esc, 0x2a, 0x72, 0x45, 0x31, 0]);
    for (let row = 0; row < heightDots; row += 1) {
      this.out.bytes([0x62, rowBytes & 0xff, rowBytes >> 8]);
      this.out.bytes(harmless(bits.subarray(row * rowBytes, (row + 1) * rowBytes)));
    }
    this.out.bytes([esc, 0x2a, 0x72, 0x42]);
  }

  #asPictures(bits: Uint8Array, rowBytes: number, heightDots: number): void {
    for (let row = 0; row < heightDots; row += bandRows) {
      const rows = Math.min(bandRows, heightDots - row);
      this.out.bytes([esc, gs, 0x53, 1, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8, 0]);
      this.out.bytes(harmless(bits.subarray(row * rowBytes, (row + rows) * rowBytes)));
    }
  }

  /** ESC d 2 and 3 feed the last line past the blade first. */
  cut(partial: boolean): void {
    if (this.paper.cutter === 'none') this.out.bytes([esc, 0x61, tearOffLines]);
    else this.out.bytes([esc, 0x64, partial || this.paper.cutter === 'partial' ? 3 : 2]);
  }

  /** ESC BEL sets the pulse of the first drawer in steps of 10 ms, BEL gives it; the second has a pulse of its own (SUB). */
  kickDrawer(pin: 2 | 5): void {
    const { onMs, offMs } = this.paper.drawerPulse;
    if (pin === 5) this.out.byte(0x1a);
    else this.out.bytes([esc, 0x07, pulseSteps(onMs, 10, 127), pulseSteps(offMs, 10, 127), 0x07]);
  }

  /** Star's buzzers are boxes on the drawer's socket: to sound one would open a drawer that is there instead. */
  buzz(): void {}
}
