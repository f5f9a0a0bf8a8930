import { layOutColumns } from './columns.ts';
import type { Align, Block, Emphasis, PrintDocument } from './document.ts';
import { printableText } from './printable.ts';
import { wrapText } from './wrap.ts';
import type { WrappedLine } from './wrap.ts';

/** Text in one style. `columns` counts the paper's columns, so a double-width letter counts two. */
export interface TextRun {
  readonly text: string;
  readonly columns: number;
  readonly emphasis: Emphasis;
}

/**
 * A document as it stands on a paper of a given width, line by line. Drivers turn it into a printer's commands, screens
 * draw the same lines. Text holds no control character; `align` is where the line stands between the paper's edges.
 */
export type LaidOutLine =
  | { readonly type: 'text'; readonly align: Align; readonly columns: number; readonly runs: readonly TextRun[] }
  | { readonly type: 'feed'; readonly lines: number }
  | { readonly type: 'qr'; readonly data: string; readonly moduleDots: number; readonly align: Align }
  | { readonly type: 'cut'; readonly partial: boolean }
  | { readonly type: 'drawer-kick'; readonly pin: 2 | 5 }
  | { readonly type: 'buzzer'; readonly times: number };

/** The narrowest paper: a quadruple-width East Asian character still fits. */
export const minPaperColumns = 8;
export const maxPaperColumns = 255;

export const plainEmphasis: Emphasis = { bold: false, underline: false, inverted: false, width: 1, height: 1 };

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
  const lines: LaidOutLine[] = [];
  for (const block of document.blocks) layOutBlock(block, columns, lines);
  return lines;
}

function layOutBlock(block: Block, columns: number, lines: LaidOutLine[]): void {
  switch (block.type) {
    case 'text': {
      const emphasis = block.emphasis ?? plainEmphasis;
      const wrapped = wrapText(printableText(block.text), Math.floor(columns / emphasis.width));
      for (const line of wrapped) lines.push(textLine(line, block.align, emphasis));
      return;
    }
    case 'columns': {
      const emphasis = block.emphasis ?? plainEmphasis;
      // White on black and underlined rows reach to the edge: a bar across the paper, not a ragged patch.
      const padToEdge = emphasis.inverted || emphasis.underline;
      const wrapped = layOutColumns(block.cells, Math.floor(columns / emphasis.width), padToEdge);
      for (const line of wrapped) lines.push(textLine(line, 'start', emphasis));
      return;
    }
    case 'rule': {
      lines.push(
        textLine({ text: ruleCharacters[block.style].repeat(columns), width: columns }, 'start', plainEmphasis),
      );
      return;
    }
    case 'feed':
      lines.push({ type: 'feed', lines: block.lines });
      return;
    case 'qr':
      lines.push({ type: 'qr', data: block.data, moduleDots: block.moduleDots, align: 'center' });
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

function textLine(line: WrappedLine, align: Align, emphasis: Emphasis): LaidOutLine {
  const columns = line.width * emphasis.width;
  const runs = line.text === '' ? [] : [{ text: line.text, columns, emphasis }];
  return { type: 'text', align, columns, runs };
}
