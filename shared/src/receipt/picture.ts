import { bytesOfBase64 } from './base64.ts';
import { blacken, emptyBitmap, rowBytesOf } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';

/** What a picture's block and its laid-out line have in common. */
export interface Picture {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly depth: 1 | 8;
  readonly darkness: string;
}

const kept = new Map<string, Bitmap>();
/** The logo of a store or two, at both widths of paper. */
const mostKept = 8;

/**
 * A picture as dots of a print head: made smaller when it is wider than the paper, and shades of grey strewn as black dots
 * (Floyd and Steinberg, 1976). Pictures that were drawn lately are kept, since a logo stands on every receipt. A picture with
 * too few bytes is white where they are missing.
 */
export function pictureDots(picture: Picture, dotsPerLine: number): Bitmap {
  const key = `${picture.widthDots} ${picture.heightDots} ${picture.depth} ${dotsPerLine} ${picture.darkness}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const drawn = draw(picture, dotsPerLine);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
  kept.set(key, drawn);
  return drawn;
}

function draw(picture: Picture, dotsPerLine: number): Bitmap {
  const { widthDots, heightDots, depth } = picture;
  const bytes = bytesOfBase64(picture.darkness);
  if (widthDots <= dotsPerLine && depth === 1) return asGiven(bytes, widthDots, heightDots);
  const grey = depth === 8 ? bytes : greyOfBits(bytes, widthDots, heightDots);
  const width = Math.min(widthDots, dotsPerLine);
  const height = Math.max(Math.round((heightDots * width) / widthDots), 1);
  return dither(shrink(grey, widthDots, heightDots, width, height), width, height);
}

function asGiven(bytes: Uint8Array, widthDots: number, heightDots: number): Bitmap {
  const bitmap = emptyBitmap(widthDots, heightDots);
  bitmap.bits.set(bytes.subarray(0, bitmap.bits.length));
  // What stands behind the last dot of a row is no dot.
  const rowBytes = rowBytesOf(widthDots);
  const mask = 0xff << (rowBytes * 8 - widthDots);
  for (let last = rowBytes - 1; last < bitmap.bits.length; last += rowBytes) bitmap.bits[last]! &= mask;
  return bitmap;
}

function greyOfBits(bytes: Uint8Array, widthDots: number, heightDots: number): Uint8Array {
  const grey = new Uint8Array(widthDots * heightDots);
  const rowBytes = rowBytesOf(widthDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (((bytes[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) grey[y * widthDots + x] = 255;
    }
  }
  return grey;
}

/** Each new dot is the mean of those that it stands for. */
function shrink(grey: Uint8Array, fromWidth: number, fromHeight: number, width: number, height: number): Float32Array {
  const shrunk = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * fromHeight) / height);
    const bottom = Math.max(Math.floor(((y + 1) * fromHeight) / height), top + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * fromWidth) / width);
      const right = Math.max(Math.floor(((x + 1) * fromWidth) / width), left + 1);
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) sum += grey[row * fromWidth + column] ?? 0;
      }
      shrunk[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return shrunk;
}

function dither(grey: Float32Array, width: number, height: number): Bitmap {
  const bitmap = emptyBitmap(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const wanted = grey[at]!;
      const black = wanted >= 128;
      if (black) blacken(bitmap, x, y);
      const error = wanted - (black ? 255 : 0);
      if (error === 0) continue;
      if (x + 1 < width) grey[at + 1]! += (error * 7) / 16;
      if (y + 1 === height) continue;
      if (x > 0) grey[at + width - 1]! += (error * 3) / 16;
      grey[at + width]! += (error * 5) / 16;
      if (x + 1 < width) grey[at + width + 1]! += error / 16;
    }
  }
  return bitmap;
}
