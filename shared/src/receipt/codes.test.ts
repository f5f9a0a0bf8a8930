import { describe, expect, it, test } from 'vitest';
import { isBlack } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import { barcodeDots, qrDots } from './codes.ts';
import type { BarcodeSymbology } from './document.ts';

const bars = (symbology: BarcodeSymbology, data: string) =>
  barcodeDots({ type: 'barcode', symbology, data, moduleDots: 2, heightDots: 60, align: 'center' }, 576);

const row = (dots: Bitmap, y: number): string =>
  Array.from({ length: dots.widthDots / 2 }, (_, module) => (isBlack(dots, module * 2 + 1, y) ? '1' : '0')).join('');

/** ISO/IEC 15420: the left half in odd or even parity, which say the first digit; the right half is the odd one inverted. */
const odd = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const inverted = (code: string): string => code.replaceAll(/./g, (bit) => (bit === '0' ? '1' : '0'));
const even = odd.map((code) => [...inverted(code)].toReversed().join(''));
const parities = ['oooooo', 'ooeoee', 'ooeeoe', 'ooeeeo', 'oeooee', 'oeeooe', 'oeeeoo', 'oeoeoe', 'oeoeeo', 'oeeoeo'];

function ean13Bars(data: string): string {
  const parity = parities[Number(data[0])]!;
  const left = Array.from(data.slice(1, 7), (digit, place) => (parity[place] === 'o' ? odd : even)[Number(digit)]!);
  const right = Array.from(data.slice(7), (digit) => inverted(odd[Number(digit)]!));
  return `101${left.join('')}01010${right.join('')}101`;
}

describe('barcodes as dots', () => {
  test.each(['4006381333931', '9780201379624', '0012345678905'])('EAN-13 %s has the bars of its digits', (data) => {
    const dots = bars('ean13', data);
    expect(row(dots, 0)).toBe(ean13Bars(data));
    expect(row(dots, 59)).toBe(ean13Bars(data));
    expect(dots.heightDots).toBe(60);
  });

  it('Code 128 has start B, its letters and stop (ISO/IEC 15417, table 1)', () => {
    const code = row(bars('code128', 'ORDER-117'), 30);
    expect(code).toHaveLength(11 * 11 + 13);
    expect(code).toMatch(/^11010010000(10001110110)(11000101110)(10110001000)/);
    expect(code).toMatch(/1100011101011$/);
  });

  it('PDF417 has its start and stop in every row (ISO/IEC 15438)', () => {
    const dots = bars('pdf417', 'Café €5 — Tisch 7');
    expect(dots.widthDots).toBe((69 + 2 * 17) * 2);
    expect(dots.heightDots % 6).toBe(0);
    for (let y = 0; y < dots.heightDots; y += 1)
      expect(row(dots, y)).toMatch(/^11111111010101000.*111111101000101001$/);
  });

  it('a QR code is as large as the paper allows, and none where it cannot be', () => {
    expect(qrDots('0123456789', 6, 384)).toMatchObject({ widthDots: 21 * 6 });
    expect(qrDots('x'.repeat(300), 6, 384)).toMatchObject({ widthDots: 69 * 4 });
    expect(qrDots('x'.repeat(3000), 2, 576)).toBeNull();
    expect(qrDots('x'.repeat(1000), 2, 192)).toBeNull();
  });
});
