import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, plainEmphasis } from '@auraconnect/shared/receipt/layout.ts';
import type { LaidOutLine, TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { pictureDots } from '@auraconnect/shared/receipt/picture.ts';
import { ByteWriter } from '../escpos/byte-writer.ts';
import { byteTableOf } from '../escpos/code-pages.ts';
import { epsonProfile, type EscPosProfile } from '../escpos/profile.ts';
import { fitQr } from '../escpos/qr-size.ts';
import { sayableDocument, sayableText, unsayable } from '../escpos/sayable.ts';
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
 * A document as the bytes of one job for a Star printer (line mode; StarPRNT shares these commands). As with ESC/POS, every job
 * sets all that it uses, and bytes below 0x20 come from this file only: BEL, FS, EM and SUB alone would open a drawer here.
 */
export function encodeStar(document: PrintDocument, profile: StarProfile): Uint8Array {
  return new StarEncoder(profile).encode(document);
}

class StarEncoder {
  readonly #profile: StarProfile;
  /** What can be said depends on the code pages alone. */
  readonly #sayable: EscPosProfile;
  readonly #out = new ByteWriter();
  #emphasis: Emphasis = plainEmphasis;
  #align: Align = 'start';
  #page = 0;

  constructor(profile: StarProfile) {
    this.#profile = profile;
    this.#sayable = { ...epsonProfile, columns: profile.columns, codePages: profile.codePages };
  }

  encode(document: PrintDocument): Uint8Array {
    this.#out.bytes([esc, 0x40]);
    // ESC R 0: the American characters, whatever the switches say.
    this.#out.bytes([esc, 0x52, 0]);
    this.#selectPage(0);
    for (const line of layOut(sayableDocument(document, this.#sayable), this.#profile.columns)) this.#line(line);
    return this.#out.toBytes();
  }

  #line(line: LaidOutLine): void {
    switch (line.type) {
      case 'text':
        this.#textLine(line.align, line.runs);
        return;
      case 'feed':
        this.#out.bytes([esc, 0x61, line.lines]);
        return;
      case 'qr':
        this.#qr(line.data, line.moduleDots, line.align);
        return;
      case 'image':
        this.#picture(pictureDots(line, this.#profile.dotsPerLine), line.align);
        return;
      case 'barcode':
        // Its text stands on the next line.
        return;
      case 'cut':
        this.#cut(line.partial);
        return;
      case 'drawer-kick':
        this.#drawerKick(line.pin);
        return;
      case 'buzzer':
      // Star's buzzers are boxes on the drawer's socket: to sound one would open a drawer that is there instead.
    }
  }

  #textLine(align: Align, runs: readonly TextRun[]): void {
    if (runs.length > 0) this.#setAlign(align);
    for (const run of runs) {
      this.#setEmphasis(run.emphasis);
      for (const character of run.text) this.#character(character.codePointAt(0)!);
    }
    if (runs.length === 0) this.#setEmphasis(plainEmphasis);
    this.#out.byte(lf);
  }

  #setAlign(align: Align): void {
    if (align === this.#align) return;
    this.#out.bytes([esc, gs, 0x61, alignNumbers[align]]);
    this.#align = align;
  }

  #setEmphasis(wanted: Emphasis): void {
    const current = this.#emphasis;
    if (wanted.bold !== current.bold) this.#out.bytes([esc, wanted.bold ? 0x45 : 0x46]);
    if (wanted.underline !== current.underline) this.#out.bytes([esc, 0x2d, Number(wanted.underline)]);
    if (wanted.inverted !== current.inverted) this.#out.bytes([esc, wanted.inverted ? 0x34 : 0x35]);
    // ESC i: the height comes first.
    if (wanted.width !== current.width || wanted.height !== current.height)
      this.#out.bytes([esc, 0x69, wanted.height - 1, wanted.width - 1]);
    this.#emphasis = wanted;
  }

  #character(codePoint: number): void {
    if (codePoint >= 0x20 && codePoint < 0x7f) return this.#out.byte(codePoint);
    if (codePoint === 0xa0) return this.#out.byte(0x20);
    const byte = this.#byteOf(codePoint);
    if (byte !== undefined) return this.#out.byte(byte);
    const spelling = sayableText(String.fromCodePoint(codePoint), this.#sayable);
    this.#out.byte((/^[\x20-\x7e]$/.test(spelling) ? spelling : unsayable).charCodeAt(0));
  }

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
    this.#out.bytes([esc, gs, 0x74, page.number]);
    this.#page = index;
  }

  /** ESC GS y counts bytes; a code that does not fit the paper is printed as its text. */
  #qr(data: string, wantedModuleDots: number, align: Align): void {
    const payload = Buffer.from(data.toWellFormed().replaceAll(/(?!\n)\p{Cc}/gu, ''), 'utf8');
    const wanted = Math.min(wantedModuleDots, maxModuleDots);
    const fit = this.#profile.nativeQr ? fitQr(payload.length, wanted, this.#profile.dotsPerLine) : null;
    if (fit === null || payload.length === 0) {
      const block = { type: 'text', text: sayableText(data, this.#sayable), align, emphasis: null } as const;
      for (const line of layOut({ kind: 'receipt', locale: 'und', title: '', blocks: [block] }, this.#profile.columns))
        this.#line(line);
      return;
    }
    this.#setAlign(align);
    this.#out.bytes([esc, gs, 0x79, 0x53, 0x30, 2]);
    this.#out.bytes([esc, gs, 0x79, 0x53, 0x31, qrLevelNumbers[fit.level]]);
    this.#out.bytes([esc, gs, 0x79, 0x53, 0x32, fit.moduleDots]);
    this.#out.bytes([esc, gs, 0x79, 0x44, 0x31, 0, payload.length & 0xff, payload.length >> 8]);
    this.#out.bytes(payload);
    this.#out.bytes([esc, gs, 0x79, 0x50, lf]);
  }

  /** Raster mode knows no alignment, so the dots are moved by whole bytes. */
  #picture(bitmap: Bitmap, align: Align): void {
    const rowBytes = rowBytesOf(bitmap.widthDots);
    const free = Math.max((this.#profile.dotsPerLine >> 3) - rowBytes, 0);
    const before = align === 'start' ? 0 : align === 'center' ? free >> 1 : free;
    const rows: Uint8Array[] = [];
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      const row = new Uint8Array(before + rowBytes);
      row.set(bitmap.bits.subarray(y * rowBytes, (y + 1) * rowBytes), before);
      rows.push(row);
    }
    if (this.#profile.pictures === 'picture') this.#asPictures(rows, before + rowBytes);
    else this.#inRasterMode(rows);
  }

  /** ESC * r: no page length and nothing done at the end of the picture, or the printer feeds and cuts behind it. */
  #inRasterMode(rows: readonly Uint8Array[]): void {
    this.#out.bytes([esc, 0x2a, 0x72, 0x41]);
    this.#out.bytes([esc, 0x2a, 0x72, 0x50, 0x30, 0]);
    this.#out.bytes([esc, 0x2a, 0x72, 0x45, 0x31, 0]);
    for (const row of rows) {
      this.#out.bytes([0x62, row.length & 0xff, row.length >> 8]);
      this.#out.bytes(harmless(row));
    }
    this.#out.bytes([esc, 0x2a, 0x72, 0x42]);
  }

  #asPictures(rows: readonly Uint8Array[], rowBytes: number): void {
    this.#setAlign('start');
    for (let from = 0; from < rows.length; from += bandRows) {
      const band = rows.slice(from, from + bandRows);
      this.#out.bytes([esc, gs, 0x53, 1, rowBytes & 0xff, rowBytes >> 8, band.length & 0xff, band.length >> 8, 0]);
      const dots = new Uint8Array(rowBytes * band.length);
      band.forEach((row, index) => dots.set(row, index * rowBytes));
      this.#out.bytes(harmless(dots));
    }
  }

  /** ESC d 2 and 3 feed the last line past the blade first. */
  #cut(partial: boolean): void {
    if (this.#profile.cutter === 'none') this.#out.bytes([esc, 0x61, tearOffLines]);
    else this.#out.bytes([esc, 0x64, partial || this.#profile.cutter === 'partial' ? 3 : 2]);
  }

  /** ESC BEL sets the pulse of the first drawer in steps of 10 ms, BEL gives it; the second has a pulse of its own (SUB). */
  #drawerKick(pin: 2 | 5): void {
    const { onMs, offMs } = this.#profile.drawerPulse;
    if (pin === 5) this.#out.byte(0x1a);
    else this.#out.bytes([esc, 0x07, pulseSteps(onMs), pulseSteps(offMs), 0x07]);
  }
}

const pulseSteps = (durationMs: number): number => Math.min(Math.max(Math.round(durationMs / 10), 1), 127);

const ack = 0x06;
const extraDot = 0x08;

/** ESC ACK is carried out wherever it stands, so no picture may have it: one dot more, and it has not. */
function harmless(dots: Uint8Array): Uint8Array {
  for (let index = dots.indexOf(esc); index >= 0; index = dots.indexOf(esc, index + 1))
    if (dots[index + 1] === ack) dots[index + 1]! |= extraDot;
  return dots;
}
