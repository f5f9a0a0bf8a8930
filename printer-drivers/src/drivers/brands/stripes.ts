import { isBlack, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';

const lf = 0x0a;
const esc = 0x1b;

/** Pictures of a printer that takes them column by column: ESC * in stripes of its own height. */
export interface Stripes {
  /** m of ESC * in which a dot of the picture is one on paper. */
  readonly mode: number;
  readonly rows: 24 | 48;
  /** A stripe stands in a line that LF ends; otherwise the printer prints it at once and goes on below it. */
  readonly inLine: boolean;
}

/** ESC/P: 48 rows at the density of the head, as node-thermal-printer's table and Brother's command references have it. */
export const brotherStripes: Stripes = { mode: 72, rows: 48, inLine: true };
/**
 * 24 rows, and nothing between two of them: a DR700 and a DR800 printed pictures right only without a line feed there
 * (OpenAC.Net.EscPos, issue 2). ESC j moves letters only, so the picture itself brings the blanks on its left.
 */
export const darumaStripes: Stripes = { mode: 33, rows: 24, inLine: false };

/**
 * A bitmap in stripes, column by column from the top. In a line, ESC 3 makes it as high as a stripe, so that there is no gap
 * between two of them; ESC 2 is its usual height again.
 */
export function stripeBytes(bitmap: Bitmap, { mode, rows, inLine }: Stripes): Uint8Array {
  const { widthDots, heightDots } = bitmap;
  const columnBytes = rows / 8;
  const bytes: number[] = inLine ? [esc, 0x33, rows] : [];
  for (let top = 0; top < heightDots; top += rows) {
    bytes.push(esc, 0x2a, mode, widthDots & 0xff, widthDots >> 8);
    for (let x = 0; x < widthDots; x += 1)
      for (let part = 0; part < columnBytes; part += 1) bytes.push(columnByte(bitmap, x, top + part * 8));
    if (inLine) bytes.push(lf);
  }
  if (inLine) bytes.push(esc, 0x32);
  return Uint8Array.from(bytes);
}

function columnByte(bitmap: Bitmap, x: number, top: number): number {
  let byte = 0;
  for (let bit = 0; bit < 8; bit += 1)
    if (top + bit < bitmap.heightDots && isBlack(bitmap, x, top + bit)) byte |= 0x80 >> bit;
  return byte;
}
