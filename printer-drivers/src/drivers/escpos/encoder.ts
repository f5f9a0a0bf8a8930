import { pdf417Columns } from '@auraconnect/shared/receipt/barcode-size.ts';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import { barcodeDots, qrDots } from '@auraconnect/shared/receipt/codes.ts';
import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, plainEmphasis } from '@auraconnect/shared/receipt/layout.ts';
import type { LaidOutLine, TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { pictureDots } from '@auraconnect/shared/receipt/picture.ts';
import type { LineRaster, TextLine } from '../../raster/line-raster.ts';
import { RasterFault } from '../../raster/line-raster.ts';
import { withinReach } from '../within-reach.ts';
import { ByteWriter } from './byte-writer.ts';
import { byteTableOf } from './code-pages.ts';
import type { EscPosProfile } from './profile.ts';
import { fitQr } from './qr-size.ts';
import { rasterBytes } from './raster-bytes.ts';
import type { StoredPictures } from './stored-pictures.ts';
import { isSayable, sayableDocument, sayableText, unsayable } from './sayable.ts';

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

/**
 * A document as the bytes of one job for an ESC/POS printer (Epson's dialect, which the clones share), with nothing but the
 * printer's own fonts: what they lack is spelt, or a visible `?`.
 *
 * Every job begins with `ESC @` and sets all that it uses, so that nothing carries over from what was printed before. Bytes
 * below 0x20 come from this folder only: text is encoded through code page tables that hold none, and in pictures no dots
 * can be taken for a command.
 */
export function encodeEscPos(document: PrintDocument, profile: EscPosProfile): Uint8Array {
  return new EscPosEncoder(profile).encode(
    layOut(sayableDocument(reachable(document, profile), profile), profile.columns),
  );
}

/** Needles have fewer sizes, and one ribbon of one colour cannot print white on black. */
function reachable(document: PrintDocument, profile: EscPosProfile): PrintDocument {
  if (profile.mechanism !== 'impact') return document;
  return withinReach(document, { maxWidth: 2, maxHeight: 2, inverted: profile.colours === 2 });
}

export interface DrawingOptions {
  readonly raster: LineRaster;
  /** A line on which drawn text would take seconds: what can be spelt is not drawn. */
  readonly slow?: boolean;
  /** Pictures that the printer has in its own memory. */
  readonly pictures?: StoredPictures | null;
  /** Called when text could not be drawn, and was spelt instead. */
  readonly onSpelt?: (fault: RasterFault) => void;
}

/**
 * The same, but lines with text that no code page of the printer has are drawn. Nearly every document has none and is encoded at
 * once; for the others only the waiting is done here. Where nothing can be drawn, it is spelt.
 */
export async function encodeEscPosDrawn(
  document: PrintDocument,
  profile: EscPosProfile,
  { raster, slow = false, pictures = null, onSpelt }: DrawingOptions,
): Promise<Uint8Array> {
  if (profile.pictures !== 'raster') return encodeEscPos(document, profile);
  const lines = layOut(sayableDocument(document, profile, slow ? 'letters' : 'marks'), profile.columns);
  const unsayableLines = lines.filter(
    (line) => line.type === 'text' && !isRule(line) && !line.runs.every((run) => isSayable(run.text, profile)),
  ) as TextLine[];
  if (unsayableLines.length === 0) return new EscPosEncoder(profile, undefined, pictures).encode(lines);
  const paper = { dotsPerLine: profile.dotsPerLine, columns: profile.columns, locale: document.locale };
  try {
    const drawn = new Map<LaidOutLine, Bitmap>();
    await Promise.all(unsayableLines.map(async (line) => drawn.set(line, await raster.draw(line, paper))));
    return new EscPosEncoder(profile, drawn, pictures).encode(lines);
  } catch (error) {
    if (!(error instanceof RasterFault)) throw error;
    onSpelt?.(error);
    return encodeEscPos(document, profile);
  }
}

/** A rule is spelt by the encoder where a printer has no box drawing: as wide as it was. */
function isRule({ runs }: TextLine): boolean {
  return runs.length === 1 && /^([─═·])\1*$/.test(runs[0]!.text);
}

class EscPosEncoder {
  readonly #profile: EscPosProfile;
  readonly #drawn: ReadonlyMap<LaidOutLine, Bitmap>;
  readonly #pictures: StoredPictures | null;
  readonly #out = new ByteWriter();
  #emphasis: Emphasis = plainEmphasis;
  #align: Align = 'start';
  #page = 0;

  constructor(
    profile: EscPosProfile,
    drawn: ReadonlyMap<LaidOutLine, Bitmap> = new Map(),
    pictures: StoredPictures | null = null,
  ) {
    this.#profile = profile;
    this.#pictures = pictures;
    this.#drawn = drawn;
  }

  encode(lines: readonly LaidOutLine[]): Uint8Array {
    this.#out.bytes([esc, 0x40]);
    if (this.#profile.doubleByteModel) this.#out.bytes([fs, 0x2e]);
    // ESC R 0: the switches of a printer may say another country, which has other signs for #, $, @, [ and their like.
    this.#out.bytes([esc, 0x52, 0]);
    this.#selectPage(0);
    const hasDots = this.#drawn.size > 0 || lines.some((line) => line.type === 'image' || line.type === 'barcode');
    // GS ( D 20: until the next ESC @ nothing in the stream opens the drawer in real time.
    if (hasDots && this.#profile.disablesRealTime) this.#out.bytes([gs, 0x28, 0x44, 3, 0, 20, 1, 0]);
    for (const line of lines) this.#line(line);
    return this.#out.toBytes();
  }

  #line(line: LaidOutLine): void {
    switch (line.type) {
      case 'text': {
        const drawn = this.#drawn.get(line);
        if (drawn === undefined) this.#textLine(line.align, line.runs);
        else this.#dots(drawn, 'start');
        return;
      }
      case 'feed':
        this.#out.bytes([esc, 0x64, line.lines]);
        return;
      case 'qr':
        this.#qr(line.data, line.moduleDots, line.align);
        return;
      case 'image':
        this.#picture(pictureDots(line, this.#profile.dotsPerLine), line.align);
        return;
      case 'barcode':
        this.#barcode(line);
        return;
      case 'cut':
        this.#cut(line.partial);
        return;
      case 'drawer-kick':
        this.#drawerKick(line.pin);
        return;
      case 'buzzer':
        this.#buzzer(line.times);
    }
  }

  #textLine(align: Align, runs: readonly TextRun[]): void {
    if (runs.length > 0) this.#setAlign(align);
    for (const run of runs) {
      this.#setEmphasis(run.emphasis);
      this.#text(run.text);
    }
    // An empty line is as high as the size in force, and it must be one normal line.
    if (runs.length === 0) this.#setEmphasis(plainEmphasis);
    this.#out.byte(lf);
  }

  /** ESC a counts only at the beginning of a line, which is where every line of a layout starts. */
  #setAlign(align: Align): void {
    if (align === this.#align) return;
    this.#out.bytes([esc, 0x61, alignNumbers[align]]);
    this.#align = align;
  }

  #setEmphasis(wanted: Emphasis): void {
    const current = this.#emphasis;
    if (wanted === current) return;
    if (this.#profile.mechanism === 'impact') return this.#setNeedles(wanted);
    if (wanted.bold !== current.bold) this.#out.bytes([esc, 0x45, Number(wanted.bold)]);
    if (wanted.underline !== current.underline) this.#out.bytes([esc, 0x2d, Number(wanted.underline)]);
    if (wanted.inverted !== current.inverted) this.#out.bytes([gs, 0x42, Number(wanted.inverted)]);
    if (wanted.width !== current.width || wanted.height !== current.height) {
      this.#out.bytes([gs, 0x21, ((wanted.width - 1) << 4) | (wanted.height - 1)]);
    }
    this.#emphasis = wanted;
  }

  /** Needles know neither GS ! nor GS B: size, bold and underline are one command, and what would be white on black is red. */
  #setNeedles(wanted: Emphasis): void {
    const { bold, underline, width, height, inverted } = wanted;
    const flags = (bold ? 0x08 : 0) | (height > 1 ? 0x10 : 0) | (width > 1 ? 0x20 : 0) | (underline ? 0x80 : 0);
    this.#out.bytes([esc, 0x21, flags]);
    if (inverted !== this.#emphasis.inverted) this.#out.bytes([esc, 0x72, Number(inverted)]);
    this.#emphasis = wanted;
  }

  #text(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x20 && unit < 0x7f) {
        this.#out.byte(unit);
        continue;
      }
      const codePoint = text.codePointAt(index)!;
      if (codePoint > 0xffff) index += 1;
      this.#character(codePoint);
    }
  }

  #character(codePoint: number): void {
    // Every page has the no-break space elsewhere, some clones as a block: a blank is a blank.
    if (codePoint === 0xa0) return this.#out.byte(0x20);
    const byte = this.#byteOf(codePoint);
    if (byte !== undefined) return this.#out.byte(byte);
    // Only the layout's own rules get here (a code page without box drawing); documents were made sayable before.
    const spelling = sayableText(String.fromCodePoint(codePoint), this.#profile);
    // A spelling may itself be of a code page; whatever it is, never the low byte of a letter, which could be a command.
    const code = spelling.length === 1 ? spelling.charCodeAt(0) : 0;
    const spelt = code >= 0x20 && code < 0x7f ? code : this.#byteOf(code);
    this.#out.byte(spelt ?? unsayable.charCodeAt(0));
  }

  /** Stays on the page in force as long as it has the character, because every change is three bytes more. */
  #byteOf(codePoint: number): number | undefined {
    const pages = this.#profile.codePages;
    const current = pages[this.#page];
    const byte = current && byteTableOf(current.name).get(codePoint);
    if (byte !== undefined) return byte;
    for (const [index, page] of pages.entries()) {
      const found = byteTableOf(page.name).get(codePoint);
      if (found === undefined) continue;
      this.#selectPage(index);
      return found;
    }
    return undefined;
  }

  #selectPage(index: number): void {
    const page = this.#profile.codePages[index];
    if (page === undefined) return;
    this.#out.bytes([esc, 0x74, page.number]);
    this.#page = index;
  }

  #picture(bitmap: Bitmap, align: Align): void {
    const stored = this.#pictures?.bytesOf(bitmap) ?? null;
    if (stored === null) return this.#dots(bitmap, align);
    this.#setAlign(align);
    this.#out.bytes(stored);
  }

  /** Nothing on a printer that takes no pictures: codes have become their text before. */
  #dots(bitmap: Bitmap, align: Align): void {
    if (this.#profile.pictures !== 'raster') return;
    this.#setAlign(align);
    this.#out.bytes(rasterBytes(bitmap));
  }

  /** GS ( k counts bytes, not characters; a code that does not fit the paper is printed as its text. */
  #qr(data: string, wantedModuleDots: number, align: Align): void {
    // Line feeds are part of payment codes (EPC069-12); other controls could be taken for real-time commands (DLE) even here.
    const inked = data.toWellFormed().replaceAll(/(?!\n)\p{Cc}/gu, '');
    const payload = Buffer.from(inked, 'utf8');
    const { nativeQr, dotsPerLine } = this.#profile;
    const canDraw = nativeQr || this.#profile.pictures === 'raster';
    const fit = payload.length === 0 || !canDraw ? null : fitQr(payload.length, wantedModuleDots, dotsPerLine);
    if (fit === null) {
      this.#plainText(data, align);
      return;
    }
    const dots = nativeQr ? null : qrDots(inked, wantedModuleDots, dotsPerLine);
    if (dots !== null) return this.#dots(dots, align);
    this.#setAlign(align);
    this.#symbol(
      49,
      [
        [65, 50, 0],
        [67, fit.moduleDots],
        [69, qrLevelNumbers[fit.level]],
      ],
      payload,
    );
  }

  #plainText(text: string, align: Align): void {
    const block = { type: 'text', text: sayableText(text, this.#profile), align, emphasis: null } as const;
    const document = { kind: 'receipt', locale: 'und', title: '', blocks: [block] } as const;
    for (const line of layOut({ ...document, blocks: [block] }, this.#profile.columns)) this.#line(line);
  }

  #barcode(line: LaidOutLine & { type: 'barcode' }): void {
    const { symbology, data, moduleDots, heightDots, align } = line;
    const { nativeBarcodes, pictures, dotsPerLine } = this.#profile;
    if (!nativeBarcodes && pictures !== 'raster') {
      // Below bars stands their text, and this code has none.
      if (symbology === 'pdf417') this.#plainText(data, align);
      return;
    }
    if (!nativeBarcodes) return this.#dots(barcodeDots(line, dotsPerLine), align);
    this.#setAlign(align);
    if (symbology === 'pdf417') {
      const columns = pdf417Columns(data, moduleDots, dotsPerLine);
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
    this.#out.bytes([gs, 0x48, 0, gs, 0x77, moduleDots, gs, 0x68, heightDots]);
    this.#out.bytes([gs, 0x6b, barcodeNumbers[symbology], content.length]);
    this.#out.bytes(content);
  }

  /** GS ( k: settings of a two-dimensional symbol, its content, and the order to print it. */
  #symbol(symbol: 48 | 49, settings: readonly (readonly number[])[], content: Uint8Array): void {
    for (const setting of settings) this.#out.bytes([gs, 0x28, 0x6b, setting.length + 1, 0, symbol, ...setting]);
    const storedLength = content.length + 3;
    this.#out.bytes([gs, 0x28, 0x6b, storedLength & 0xff, storedLength >> 8, symbol, 80, 48]);
    this.#out.bytes(content);
    this.#out.bytes([gs, 0x28, 0x6b, 3, 0, symbol, 81, 48]);
  }

  /** GS V 65/66: feeds the last line past the blade first, by the model's own distance. */
  #cut(partial: boolean): void {
    if (this.#profile.cutter === 'none') this.#out.bytes([esc, 0x64, tearOffLines]);
    else this.#out.bytes([gs, 0x56, partial || this.#profile.cutter === 'partial' ? 66 : 65, 0]);
  }

  /** ESC p m t1 t2: the pulse is counted in steps of 2 ms, and t2 must not be shorter than t1. */
  #drawerKick(pin: 2 | 5): void {
    const { onMs, offMs } = this.#profile.drawerPulse;
    this.#out.bytes([esc, 0x70, pin === 2 ? 0 : 1, pulseSteps(onMs), pulseSteps(offMs)]);
  }

  #buzzer(times: number): void {
    if (this.#profile.buzzer === 'epson')
      this.#out.bytes([esc, 0x28, 0x41, 4, 0, 48, buzzerPattern, times, buzzerCycleTenths]);
    if (this.#profile.buzzer === 'esc-b') this.#out.bytes([esc, 0x42, times, buzzerCycleTenths]);
  }
}

function pulseSteps(durationMs: number): number {
  return Math.min(Math.max(Math.round(durationMs / 2), 1), 255);
}
