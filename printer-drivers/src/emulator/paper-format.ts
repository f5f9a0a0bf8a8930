import type { Paper, PaperDots, PaperLine, PaperQr, PaperRun } from '@auraconnect/shared/receipt/paper.ts';
import type { PaperDraft } from './escpos/paper-machine.ts';

/** Gives a paper its number and the text that people and ledgers read. */
export function paperFrom(
  draft: PaperDraft,
  identity: { n: number; printerId: string; columns: number; printedAt: string },
): Paper {
  return {
    ...identity,
    lines: [...draft.lines],
    plainText: plainTextOf(draft.lines, identity.columns),
    qr: draft.lines.flatMap((line) => (line.qr === null ? [] : [line.qr.data])),
    drawerKicks: draft.drawerKicks,
    buzzes: draft.buzzes,
    cut: draft.cut,
  };
}

function plainTextOf(lines: readonly PaperLine[], columns: number): string {
  return lines.map((line) => plainLine(line, columns)).join('\n');
}

function plainLine(line: PaperLine, columns: number): string {
  if (line.qr !== null) return `[QR ${line.qr.data}]`;
  if (line.dots !== null) return `[dots ${line.dots.widthDots}x${line.dots.heightDots}]`;
  const text = line.runs.map((run) => run.text).join('');
  const used = line.runs.reduce((total, run) => total + run.text.length * run.width, 0);
  const blanks = Math.max(columns - used, 0);
  const before = line.align === 'start' ? 0 : line.align === 'end' ? blanks : Math.floor(blanks / 2);
  return `${' '.repeat(before)}${text}`.trimEnd();
}

/** One line of the paper file: defaults and what can be computed are left out. */
export function storedLine(paper: Paper): string {
  const { n, printedAt, columns, drawerKicks, buzzes, cut } = paper;
  return `${JSON.stringify({ n, printedAt, columns, lines: paper.lines.map(leanLine), drawerKicks, buzzes, cut })}\n`;
}

/** What `storedLine` wrote. The file is this program's own, so a missing field is a default and not checked one by one. */
interface StoredPaper {
  n: number;
  printedAt: string;
  columns: number;
  lines: {
    align?: PaperLine['align'];
    runs?: ({ text: string } & Partial<PaperRun>)[];
    qr?: PaperQr;
    dots?: PaperDots;
  }[];
  drawerKicks: number;
  buzzes: number;
  cut: Paper['cut'];
}

/** Reads back a line of the paper file. @throws when something else wrote it */
export function paperFromStoredLine(line: string, printerId: string): Paper {
  const stored = JSON.parse(line) as StoredPaper;
  if (!Number.isInteger(stored.n) || !Array.isArray(stored.lines))
    throw new Error(`The paper file of ${printerId} holds a line that is no paper.`);
  const lines = stored.lines.map((lean) => ({
    align: lean.align ?? 'start',
    runs: (lean.runs ?? []).map(fullRun),
    qr: lean.qr ?? null,
    dots: lean.dots ?? null,
  }));
  return paperFrom(
    { ...stored, lines },
    { n: stored.n, printerId, columns: stored.columns, printedAt: stored.printedAt },
  );
}

function fullRun(run: { text: string } & Partial<PaperRun>): PaperRun {
  const { text, bold = false, underline = false, inverted = false, width = 1, height = 1 } = run;
  return { text, bold, underline, inverted, width, height };
}

function leanLine(line: PaperLine): object {
  return {
    ...(line.align === 'start' ? {} : { align: line.align }),
    ...(line.runs.length === 0 ? {} : { runs: line.runs.map(leanRun) }),
    ...(line.qr === null ? {} : { qr: line.qr }),
    ...(line.dots === null ? {} : { dots: line.dots }),
  };
}

function leanRun(run: PaperRun): object {
  return {
    text: run.text,
    ...(run.bold ? { bold: true } : {}),
    ...(run.underline ? { underline: true } : {}),
    ...(run.inverted ? { inverted: true } : {}),
    ...(run.width === 1 ? {} : { width: run.width }),
    ...(run.height === 1 ? {} : { height: run.height }),
  };
}
