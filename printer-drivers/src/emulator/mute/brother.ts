import { commandOf } from '../escpos/command-of.ts';
import type { EscPosCommand } from '../escpos/parser.ts';
import { take } from '../take.ts';
import { NamedParser, type Grammar, type NamedCommand } from './named-parser.ts';
import { stripe, stripeAsRaster } from './stripes.ts';

const qrParameters = 8;
const backslash = 0x5c;
/** As much as a code of version 40 holds. */
const keptQrBytes = 7089;

/** ESC i Q, its eight parameters, its data, and three backslashes. */
function* qrCode(): Generator<undefined, number[], number> {
  const parameters = yield* take(qrParameters);
  const data: number[] = [];
  for (let ends = 0; ends < 3;) {
    const byte = yield;
    ends = byte === backslash ? ends + 1 : 0;
    if (data.length < keptQrBytes + 3) data.push(byte);
  }
  return [...parameters, ...data.slice(0, -3)];
}

/** What a Brother reads in ESC/P (Brother's "ESC/P Command Reference" for RJ and TD printers; its cut is in node-thermal-printer's table). */
export const brotherGrammar: Grammar = {
  LF: 0,
  FF: 0,
  CR: 0,
  'ESC @': 0,
  'ESC *': stripe,
  'ESC -': 1,
  'ESC 2': 0,
  'ESC 3': 1,
  'ESC E': 0,
  'ESC F': 0,
  'ESC W': 1,
  'ESC a': 1,
  'ESC t': 1,
  'ESC i a': 1,
  'ESC i C': 1,
  'ESC i Q': qrCode,
};

const mechanismNames: Readonly<Record<string, readonly [name: string, data: readonly number[]]>> = {
  'ESC E': ['ESC E', [1]],
  'ESC F': ['ESC E', [0]],
};
/** Its code tables (ESC t): Standard and Western European, as the mechanism knows them by Epson's numbers. */
const pages: Readonly<Record<number, number>> = { 0: 0, 2: 16 };
/** ESC 2: a sixth of an inch of 203 dots. */
const usualLineDots = 34;
const maxInLine = 64;
/** The mechanism counts error correction levels from 48. */
const firstQrLevel = 47;

/**
 * Brother's ESC/P for the mechanism that Epson's commands move: the same paper comes out. Codes and pictures stand in a line until
 * LF ends it, which moves the paper on by ESC 3; the cut is at the end of the page. It answers nothing.
 */
export class BrotherTranslator {
  readonly #parser = new NamedParser(brotherGrammar);
  #inLine: EscPosCommand[] = [];
  #lineDots = usualLineDots;
  #cutsAtEnd = false;

  feed(bytes: Uint8Array): EscPosCommand[] {
    return this.#parser.feed(bytes).flatMap((command) => this.#translated(command));
  }

  #translated(command: NamedCommand): EscPosCommand[] {
    if (command.type !== 'command') return [command];
    const { name, data } = command;
    const known = mechanismNames[name];
    if (known !== undefined) return [commandOf(...known)];
    const [first = 0] = data;
    switch (name) {
      case 'LF':
        return this.#endLine();
      case 'FF':
        return [...this.#takeLine(), ...(this.#cutsAtEnd ? [commandOf('GS V', [65, 0])] : [])];
      case 'ESC @':
        return this.#initialize();
      case 'ESC *':
        return this.#hold([stripeAsRaster(data, this.#lineDots)].flatMap((raster) => raster ?? []));
      case 'ESC i Q':
        return this.#hold(qrCommands(data));
      case 'ESC 2':
      case 'ESC 3':
        this.#lineDots = name === 'ESC 2' ? usualLineDots : first;
        return [];
      case 'ESC W':
        return [commandOf('GS !', [(first & 1) << 4])];
      case 'ESC t':
        return [commandOf('ESC t', [pages[first] ?? 0])];
      case 'ESC i C':
        this.#cutsAtEnd = first === 1;
        return [];
      case 'ESC -':
      case 'ESC a':
        return [commandOf(name, data)];
      default:
        return [];
    }
  }

  #hold(commands: readonly EscPosCommand[]): [] {
    // A line without an end must not fill the memory.
    if (this.#inLine.length < maxInLine) this.#inLine.push(...commands);
    return [];
  }

  #initialize(): EscPosCommand[] {
    const before = this.#takeLine();
    this.#lineDots = usualLineDots;
    this.#cutsAtEnd = false;
    return [...before, commandOf('ESC @', [])];
  }

  #endLine(): EscPosCommand[] {
    const inLine = this.#takeLine();
    return inLine.length > 0 ? inLine : [{ type: 'control', name: 'LF' }];
  }

  #takeLine(): EscPosCommand[] {
    return this.#inLine.splice(0);
  }
}

/** Cell size, model, three of a code in several parts, its parity, error correction and kind of input; then the data. */
function qrCommands([cellDots = 0, , , , , , level = 0, , ...content]: readonly number[]): EscPosCommand[] {
  return [
    commandOf('GS ( k', [49, 67, cellDots]),
    commandOf('GS ( k', [49, 69, firstQrLevel + level]),
    commandOf('GS ( k', [49, 80, 48, ...content]),
    commandOf('GS ( k', [49, 81, 48]),
  ];
}
