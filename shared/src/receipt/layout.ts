import { barcodeContent } from './barcode-content.ts';
import { barcodeModuleDots } from './barcode-size.ts';
import { layOutColumns } from './columns.ts';
import { directionOfLocale, directionOfText } from './direction.ts';
import type { Direction } from './direction.ts';
import type { Align, BarcodeSymbology, Block, Emphasis, PrintDocument } from './document.ts';
import { printableText } from './printable.ts';
import { withFiguresApart } from './right-to-left-figures.ts';
import { wrapText } from './wrap.ts';
import type { WrappedLine, WrappedPiece } from './wrap.ts';

/**
 * Text in one style, within columns of its own. `columns` counts the paper's columns, so a double-width letter counts two.
 * The text is as it is read, first letter first: in a run from right to left the first letter stands at the right.
 */
export interface TextRun {
  readonly text: string;
  readonly columns: number;
  readonly emphasis: Emphasis;
  readonly direction: Direction;
}

/**
 * A document as it stands on a paper of a given width, line by line. Drivers turn it into a printer's commands, screens
 * draw the same lines. Text holds no control character. Everything is as it lies on paper: runs go from the left to the right,
 * `start` is the left edge and `end` the right one, whichever side the document is read from.
 */
export type LaidOutLine =
  | { readonly type: 'text'; readonly align: Align; readonly columns: number; readonly runs: readonly TextRun[] }
  | { readonly type: 'feed'; readonly lines: number }
  | { readonly type: 'qr'; readonly data: string; readonly moduleDots: number; readonly align: Align }
  | {
      readonly type: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly depth: 1 | 8;
      readonly darkness: string;
      readonly align: Align;
    }
  /** Content that this symbology holds, with its check digit, at bars of `moduleDots`, which fit the paper. */
  | {
      readonly type: 'barcode';
      readonly symbology: BarcodeSymbology;
      readonly data: string;
      readonly moduleDots: number;
      readonly heightDots: number;
      readonly align: Align;
    }
  | { readonly type: 'cut'; readonly partial: boolean }
  | { readonly type: 'drawer-kick'; readonly pin: 2 | 5 }
  | { readonly type: 'buzzer'; readonly times: number };

/** The narrowest paper: a quadruple-width East Asian character still fits. */
export const minPaperColumns = 8;
export const maxPaperColumns = 255;

export const plainEmphasis: Emphasis = { bold: false, underline: false, inverted: false, width: 1, height: 1 };

/** Font A of every receipt printer at 203 dpi. */
export const dotsPerColumn = 12;

const ruleCharacters = { single: '─', double: '═', dotted: '·' } as const;

/**
 * Lays a document out on paper of `columns` characters of normal width.
 *
 * No line is wider than the paper, no grapheme of the document is dropped except control characters (see `printable.ts`)
 * and the spaces at line breaks. Double-width text has half the columns to stand in.
 *
 * @throws RangeError when `columns` is not a whole number from 8 to 255: no printer has such paper
 */
export function layOut(document: PrintDocument, columns: number): LaidOutLine[] {
  if (!Number.isInteger(columns) || columns < minPaperColumns || columns > maxPaperColumns) {
    throw new RangeError(`Paper of ${columns} columns does not exist: ${minPaperColumns} to ${maxPaperColumns}.`);
  }
  const paper: Paper = { columns, direction: directionOfLocale(document.locale), lines: [] };
  for (const block of document.blocks) layOutBlock(block, paper);
  return paper.lines;
}

interface Paper {
  readonly columns: number;
  readonly direction: Direction;
  readonly lines: LaidOutLine[];
}

function layOutBlock(block: Block, paper: Paper): void {
  const { columns, direction, lines } = paper;
  switch (block.type) {
    case 'text': {
      const emphasis = block.emphasis ?? plainEmphasis;
      const wrapped = wrapText(printableText(block.text), Math.floor(columns / emphasis.width));
      for (const line of wrapped) lines.push(textLine(line, block.align, emphasis, direction));
      return;
    }
    case 'columns': {
      const emphasis = block.emphasis ?? plainEmphasis;
      // White on black and underlined rows reach to the edge: a bar across the paper, not a ragged patch.
      const padToEdge = emphasis.inverted || emphasis.underline;
      const wrapped = layOutColumns(block.cells, Math.floor(columns / emphasis.width), { padToEdge, direction });
      for (const line of wrapped) lines.push(textLine(line, 'start', emphasis, direction));
      return;
    }
    case 'rule': {
      const text = ruleCharacters[block.style].repeat(columns);
      lines.push(textLine({ text, width: columns, isSimple: true }, 'start', plainEmphasis, 'ltr'));
      return;
    }
    case 'feed':
      lines.push({ type: 'feed', lines: block.lines });
      return;
    case 'qr':
      lines.push({ type: 'qr', data: block.data, moduleDots: block.moduleDots, align: 'center' });
      return;
    case 'image':
      lines.push({ ...block, align: onPaper(block.align, direction) });
      return;
    case 'barcode':
      layOutBarcode(block, paper);
      return;
    case 'cut':
      lines.push({ type: 'cut', partial: block.partial });
      return;
    case 'drawer-kick':
      lines.push({ type: 'drawer-kick', pin: block.pin });
      return;
    case 'buzzer':
      lines.push({ type: 'buzzer', times: block.times });
  }
}

/** The bars with their text below, as a person types it when a scanner gives up; the text alone where there can be no bars. */
function layOutBarcode(block: Block & { type: 'barcode' }, paper: Paper): void {
  const { symbology, heightDots } = block;
  const content = barcodeContent(symbology, block.data);
  const align = onPaper(block.align, paper.direction);
  const data = content.type === 'content' ? content.data : block.data;
  const moduleDots =
    content.type === 'content' ? barcodeModuleDots(symbology, data, paper.columns * dotsPerColumn) : null;
  if (moduleDots !== null) paper.lines.push({ type: 'barcode', symbology, data, moduleDots, heightDots, align });
  if (moduleDots !== null && symbology === 'pdf417') return;
  layOutBlock({ type: 'text', text: data, align: block.align, emphasis: null }, paper);
}

/** `start` of a document is the side it is read from; on paper it is the left one. */
function onPaper(align: Align, direction: Direction): Align {
  if (align === 'center' || direction === 'ltr') return align;
  return align === 'start' ? 'end' : 'start';
}

const leadingBlanks = /^ */;

function textLine(line: WrappedLine, align: Align, emphasis: Emphasis, document: Direction): LaidOutLine {
  const columns = line.width * emphasis.width;
  // Plain text is one run; what has to be shaped, or stands the other way round, is kept apart from what stands beside it.
  if (line.isSimple && document === 'ltr') {
    const runs: TextRun[] = line.text === '' ? [] : [{ text: line.text, columns, emphasis, direction: 'ltr' }];
    return { type: 'text', align, columns, runs };
  }
  const run = (text: string, width: number): TextRun => ({
    text,
    columns: width * emphasis.width,
    emphasis,
    direction: directionOfText(text, document),
  });
  const runs: TextRun[] = [];
  const pieces = line.pieces ?? (document === 'rtl' ? piecesOf(line) : [line]);
  const apart = document === 'rtl' ? pieces.flatMap(withFiguresApart) : pieces;
  for (const piece of apart) if (piece.text !== '') runs.push(run(piece.text, piece.width));
  if (document === 'rtl') runs.reverse();
  return { type: 'text', align: onPaper(align, document), columns, runs };
}

/** An indent stays on the side that the document is read from. */
function piecesOf({ text, width }: WrappedLine): WrappedPiece[] {
  const blanks = leadingBlanks.exec(text)![0].length;
  return [
    { text: ' '.repeat(blanks), width: blanks },
    { text: text.slice(blanks), width: width - blanks },
  ];
}
