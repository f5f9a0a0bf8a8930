import { isBlack, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';

const lf = 0x0a;
const esc = 0x1b;
const stripeRows = 48;
const columnBytes = stripeRows / 8;
/** 48 dots high at the density of the head, as node-thermal-printer's table has it. */
const mode = 72;

/**
 * A bitmap for a Brother in ESC/P: `ESC * 72`, stripes of 48 rows, column by column from the top. ESC 3 makes a line as high as
 * a stripe, so that there is no gap between two of them; ESC 2 is its usual line again.
 */
export function brotherStripes(bitmap: Bitmap): Uint8Array {
  const { widthDots, heightDots } = bitmap;
  const bytes: number[] = [esc, 0x33, stripeRows];
  for (let top = 0; top < heightDots; top += stripeRows) {
    bytes.push(esc, 0x2a, mode, widthDots & 0xff, widthDots >> 8);
    for (let x = 0; x < widthDots; x += 1)
      for (let part = 0; part < columnBytes; part += 1) bytes.push(columnByte(bitmap, x, top + part * 8));
    bytes.push(lf);
  }
  bytes.push(esc, 0x32);
  return Uint8Array.from(bytes);
}

function columnByte(bitmap: Bitmap, x: number, top: number): number {
  let byte = 0;
  for (let bit = 0; bit < 8; bit += 1)
    if (top + bit < bitmap.heightDots && isBlack(bitmap, x, top + bit)) byte |= 0x80 >> bit;
  return byte;
}
