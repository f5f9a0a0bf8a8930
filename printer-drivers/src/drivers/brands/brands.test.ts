import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { PrinterLanguage } from '../../emulator/language.ts';
import { openPrinter } from '../../open-printer.ts';
import { describePrinter, type PrinterRig } from '../../printer.contract.ts';
import { quickTimeouts, rigOf, startGrill } from '../../testing/emulator-rig.ts';
import { RasterThread } from '../../raster/raster-thread.ts';
import { encodeForBrand } from './encoder.ts';
import { brandProfile, type Brand } from './profile.ts';
import { brotherStripes, darumaStripes, stripeBytes } from './stripes.ts';

async function brandRig(brand: Brand, language: PrinterLanguage): Promise<PrinterRig> {
  const grill = await startGrill({ language });
  const settings = { host: '127.0.0.1', port: grill.port, columns: 48, model: brand, ...quickTimeouts };
  const printer = openPrinter(settings);
  // Until it has answered once it is printed to even when it says nothing.
  await printer.status();
  // A Custom or a Daruma is fed to the blade by empty lines.
  const papers = async (): Promise<string[]> => (await grill.papers()).map((paper) => paper.trimEnd());
  return { ...rigOf(grill, printer), papers };
}

for (const brand of ['tanca', 'custom'] as const) describePrinter(`TCP to a ${brand}`, () => brandRig(brand, 'escpos'));
for (const brand of ['daruma', 'brother'] as const)
  describePrinter(`TCP to a ${brand}, which is mute`, () => brandRig(brand, brand), 'nothing');

const documentOf = (...blocks: Block[]): PrintDocument => ({ kind: 'receipt', locale: 'en-US', title: '', blocks });
const encoded = async (brand: Brand, ...blocks: Block[]): Promise<string> =>
  Buffer.from(await encodeForBrand(documentOf(...blocks), brandProfile(brand, 16), null)).toString('hex');
const expected = (...parts: string[]): string => parts.join('').replaceAll(' ', '');
const ascii = (words: string): string => Buffer.from(words, 'latin1').toString('hex');
const loud = { bold: true, underline: true, inverted: true, width: 3, height: 2 };
const text = (words: string, emphasis: typeof loud | null = null, align: 'start' | 'center' = 'start'): Block => ({
  type: 'text',
  text: words,
  align,
  emphasis,
});

describe('bytes of other makers’ printers', () => {
  it('of Tanca and Custom say sizes the right way round', async () => {
    const lines = [text('A', loud, 'center'), text('B')];
    const styled = expected('1b4501 1b2d01 1d4201');
    for (const brand of ['tanca', 'custom'] as const)
      expect(await encoded(brand, ...lines)).toBe(
        expected('1b40 1b7413 1b6101 1d2121', styled, '410a 1b6100 1d2100 1b4500 1b2d00 1d4200 420a'),
      );
  });

  it('of Daruma and Brother keep to the letters that these have', async () => {
    expect(await encoded('daruma', text('A', loud, 'center'), text('B'))).toBe(
      expected(
        '1b40 1b7402 1b6a01 1b210012 1b7701 1b5701 1b45 1b2d01 410a',
        '1b6a00 1b210012 1b7700 1b5700 1b46 1b2d00 420a',
      ),
    );
    expect(await encoded('brother', text('A', loud, 'center'), text('B'))).toBe(
      expected('1b696100 1b40 1b7402 1b6101 1b5701 1b45 1b2d01 410a', '1b6100 1b5700 1b46 1b2d00 420a'),
    );
  });

  it('cut without the reset that would lose the code page', async () => {
    const cut: Block = { type: 'cut', partial: true };
    expect(await encoded('tanca', text('é'), cut, text('é'))).toBe(expected('1b40 1b7413 820a 1d564200 820a'));
    expect(await encoded('custom', cut)).toBe(expected('1b40 1b7413 0a0a0a0a 1b69'));
    expect(await encoded('daruma', cut)).toBe(expected('1b40 1b7402 0a0a0a0a 1b6d'));
    expect(await encoded('brother', cut)).toBe(expected('1b696100 1b40 1b7402 1b694301 0c'));
  });

  it('kick one drawer, with both pulse times where it has any, and none where there is no socket', async () => {
    const kick: Block = { type: 'drawer-kick', pin: 5 };
    expect(await encoded('tanca', kick)).toBe(expected('1b40 1b7413 1b70 01 32 fa'));
    expect(await encoded('daruma', kick)).toBe(expected('1b40 1b7402 1b70'));
    expect(await encoded('brother', kick)).toBe(expected('1b696100 1b40 1b7402'));
  });

  it('let the printer draw a QR code only when it counts it right; others are dots', async () => {
    const qr = (data: string): Block => ({ type: 'qr', data, moduleDots: 4 });
    expect(await encoded('tanca', qr('aura.test'))).toContain(
      expected('1d286b0c00315030', ascii('aura.test'), '1d286b0300315130'),
    );
    // 21 modules of 4 dots, as dots.
    expect(await encoded('tanca', qr('Café'))).toContain('1d7630000b004000');
    const brother = expected('1b6951 04 02 00000000 02 00', ascii('aura.test'), '5c5c5c 0a');
    expect(await encoded('brother', qr('aura.test'))).toContain(brother);
    expect(await encoded('brother', qr('a\\\\\\b'))).toContain(expected('1b3330 1b2a48'));
    // In the middle of 16 columns: 88 dots, and 52 before them.
    expect(await encoded('daruma', qr('aura.test'))).toContain(expected('1b2a21 8800', '00'.repeat(48 * 3)));
  });

  it('say in a Brother’s code which error correction makes it fit the paper', async () => {
    const long: Block = { type: 'qr', data: 'x'.repeat(600), moduleDots: 4 };
    expect(await encoded('brother', long)).toContain(expected('1b6951 02 02 00000000 01 00', ascii('xxx')));
  });

  it('draw what has no letters here, where a picture can be drawn', async () => {
    const raster = new RasterThread();
    onTestFinished(() => raster.close());
    const drawn = async (brand: Brand): Promise<string> =>
      Buffer.from(
        await encodeForBrand(documentOf(text('寿司'), text('Tea')), brandProfile(brand, 16), { raster }),
      ).toString('hex');
    for (const brand of ['tanca', 'custom'] as const)
      expect(await drawn(brand)).toMatch(new RegExp(`^1b401b74131d763000.*${ascii('Tea')}0a$`));
    expect(await drawn('brother')).toMatch(new RegExp(`1b33301b2a48.*0a1b32${ascii('Tea')}0a$`));
    expect(await drawn('daruma')).toMatch(new RegExp(`^1b401b74021b2a21.*${ascii('Tea')}0a$`));
  });

  it('stripes of a Brother hold each dot once, column by column', () => {
    // Two dots: the first of the first row, and the last of the 49th, in the second stripe.
    const bits = new Uint8Array(49);
    bits[0] = 0x80;
    bits[48] = 0x01;
    const first = `80${'00'.repeat(8 * 6 - 1)}`;
    const second = `${'00'.repeat(7 * 6)}80${'00'.repeat(5)}`;
    expect(Buffer.from(stripeBytes({ widthDots: 8, heightDots: 49, bits }, brotherStripes)).toString('hex')).toBe(
      expected('1b3330 1b2a480800', first, '0a 1b2a480800', second, '0a 1b32'),
    );
  });

  it('stripes of a Daruma are half as high, and nothing stands between two of them', () => {
    const bits = new Uint8Array(25);
    bits[0] = 0x80;
    bits[24] = 0x01;
    const first = `80${'00'.repeat(8 * 3 - 1)}`;
    const second = `${'00'.repeat(7 * 3)}80${'00'.repeat(2)}`;
    expect(Buffer.from(stripeBytes({ widthDots: 8, heightDots: 25, bits }, darumaStripes)).toString('hex')).toBe(
      expected('1b2a210800', first, '1b2a210800', second),
    );
  });

  it('of text that cannot be drawn are visible question marks, and nothing is said on the console', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => complaint.mockRestore());
    for (const brand of ['tanca', 'daruma', 'brother', 'custom'] as const)
      expect(await encoded(brand, text('寿司 Tea'))).toContain(expected(ascii('?? Tea'), '0a'));
    expect(complaint).not.toHaveBeenCalled();
  });
});
