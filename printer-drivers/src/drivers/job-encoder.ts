import { emptyBitmap, rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import { barcodeDots, qrDots } from '@auraconnect/shared/receipt/codes.ts';
import type { Align, Block, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, plainEmphasis } from '@auraconnect/shared/receipt/layout.ts';
import type { LaidOutLine, TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { pictureDots } from '@auraconnect/shared/receipt/picture.ts';
import type { LineRaster, TextLine } from '../raster/line-raster.ts';
import { RasterFault } from '../raster/line-raster.ts';
import type { BarcodeLine, CommandWriter } from './command-writer.ts';
import { isSayable, sayableDocument, sayableText } from './letters/sayable.ts';
import { fitQr } from './qr-size.ts';
import { withinReach } from './within-reach.ts';

/**
 * A document as the bytes of one job, with nothing but the printer's own fonts: what they lack is spelt, or a visible `?`. All
 * languages share these rules; how a thing is said is the affair of a `CommandWriter`.
 *
 * Every job undoes what was set before it, so that nothing carries over. Bytes below 0x20 come from the command writers only, and
 * in pictures no dots can be taken for a command.
 */
export function encodeSpelt(document: PrintDocument, commands: CommandWriter): Uint8Array {
  return new JobEncoder(commands).encode(
    layOut(sayableDocument(reachable(document, commands), commands.paper), commands.paper.columns),
  );
}

export interface DrawingOptions {
  readonly raster: LineRaster;
  /** A line on which drawn text would take seconds: what can be spelt is not drawn. */
  readonly slow?: boolean;
  /** Called when text could not be drawn, and was spelt instead. */
  readonly onSpelt?: (fault: RasterFault) => void;
}

/**
 * The same, but lines with text that no code page of the printer has are drawn. Nearly every document has none and is encoded at
 * once; for the others only the waiting is done here. Where nothing can be drawn, it is spelt.
 *
 * @throws RasterFault when nothing can be drawn and the printer has no letters to spell it with
 */
export async function encodeDrawn(
  document: PrintDocument,
  commands: CommandWriter,
  { raster, slow = false, onSpelt }: DrawingOptions,
): Promise<Uint8Array> {
  if (commands.dots === null) return encodeSpelt(document, commands);
  const { paper } = commands;
  const lettered = commands.letters !== null;
  const within = reachable(document, commands);
  const printable = lettered
    ? sayableDocument(within, paper, slow ? 'letters' : 'marks')
    : withCodesThatFit(within, paper.dotsPerLine);
  const lines = layOut(printable, paper.columns);
  const unsayableLines = lines.filter(
    (line) =>
      line.type === 'text' &&
      (lettered ? !isRule(line) && !line.runs.every((run) => isSayable(run.text, paper)) : line.runs.length > 0),
  ) as TextLine[];
  if (unsayableLines.length === 0) return new JobEncoder(commands).encode(lines);
  const rasterPaper = { dotsPerLine: paper.dotsPerLine, columns: paper.columns, locale: document.locale };
  const drawn = new Map<LaidOutLine, Bitmap>();
  try {
    await Promise.all(unsayableLines.map(async (line) => drawn.set(line, await raster.draw(line, rasterPaper))));
  } catch (error) {
    if (!(error instanceof RasterFault) || !lettered) throw error;
    onSpelt?.(error);
    return encodeSpelt(document, commands);
  }
  return new JobEncoder(commands, drawn).encode(lines);
}

/** Before the layout, which counts with the width of what will be printed. */
function reachable(document: PrintDocument, { limits }: CommandWriter): PrintDocument {
  return limits === null ? document : withinReach(document, limits);
}

/** A code that does not fit the paper is its text; known before the drawing, because nothing is spelt afterwards. */
function withCodesThatFit(document: PrintDocument, dotsPerLine: number): PrintDocument {
  const blocks = document.blocks.map((block): Block => {
    if (block.type !== 'qr') return block;
    const inked = inkedCode(block.data);
    const fits = inked !== '' && qrDots(inked, block.moduleDots, dotsPerLine) !== null;
    return fits ? block : { type: 'text', text: block.data, align: 'center', emphasis: null };
  });
  return { ...document, blocks };
}

/** Line feeds are part of payment codes (EPC069-12); other controls could be taken for real-time commands (DLE) even there. */
const inkedCode = (data: string): string => data.toWellFormed().replaceAll(/(?!\n)\p{Cc}/gu, '');

/** A rule is spelt by the encoder where a printer has no box drawing: as wide as it was. */
function isRule({ runs }: TextLine): boolean {
  return runs.length === 1 && /^([─═·])\1*$/.test(runs[0]!.text);
}

class JobEncoder {
  readonly #commands: CommandWriter;
  readonly #drawn: ReadonlyMap<LaidOutLine, Bitmap>;
  #emphasis: Emphasis = plainEmphasis;
  #align: Align = 'start';

  constructor(commands: CommandWriter, drawn: ReadonlyMap<LaidOutLine, Bitmap> = new Map()) {
    this.#commands = commands;
    this.#drawn = drawn;
  }

  encode(lines: readonly LaidOutLine[]): Uint8Array {
    this.#commands.begin();
    this.#commands.letters?.selectFirstPage();
    const hasDots = this.#drawn.size > 0 || lines.some((line) => line.type === 'image' || line.type === 'barcode');
    if (hasDots) this.#commands.expectDots();
    for (let at = 0; at < lines.length;) {
      const together = this.#commands.dots?.inStripes === true ? this.#drawnFrom(lines, at) : [];
      if (together.length > 1) this.#dots(stacked(together), 'start');
      else this.#line(lines[at]!);
      at += Math.max(together.length, 1);
    }
    this.#commands.end?.();
    return this.#commands.out.toBytes();
  }

  /** The drawn lines that begin here, until another one comes. */
  #drawnFrom(lines: readonly LaidOutLine[], from: number): Bitmap[] {
    const drawn: Bitmap[] = [];
    for (let at = from; at < lines.length; at += 1) {
      const bitmap = this.#drawn.get(lines[at]!);
      if (bitmap === undefined) break;
      drawn.push(bitmap);
    }
    return drawn;
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
        this.#commands.feed(line.lines);
        return;
      case 'qr':
        this.#qr(line.data, line.moduleDots, line.align);
        return;
      case 'image':
        this.#picture(pictureDots(line, this.#commands.paper.dotsPerLine), line.align);
        return;
      case 'barcode':
        this.#barcode(line);
        return;
      case 'cut':
        this.#commands.cut(line.partial);
        return;
      case 'drawer-kick':
        this.#commands.kickDrawer(line.pin);
        return;
      case 'buzzer':
        this.#commands.buzz(line.times);
    }
  }

  #textLine(align: Align, runs: readonly TextRun[]): void {
    const { letters } = this.#commands;
    if (runs.length > 0) this.#setAlign(align);
    for (const run of runs) {
      if (letters === null) throw new Error('A line for a printer without letters was not drawn.');
      this.#setEmphasis(run.emphasis);
      letters.write(run.text);
    }
    // An empty line is as high as the size in force, and it must be one normal line.
    if (runs.length === 0) this.#setEmphasis(plainEmphasis);
    this.#commands.endLine();
  }

  /** Counts only at the beginning of a line, which is where every line of a layout starts. */
  #setAlign(align: Align): void {
    if (align === this.#align) return;
    this.#commands.setAlign(align);
    this.#align = align;
  }

  #setEmphasis(wanted: Emphasis): void {
    if (wanted === this.#emphasis) return;
    this.#commands.setEmphasis(wanted, this.#emphasis);
    this.#emphasis = wanted;
  }

  #picture(bitmap: Bitmap, align: Align): void {
    const stored = this.#commands.storedPicture(bitmap);
    if (stored === null) return this.#dots(bitmap, align);
    this.#setAlign(align);
    this.#commands.out.bytes(stored);
  }

  /** Nothing on a printer that takes no pictures: codes have become their text before. */
  #dots(bitmap: Bitmap, align: Align): void {
    const { dots } = this.#commands;
    if (dots === null) return;
    this.#setAlign(dots.followAlignment ? align : 'start');
    dots.write(bitmap, align);
  }

  /** Printers count bytes, not characters; a code that does not fit the paper is printed as its text. */
  #qr(data: string, wantedModuleDots: number, align: Align): void {
    const inked = inkedCode(data);
    const payload = Buffer.from(inked, 'utf8');
    const { dotsPerLine } = this.#commands.paper;
    const maxModuleDots = this.#commands.maxQrModuleDots(inked);
    if (payload.length > 0 && maxModuleDots > 0) {
      const fit = fitQr(payload.length, Math.min(wantedModuleDots, maxModuleDots), dotsPerLine);
      if (fit === null) return this.#plainText(data, align);
      this.#setAlign(align);
      this.#commands.qr({ payload, ...fit });
      return;
    }
    const canDraw = payload.length > 0 && this.#commands.dots !== null;
    const dots = canDraw ? qrDots(inked, wantedModuleDots, dotsPerLine) : null;
    if (dots === null) this.#plainText(data, align);
    else this.#dots(dots, align);
  }

  #plainText(text: string, align: Align): void {
    const { paper } = this.#commands;
    const block = { type: 'text', text: sayableText(text, paper), align, emphasis: null } as const;
    const document: PrintDocument = { kind: 'receipt', locale: 'und', title: '', blocks: [block] };
    for (const line of layOut(document, paper.columns)) this.#line(line);
  }

  #barcode(line: BarcodeLine): void {
    if (this.#commands.drawsBarcode(line)) {
      this.#setAlign(line.align);
      this.#commands.barcode(line);
      return;
    }
    if (this.#commands.dots !== null)
      return this.#dots(barcodeDots(line, this.#commands.paper.dotsPerLine), line.align);
    // Below other bars stands their text.
    if (line.symbology === 'pdf417') this.#plainText(line.data, line.align);
  }
}

/** One below the other, from one left edge. */
function stacked(bitmaps: readonly Bitmap[]): Bitmap {
  const widthDots = Math.max(...bitmaps.map((bitmap) => bitmap.widthDots));
  const whole = emptyBitmap(
    widthDots,
    bitmaps.reduce((total, { heightDots }) => total + heightDots, 0),
  );
  let at = 0;
  for (const bitmap of bitmaps) {
    const rowBytes = rowBytesOf(bitmap.widthDots);
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      whole.bits.set(bitmap.bits.subarray(y * rowBytes, (y + 1) * rowBytes), at);
      at += rowBytesOf(widthDots);
    }
  }
  return whole;
}
