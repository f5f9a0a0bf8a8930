import { describe, expect, it } from 'vitest';
import { bytesOfBase64 } from './base64.ts';
import { blackSpans, isBlack } from './bitmap.ts';
import { pictureDots } from './picture.ts';

const base64 = (bytes: number[] | Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('a picture on paper', () => {
  it('comes out dot by dot when it is black and white', () => {
    const dots = pictureDots(
      { widthDots: 10, heightDots: 2, depth: 1, darkness: base64([0x80, 0x7f, 0x01, 0xff]) },
      384,
    );
    expect([...blackSpans(dots)]).toEqual([
      { x: 0, y: 0, length: 1 },
      { x: 9, y: 0, length: 1 },
      { x: 7, y: 1, length: 3 },
    ]);
    expect([...dots.bits]).toEqual([0x80, 0x40, 0x01, 0xc0]);
  });

  it.each([0.25, 0.5, 0.75])('strews grey as a share of %d of black dots', (share) => {
    const darkness = base64(new Uint8Array(64 * 64).fill(Math.round(share * 255)));
    const dots = pictureDots({ widthDots: 64, heightDots: 64, depth: 8, darkness }, 384);
    const black = [...blackSpans(dots)].reduce((sum, span) => sum + span.length, 0);
    expect(black / (64 * 64)).toBeCloseTo(share, 1);
  });

  it('is made as small as the paper, with its proportions', () => {
    const darkness = base64(new Uint8Array(800 * 200).fill(255));
    const dots = pictureDots({ widthDots: 800, heightDots: 200, depth: 8, darkness }, 384);
    expect([dots.widthDots, dots.heightDots]).toEqual([384, 96]);
    expect(isBlack(dots, 383, 95)).toBe(true);
  });

  it('is white where its bytes end too early', () => {
    const dots = pictureDots({ widthDots: 8, heightDots: 4, depth: 8, darkness: base64([255]) }, 384);
    expect([...blackSpans(dots)]).toEqual([{ x: 0, y: 0, length: 1 }]);
  });

  it.each([0, 1, 2, 3, 4, 257])('reads base64 of %d bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37) & 255);
    expect(bytesOfBase64(base64(bytes))).toEqual(bytes);
  });
});
