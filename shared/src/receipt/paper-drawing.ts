import { blackSpans, type Bitmap } from './bitmap.ts';
import type { Direction } from './direction.ts';
import type { Align, PrintDocument } from './document.ts';
import { dotsPerColumn, layOut, type LaidOutLine, type TextRun } from './layout.ts';
import { pictureDots } from './picture.ts';

/** Letters of 12 by 24 dots on lines of 30: font A of every receipt printer at 203 dpi. */
export const lineDots = 30;
const baselineDots = 23;
/** Blank paper beside the printable dots, on each side. */
export const marginDots = 24;
/** A screen shows where the paper is fed, not all of it. */
const mostFedLines = 3;

/** Places and sizes are in dots of the printer, from the left upper corner of the printable paper. */
export type PaperPart =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly x: number;
      /** The line on which letters stand. */
      readonly y: number;
      readonly widthDots: number;
      readonly direction: Direction;
      readonly bold: boolean;
      readonly underline: boolean;
      readonly inverted: boolean;
      /** How much larger than usual. */
      readonly width: number;
      readonly height: number;
    }
  /** Black dots, as a path of an SVG. */
  | { readonly type: 'dots'; readonly x: number; readonly y: number; readonly path: string }
  | {
      readonly type: 'bar';
      readonly x: number;
      readonly y: number;
      readonly widthDots: number;
      readonly heightDots: number;
    }
  | { readonly type: 'cut'; readonly y: number };

/** A document as a picture: what a screen draws and a printer prints stand on the same dots. */
export interface PaperDrawing {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly parts: readonly PaperPart[];
  /** What stands on it, line by line, for whoever cannot see it. */
  readonly text: string;
}

/** Draws QR and bar codes (`codes.ts`); apart, because a screen that shows none need not load it. */
export interface CodeDrawer {
  qrDots(data: string, moduleDots: number, dotsPerLine: number): Bitmap | null;
  barcodeDots(line: LaidOutLine & { readonly type: 'barcode' }, dotsPerLine: number): Bitmap;
}

/** Draws a document as it lies on paper of `columns` characters. @param codes null: codes are left out */
export function drawPaper(document: PrintDocument, columns: number, codes: CodeDrawer | null): PaperDrawing {
  const widthDots = columns * dotsPerColumn;
  const parts: PaperPart[] = [];
  const texts: string[] = [];
  let y = 0;
  const dots = (bitmap: Bitmap | null, align: Align): void => {
    if (bitmap === null) return;
    parts.push({ type: 'dots', x: placed(align, widthDots - bitmap.widthDots), y, path: pathOf(bitmap) });
    y += bitmap.heightDots;
  };
  for (const line of layOut(document, columns)) {
    switch (line.type) {
      case 'text': {
        const height = Math.max(1, ...line.runs.map(({ emphasis }) => emphasis.height));
        let x = placed(line.align, (columns - line.columns) * dotsPerColumn);
        for (const run of line.runs) {
          parts.push(...runParts(run, x, y, height));
          x += run.columns * dotsPerColumn;
        }
        texts.push(
          line.runs
            .map(({ text }) => text)
            .join('')
            .trim(),
        );
        y += height * lineDots;
        break;
      }
      case 'feed':
        y += Math.min(line.lines, mostFedLines) * lineDots;
        break;
      case 'qr':
        dots(codes?.qrDots(line.data, line.moduleDots, widthDots) ?? null, line.align);
        break;
      case 'barcode':
        dots(codes?.barcodeDots(line, widthDots) ?? null, line.align);
        break;
      case 'image':
        dots(pictureDots(line, widthDots), line.align);
        break;
      case 'cut':
        parts.push({ type: 'cut', y });
        break;
      case 'drawer-kick':
      case 'buzzer':
        break;
    }
  }
  return { widthDots, heightDots: y, parts, text: texts.join('\n') };
}

/** Whether a document holds anything that `CodeDrawer` draws. */
export const hasCodes = ({ blocks }: PrintDocument): boolean =>
  blocks.some(({ type }) => type === 'qr' || type === 'barcode');

function placed(align: Align, restDots: number): number {
  if (align === 'start') return 0;
  return align === 'end' ? restDots : Math.floor(restDots / 2);
}

/** Blanks at its ends are no ink: the letters between them are what stands in its columns. */
function runParts(
  { text, columns, emphasis, direction }: TextRun,
  x: number,
  y: number,
  lineHeight: number,
): PaperPart[] {
  const { bold, underline, inverted, width, height } = emphasis;
  const widthDots = columns * dotsPerColumn;
  const parts: PaperPart[] = inverted ? [{ type: 'bar', x, y, widthDots, heightDots: lineHeight * lineDots }] : [];
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  const ink = text.trim();
  if (ink === '') return parts;
  const blankDots = (blanks: number): number => blanks * width * dotsPerColumn;
  const [left, right] = direction === 'rtl' ? [after, before] : [before, after];
  parts.push({
    type: 'text',
    text: ink,
    x: x + blankDots(left),
    y: y + (lineHeight - height) * lineDots + height * baselineDots,
    widthDots: widthDots - blankDots(left) - blankDots(right),
    direction,
    bold,
    underline,
    inverted,
    width,
    height,
  });
  return parts;
}

function pathOf(bitmap: Bitmap): string {
  let path = '';
  for (const { x, y, length } of blackSpans(bitmap)) path += `M${x} ${y}h${length}v1h-${length}z`;
  return path;
}
