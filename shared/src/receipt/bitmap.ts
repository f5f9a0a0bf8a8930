/** Dots on paper: rows of `ceil(widthDots / 8)` bytes from the top, the most significant bit first, 1 is black. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

export const rowBytesOf = (widthDots: number): number => Math.ceil(widthDots / 8);

export function emptyBitmap(widthDots: number, heightDots: number): Bitmap {
  return { widthDots, heightDots, bits: new Uint8Array(rowBytesOf(widthDots) * heightDots) };
}

export function isBlack({ widthDots, bits }: Bitmap, x: number, y: number): boolean {
  return (bits[y * rowBytesOf(widthDots) + (x >> 3)]! & (0x80 >> (x & 7))) !== 0;
}

export function blacken({ widthDots, bits }: Bitmap, x: number, y: number): void {
  bits[y * rowBytesOf(widthDots) + (x >> 3)]! |= 0x80 >> (x & 7);
}

/** Black dots that lie side by side, for whoever draws with rectangles. */
export function* blackSpans(bitmap: Bitmap): Generator<{ x: number; y: number; length: number }> {
  const { widthDots, heightDots } = bitmap;
  for (let y = 0; y < heightDots; y += 1) {
    let start = -1;
    for (let x = 0; x <= widthDots; x += 1) {
      const black = x < widthDots && isBlack(bitmap, x, y);
      if (black && start < 0) start = x;
      if (black || start < 0) continue;
      yield { x: start, y, length: x - start };
      start = -1;
    }
  }
}
