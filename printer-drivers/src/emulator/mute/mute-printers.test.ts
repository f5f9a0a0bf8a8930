import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PaperLine } from '@auraconnect/shared/receipt/paper.ts';
import { connect } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeForBrand } from '../../drivers/brands/encoder.ts';
import { brandProfile } from '../../drivers/brands/profile.ts';
import { encodeEscPosDrawn } from '../../drivers/escpos/encoder.ts';
import { epsonProfile } from '../../drivers/escpos/profile.ts';
import { RasterThread } from '../../raster/raster-thread.ts';
import { startGrill } from '../../testing/emulator-rig.ts';
import { PaperMachine, type PaperDraft } from '../escpos/paper-machine.ts';
import { EscPosParser, type EscPosCommand } from '../escpos/parser.ts';
import { BrotherTranslator } from './brother.ts';
import { DarumaTranslator } from './daruma.ts';

const columns = 32;
const brands = ['daruma', 'brother'] as const;
type Mute = (typeof brands)[number];
const translators = { daruma: () => new DarumaTranslator(), brother: () => new BrotherTranslator() };

function papersOf(commands: readonly EscPosCommand[]): PaperDraft[] {
  const machine = new PaperMachine(columns);
  for (const command of commands) machine.apply(command);
  machine.finish();
  return machine.takeFinished();
}
const heard = (brand: Mute, hex: string): PaperDraft[] =>
  papersOf(translators[brand]().feed(Buffer.from(hex.replaceAll(' ', ''), 'hex')));
const documentOf = (...blocks: Block[]): PrintDocument => ({ kind: 'receipt', locale: 'en-US', title: '', blocks });
const text = (words: string, changes: Partial<Extract<Block, { type: 'text' }>> = {}): Block => ({
  type: 'text',
  text: words,
  align: 'start',
  emphasis: null,
  ...changes,
});

describe('a printer that nobody hears, on its paper', () => {
  it.each(brands)('has what was said to a %s: letters, sizes, places, cut and drawer', async (brand) => {
    const loud = { bold: true, underline: true, inverted: false, width: 2, height: 2 };
    const document = documentOf(
      text('Ação, maçã ½ «São João»'),
      text('TOTAL', { align: 'center', emphasis: loud }),
      text('right', { align: 'end' }),
      { type: 'feed', lines: 2 },
      { type: 'drawer-kick', pin: 2 },
      { type: 'buzzer', times: 2 },
      { type: 'cut', partial: true },
      text('Next'),
    );
    const bytes = await encodeForBrand(document, brandProfile(brand, columns), null);
    const commands = translators[brand]().feed(bytes);
    expect(commands.filter(({ type }) => type === 'unknown')).toEqual([]);
    const [first, second] = papersOf(commands);
    const run = { bold: false, underline: false, inverted: false, width: 1, height: 1 };
    const height = brand === 'daruma' ? 2 : 1;
    const blank = { align: 'start', runs: [], qr: null, dots: null };
    expect(first!.lines.slice(0, 5)).toEqual([
      { align: 'start', runs: [{ ...run, text: 'Ação, maçã ½ «São João»' }], qr: null, dots: null },
      { align: 'center', runs: [{ ...loud, height, text: 'TOTAL' }], qr: null, dots: null },
      { align: 'end', runs: [{ ...run, text: 'right' }], qr: null, dots: null },
      blank,
      blank,
    ]);
    const daruma = { drawerKicks: 1, buzzes: 2, cut: 'partial' };
    expect(first).toMatchObject(brand === 'daruma' ? daruma : { drawerKicks: 0, buzzes: 0, cut: 'full' });
    expect(second!.lines).toEqual([{ align: 'start', runs: [{ ...run, text: 'Next' }], qr: null, dots: null }]);
  });

  it.each(brands)(
    'of a %s carries the very dots of an Epson where text, bars and pictures are drawn',
    async (brand) => {
      const raster = new RasterThread();
      onTestFinished(() => raster.close());
      const darkness = Buffer.from(Array.from({ length: 6 * 75 }, (_, at) => (at * 37) % 256)).toString('base64');
      const document = documentOf(
        text('شاي أخضر'),
        text('حليب'),
        text('سكر'),
        text('Tea', { align: 'center' }),
        { type: 'barcode', symbology: 'ean13', data: '400638133393', heightDots: 60, align: 'center' },
        text('between'),
        { type: 'qr', data: 'Café', moduleDots: 4 },
        text('between'),
        { type: 'image', widthDots: 48, heightDots: 75, depth: 1, darkness, align: 'end' },
      );
      const profile = brandProfile(brand, columns);
      const mute = papersOf(translators[brand]().feed(await encodeForBrand(document, profile, { raster })));
      const epson = papersOf(
        new EscPosParser().feed(
          await encodeEscPosDrawn(
            document,
            { ...epsonProfile, columns, dotsPerLine: columns * 12, nativeQr: false, nativeBarcodes: false },
            { raster },
          ),
        ),
      );
      const expected = inkOf(epson[0]!.lines);
      expect(expected.filter((line) => typeof line !== 'string')).toHaveLength(4);
      expect(inkOf(mute[0]!.lines)).toEqual(expected);
    },
  );

  it('of a Brother shows its QR code, and what stood behind it in a line of its own', async () => {
    const document = documentOf({ type: 'qr', data: 'https://aura.test/1', moduleDots: 5 }, text('Scan me'));
    const bytes = await encodeForBrand(document, brandProfile('brother', columns), null);
    const [paper] = papersOf(new BrotherTranslator().feed(bytes));
    expect(paper!.lines).toMatchObject([
      { align: 'center', qr: { data: 'https://aura.test/1', moduleDots: 5, level: 'M' } },
      { runs: [{ text: 'Scan me' }] },
    ]);
  });

  it('has a gap between the stripes of a Brother whose lines are higher than these, and loses dots where they are lower', () => {
    const stripe = `1b2a480100${'ff'.repeat(6)}0a`;
    const heights = (hex: string): (number | undefined)[] =>
      heard('brother', hex)[0]!.lines.map(({ dots }) => dots?.heightDots);
    expect(heights(`1b3330${stripe}${stripe}`)).toEqual([48, 48]);
    expect(heights(`1b3340${stripe}${stripe}`)).toEqual([64, 64]);
    expect(heights(`${stripe}${stripe}`)).toEqual([34, 34]);
  });

  it('shows what a Daruma’s older commands say, and of what was never meant as one every letter', () => {
    const [paper] = heard('daruma', '41 1138 13 0e42 14 1b2130 43 1b2100 44 19 1b700032fa');
    expect(paper!.lines.flatMap(({ runs }) => runs)).toMatchObject([
      { text: 'A', bold: false },
      { text: '8', bold: true },
      { text: 'B', width: 2 },
      { text: 'C', width: 2, height: 2 },
      { text: 'D', width: 1, height: 1 },
      // The pulse times of other makers' drawers, behind an ESC p that has none.
      { text: '2·' },
    ]);
    expect(paper!.drawerKicks).toBe(1);
  });
});

describe('what a mute printer reads', () => {
  it.each([
    ['daruma', '1b23 1d56 1c2e 00 1b0f'],
    ['brother', '1b23 1d56 1c2e 00 1b697a'],
  ] as const)('is told as unknown where no table of a %s has it, and the rest is still read', (brand, hex) => {
    const commands = translators[brand]().feed(
      Buffer.from(`${hex}${Buffer.from('Tea').toString('hex')}`.replaceAll(' ', ''), 'hex'),
    );
    const unknown = commands.flatMap((command) => (command.type === 'unknown' ? [command.bytes] : []));
    const parts = hex.split(' ').map((part) => [...Buffer.from(part, 'hex')]);
    // FS and GS begin nothing here, so what follows them is text.
    expect(unknown).toEqual([parts[0], [0x1d], [0x1c], [0x00], parts[4]]);
    expect(commands.at(-1)).toEqual({ type: 'text', bytes: Uint8Array.from(Buffer.from('Tea')) });
  });

  it.each(brands)('is the same for a %s in whatever pieces it comes, and any bytes are read', (brand) => {
    const grain = fc.oneof(
      fc.constantFrom(0x1b, 0x2a, 0x69, 0x51, 0x5c, 0x48, 0x21, 0x0a, 0x0c, 0x00, 0x01),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(grain, { maxLength: 300 }), (bytes) => {
        const whole = papersOf(translators[brand]().feed(Uint8Array.from(bytes)));
        const translator = translators[brand]();
        expect(papersOf(bytes.flatMap((byte) => translator.feed(Uint8Array.of(byte))))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it.each(brands)('is never answered by a %s, whatever it is asked', async (brand) => {
    const grill = await startGrill({ language: brand });
    onTestFinished(() => grill.emulator.stop());
    const socket = connect(grill.port, '127.0.0.1');
    let answered = 0;
    socket.on('data', (bytes) => (answered += bytes.length));
    // DLE EOT, GS r, GS ( H, GS a, GS I, ESC ACK SOH, ESC RS a 1, ETB, ENQ, GS ENQ, ESC i S.
    const questions = '100401 1d7201 1d284806003030414243 44 1d61ff 1d4943 1b0601 1b1e6101 17 05 1d05 1b6953';
    socket.end(Buffer.from(`${questions} 48690a`.replaceAll(' ', ''), 'hex'));
    // Its own end comes when the paper is out.
    await once(socket, 'end');
    expect(answered).toBe(0);
    const papers = await grill.papers();
    expect(papers.join()).toContain('Hi');
  });
});

/** What can be seen: lines of text, and pictures whose stripes or bands touch, without the blank around them. */
function inkOf(lines: readonly PaperLine[]): (string | { left: number; rows: string[] })[] {
  const seen: (string | string[])[] = [];
  for (const { dots, runs, align } of lines) {
    const last = seen.at(-1);
    if (dots === null) seen.push(runs.map((run) => run.text).join(''));
    else {
      const rows = rowsOf({ ...dots, bits: Buffer.from(dots.bits, 'base64') }, align);
      if (Array.isArray(last)) last.push(...rows);
      else seen.push(rows);
    }
  }
  return seen.map((line) => {
    if (typeof line === 'string') return line;
    const inked = line.map((row) => row.includes('#'));
    const rows = line.slice(inked.indexOf(true), inked.lastIndexOf(true) + 1);
    const left = Math.min(...rows.filter((row) => row.includes('#')).map((row) => row.indexOf('#')));
    return { left: Math.floor(left / 8), rows: rows.map((row) => row.slice(left).trimEnd()) };
  });
}

/** Dots at their place on the paper, blanks on their left. */
function rowsOf({ widthDots, heightDots, bits }: Bitmap, align: PaperLine['align']): string[] {
  const free = columns * 12 - widthDots;
  const before = align === 'start' ? 0 : align === 'center' ? Math.floor(free / 16) * 8 : free;
  const rowBytes = widthDots / 8;
  return Array.from({ length: heightDots }, (_, y) => {
    let row = ' '.repeat(before);
    for (let x = 0; x < widthDots; x += 1) row += (bits[y * rowBytes + (x >> 3)]! & (0x80 >> (x & 7))) > 0 ? '#' : ' ';
    return row;
  });
}
