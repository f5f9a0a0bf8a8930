import { rowBytesOf, type Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Align } from '@auraconnect/shared/receipt/document.ts';
import type { PaperLine, PaperQr, PaperRun } from '@auraconnect/shared/receipt/paper.ts';
import { codePageUpperHalves } from '../../drivers/letters/code-pages.ts';
import type { CodePageName } from '../../drivers/letters/code-pages.ts';
import { NativeBars } from './native-bars.ts';
import type { EscPosCommand } from './parser.ts';

/** A paper that left the printer, before the store gave it a number. */
export interface PaperDraft {
  readonly lines: readonly PaperLine[];
  readonly drawerKicks: number;
  readonly buzzes: number;
  readonly cut: 'none' | 'partial' | 'full';
}

/** What the printer does besides marking paper. Answers come after everything before them has been printed. */
export type MachineEffect =
  | { readonly type: 'drawer-kick'; readonly pin: 2 | 5 }
  | { readonly type: 'process-id'; readonly id: readonly number[] }
  | { readonly type: 'status'; readonly sensor: number }
  | { readonly type: 'identify'; readonly what: number }
  | { readonly type: 'automatic-status'; readonly enabled: boolean }
  /** Two characters for each picture that it keeps. */
  | { readonly type: 'picture-keys'; readonly keys: readonly string[] }
  /** Of a Star: ESC GS ETX, which carries an id, and ETB, which is counted. */
  | { readonly type: 'document-end'; readonly id: readonly number[] }
  | { readonly type: 'counted' };

interface Style {
  bold: boolean;
  underline: boolean;
  inverted: boolean;
  width: number;
  height: number;
}

/** A job that never cuts must not fill the memory: after so many lines the paper is torn off. */
const maxLinesPerPaper = 2000;
const dotsPerColumn = 12;
const dotsPerLineFeed = 30;
const tabStopColumns = 8;

const pageNames: Readonly<Record<number, CodePageName>> = {
  0: 'cp437',
  2: 'cp850',
  16: 'wpc1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};
const pageCharacters = new Map(
  Object.entries(codePageUpperHalves).map(([name, characters]) => [name, [...characters]]),
);
const alignments: readonly Align[] = ['start', 'center', 'end'];
const qrLevels = ['L', 'M', 'Q', 'H'] as const;

function plainStyle(): Style {
  return { bold: false, underline: false, inverted: false, width: 1, height: 1 };
}

/** By the two characters of its key. */
export type PictureMemory = Map<string, Bitmap>;

/** The mechanism of a receipt printer: turns commands into papers. */
export class PaperMachine {
  readonly #columns: number;
  readonly #pictures: PictureMemory;
  #style = plainStyle();
  #align: Align = 'start';
  #page: CodePageName = 'cp437';
  #qr: PaperQr = { data: '', moduleDots: 3, level: 'L' };
  #bars: NativeBars;
  #line: PaperRun[] = [];
  #usedColumns = 0;
  #lines: PaperLine[] = [];
  #drawerKicks = 0;
  #buzzes = 0;
  #cut: PaperDraft['cut'] = 'none';
  #finished: PaperDraft[] = [];

  /** @param columns characters of normal width on a line @param pictures what it keeps without power */
  constructor(columns: number, pictures: PictureMemory = new Map()) {
    this.#columns = columns;
    this.#pictures = pictures;
    this.#bars = new NativeBars(columns * dotsPerColumn);
  }

  /** `cut` when only a drawer kick could still belong to the paper in the printer, `open` while it is being printed. */
  get pending(): 'nothing' | 'open' | 'cut' {
    if (this.#cut !== 'none') return 'cut';
    return this.#lines.length + this.#line.length + this.#drawerKicks + this.#buzzes > 0 ? 'open' : 'nothing';
  }

  apply(command: EscPosCommand): MachineEffect | null {
    switch (command.type) {
      case 'text':
        for (const byte of command.bytes) this.#print(this.#characterOf(byte));
        return null;
      case 'control':
        this.#control(command.name);
        return null;
      case 'command':
        return this.#command(command.name, command.data);
      case 'unknown':
        return null;
    }
  }

  /** Papers that are complete; each is handed out once. */
  takeFinished(): PaperDraft[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  /** The job is over: what is in the printer is a paper, cut or not. */
  finish(): void {
    if (this.#line.length > 0) this.#endLine();
    if (this.pending !== 'nothing') this.#release();
  }

  #command(name: string, data: readonly number[]): MachineEffect | null {
    const first = data[0] ?? 0;
    switch (name) {
      case 'ESC @':
        this.finish();
        this.#reset();
        return { type: 'automatic-status', enabled: false };
      case 'ESC a':
        this.#align = alignments[first % 48] ?? this.#align;
        return null;
      case 'ESC E':
        this.#style.bold = (first & 1) === 1;
        return null;
      case 'ESC G':
        this.#style.bold = (first & 1) === 1;
        return null;
      case 'ESC -':
        this.#style.underline = first % 48 > 0;
        return null;
      case 'GS B':
        this.#style.inverted = (first & 1) === 1;
        return null;
      case 'GS !':
        this.#style.width = ((first >> 4) & 7) + 1;
        this.#style.height = (first & 7) + 1;
        return null;
      case 'ESC !':
        this.#style = {
          ...this.#style,
          bold: (first & 8) > 0,
          underline: (first & 128) > 0,
          width: (first & 32) > 0 ? 2 : 1,
          height: (first & 16) > 0 ? 2 : 1,
        };
        return null;
      case 'ESC t':
        this.#page = pageNames[first] ?? 'cp437';
        return null;
      case 'ESC d':
        this.#feed(first);
        return null;
      case 'ESC J':
        this.#feed(Math.round(first / dotsPerLineFeed));
        return null;
      case 'ESC $':
        this.#moveTo(Math.floor((first + (data[1] ?? 0) * 256) / dotsPerColumn));
        return null;
      case 'GS V':
        this.#cutPaper([1, 49, 66, 98, 104].includes(first) ? 'partial' : 'full');
        return null;
      case 'ESC i':
      case 'ESC m':
        this.#cutPaper('partial');
        return null;
      case 'ESC p':
        this.kick();
        return { type: 'drawer-kick', pin: first % 48 === 0 ? 2 : 5 };
      case 'ESC B':
        this.#buzzes += first;
        return null;
      case 'ESC ( A':
        if (first === 48) this.#buzzes += data[2] ?? 0;
        return null;
      case 'GS ( k':
        this.#twoDimensional(data);
        return null;
      case 'GS w':
        this.#bars.setWidth(first);
        return null;
      case 'GS h':
        this.#bars.setHeight(first);
        return null;
      case 'GS k':
        this.#dots(this.#bars.bars(first, data.slice(1)));
        return null;
      case 'GS v':
        this.#raster(data);
        return null;
      case 'GS ( L':
        return this.#graphics(data);
      case 'GS ( H':
        return first === 48 && data.length === 6 ? { type: 'process-id', id: data.slice(2) } : null;
      case 'GS r':
        return { type: 'status', sensor: first % 48 };
      case 'GS I':
        return { type: 'identify', what: first };
      case 'GS a':
        return { type: 'automatic-status', enabled: first > 0 };
      case 'ESC GS ETX':
        return first === 1 ? { type: 'document-end', id: data.slice(1) } : null;
      case 'ETB':
        return { type: 'counted' };
      default:
        return null;
    }
  }

  /** A kick in mid-receipt belongs to it; so does one right after the cut, as tills send it. Real-time pulses call this too. */
  kick(): void {
    this.#drawerKicks += 1;
  }

  #control(name: string): void {
    if (name === 'LF') this.#feed(1);
    if (name === 'HT') this.#moveTo((Math.floor(this.#usedColumns / tabStopColumns) + 1) * tabStopColumns);
    if (name === 'BEL') this.#buzzes += 1;
  }

  #print(character: string): void {
    this.#beginPaper();
    if (this.#usedColumns + this.#style.width > this.#columns) this.#endLine();
    const last = this.#line.at(-1);
    if (last !== undefined && sameStyle(last, this.#style)) last.text += character;
    else this.#line.push({ text: character, ...this.#style });
    this.#usedColumns += this.#style.width;
  }

  #moveTo(column: number): void {
    while (this.#usedColumns < Math.min(column, this.#columns)) this.#print(' ');
  }

  #feed(lines: number): void {
    this.#beginPaper();
    if (this.#line.length > 0) this.#endLine();
    else if (lines > 0) this.#pushLine({ align: 'start', runs: [], qr: null, dots: null });
    for (let count = 1; count < lines; count += 1) this.#pushLine({ align: 'start', runs: [], qr: null, dots: null });
  }

  #endLine(): void {
    this.#pushLine({ align: this.#align, runs: this.#line, qr: null, dots: null });
    this.#line = [];
    this.#usedColumns = 0;
  }

  #pushLine(line: PaperLine): void {
    this.#lines.push(line);
    if (this.#lines.length < maxLinesPerPaper) return;
    this.#release();
  }

  #release(): void {
    this.#finished.push({ lines: this.#lines, drawerKicks: this.#drawerKicks, buzzes: this.#buzzes, cut: this.#cut });
    this.#lines = [];
    this.#drawerKicks = 0;
    this.#buzzes = 0;
    this.#cut = 'none';
  }

  /** Printing after a cut is the next paper. */
  #beginPaper(): void {
    if (this.#cut !== 'none') this.finish();
  }

  #cutPaper(cut: 'partial' | 'full'): void {
    if (this.#line.length > 0) this.#endLine();
    // The blade on bare paper gives nothing that anyone would call a paper.
    if (this.#lines.length > 0 && this.#cut === 'none') this.#cut = cut;
  }

  #twoDimensional(data: readonly number[]): void {
    const [symbol, operation = 0, value] = data;
    if (symbol === 48) this.#bars.setPdf417(operation, data.slice(2));
    if (symbol === 48 && operation === 81) this.#dots(this.#bars.pdf417());
    if (symbol !== 49) return;
    if (operation === 67) this.#qr = { ...this.#qr, moduleDots: Math.min(Math.max(value ?? 3, 1), 16) };
    if (operation === 69) this.#qr = { ...this.#qr, level: qrLevels[(value ?? 48) - 48] ?? 'L' };
    if (operation === 80) this.#qr = { ...this.#qr, data: new TextDecoder().decode(Uint8Array.from(data.slice(3))) };
    if (operation !== 81 || this.#qr.data === '') return;
    this.#beginPaper();
    if (this.#line.length > 0) this.#endLine();
    this.#pushLine({ align: this.#align, runs: [], qr: this.#qr, dots: null });
  }

  /** GS v 0 m xL xH yL yH and the dots; what an image has beyond what the parser keeps stays white. */
  #raster(data: readonly number[]): void {
    const [, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = data;
    const rowBytes = xLow + xHigh * 256;
    const heightDots = yLow + yHigh * 256;
    if (rowBytes === 0 || heightDots === 0) return;
    const bits = new Uint8Array(rowBytes * heightDots);
    bits.set(data.slice(6, 6 + bits.length));
    this.#dots({ widthDots: rowBytes * 8, heightDots, bits });
  }

  /** GS ( L: which pictures it keeps (64), keep another one (67), print one (69). */
  #graphics([m, operation, ...data]: readonly number[]): MachineEffect | null {
    if (m !== 48) return null;
    if (operation === 64) return { type: 'picture-keys', keys: [...this.#pictures.keys()] };
    if (operation === 69) this.#dots(this.#pictures.get(String.fromCharCode(...data.slice(0, 2))) ?? null);
    if (operation !== 67) return null;
    const [, first = 0, second = 0, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0, , ...rows] = data;
    const [widthDots, heightDots] = [xLow + xHigh * 256, yLow + yHigh * 256];
    const bits = new Uint8Array(rowBytesOf(widthDots) * heightDots);
    bits.set(rows.slice(0, bits.length));
    if (bits.length > 0) this.#pictures.set(String.fromCharCode(first, second), { widthDots, heightDots, bits });
    return null;
  }

  #dots(bitmap: Bitmap | null): void {
    if (bitmap === null) return;
    this.#beginPaper();
    if (this.#line.length > 0) this.#endLine();
    const { widthDots, heightDots, bits } = bitmap;
    const dots = { widthDots, heightDots, bits: Buffer.from(bits).toString('base64') };
    this.#pushLine({ align: this.#align, runs: [], qr: null, dots });
  }

  #characterOf(byte: number): string {
    if (byte === 0x7f) return ' ';
    return byte < 0x80 ? String.fromCharCode(byte) : pageCharacters.get(this.#page)![byte - 0x80]!;
  }

  #reset(): void {
    this.#style = plainStyle();
    this.#align = 'start';
    this.#page = 'cp437';
    this.#qr = { data: '', moduleDots: 3, level: 'L' };
    this.#bars = new NativeBars(this.#columns * dotsPerColumn);
    this.#line = [];
    this.#usedColumns = 0;
  }
}

function sameStyle(run: PaperRun, style: Style): boolean {
  return (
    run.bold === style.bold &&
    run.underline === style.underline &&
    run.inverted === style.inverted &&
    run.width === style.width &&
    run.height === style.height
  );
}
