import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';

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
export function stripeBytes({ widthDots, heightDots, bits }: Bitmap, { mode, rows, inLine }: Stripes): Uint8Array {
  const before = inLine ? [esc, 0x33, rows] : [];
  const after = inLine ? [esc, 0x32] : [];
  const header = [esc, 0x2a, mode, widthDots & 0xff, widthDots >> 8];
  const columnBytes = rows / 8;
  const stripeLength = header.length + widthDots * columnBytes + (inLine ? 1 : 0);
  const stripes = Math.ceil(heightDots / rows);
  const bytes = new Uint8Array(before.length + stripes * stripeLength + after.length);
  bytes.set(before);
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const at = before.length + stripe * stripeLength;
    bytes.set(header, at);
    if (inLine) bytes[at + stripeLength - 1] = lf;
  }
  bytes.set(after, bytes.length - after.length);
  const rowBytes = rowBytesOf(widthDots);
  for (let y = 0; y < heightDots; y += 1) {
    const columns = before.length + Math.floor(y / rows) * stripeLength + header.length;
    const part = (y % rows) >> 3;
    const dot = 0x80 >> (y & 7);
    // Most of a paper is white.
    for (let byte = 0; byte < rowBytes; byte += 1)
      if (bits[y * rowBytes + byte] !== 0)
        for (let x = byte * 8; x < Math.min(byte * 8 + 8, widthDots); x += 1)
          if ((bits[y * rowBytes + byte]! & (0x80 >> (x & 7))) !== 0) bytes[columns + x * columnBytes + part]! |= dot;
  }
  return bytes;
}
