import type { Block, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { blackSpans } from '@auraconnect/shared/receipt/bitmap.ts';
import { layOut } from '@auraconnect/shared/receipt/layout.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { EscPosParser } from '../../emulator/escpos/parser.ts';
import type { TextLine } from '../../raster/line-raster.ts';
import { RasterThread } from '../../raster/raster-thread.ts';
import { encodeEscPos, encodeEscPosDrawn } from './encoder.ts';
import { epsonProfile } from './profile.ts';
import type { EscPosProfile } from './profile.ts';

const narrow: EscPosProfile = { ...epsonProfile, columns: 16, dotsPerLine: 192 };
const plain: Emphasis = { bold: false, underline: false, inverted: false, width: 1, height: 1 };
/** ESC @, ESC R 0, ESC t 19 */
const start = '1b40 1b5200 1b7413';

function documentOf(...blocks: Block[]): PrintDocument {
  return { kind: 'receipt', locale: 'en-US', title: 'Receipt', blocks };
}

function text(words: string, emphasis: Emphasis | null = null, align: 'start' | 'center' | 'end' = 'start'): Block {
  return { type: 'text', text: words, align, emphasis };
}

function hex(profile: EscPosProfile, ...blocks: Block[]): string {
  return Buffer.from(encodeEscPos(documentOf(...blocks), profile)).toString('hex');
}

function expected(...parts: string[]): string {
  return parts.map((part) => part.replaceAll(' ', '')).join('');
}

function ascii(words: string): string {
  return Buffer.from(words, 'latin1').toString('hex');
}

describe('ESC/POS bytes', () => {
  it('begin every job with a reset, the American character set and the first code page', () => {
    expect(hex(narrow)).toBe(expected(start));
  });

  it('set a row of name and amount', () => {
    const row: Block = {
      type: 'columns',
      emphasis: null,
      cells: [
        { text: 'Tea', align: 'start', width: 'fill' },
        { text: '2.50', align: 'end', width: 'auto' },
      ],
    };
    expect(hex(narrow, row)).toBe(expected(start, ascii('Tea         2.50'), '0a'));
  });

  it('switch styles on and off only where they change', () => {
    const loud = { ...plain, bold: true, width: 2, height: 3 };
    expect(hex(narrow, text('A', loud), text('B', loud), text('C'))).toBe(
      expected(start, '1b4501 1d2112', ascii('A'), '0a', ascii('B'), '0a', '1b4500 1d2100', ascii('C'), '0a'),
    );
  });

  it('underline and invert', () => {
    expect(hex(narrow, text('A', { ...plain, underline: true }), text('B', { ...plain, inverted: true }))).toBe(
      expected(start, '1b2d01', ascii('A'), '0a', '1b2d00 1d4201', ascii('B'), '0a'),
    );
  });

  it('align at the beginning of a line', () => {
    expect(hex(narrow, text('A', null, 'center'), text('B', null, 'end'), text('C'))).toBe(
      expected(start, '1b6101', ascii('A'), '0a', '1b6102', ascii('B'), '0a', '1b6100', ascii('C'), '0a'),
    );
  });

  it('never make a blank line as high as the title before it', () => {
    expect(hex(narrow, text('A\n', { ...plain, height: 4 }))).toBe(
      expected(start, '1d2103', ascii('A'), '0a', '1d2100', '0a'),
    );
  });

  it('write the euro and accents in code page 858', () => {
    expect(hex(narrow, text('Crème €5'))).toBe(
      expected(start, ascii('Cr'), '8a', ascii('me '), 'd5', ascii('5'), '0a'),
    );
  });

  it('change the code page where the one in force lacks a character, and stay there while it serves', () => {
    expect(hex(narrow, text('Žižka ž'))).toBe(
      expected(start, '1b7410', '8e', ascii('i'), '9e', ascii('ka '), '9e', '0a'),
    );
    expect(hex(narrow, text('Łódź é'))).toBe(
      expected(start, '1b7412', '9d', 'a2', ascii('d'), 'ab', ascii(' '), '82', '0a'),
    );
    expect(hex(narrow, text('Чай'))).toBe(expected(start, '1b7411', '97', 'a0', 'a9', '0a'));
  });

  it('draw rules with the characters of the printer', () => {
    expect(hex(narrow, { type: 'rule', style: 'single' })).toBe(expected(start, 'c4'.repeat(16), '0a'));
    const windowsOnly = { ...narrow, codePages: [{ name: 'wpc1252', number: 16 }] as const };
    expect(hex(windowsOnly, { type: 'rule', style: 'double' })).toBe(
      expected('1b40 1b5200 1b7410', ascii('='.repeat(16)), '0a'),
    );
  });

  it('spell what no code page has, and keep the amounts in line', () => {
    const american = { ...narrow, codePages: [{ name: 'cp437', number: 0 }] as const };
    const row: Block = {
      type: 'columns',
      emphasis: null,
      cells: [
        { text: 'Ćao 🍕', align: 'start', width: 'fill' },
        { text: '5\u00a0€', align: 'end', width: 'auto' },
      ],
    };
    expect(hex(american, row)).toBe(expected('1b40 1b5200 1b7400', ascii('Cao ?      5 EUR'), '0a'));
  });

  it('cut with a feed to the blade, and tear where there is none', () => {
    expect(hex(narrow, { type: 'cut', partial: true })).toBe(expected(start, '1d5642 00'));
    expect(hex(narrow, { type: 'cut', partial: false })).toBe(expected(start, '1d5641 00'));
    expect(hex({ ...narrow, cutter: 'partial' }, { type: 'cut', partial: false })).toBe(expected(start, '1d5642 00'));
    expect(hex({ ...narrow, cutter: 'none' }, { type: 'cut', partial: false })).toBe(expected(start, '1b6404'));
  });

  it('feed lines', () => {
    expect(hex(narrow, { type: 'feed', lines: 3 })).toBe(expected(start, '1b6403'));
  });

  it('kick either drawer with both pulse times', () => {
    expect(hex(narrow, { type: 'drawer-kick', pin: 2 })).toBe(expected(start, '1b70 00 32 fa'));
    expect(hex(narrow, { type: 'drawer-kick', pin: 5 })).toBe(expected(start, '1b70 01 32 fa'));
  });

  it('buzz in the dialect of the printer', () => {
    expect(hex(narrow, { type: 'buzzer', times: 3 })).toBe(expected(start, '1b2841 0400 30 31 03 03'));
    expect(hex({ ...narrow, buzzer: 'esc-b' }, { type: 'buzzer', times: 3 })).toBe(expected(start, '1b42 03 03'));
    expect(hex({ ...narrow, buzzer: 'none' }, { type: 'buzzer', times: 3 })).toBe(expected(start));
  });

  it('turn the double-byte mode of Asian models off', () => {
    expect(hex({ ...narrow, doubleByteModel: true }, text('é'))).toBe(expected('1b40 1c2e 1b5200 1b7413', '82', '0a'));
  });

  it('count the content of a QR code in bytes', () => {
    const wide = { ...epsonProfile };
    expect(hex(wide, { type: 'qr', data: 'Café €5', moduleDots: 6 })).toBe(
      expected(
        start,
        '1b6101',
        '1d286b0400 31413200',
        '1d286b0300 314306',
        '1d286b0300 314531',
        '1d286b0d00 315030',
        Buffer.from('Café €5', 'utf8').toString('hex'),
        '1d286b0300 315130',
      ),
    );
  });

  it('make the modules of a QR code smaller when it would be wider than the paper', () => {
    const data = 'https://example.com/r/0123456789abcdef0123456789abcdef';
    // 54 bytes are version 4, 33 modules and 8 of quiet zone: at 6 dots 246 dots, on 192 only 4.
    expect(hex(narrow, { type: 'qr', data, moduleDots: 6 })).toContain('1d286b0300314304');
    expect(hex(epsonProfile, { type: 'qr', data, moduleDots: 6 })).toContain('1d286b0300314306');
  });

  it('print the content of a QR code that this printer or this paper cannot have', () => {
    const block: Block = { type: 'qr', data: 'aura.test/r/1', moduleDots: 6 };
    expect(hex({ ...narrow, nativeQr: false, pictures: 'none' }, block)).toBe(
      expected(start, '1b6101', ascii('aura.test/r/1'), '0a'),
    );
    const tooLong: Block = { type: 'qr', data: 'x'.repeat(900), moduleDots: 6 };
    expect(hex(narrow, tooLong)).toContain(ascii('x'.repeat(16)));
  });

  it('of needles are double at most, and red instead of white on black', () => {
    const needles: EscPosProfile = { ...narrow, mechanism: 'impact', colours: 2, pictures: 'none' };
    const loud = { bold: true, underline: true, inverted: true, width: 4, height: 3 };
    expect(hex(needles, text('A', loud), text('B'))).toBe(
      expected(start, '1b21b8 1b7201', ascii('A'), '0a', '1b2100 1b7200', ascii('B'), '0a'),
    );
    expect(hex({ ...needles, colours: 1 }, text('A', { ...plain, inverted: true }))).toBe(
      expected(start, '1b2108', ascii('A'), '0a'),
    );
  });

  it('send a QR code as dots where the printer draws none itself', () => {
    const block: Block = { type: 'qr', data: 'aura', moduleDots: 4 };
    // 21 modules of 4 dots: 11 bytes wide, in bands of 64 and 20 rows.
    expect(hex({ ...narrow, nativeQr: false }, block)).toMatch(
      new RegExp(
        `^${expected(start, '1b6101', '1d763000 0b00 4000')}.{${2 * 11 * 64}}${expected('1d763000 0b00 1400')}`,
      ),
    );
  });

  it('let the printer draw barcodes that it knows, by the length of their bytes', () => {
    const barcode = (symbology: 'code128' | 'ean13' | 'pdf417', data: string): Block => ({
      type: 'barcode',
      symbology,
      data,
      heightDots: 64,
      align: 'center',
    });
    const off = '1d28440300140100';
    expect(hex(epsonProfile, barcode('ean13', '400638133393'))).toContain(
      expected(off, '1b6101 1d4800 1d7703 1d6840 1d6b43 0d', ascii('4006381333931')),
    );
    expect(hex(epsonProfile, barcode('code128', 'A{1'))).toContain(expected('1d6b49 06', ascii('{BA{{1')));
    expect(hex(epsonProfile, barcode('pdf417', 'é'))).toContain(expected('1d286b 0500 305030 c3a9'));
    expect(hex({ ...epsonProfile, nativeBarcodes: false }, barcode('ean13', '400638133393'))).toContain('1d7630002400');
    expect(hex({ ...epsonProfile, nativeBarcodes: false, pictures: 'none' }, barcode('pdf417', 'é'))).toBe(
      expected(start, off, '1b6101 820a'),
    );
  });

  it('never write the low byte of a letter, which could be a command, for what a barcode cannot hold', () => {
    const block: Block = { type: 'barcode', symbology: 'code128', data: 'Ќ', heightDots: 64, align: 'start' };
    // Spelt as К, which code page 866 has at 0x8a.
    expect(hex(narrow, block)).toContain('1b7411 8a0a'.replace(' ', ''));
  });

  it('send a picture in bands that a small memory holds', () => {
    const darkness = Buffer.alloc(16 * 100, 255).toString('base64');
    const sent = hex(narrow, { type: 'image', widthDots: 16, heightDots: 100, depth: 8, darkness, align: 'start' });
    const off = '1d28440300140100';
    expect(sent).toBe(
      expected(start, off, '1d763000 0200 4000', 'ffff'.repeat(64), '1d763000 0200 2400', 'ffff'.repeat(36)),
    );
  });
});

describe('text that no code page has', () => {
  const raster = new RasterThread();
  afterAll(() => raster.close());
  const arabic: PrintDocument = { ...documentOf(text('Tea'), text('شاي'), text('“Café” – 5')), locale: 'ar-EG' };
  const commands = (bytes: Uint8Array) =>
    new EscPosParser().feed(bytes).map((command) => ('name' in command ? command.name : command.type));

  it('is drawn, and only its own lines are', async () => {
    const bytes = await encodeEscPosDrawn(arabic, epsonProfile, { raster });
    expect(commands(bytes).filter((name) => name === 'GS v')).toHaveLength(1);
    expect(Buffer.from(bytes).toString('latin1')).toContain('Tea');
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('?');
  });

  it('is spelt where nothing can be drawn, and the printer’s owner is told', async () => {
    const broken = new RasterThread('/nowhere/raster-worker.ts');
    const told: string[] = [];
    const bytes = await encodeEscPosDrawn(arabic, epsonProfile, {
      raster: broken,
      onSpelt: ({ code }) => told.push(code),
    });
    expect(bytes).toEqual(encodeEscPos(arabic, epsonProfile));
    expect(Buffer.from(bytes).toString('latin1')).toContain('???');
    expect(told).toEqual(['raster.failed']);
  });

  it('is spelt on a slow line as far as it can be', async () => {
    const american = { ...epsonProfile, codePages: [{ name: 'cp437', number: 0 }] as const };
    const polish = documentOf(text('Żurek 5 €'));
    const slow = await encodeEscPosDrawn(polish, american, { raster, slow: true });
    expect(Buffer.from(slow).toString('latin1')).toContain('Zurek 5 EUR');
    expect(commands(await encodeEscPosDrawn(polish, american, { raster }))).toContain('GS v');
    expect(commands(await encodeEscPosDrawn(arabic, american, { raster, slow: true }))).toContain('GS v');
  });

  it('stands in the columns that it has in the layout, whatever the script', async () => {
    for (const words of [
      'شاي بالنعناع',
      'ข้าวผัดกุ้ง',
      '天ぷら盛り合わせ',
      'שלום',
      'Żółw €',
      '🍕 pizza',
      '김치찌개',
      'चाय',
    ]) {
      const row: Block = {
        type: 'columns',
        emphasis: null,
        cells: [
          { text: words, align: 'start', width: 'fill' },
          { text: '█', align: 'end', width: 'auto' },
        ],
      };
      const [line] = layOut(documentOf(row), 32);
      const dots = await raster.draw(line as TextLine, { dotsPerLine: 384, columns: 32, locale: 'en' });
      const spans = [...blackSpans(dots)].filter(({ y }) => y === 20);
      // The block fills the last column, and nothing else reaches into the blanks before it.
      expect(spans.at(-1)!.x, words).toBeGreaterThanOrEqual(31 * 12 - 1);
      const nameDots = (line as TextLine).runs[0]!.columns * 12;
      const beside = [...blackSpans(dots)].filter(({ x, length }) => x + length > nameDots + 2 && x < 31 * 12 - 1);
      expect(beside, words).toEqual([]);
    }
  });
});
