import { rowBytesOf } from '@auraconnect/shared/receipt/bitmap.ts';
import type { EscPosCommand } from '../escpos/parser.ts';
import { take } from '../take.ts';
import { commandOf } from '../escpos/command-of.ts';

/** How many bytes make a column of ESC * by its mode (Brother's ESC/P Command Reference, 5.8; Epson's has the first two). */
const columnBytesOf = (mode: number): number => (mode < 32 ? 1 : mode < 71 ? 3 : 6);

/** ESC * m nL nH, and its columns. */
export function* stripe(): Generator<undefined, number[], number> {
  const header = yield* take(3);
  const [mode, low, high] = header;
  return [...header, ...(yield* take(columnBytesOf(mode!) * (low! + high! * 256)))];
}

/** Of those modes in which a dot of the picture is one on paper: how many rows a stripe has. */
const rowsOfModes: Readonly<Record<number, number>> = { 33: 24, 39: 24, 72: 48, 73: 48 };

/**
 * A stripe as the mechanism prints dots, row by row.
 *
 * @param data of `stripe`
 * @param lineDots how far the paper goes on behind it, where that is not its own height: what it leaves out stays white, and what
 *   is below it is lost under the next line
 * @returns null for a stripe without columns, and for modes that enlarge, which nobody sends
 */
export function stripeAsRaster(
  [mode, low, high, ...columns]: readonly number[],
  lineDots?: number,
): EscPosCommand | null {
  const rows = rowsOfModes[mode!];
  if (rows === undefined) return null;
  const widthDots = low! + high! * 256;
  const heightDots = lineDots ?? rows;
  if (widthDots * heightDots === 0) return null;
  const rowBytes = rowBytesOf(widthDots);
  const bits = new Uint8Array(rowBytes * heightDots);
  for (let x = 0; x < widthDots; x += 1)
    for (let y = 0; y < Math.min(rows, heightDots); y += 1)
      if ((columns[x * (rows >> 3) + (y >> 3)]! & (0x80 >> (y & 7))) !== 0)
        bits[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7);
  const header = [48, 0, rowBytes & 0xff, rowBytes >> 8, heightDots & 0xff, heightDots >> 8];
  return commandOf('GS v', [...header, ...bits]);
}
