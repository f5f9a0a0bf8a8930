import type { PrinterLetters } from '../letters/code-pages.ts';

/**
 * How a printer says that a job is done.
 *
 * - `process-id`: `GS ( H` function 48, answered when the printing is complete (TM-T20III, TM-T88VI and later, TM-m30, many clones)
 * - `status`: `GS r 1`, queued behind the job and answered when it has been processed
 * - `detect`: sends both and learns which one this printer answers
 * - `none`: the printer is mute; only an orderly end of the connection says that it took everything
 */
export type Fence = 'process-id' | 'status' | 'detect' | 'none';

/** What one model of printer can do. `GS I` is not asked: clones answer it with other makers' names. */
export interface EscPosProfile extends PrinterLetters {
  /** Characters of normal width (font A) on a line. */
  readonly columns: number;
  /** Printable dots on a line: 576 on 80 mm paper at 203 dpi, 384 on 58 mm. */
  readonly dotsPerLine: number;
  readonly dotsPerInch: 180 | 203 | 300;
  /** `impact`: needles and a ribbon, which have neither white on black nor letters above double size; the ribbon may be red as well. */
  readonly mechanism: 'thermal' | 'impact';
  readonly colours: 1 | 2;
  /** A model with Chinese, Japanese or Korean fonts, which reads bytes from 0x80 as halves of characters until told not to. */
  readonly doubleByteModel: boolean;
  readonly cutter: 'full-and-partial' | 'partial' | 'none';
  /** Whether it draws QR codes itself; otherwise they are sent as dots. */
  readonly nativeQr: boolean;
  /** Whether it draws barcodes itself (GS k). */
  readonly nativeBarcodes: boolean;
  /** Whether it takes a picture by GS v 0. */
  readonly pictures: 'raster' | 'none';
  /** Whether it keeps pictures in a memory of its own and says which (GS ( L, functions 64, 67 and 69). */
  readonly storesPictures: boolean;
  /** It knows `GS ( D`, by which pictures cannot open the drawer; others are sent pictures without such dots all the same. */
  readonly disablesRealTime: boolean;
  /** `epson`: ESC ( A function 48. `esc-b`: ESC B, as most clones have it. */
  readonly buzzer: 'epson' | 'esc-b' | 'none';
  readonly drawerPulse: { readonly onMs: number; readonly offMs: number };
  /**
   * Whether it answers DLE EOT, so that an empty roll is known before a job is sent. `yes`: silence means that it cannot
   * print now. `detect`: it is printed to even when its state cannot be read, until it has answered once.
   */
  readonly realTimeStatus: 'yes' | 'detect' | 'no';
  readonly fence: Fence;
}

/** Numbers as in Epson's reference for `ESC t`, which the clones follow for these pages. */
const epsonCodePages: EscPosProfile['codePages'] = [
  { name: 'cp858', number: 19 },
  { name: 'wpc1252', number: 16 },
  { name: 'cp437', number: 0 },
  { name: 'cp852', number: 18 },
  { name: 'cp866', number: 17 },
];

/** Epson TM printers of this decade on 80 mm paper. */
export const epsonProfile: EscPosProfile = {
  columns: 48,
  dotsPerLine: 576,
  dotsPerInch: 203,
  mechanism: 'thermal',
  colours: 1,
  codePages: epsonCodePages,
  doubleByteModel: false,
  cutter: 'full-and-partial',
  nativeQr: true,
  nativeBarcodes: true,
  pictures: 'raster',
  storesPictures: true,
  disablesRealTime: true,
  buzzer: 'epson',
  drawerPulse: { onMs: 100, offMs: 500 },
  realTimeStatus: 'yes',
  fence: 'process-id',
};

const dotsPerColumn = 12;

/**
 * A printer of which only the paper is known: the commands that Epson and its clones share, and a fence that is found out
 * while printing.
 *
 * @param columns characters per line: 48 or 42 on 80 mm paper, 32 on 58 mm
 */
export function genericProfile(columns: number): EscPosProfile {
  return {
    ...epsonProfile,
    columns,
    dotsPerLine: columns * dotsPerColumn,
    storesPictures: false,
    disablesRealTime: false,
    realTimeStatus: 'detect',
    fence: 'detect',
  };
}
