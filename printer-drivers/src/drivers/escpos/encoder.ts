import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, plainEmphasis } from '@auraconnect/shared/receipt/layout.ts';
import type { LaidOutLine, TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { pictureDots } from '@auraconnect/shared/receipt/picture.ts';
import { withinReach } from '../within-reach.ts';
import { ByteWriter } from './byte-writer.ts';
import { byteTableOf } from './code-pages.ts';
import type { EscPosProfile } from './profile.ts';
import { fitQr } from './qr-size.ts';
import { rasterBytes } from './raster-bytes.ts';
import { sayableDocument, sayableText, unsayable } from './sayable.ts';

const lf = 0x0a;
const esc = 0x1b;
const fs = 0x1c;
const gs = 0x1d;

const alignNumbers: Record<Align, number> = { start: 0, center: 1, end: 2 };
const qrLevelNumbers = { L: 48, M: 49 } as const;
/** Lines that bring the last one past the tear bar of a printer without a cutter. */
const tearOffLines = 4;
/** A sound of every Epson buzzer, and one beep per 300 ms. */
const buzzerPattern = 49;
const buzzerCycleTenths = 3;

/**
 * A document as the bytes of one job for an ESC/POS printer (Epson's dialect, which the clones share).
 *
 * Every job begins with `ESC @` and sets all that it uses, so that nothing carries over from what was printed before. Bytes
 * below 0x20 come from this file only: text is encoded through code page tables that hold none.
 */
export function encodeEscPos(document: PrintDocument, profile: EscPosProfile): Uint8Array {
  return new EscPosEncoder(profile).encode(document);
}

class EscPosEncoder {
  readonly #profile: EscPosProfile;
  readonly #out = new ByteWriter();
  #emphasis: Emphasis = plainEmphasis;
  #align: Align = 'start';
  #page = 0;

  constructor(profile: EscPosProfile) {
    this.#profile = profile;
  }

  encode(document: PrintDocument): Uint8Array {
    this.#out.bytes([esc, 0x40]);
    if (this.#profile.doubleByteModel) this.#out.bytes([fs, 0x2e]);
    // ESC R 0: the switches of a printer may say another country, which has other signs for #, $, @, [ and their like.
    this.#out.bytes([esc, 0x52, 0]);
    this.#selectPage(0);
    for (const line of layOut(sayableDocument(this.#reachable(document), this.#profile), this.#profile.columns))
      this.#line(line);
    return this.#out.toBytes();
  }

  #reachable(document: PrintDocument): PrintDocument {
    if (this.#profile.mechanism !== 'impact') return document;
    return withinReach(document, { maxWidth: 2, maxHeight: 2, inverted: this.#profile.colours === 2 });
  }

  #line(line: LaidOutLine): void {
    switch (line.type) {
      case 'text':
        this.#textLine(line.align, line.runs);
        return;
      case 'feed':
        this.#out.bytes([esc, 0x64, line.lines]);
        return;
      case 'qr':
        this.#qr(line.data, line.moduleDots, line.align);
        return;
      case 'image':
        if (this.#profile.pictures === 'none') return;
        this.#setAlign(line.align);
        this.#out.bytes(rasterBytes(pictureDots(line, this.#profile.dotsPerLine)));
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
    this.#out.byte((spelling.length === 1 ? spelling : unsayable).charCodeAt(0));
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

  /** GS ( k counts bytes, not characters; a code that does not fit the paper is printed as its text. */
  #qr(data: string, wantedModuleDots: number, align: Align): void {
    // Line feeds are part of payment codes (EPC069-12); other controls could be taken for real-time commands (DLE) even here.
    const payload = Buffer.from(data.toWellFormed().replaceAll(/(?!\n)\p{Cc}/gu, ''), 'utf8');
    const fit = this.#profile.nativeQr ? fitQr(payload.length, wantedModuleDots, this.#profile.dotsPerLine) : null;
    if (fit === null || payload.length === 0) {
      const block = { type: 'text', text: sayableText(data, this.#profile), align, emphasis: null } as const;
      for (const line of layOut({ kind: 'receipt', locale: 'und', title: '', blocks: [block] }, this.#profile.columns))
        this.#line(line);
      return;
    }
    this.#setAlign(align);
    const storedLength = payload.length + 3;
    this.#out.bytes([gs, 0x28, 0x6b, 4, 0, 49, 65, 50, 0]);
    this.#out.bytes([gs, 0x28, 0x6b, 3, 0, 49, 67, fit.moduleDots]);
    this.#out.bytes([gs, 0x28, 0x6b, 3, 0, 49, 69, qrLevelNumbers[fit.level]]);
    this.#out.bytes([gs, 0x28, 0x6b, storedLength & 0xff, storedLength >> 8, 49, 80, 48]);
    this.#out.bytes(payload);
    this.#out.bytes([gs, 0x28, 0x6b, 3, 0, 49, 81, 48]);
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
