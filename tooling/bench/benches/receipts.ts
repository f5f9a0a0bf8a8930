import { rmSync } from 'node:fs';
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { encodeEscPos } from '@auraconnect/printer-drivers/drivers/escpos/encoder.ts';
import { epsonProfile } from '@auraconnect/printer-drivers/drivers/escpos/profile.ts';
import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import { type Bench, type Check, type Figure, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { inTurns, paired } from '../harness/turns.ts';
import { openBenchStore } from '../store/bench-store.ts';

const turns = 9;
const turnMs = 300;
const columns = 48;

type Writer = (document: PrintDocument) => Uint8Array;

/** A receipt's bytes: ours against another library's builder and against gluing the same lines together. */
export const receipts: Bench = {
  ids: ['P1'],
  async run({ say }) {
    say('P1: receipts');
    const document = withoutQr(await aReceipt());
    const writers = {
      ours: (of: PrintDocument) => encodeEscPos(of, epsonProfile),
      library: libraryBuilder(),
      plain: plainWriter,
    } satisfies Record<string, Writer>;
    const { values, noisy } = await inTurns(turns, 'plain', {
      ours: () => perSecond(writers.ours, document),
      library: () => perSecond(writers.library, document),
      plain: () => perSecond(writers.plain, document),
    });
    const wanted = wordsOf(document);
    const missing = (of: PrintDocument): string[] =>
      Object.entries(writers).flatMap(([name, write]) =>
        wanted.filter((word) => !printed(write(of)).includes(word)).map((word) => `${name}: ${word}`),
      );
    const lost = missing(document);
    const shorter = missing({ ...document, blocks: document.blocks.filter(({ type }) => type !== 'columns') });
    const correct: Check = {
      ok: wanted.length > 10 && lost.length === 0,
      what: `${wanted.length} texts of the receipt in the bytes of each writer; missing: ${lost.join(', ') || 'none'}`,
    };
    const control: Check = {
      ok: shorter.length > 0,
      what: `a receipt without its rows: ${shorter.length} texts missing`,
    };
    const note = `receipts per second: ours ${median(values.ours).toFixed(0)}, node-thermal-printer's builder ${median(values.library).toFixed(0)}, lines glued together ${median(values.plain).toFixed(0)}; a receipt of ${document.blocks.length} blocks without its QR code`;
    const figure = (id: string, what: string, atLeast: number, floor: readonly number[]): Figure => ({
      id,
      what,
      goal: { atLeast },
      seen: paired(values.ours, floor),
      unit: 'x',
      correct,
      control,
      noisy,
      note,
    });
    return [
      figure('P1', "receipts per second over node-thermal-printer's own builder", 15, values.library),
      figure('P1p', 'receipts per second over gluing the same lines together', 0.5, values.plain),
    ];
  },
};

async function aReceipt(): Promise<PrintDocument> {
  const scratch = scratchFolder('receipt');
  const store = await openBenchStore({ folder: scratch, terminals: 1 });
  try {
    const orderId = (await store.terminals[0]?.sell()) ?? '';
    const order = store.core.view.order(orderId);
    if (order === null) throw new Error('the order of the receipt is not there');
    return receiptDocument(order, store.core.view.index(), { copy: false });
  } finally {
    await store.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The floors draw no QR code; nobody does here. */
const withoutQr = (document: PrintDocument): PrintDocument => ({
  ...document,
  blocks: document.blocks.filter(({ type }) => type !== 'qr'),
});

function perSecond(write: Writer, document: PrintDocument): number {
  const startedMs = performance.now();
  let written = 0;
  while (performance.now() - startedMs < turnMs) {
    for (let count = 0; count < 5; count += 1) write(document);
    written += 5;
  }
  return written / ((performance.now() - startedMs) / 1000);
}

/** As its readme shows it: text, leftRight, drawLine, cut. It is never connected. */
function libraryBuilder(): Writer {
  return (document) => {
    const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1', width: columns });
    for (const block of document.blocks) addToLibrary(printer, block);
    return printer.getBuffer() ?? new Uint8Array();
  };
}

function addToLibrary(printer: ThermalPrinter, block: Block): void {
  switch (block.type) {
    case 'text':
      if (block.align === 'center') printer.alignCenter();
      else printer.alignLeft();
      printer.bold(block.emphasis?.bold ?? false);
      for (const line of block.text.split('\n')) printer.println(line);
      break;
    case 'columns':
      printer.alignLeft();
      printer.bold(block.emphasis?.bold ?? false);
      printer.leftRight(leftOf(block), rightOf(block));
      break;
    case 'rule':
      printer.drawLine();
      break;
    case 'feed':
      for (let line = 0; line < block.lines; line += 1) printer.newLine();
      break;
    case 'cut':
      printer.cut();
      break;
    case 'qr':
    case 'image':
    case 'barcode':
    case 'buzzer':
    case 'drawer-kick':
      throw new Error(`the floors write no ${block.type}`);
  }
}

type Columns = Extract<Block, { type: 'columns' }>;

const leftOf = ({ cells }: Columns): string =>
  cells
    .slice(0, -1)
    .map(({ text }) => text)
    .join(' ');
const rightOf = ({ cells }: Columns): string => cells.at(-1)?.text ?? '';

const boldOn = Buffer.from([0x1b, 0x45, 1]);
const boldOff = Buffer.from([0x1b, 0x45, 0]);
const cutNow = Buffer.from([0x1d, 0x56, 1]);
const rule = `${'-'.repeat(columns)}\n`;

/** What one would write by hand for one known receipt: no wrapping, one code page, nothing checked. */
function plainWriter(document: PrintDocument): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0x1b, 0x40])];
  const line = (text: string, bold: boolean): void => {
    if (bold) parts.push(boldOn);
    parts.push(Buffer.from(`${text}\n`, 'latin1'));
    if (bold) parts.push(boldOff);
  };
  for (const block of document.blocks) {
    if (block.type === 'text') {
      for (const text of block.text.split('\n')) {
        const indent = block.align === 'center' ? Math.max(0, Math.floor((columns - text.length) / 2)) : 0;
        line(' '.repeat(indent) + text, block.emphasis?.bold ?? false);
      }
    } else if (block.type === 'columns') {
      const right = rightOf(block);
      line(leftOf(block).padEnd(columns - right.length) + right, block.emphasis?.bold ?? false);
    } else if (block.type === 'rule') parts.push(Buffer.from(rule, 'latin1'));
    else if (block.type === 'feed') parts.push(Buffer.from('\n'.repeat(block.lines), 'latin1'));
    else if (block.type === 'cut') parts.push(cutNow);
  }
  return Buffer.concat(parts);
}

/** Words of plain letters; lines may be wrapped differently and other signs may be written differently. */
function wordsOf({ blocks }: PrintDocument): string[] {
  const texts = blocks.flatMap((block) =>
    block.type === 'text' ? [block.text] : block.type === 'columns' ? block.cells.map(({ text }) => text) : [],
  );
  return [...new Set(texts.flatMap((text) => text.split(/\s+/)).filter((word) => /^[\x21-\x7e]{2,20}$/.test(word)))];
}

const printed = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
