import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { ThermalPrinter } from 'node-thermal-printer';
import { ByteWriter } from '../byte-writer.ts';
import type { BarcodeLine, CommandWriter, DotWriter, NativeQr } from '../command-writer.ts';
import { rasterBytes } from '../escpos/raster-bytes.ts';
import { encodeDrawn, encodeSpelt, type DrawingOptions } from '../job-encoder.ts';
import { LetterWriter } from '../letters/letter-writer.ts';
import { placed } from '../placed.ts';
import { pulseSteps } from '../pulse.ts';
import type { QrLevel } from '../qr-size.ts';
import type { LetterLimits } from '../within-reach.ts';
import type { BrandProfile } from './profile.ts';
import { stripeBytes } from './stripes.ts';

const lf = 0x0a;
const esc = 0x1b;
const gs = 0x1d;
const formFeed = 0x0c;
/** From the head to the blade. */
const linesBeforeCut = 4;
const maxModuleDots = 8;
const brotherQrLevels: Readonly<Record<QrLevel, number>> = { L: 1, M: 2 };
const endOfBrotherCode = [0x5c, 0x5c, 0x5c];

/**
 * A document for a printer whose maker's own commands node-thermal-printer knows; see `encodeDrawn`. Only its tables of commands are
 * used, as a builder of bytes. What it does wrong is done here: text in this project's code pages and none that is a command, columns
 * by width, sizes, a cut that does not reset the printer, both pulse times of the drawer, QR codes by bytes, pictures in bands.
 *
 * @param drawing null: nothing is drawn, everything is spelt
 */
export async function encodeForBrand(
  document: PrintDocument,
  profile: BrandProfile,
  drawing: DrawingOptions | null,
): Promise<Uint8Array> {
  // Loaded by the stores that have one.
  const { ThermalPrinter: Builder } = await import('node-thermal-printer');
  const commands = new BrandCommands(new Builder({ type: profile.brand as never, interface: '' }), profile);
  return drawing === null ? encodeSpelt(document, commands) : encodeDrawn(document, commands, drawing);
}

class BrandCommands implements CommandWriter {
  readonly paper: BrandProfile;
  readonly out = new ByteWriter();
  readonly letters: LetterWriter;
  readonly limits: LetterLimits;
  readonly dots: DotWriter;
  readonly #builder: ThermalPrinter;

  constructor(builder: ThermalPrinter, profile: BrandProfile) {
    this.#builder = builder;
    this.paper = profile;
    this.limits = profile.letters;
    this.letters = new LetterWriter(this.out, profile, [esc, 0x74]);
    this.dots = this.#dotWriter();
  }

  #dotWriter(): DotWriter {
    const { pictures, dotsPerLine } = this.paper;
    if (pictures === 'raster')
      return {
        followAlignment: true,
        inStripes: false,
        write: (bitmap: Bitmap) => this.out.bytes(rasterBytes(bitmap)),
      };
    return {
      followAlignment: false,
      inStripes: true,
      write: (bitmap, align) => this.out.bytes(stripeBytes(placed(bitmap, align, dotsPerLine), pictures)),
    };
  }

  begin(): void {
    // Brother: first out of the language that it was in before.
    this.out.bytes(this.paper.brand === 'brother' ? [esc, 0x69, 0x61, 0, esc, 0x40] : [esc, 0x40]);
  }

  expectDots(): void {}

  setAlign(align: Align): void {
    this.#build((builder) => {
      if (align === 'start') builder.alignLeft();
      else if (align === 'center') builder.alignCenter();
      else builder.alignRight();
    });
  }

  setEmphasis(wanted: Emphasis, current: Emphasis): void {
    const resized = wanted.width !== current.width || wanted.height !== current.height;
    if (resized) this.#setSize(wanted);
    // What Daruma calls normal text is neither bold nor underlined any more.
    const forgotten = resized && this.paper.brand === 'daruma';
    this.#build((builder) => {
      if (forgotten || wanted.bold !== current.bold) builder.bold(wanted.bold);
      if (forgotten || wanted.underline !== current.underline) builder.underline(wanted.underline);
      if (wanted.inverted !== current.inverted) builder.invert(wanted.inverted);
    });
  }

  #setSize({ width, height }: Emphasis): void {
    if (this.paper.followsEpson) {
      this.out.bytes([gs, 0x21, ((width - 1) << 4) | (height - 1)]);
    } else if (this.paper.brand === 'brother') {
      this.out.bytes([esc, 0x57, width > 1 ? 1 : 0]);
    } else {
      // Daruma: ESC w and ESC W, each on and off.
      this.#build((builder) => builder.setTextNormal());
      this.out.bytes([esc, 0x77, height > 1 ? 1 : 0, esc, 0x57, width > 1 ? 1 : 0]);
    }
  }

  endLine(): void {
    this.out.byte(lf);
  }

  feed(lines: number): void {
    for (let line = 0; line < lines; line += 1) this.endLine();
  }

  storedPicture(): null {
    return null;
  }

  /** The builder counts letters, so it is given only what has as many bytes as letters, and no end of Brother's in its middle. */
  maxQrModuleDots(data: string): number {
    const isPlain = /^[\x20-\x7e]+$/.test(data) && !(this.paper.brand === 'brother' && data.includes('\\'));
    return this.paper.nativeQr && isPlain ? maxModuleDots : 0;
  }

  qr({ payload, moduleDots, level }: NativeQr): void {
    if (this.paper.brand === 'brother') {
      // Its builder has level M only, in which a code may be wider than the paper. The code stands in a line.
      const parameters = [moduleDots, 2, 0, 0, 0, 0, brotherQrLevels[level], 0];
      this.out.bytes([esc, 0x69, 0x51, ...parameters, ...payload, ...endOfBrotherCode, lf]);
      return;
    }
    const data = Buffer.from(payload).toString('latin1');
    this.#build((builder) => builder.printQR(data, { cellSize: moduleDots, correction: level, model: 2 }));
  }

  drawsBarcode(): boolean {
    return false;
  }

  barcode(_line: BarcodeLine): void {}

  /** Without the reset behind it, which would take the code page and the automatic status along. */
  cut(partial: boolean): void {
    if (this.paper.brand === 'brother') {
      // The cut is at the end of the page.
      this.out.bytes([esc, 0x69, 0x43, 1, formFeed]);
      return;
    }
    if (this.paper.brand === 'tanca') {
      this.out.bytes([gs, 0x56, partial ? 66 : 65, 0]);
      return;
    }
    this.feed(linesBeforeCut);
    this.out.bytes([esc, this.paper.brand === 'custom' ? 0x69 : 0x6d]);
  }

  kickDrawer(pin: 2 | 5): void {
    if (!this.paper.hasDrawerSocket) return;
    if (this.paper.brand === 'daruma') {
      // It has one drawer and its own times (ACBr, pyescpos, posprint): what stood behind ESC p would be printed.
      this.out.bytes([esc, 0x70]);
      return;
    }
    const { onMs, offMs } = this.paper.drawerPulse;
    this.out.bytes([esc, 0x70, pin === 2 ? 0 : 1, pulseSteps(onMs, 2, 255), pulseSteps(offMs, 2, 255)]);
  }

  buzz(times: number): void {
    if (this.paper.brand === 'daruma')
      this.#build((builder) => {
        for (let beep = 0; beep < times; beep += 1) builder.beep();
      });
    else if (this.paper.followsEpson) this.out.bytes([esc, 0x42, times, 3]);
  }

  /** What node-thermal-printer's table of this maker says. */
  #build(say: (builder: ThermalPrinter) => void): void {
    this.#builder.clear();
    say(this.#builder);
    const said = this.#builder.getBuffer() as unknown as Uint8Array | null;
    if (said !== null) this.out.bytes(said);
  }
}
