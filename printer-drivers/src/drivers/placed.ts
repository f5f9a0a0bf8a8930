import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align } from '@auraconnect/shared/receipt/document.ts';

/** Dots for a printer whose alignment does not count for them: moved to their place by whole bytes, with blanks on their left. */
export function placed(bitmap: Bitmap, align: Align, dotsPerLine: number): Bitmap {
  const rowBytes = rowBytesOf(bitmap.widthDots);
  const free = Math.max((dotsPerLine >> 3) - rowBytes, 0);
  const before = align === 'start' ? 0 : align === 'center' ? free >> 1 : free;
  const bits = new Uint8Array((before + rowBytes) * bitmap.heightDots);
  for (let y = 0; y < bitmap.heightDots; y += 1)
    bits.set(bitmap.bits.subarray(y * rowBytes, (y + 1) * rowBytes), y * (before + rowBytes) + before);
  return { widthDots: (before + rowBytes) * 8, heightDots: bitmap.heightDots, bits };
}
