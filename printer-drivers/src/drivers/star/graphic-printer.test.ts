import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PaperLine } from '@auraconnect/shared/receipt/paper.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PaperMachine, type PaperDraft } from '../../emulator/escpos/paper-machine.ts';
import { EscPosParser, type EscPosCommand } from '../../emulator/escpos/parser.ts';
import { StarTranslator } from '../../emulator/star/translator.ts';
import { openPrinter, type DocumentPrinter } from '../../open-printer.ts';
import { describePrinter, type PrinterRig } from '../../printer.contract.ts';
import { RasterFault, type LineRaster } from '../../raster/line-raster.ts';
import { RasterThread } from '../../raster/raster-thread.ts';
import { quickTimeouts, rigOf, startGrill, type Grill } from '../../testing/emulator-rig.ts';
import { encodeEscPosDrawn } from '../escpos/encoder.ts';
import { epsonProfile } from '../escpos/profile.ts';
import { encodeStar } from './encoder.ts';
import { encodeStarGraphic } from './graphic-encoder.ts';
import { starProfile } from './profile.ts';

const profile = starProfile(48, true);
const futurePrnt = (grill: Grill): DocumentPrinter =>
  openPrinter({
    host: '127.0.0.1',
    port: grill.port,
    columns: 48,
    model: 'star-tsp100-futureprnt',
    drawer: { openLevel: 'high' },
    ...quickTimeouts,
  });

const papersOf = (commands: readonly EscPosCommand[]): PaperDraft[] => {
  const machine = new PaperMachine(profile.columns);
  for (const command of commands) machine.apply(command);
  machine.finish();
  return machine.takeFinished();
};
const onPaper = (bytes: Uint8Array): PaperDraft[] => papersOf(new StarTranslator({ hasLetters: false }).feed(bytes));

/** Dots of a paper, row by row, each without the blank ones at its end. */
function rowsOf(lines: readonly PaperLine[]): string[] {
  return lines.flatMap(({ dots }) => {
    if (dots === null) return [];
    const bits = Buffer.from(dots.bits, 'base64');
    const rowBytes = Math.ceil(dots.widthDots / 8);
    return Array.from({ length: dots.heightDots }, (_, row) =>
      bits
        .subarray(row * rowBytes, (row + 1) * rowBytes)
        .toString('hex')
        .replace(/(?:00)+$/, ''),
    );
  });
}

function raster(): RasterThread {
  const thread = new RasterThread();
  onTestFinished(() => thread.close());
  return thread;
}

const documentOf = (...blocks: Block[]): PrintDocument => ({ kind: 'receipt', locale: 'en-US', title: '', blocks });
const text = (words: string, align: 'start' | 'center' = 'start'): Block => ({
  type: 'text',
  text: words,
  align,
  emphasis: null,
});
const cut: Block = { type: 'cut', partial: true };

/** What has no letters is known by its dots: those that the bytes of a job make. */
async function graphicRig(): Promise<PrinterRig> {
  const grill = await startGrill({ language: 'star-graphic' });
  const printer = futurePrnt(grill);
  // Only what has answered once is expected to.
  await printer.status();
  const rig = rigOf(grill, printer);
  const wordsByDots = new Map<string, string>();
  return {
    ...rig,
    job: async (words) => {
      const bytes = await rig.job(words);
      wordsByDots.set(JSON.stringify(onPaper(bytes)[0]?.lines), words);
      return bytes;
    },
    papers: async () => (await grill.lines()).map((lines) => wordsByDots.get(JSON.stringify(lines)) ?? 'unknown dots'),
  };
}

describePrinter('TCP to a Star that reads nothing but pictures', graphicRig);

describe('bytes of Star’s graphic mode', () => {
  const hex = async (...blocks: Block[]): Promise<string> =>
    Buffer.from(await encodeStarGraphic(documentOf(...blocks), profile, { raster: raster() })).toString('hex');
  const expected = (...parts: string[]): string => parts.join('').replaceAll(' ', '');
  const figures = (number: number): string => `${Buffer.from(String(number)).toString('hex')}00`;
  /** ESC * r R, A, P 0, E 1 */
  const start = '1b2a7252 1b2a7241 1b2a72503000 1b2a72453100';
  const end = '1b2a7242';
  const dots = (...bytes: number[]): Block => ({
    type: 'image',
    widthDots: 16,
    heightDots: bytes.length / 2,
    depth: 1,
    darkness: Buffer.from(bytes).toString('base64'),
    align: 'start',
  });

  it('say how a page ends before its rows, end a row with its last dot, and jump over blank ones', async () => {
    expect(await hex(dots(0x80, 0, 0, 0, 0, 0, 1, 2), cut)).toBe(
      expected(start, `1b2a7246${figures(13)}`, '62010080', `1b2a7259${figures(2)}`, '6202000102', '1b0c00', end),
    );
    expect(await hex({ type: 'feed', lines: 2 }, { type: 'cut', partial: false })).toBe(
      expected(start, `1b2a7246${figures(9)}`, `1b2a7259${figures(68)}`, '62010000', '1b0c00', end),
    );
    expect(await hex(dots(1, 1))).toBe(expected(start, `1b2a7246${figures(1)}`, '6202000101', '1b0c00', end));
  });

  it('kick a drawer between two pages, and by itself without moving paper', async () => {
    expect(await hex({ type: 'drawer-kick', pin: 2 })).toBe(expected(start, '1b071414', `1b2a7244${figures(1)}`, end));
    expect(await hex(dots(1, 1), { type: 'drawer-kick', pin: 5 }, dots(2, 2), cut)).toBe(
      expected(
        start,
        `1b2a7246${figures(1)} 6202000101 1b0c00`,
        `1b2a7244${figures(2)}`,
        `1b2a7246${figures(13)} 6202000202 1b0c00`,
        end,
      ),
    );
  });

  it('never hold the question that is answered wherever it stands', async () => {
    expect(await hex(dots(0x1b, 0x06), cut)).toContain('6202001b0e');
  });
});

describe('a paper of pictures', () => {
  it('has every line, on the very dots that an Epson draws', async () => {
    const thread = raster();
    const document = documentOf(text('شاي 12'), text('ข้าวผัด', 'center'), text('סלט\nПлов 炒饭'), cut);
    const star = onPaper(await encodeStarGraphic(document, profile, { raster: thread }));
    const epson = papersOf(
      new EscPosParser().feed(
        await encodeEscPosDrawn(document, { ...epsonProfile, codePages: [] }, { raster: thread }),
      ),
    );
    expect(star.map((paper) => paper.cut)).toEqual(['partial']);
    const wanted = rowsOf(epson[0]!.lines);
    expect(wanted.filter((row) => row !== '').length).toBeGreaterThan(60);
    // Blank rows at the end are left to the cut.
    const lastInk = wanted.findLastIndex((row) => row !== '');
    expect(rowsOf(star[0]!.lines).slice(0, lastInk + 1)).toEqual(wanted.slice(0, lastInk + 1));
  });

  it('has plain letters, rules, rows, codes and bars as well', async () => {
    const blocks: Block[] = [
      text('Burger'),
      { type: 'rule', style: 'double' },
      {
        type: 'columns',
        cells: [
          { text: 'Total', align: 'start', width: 'fill' },
          { text: '$9.00', align: 'end', width: 'auto' },
        ],
        emphasis: null,
      },
      { type: 'qr', data: 'https://example.com', moduleDots: 6 },
      { type: 'barcode', symbology: 'ean13', data: '400638133393', heightDots: 24, align: 'start' },
    ];
    const thread = raster();
    const whole = onPaper(await encodeStarGraphic(documentOf(...blocks, cut), profile, { raster: thread }));
    expect(whole).toHaveLength(1);
    const inked = rowsOf(whole[0]!.lines).filter((row) => row !== '').length;
    let one = 0;
    for (const block of blocks) {
      const [paper] = onPaper(await encodeStarGraphic(documentOf(block, cut), profile, { raster: thread }));
      const rows = rowsOf(paper!.lines).filter((row) => row !== '').length;
      expect(rows).toBeGreaterThan(1);
      one += rows;
    }
    expect(inked).toBe(one);
  });

  it('has the words of a code that is too large for it', async () => {
    const data = 'x'.repeat(2500);
    const thread = raster();
    const code = await encodeStarGraphic(documentOf({ type: 'qr', data, moduleDots: 6 }), profile, { raster: thread });
    const words = await encodeStarGraphic(documentOf(text(data, 'center')), profile, { raster: thread });
    expect(code).toEqual(words);
  });

  it('is not begun where nothing can be drawn: the printer has no letters to fall back on', async () => {
    const noRaster: LineRaster = { draw: () => Promise.reject(new RasterFault('raster.unavailable', 'No fonts.')) };
    await expect(encodeStarGraphic(documentOf(text('Burger')), profile, { raster: noRaster })).rejects.toThrow(
      'No fonts.',
    );
  });

  it('does not come out of a job in line mode', () => {
    expect(onPaper(encodeStar(documentOf(text('Burger'), cut), profile))).toEqual([]);
  });
});

describe('a TSP100 of the settings', () => {
  it('prints, opens its drawer and says how it is', async () => {
    const grill = await startGrill({ language: 'star-graphic' });
    const printer = futurePrnt(grill);
    onTestFinished(async () => {
      await printer.close();
      await grill.emulator.stop();
    });
    expect(await printer.status()).toMatchObject({ drawer: 'closed' });
    const kick = await printer.encode(documentOf({ type: 'drawer-kick', pin: 2 }));
    expect(await printer.print(kick)).toEqual({ type: 'confirmed', evidence: 'printed' });
    await expect.poll(grill.drawerKicks).toBe(1);
    await grill.setFaults({ paperOut: true });
    const paper = await printer.encode(documentOf(text('Burger'), cut));
    expect(await printer.print(paper)).toMatchObject({ type: 'failed', code: 'paper-out', sentBytes: 0 });
    await grill.setFaults({ paperOut: false });
    expect((await printer.print(paper)).type).toBe('confirmed');
    expect((await grill.lines()).filter((lines) => lines.length > 0)).toHaveLength(1);
  });
});
