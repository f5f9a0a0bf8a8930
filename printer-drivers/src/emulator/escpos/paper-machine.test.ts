import type { BarcodeSymbology, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { describe, expect, it } from 'vitest';
import { encodeEscPos } from '../../drivers/escpos/encoder.ts';
import { genericProfile } from '../../drivers/escpos/profile.ts';
import { EscPosParser } from './parser.ts';
import { PaperMachine } from './paper-machine.ts';
import type { PaperDraft } from './paper-machine.ts';

const print = (...jobs: (Uint8Array | string)[]): PaperDraft[] => printOn(20, jobs);
const print48 = (...jobs: Uint8Array[]): PaperDraft[] => printOn(48, jobs);

function printOn(columns: number, jobs: readonly (Uint8Array | string)[]): PaperDraft[] {
  const machine = new PaperMachine(columns);
  for (const job of jobs) {
    const bytes = typeof job === 'string' ? Buffer.from(job, 'latin1') : job;
    for (const command of new EscPosParser().feed(bytes)) machine.apply(command);
  }
  machine.finish();
  return machine.takeFinished();
}

function textOf(paper: PaperDraft | undefined): string[] | undefined {
  return paper?.lines.map((line) => line.runs.map((run) => run.text).join(''));
}

const documentToPrint: PrintDocument = {
  kind: 'receipt',
  locale: 'de-DE',
  title: 'Beleg',
  blocks: [
    {
      type: 'text',
      text: 'Café Öl',
      align: 'center',
      emphasis: { bold: true, underline: false, inverted: false, width: 2, height: 2 },
    },
    { type: 'rule', style: 'single' },
    {
      type: 'columns',
      emphasis: null,
      cells: [
        { text: 'Käse', align: 'start', width: 'fill' },
        { text: '5,00\u00a0€', align: 'end', width: 'auto' },
      ],
    },
    { type: 'qr', data: 'https://example.com/ü', moduleDots: 4 },
    { type: 'buzzer', times: 2 },
    { type: 'cut', partial: true },
    { type: 'drawer-kick', pin: 2 },
  ],
};

const bars = (symbology: BarcodeSymbology, data: string): Uint8Array => {
  const block = { type: 'barcode', symbology, data, heightDots: 40, align: 'center' } as const;
  return encodeEscPos({ kind: 'receipt', locale: 'en-US', title: '', blocks: [block] }, genericProfile(48));
};

describe('the mechanism of a virtual printer', () => {
  it.each([
    ['ean13', '4006381333931', 95],
    ['ean8', '96385074', 67],
    ['code128', 'A{B', 68],
  ] as const)('draws the bars of %s as a printer does', (symbology, data, modules) => {
    const [paper] = print48(bars(symbology, data));
    expect(paper!.lines[0]).toMatchObject({ align: 'center', dots: { widthDots: modules * 3, heightDots: 40 } });
    expect(textOf(paper)).toEqual(['', data]);
  });

  it('draws a PDF417 code, and nothing for content that no bars hold', () => {
    const [paper] = print48(bars('pdf417', 'Grüße'));
    expect(paper!.lines[0]!.dots!.widthDots).toBeGreaterThan(200);
    const wrong = Buffer.from('\x1dk\x43\x0d400638133393x\x1d(k\x03\x00\x30\x51\x30', 'latin1');
    expect(print48(wrong)).toEqual([]);
  });

  it('prints what the encoder meant', () => {
    const papers = print(encodeEscPos(documentToPrint, genericProfile(20)));
    expect(papers).toHaveLength(1);
    const [paper] = papers;
    expect(textOf(paper)).toEqual(['Café Öl', '─'.repeat(20), 'Käse          5,00 €', '']);
    expect(paper!.lines[0]).toMatchObject({ align: 'center', runs: [{ bold: true, width: 2, height: 2 }] });
    expect(paper!.lines[2]).toMatchObject({ align: 'start', runs: [{ bold: false, width: 1 }] });
    expect(paper!.lines[3]).toMatchObject({
      align: 'center',
      qr: { data: 'https://example.com/ü', moduleDots: 4, level: 'M' },
    });
    expect(paper).toMatchObject({ cut: 'partial', drawerKicks: 1, buzzes: 2 });
  });

  it('gives the kick after a cut to that paper, and the next job its own', () => {
    const papers = print('\u001b@one\n\u001dV\u0001\u001bp\u0000\u0019\u00fa', '\u001b@two\n\u001dV\u0000');
    expect(papers.map((paper) => [textOf(paper), paper.cut, paper.drawerKicks])).toEqual([
      [['one'], 'partial', 1],
      [['two'], 'full', 0],
    ]);
  });

  it('takes a kick without text for a paper without lines', () => {
    expect(print('\u001b@\u001bp\u0001\u0019\u00fa')).toEqual([{ lines: [], drawerKicks: 1, buzzes: 0, cut: 'none' }]);
  });

  it('breaks a line that is longer than the paper where the paper ends', () => {
    expect(textOf(print(`${'x'.repeat(25)}\n`)[0])).toEqual(['x'.repeat(20), 'x'.repeat(5)]);
    expect(textOf(print(`\u001d!\u0010${'x'.repeat(11)}\n`)[0])).toEqual(['x'.repeat(10), 'x']);
  });

  it('feeds, tabs and starts on a new line as paper does', () => {
    expect(textOf(print('a\u001bd\u0003b\tc\n')[0])).toEqual(['a', '', '', 'b       c']);
  });

  it('cuts nothing off when there is nothing on the paper', () => {
    expect(print('\u001b@\u001dV\u0000\u001dV\u0000')).toEqual([]);
  });

  it('tears endless paper off so that a job without end cannot fill the memory', () => {
    const papers = print('x\n'.repeat(4500));
    expect(papers.map((paper) => paper.lines.length)).toEqual([2000, 2000, 500]);
  });
});
