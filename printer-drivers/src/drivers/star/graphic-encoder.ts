import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { CommandWriter, DotWriter } from '../command-writer.ts';
import { encodeDrawn, type DrawingOptions } from '../job-encoder.ts';
import { placed } from '../placed.ts';
import { pulseSteps } from '../pulse.ts';
import { harmless } from './harmless.ts';
import type { StarProfile } from './profile.ts';

const esc = 0x1b;
/** As high as a drawn line. */
const lineDots = 34;
/** How a page ends (ESC * r F and E): as it is, at the tear bar, cut off, cut but for one point. */
const endings = { none: 1, tearBar: 3, fullCut: 9, partialCut: 13 } as const;

/**
 * A document for a Star that reads nothing but pictures (Star Graphic Mode: the TSP100 called futurePRNT). Every line is drawn; see
 * `encodeDrawn`.
 *
 * @throws RasterFault when nothing can be drawn on this machine: such a printer has no letters to fall back on
 */
export function encodeStarGraphic(
  document: PrintDocument,
  profile: StarProfile,
  drawing: DrawingOptions,
): Promise<Uint8Array> {
  return encodeDrawn(document, new StarGraphicCommands(profile), drawing);
}

/**
 * One stay in raster mode. How a page ends has to be said before its rows, so rows wait for the cut, the kick or the end behind them.
 * Blank rows are one movement, and a row ends with its last dot.
 */
class StarGraphicCommands implements CommandWriter {
  readonly paper: StarProfile;
  readonly out = new ByteWriter();
  readonly letters = null;
  readonly limits = null;
  readonly dots: DotWriter = {
    followAlignment: false,
    inStripes: false,
    write: (bitmap, align) => this.#rowsOf(placed(bitmap, align, this.paper.dotsPerLine)),
  };
  /** Of the page that is being made. */
  #rows = new ByteWriter();
  #hasRows = false;
  #blankRows = 0;

  constructor(profile: StarProfile) {
    this.paper = profile;
  }

  /** Begun anew, without a page length, and with nothing done at the end: else the printer feeds and cuts there. */
  begin(): void {
    this.#raster(this.out, 'R');
    this.#raster(this.out, 'A');
    this.#raster(this.out, 'P', 0);
    this.#raster(this.out, 'E', endings.none);
  }

  expectDots(): void {}

  setAlign(_align: Align): void {}

  setEmphasis(): void {}

  endLine(): void {
    this.#blankRows += lineDots;
  }

  feed(lines: number): void {
    this.#blankRows += lines * lineDots;
  }

  storedPicture(): null {
    return null;
  }

  maxQrModuleDots(): number {
    return 0;
  }

  qr(): void {}

  drawsBarcode(): boolean {
    return false;
  }

  barcode(): void {}

  cut(partial: boolean): void {
    const { cutter } = this.paper;
    if (cutter === 'none') this.#endPage(endings.tearBar);
    else this.#endPage(partial || cutter === 'partial' ? endings.partialCut : endings.fullCut);
  }

  /** The pulse of the first drawer is counted in steps of 10 ms; the second has one of its own. */
  kickDrawer(pin: 2 | 5): void {
    if (this.#hasRows || this.#blankRows > 0) this.#endPage(endings.none);
    const { onMs, offMs } = this.paper.drawerPulse;
    if (pin === 2) this.out.bytes([esc, 0x07, pulseSteps(onMs, 10, 127), pulseSteps(offMs, 10, 127)]);
    this.#raster(this.out, 'D', pin === 2 ? 1 : 2);
  }

  /** Star's buzzers are boxes on the drawer's socket: to sound one would open a drawer that is there instead. */
  buzz(): void {}

  end(): void {
    if (this.#hasRows || this.#blankRows > 0) this.#endPage(endings.none);
    this.#raster(this.out, 'B');
  }

  /** ESC * r F, the rows, and ESC FF NUL. A page needs a row, be it a blank one. */
  #endPage(ending: number): void {
    this.#move();
    if (!this.#hasRows) this.#rows.bytes([0x62, 1, 0, 0]);
    this.#raster(this.out, 'F', ending);
    this.out.bytes(this.#rows.toBytes());
    this.out.bytes([esc, 0x0c, 0]);
    this.#rows = new ByteWriter();
    this.#hasRows = false;
  }

  #rowsOf({ widthDots, heightDots, bits }: Bitmap): void {
    const rowBytes = rowBytesOf(widthDots);
    for (let y = 0; y < heightDots; y += 1) {
      const row = bits.subarray(y * rowBytes, (y + 1) * rowBytes);
      const length = row.findLastIndex((dots) => dots !== 0) + 1;
      if (length === 0) {
        this.#blankRows += 1;
        continue;
      }
      this.#move();
      this.#rows.bytes([0x62, length & 0xff, length >> 8]);
      this.#rows.bytes(harmless(row.subarray(0, length)));
      this.#hasRows = true;
    }
  }

  #move(): void {
    if (this.#blankRows > 0) this.#raster(this.#rows, 'Y', this.#blankRows);
    this.#blankRows = 0;
  }

  /** ESC * r, with a number in decimal figures that NUL ends. */
  #raster(out: ByteWriter, letter: string, value?: number): void {
    out.bytes([esc, 0x2a, 0x72, letter.charCodeAt(0)]);
    if (value !== undefined) out.bytes(Buffer.from(`${value}\0`, 'latin1'));
  }
}
