import { describe, expect, it, test } from 'vitest';
import { barcodeContent } from './barcode-content.ts';
import type { BarcodeSymbology } from './document.ts';
import { layOut } from './layout.ts';

const content = (data: string) => ({ type: 'content', data });
const refused = (reason: string) => ({ type: 'refused', reason });

describe('the content of a barcode', () => {
  test.each<[BarcodeSymbology, string, object]>([
    ['ean13', '400638133393', content('4006381333931')],
    ['ean13', '4006381333931', content('4006381333931')],
    ['ean13', '4006381333932', refused('check-digit')],
    ['ean13', '40063813339', refused('length')],
    ['ean13', '40063813339x', refused('character')],
    ['ean8', '9638507', content('96385074')],
    ['ean8', '96385074', content('96385074')],
    ['code128', 'Order 117', content('Order 117')],
    ['code128', 'Café', refused('character')],
    ['code128', 'no\u0010commands', refused('character')],
    ['code128', 'x'.repeat(81), refused('too-long')],
    ['pdf417', 'Café €5', content('Café €5')],
    ['pdf417', 'a\u001d', refused('character')],
    ['pdf417', '€'.repeat(201), refused('too-long')],
  ])('%s of %s', (symbology, data, expected) => {
    expect(barcodeContent(symbology, data)).toEqual(expected);
  });

  const onPaper = (symbology: BarcodeSymbology, data: string, columns: number) =>
    layOut(
      {
        kind: 'receipt',
        locale: 'en',
        title: '',
        blocks: [{ type: 'barcode', symbology, data, heightDots: 60, align: 'center' }],
      },
      columns,
    );

  it('stands in bars that fit the paper, with its text below', () => {
    expect(onPaper('ean13', '400638133393', 32)).toMatchObject([
      { type: 'barcode', data: '4006381333931', moduleDots: 3 },
      { type: 'text', align: 'center', runs: [{ text: '4006381333931' }] },
    ]);
    expect(onPaper('code128', 'ORDER-117-A', 32)).toMatchObject([{ moduleDots: 2 }, { type: 'text' }]);
  });

  it('is printed as its text where there can be no bars', () => {
    expect(onPaper('code128', 'Café', 32)).toMatchObject([{ type: 'text', runs: [{ text: 'Café' }] }]);
    expect(onPaper('code128', 'x'.repeat(30), 32)).toMatchObject([{ type: 'text', runs: [{ text: 'x'.repeat(30) }] }]);
  });
});
