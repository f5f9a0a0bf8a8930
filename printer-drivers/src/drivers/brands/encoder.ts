import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, plainEmphasis } from '@auraconnect/shared/receipt/layout.ts';
import type { LaidOutLine, TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { pictureDots } from '@auraconnect/shared/receipt/picture.ts';
import type { ThermalPrinter } from 'node-thermal-printer';
import { byteTableOf } from '../escpos/code-pages.ts';
import { epsonProfile, type EscPosProfile } from '../escpos/profile.ts';
import { fitQr } from '../escpos/qr-size.ts';
import { rasterBytes } from '../escpos/raster-bytes.ts';
import { sayableDocument, sayableText, unsayable } from '../escpos/sayable.ts';
import { withinReach } from '../within-reach.ts';
import type { BrandProfile } from './profile.ts';

const lf = 0x0a;
const esc = 0x1b;
const gs = 0x1d;
const formFeed = 0x0c;
/** From the head to the blade. */
const linesBeforeCut = 4;
const maxModuleDots = 8;

/**
 * A document for a printer whose maker's own commands node-thermal-printer knows. Only its tables of commands are used, as a
 * builder of bytes. What it does wrong is done here: text in this project's code pages and none that is a command, columns by
 * width, sizes, a cut that does not reset the printer, both pulse times of the drawer, QR codes by bytes, pictures in bands.
 */
export async function encodeForBrand(document: PrintDocument, profile: BrandProfile): Promise<Uint8Array> {
  // Loaded by the stores that have one.
  const { ThermalPrinter: Builder } = await import('node-thermal-printer');
  return new BrandEncoder(new Builder({ type: profile.brand as never, interface: '' }), profile).encode(document);
}

class BrandEncoder {
  readonly #builder: ThermalPrinter;
  readonly #profile: BrandProfile;
  readonly #sayable: EscPosProfile;
  #emphasis: Emphasis = plainEmphasis;
  #align: Align = 'start';
  #page = 0;

  constructor(builder: ThermalPrinter, profile: BrandProfile) {
    this.#builder = builder;
    this.#profile = profile;
    this.#sayable = { ...epsonProfile, columns: profile.columns, codePages: profile.codePages };
  }

  encode(document: PrintDocument): Uint8Array {
    // Brother: first out of the language that it was in before.
    this.#bytes(this.#profile.brand === 'brother' ? [esc, 0x69, 0x61, 0, esc, 0x40] : [esc, 0x40]);
    this.#selectPage(0);
    const reachable = withinReach(document, this.#profile.letters);
    for (const line of layOut(sayableDocument(reachable, this.#sayable), this.#profile.columns)) this.#line(line);
    return Uint8Array.from(this.#builder.getBuffer() as unknown as Uint8Array);
  }

  #line(line: LaidOutLine): void {
    switch (line.type) {
      case 'text':
        this.#textLine(line.align, line.runs);
        return;
      case 'feed':
        this.#bytes(Array.from({ length: line.lines }, () => lf));
        return;
      case 'qr':
        this.#qr(line.data, line.moduleDots, line.align);
        return;
      case 'image':
        if (!this.#profile.followsEpson) return;
        this.#setAlign(line.align);
        this.#bytes(rasterBytes(pictureDots(line, this.#profile.dotsPerLine)));
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
        if (this.#profile.brand === 'daruma') for (let beep = 0; beep < line.times; beep += 1) this.#builder.beep();
        else if (this.#profile.followsEpson) this.#bytes([esc, 0x42, line.times, 3]);
    }
  }

  #textLine(align: Align, runs: readonly TextRun[]): void {
    if (runs.length > 0) this.#setAlign(align);
    for (const run of runs) {
      this.#setEmphasis(run.emphasis);
      this.#text(run.text);
    }
    if (runs.length === 0) this.#setEmphasis(plainEmphasis);
    this.#bytes([lf]);
  }

  #setAlign(align: Align): void {
    if (align === this.#align) return;
    if (align === 'start') this.#builder.alignLeft();
    else if (align === 'center') this.#builder.alignCenter();
    else this.#builder.alignRight();
    this.#align = align;
  }

  #setEmphasis(wanted: Emphasis): void {
    const current = this.#emphasis;
    if (wanted === current) return;
    this.#emphasis = wanted;
    const resized = wanted.width !== current.width || wanted.height !== current.height;
    if (resized) this.#setSize(wanted);
    // What Daruma calls normal text is neither bold nor underlined any more.
    const forgotten = resized && this.#profile.brand === 'daruma';
    if (forgotten || wanted.bold !== current.bold) this.#builder.bold(wanted.bold);
    if (forgotten || wanted.underline !== current.underline) this.#builder.underline(wanted.underline);
    if (wanted.inverted !== current.inverted) this.#builder.invert(wanted.inverted);
  }

  #setSize({ width, height }: Emphasis): void {
    if (this.#profile.followsEpson) {
      this.#bytes([gs, 0x21, ((width - 1) << 4) | (height - 1)]);
    } else if (this.#profile.brand === 'brother') {
      this.#bytes([esc, 0x57, width > 1 ? 1 : 0]);
    } else {
      // Daruma: ESC w and ESC W, each on and off.
      this.#builder.setTextNormal();
      this.#bytes([esc, 0x77, height > 1 ? 1 : 0, esc, 0x57, width > 1 ? 1 : 0]);
    }
  }

  #text(text: string): void {
    const bytes: number[] = [];
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      if (codePoint >= 0x20 && codePoint < 0x7f) bytes.push(codePoint);
      else if (codePoint === 0xa0) bytes.push(0x20);
      else bytes.push(...this.#encoded(character, codePoint));
    }
    this.#bytes(bytes);
  }

  #encoded(character: string, codePoint: number): number[] {
    const pages = this.#profile.codePages;
    const inForce = pages[this.#page];
    const byte = inForce && byteTableOf(inForce.name).get(codePoint);
    if (byte !== undefined) return [byte];
    for (const [index, page] of pages.entries()) {
      const found = byteTableOf(page.name).get(codePoint);
      if (found === undefined) continue;
      this.#page = index;
      return [esc, 0x74, page.number, found];
    }
    const spelling = sayableText(character, this.#sayable);
    return [(/^[\x20-\x7e]$/.test(spelling) ? spelling : unsayable).charCodeAt(0)];
  }

  #selectPage(index: number): void {
    this.#page = index;
    const page = this.#profile.codePages[index];
    if (page !== undefined) this.#bytes([esc, 0x74, page.number]);
  }

  /** The builder counts letters, so it is given only what has as many bytes as letters, and no end of Brother's in its middle. */
  #qr(data: string, wantedModuleDots: number, align: Align): void {
    const { brand, nativeQr, dotsPerLine } = this.#profile;
    const wanted = Math.min(wantedModuleDots, maxModuleDots);
    const fit = nativeQr ? fitQr(data.length, wanted, dotsPerLine) : null;
    const isPlain = /^[\x20-\x7e]+$/.test(data) && !(brand === 'brother' && data.includes('\\'));
    if (fit === null || !isPlain) {
      const block = { type: 'text', text: sayableText(data, this.#sayable), align, emphasis: null } as const;
      for (const line of layOut({ kind: 'receipt', locale: 'und', title: '', blocks: [block] }, this.#profile.columns))
        this.#line(line);
      return;
    }
    this.#setAlign(align);
    this.#builder.printQR(data, { cellSize: fit.moduleDots, correction: fit.level, model: 2 });
  }

  /** Without the reset behind it, which would take the code page and the automatic status along. */
  #cut(partial: boolean): void {
    if (this.#profile.brand === 'brother') {
      // The cut is at the end of the page.
      this.#bytes([esc, 0x69, 0x43, 1, formFeed]);
      return;
    }
    if (this.#profile.brand === 'tanca') {
      this.#bytes([gs, 0x56, partial ? 66 : 65, 0]);
      return;
    }
    const cut = this.#profile.brand === 'custom' ? 0x69 : 0x6d;
    this.#bytes([...Array.from({ length: linesBeforeCut }, () => lf), esc, cut]);
  }

  #drawerKick(pin: 2 | 5): void {
    if (!this.#profile.hasDrawerSocket) return;
    const { onMs, offMs } = this.#profile.drawerPulse;
    this.#bytes([esc, 0x70, pin === 2 ? 0 : 1, Math.round(onMs / 2), Math.min(Math.round(offMs / 2), 255)]);
  }

  /** As they are: strings it would encode its own way. */
  #bytes(bytes: ArrayLike<number>): void {
    this.#builder.append(Buffer.from(Uint8Array.from(bytes)));
  }
}
