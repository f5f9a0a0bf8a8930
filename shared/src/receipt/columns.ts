import type { Direction } from './direction.ts';
import type { Align, Cell } from './document.ts';
import { printableText } from './printable.ts';
import { isSimpleText } from './width.ts';
import { widthNeeds, wrapText } from './wrap.ts';
import type { WrappedLine, WrappedPiece } from './wrap.ts';

/** Blank columns between two cells, so that a name never runs into its price. */
const gapColumns = 1;

/** A `fill` cell that must cut words is still readable at this width; below it the cells stand under one another instead. */
const readableFillColumns = 8;

interface MeasuredCell {
  readonly text: string;
  readonly align: Align;
  readonly width: Cell['width'];
  /** No word is cut. */
  readonly comfortable: number;
  /** Nothing is wrapped. */
  readonly natural: number;
  readonly widestCluster: number;
}

/**
 * Sets cells side by side within `width` columns (a multiple of the emphasis' character width is the caller's affair).
 *
 * Fixed cells take what they say, `auto` cells what their text needs, `fill` cells share the rest, and one blank column
 * stands between cells. When that does not fit, `auto` cells shrink to their longest word; when words would still have to
 * be cut in a cell that did not ask for a width, the cells are set under one another. An `auto` amount is therefore never
 * broken while it fits the paper at all, and no row is ever wider than the paper.
 */
export function layOutColumns(
  cells: readonly Cell[],
  width: number,
  { padToEdge, direction }: { readonly padToEdge: boolean; readonly direction: Direction },
): WrappedLine[] {
  const line = padToEdge || direction === 'rtl' ? null : lineThatFits(cells, width);
  if (line !== null) return [line];
  const measured = cells.map(measure);
  const widths = solveWidths(measured, width);
  if (widths === null) return measured.flatMap((cell) => stackedLines(cell, width, padToEdge));
  return rowLines(measured, widths, padToEdge ? width : null);
}

/** Printable ASCII with ink at both ends: as wide as it is long, and nothing to clean. */
const plainCell = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Nearly every row of a receipt read from the left: plain text, at most one `fill` cell, nothing to wrap. Null: it takes the long way. */
function lineThatFits(cells: readonly Cell[], width: number): WrappedLine | null {
  let rest = width - gapColumns * (cells.length - 1);
  let fills = 0;
  for (const cell of cells) {
    if (!plainCell.test(cell.text)) return null;
    if (cell.width === 'fill') fills += 1;
    else if (cell.width === 'auto') rest -= cell.text.length;
    else rest -= cell.width;
  }
  if (fills > 1 || rest < 0) return null;
  let text = '';
  let column = 0;
  for (const cell of cells) {
    const { length } = cell.text;
    const cellWidth = cell.width === 'fill' ? rest : cell.width === 'auto' ? length : cell.width;
    if (length > cellWidth) return null;
    const blanks = column + blanksBefore(cell.align, cellWidth - length) - text.length;
    if (blanks > 0) text += ' '.repeat(blanks);
    text += cell.text;
    column += cellWidth + gapColumns;
  }
  return { text, width: text.length, isSimple: true };
}

function measure({ text: given, align, width }: Cell): MeasuredCell {
  const text = printableText(given);
  const { longestWord, longestLine, widestCluster } = widthNeeds(text);
  const isFigure = width === 'auto' && align === 'end' && longestLine <= maxFigureColumns && anyDigit.test(text);
  return { text, align, width, comfortable: isFigure ? longestLine : longestWord, natural: longestLine, widestCluster };
}

/** An amount and its currency are one word, with whatever blank between them. */
const anyDigit = /\p{Nd}/u;
const maxFigureColumns = 20;

/** Columns of each cell, or null when they cannot stand side by side. */
function solveWidths(cells: readonly MeasuredCell[], width: number): number[] | null {
  const available = width - gapColumns * (cells.length - 1);
  const widths = cells.map((cell) => {
    if (cell.width === 'auto') return cell.natural;
    if (cell.width === 'fill') return Math.max(Math.min(cell.comfortable, readableFillColumns), cell.widestCluster);
    return Math.max(cell.width, cell.widestCluster);
  });
  shrinkToFit(cells, widths, available);
  const spare = available - sum(widths);
  if (spare < 0) return null;
  growFills(cells, widths, spare);
  return widths;
}

/** Takes what is too much from the `auto` cells, the widest first, down to their longest word. */
function shrinkToFit(cells: readonly MeasuredCell[], widths: number[], available: number): void {
  let excess = sum(widths) - available;
  while (excess > 0) {
    let widest = -1;
    cells.forEach((cell, index) => {
      if (cell.width !== 'auto' || widths[index]! <= Math.max(cell.comfortable, cell.widestCluster)) return;
      if (widest < 0 || widths[index]! > widths[widest]!) widest = index;
    });
    if (widest < 0) return;
    widths[widest]! -= 1;
    excess -= 1;
  }
}

/** Evens the `fill` cells out to equal shares; one that already needs more than its share keeps it. */
function growFills(cells: readonly MeasuredCell[], widths: number[], spare: number): void {
  const fills = cells.flatMap((cell, index) => (cell.width === 'fill' ? [index] : []));
  if (fills.length === 0) return;
  for (let left = spare; left > 0; left -= 1) {
    let narrowest = fills[0]!;
    for (const index of fills) if (widths[index]! < widths[narrowest]!) narrowest = index;
    widths[narrowest]! += 1;
  }
}

function rowLines(cells: readonly MeasuredCell[], widths: readonly number[], edge: number | null): WrappedLine[] {
  const wrapped = cells.map((cell, index) => wrapText(cell.text, Math.max(widths[index]!, 1)));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  const rows: WrappedLine[] = [];
  for (let line = 0; line < height; line += 1) {
    const row = new RowWriter();
    let column = 0;
    cells.forEach((cell, index) => {
      const part = wrapped[index]![line];
      if (part !== undefined && part.width > 0) {
        row.put(part.text, part.width, column + blanksBefore(cell.align, widths[index]! - part.width));
      }
      column += widths[index]! + gapColumns;
    });
    if (edge !== null) row.blanksTo(edge);
    rows.push(row.line());
  }
  return rows;
}

function stackedLines(cell: MeasuredCell, width: number, padToEdge: boolean): WrappedLine[] {
  return wrapText(cell.text, width)
    .filter((line) => line.width > 0)
    .map((line) => {
      const row = new RowWriter();
      row.put(line.text, line.width, blanksBefore(cell.align, width - line.width));
      if (padToEdge) row.blanksTo(width);
      return row.line();
    });
}

/** A row as it grows, with its pieces. */
class RowWriter {
  readonly #pieces: WrappedPiece[] = [];
  #text = '';
  #width = 0;

  put(text: string, width: number, column: number): void {
    this.blanksTo(column);
    this.#pieces.push({ text, width });
    this.#text += text;
    this.#width += width;
  }

  blanksTo(column: number): void {
    const width = column - this.#width;
    if (width <= 0) return;
    const text = ' '.repeat(width);
    this.#pieces.push({ text, width });
    this.#text += text;
    this.#width = column;
  }

  line(): WrappedLine {
    return { text: this.#text, width: this.#width, isSimple: isSimpleText(this.#text), pieces: this.#pieces };
  }
}

function blanksBefore(align: Align, blanks: number): number {
  if (align === 'start') return 0;
  return align === 'end' ? blanks : Math.floor(blanks / 2);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
