import { commandOf } from '../escpos/command-of.ts';
import type { EscPosCommand } from '../escpos/parser.ts';
import { StarParser, type StarCommand } from './parser.ts';

/** A Star's number of a code page, as the mechanism knows it by Epson's. */
const pages: Readonly<Record<number, number>> = { 1: 0, 4: 19, 5: 18, 10: 17, 32: 16 };
const mechanismNames: Readonly<Record<string, readonly [name: string, data: readonly number[]]>> = {
  '07': ['ESC p', [0]],
  '1a': ['ESC p', [1]],
  '17': ['ETB', []],
  'ESC E': ['ESC E', [1]],
  'ESC F': ['ESC E', [0]],
  'ESC 4': ['GS B', [1]],
  'ESC 5': ['GS B', [0]],
};
const sameButForTheName: Readonly<Record<string, string>> = {
  'ESC @': 'ESC @',
  'ESC -': 'ESC -',
  'ESC a': 'ESC d',
  'ESC GS a': 'ESC a',
  'ESC RS a': 'GS a',
  'ESC GS \u0003': 'ESC GS ETX',
};
const controls: Readonly<Record<string, 'LF' | 'CR' | 'HT' | 'FF'>> = {
  '0a': 'LF',
  '0d': 'CR',
  '09': 'HT',
  '0c': 'FF',
};
const firstQrLevel = 48;
const qrSettings: Readonly<Record<number, number>> = { 0x31: 69, 0x32: 67 };

/** What a page does when it ends (ESC * r F and E), by the number that is said; as it comes from the works it feeds and cuts. */
const cutsOf: Readonly<Record<number, number>> = { 0: 66, 8: 65, 9: 65, 12: 66, 13: 66 };
/** All that a printer of graphic mode reads beside raster mode: pulses and questions. */
const graphicCommands = new Set(['07', '1a', '17', 'ESC \u0007', 'ESC RS a', 'ESC RS E', 'ESC GS \u0003']);

/**
 * Star's line mode for the mechanism that Epson's commands move: the same paper comes out. What only a Star has (ETB, ESC GS ETX)
 * keeps its own name.
 */
export class StarTranslator {
  readonly #parser = new StarParser();
  readonly #hasLetters: boolean;
  #rows: (readonly number[])[] = [];
  #atFormFeed = 0;
  #atEnd = 0;

  /** @param hasLetters false: of graphic mode, which reads nothing but pictures */
  constructor({ hasLetters = true } = {}) {
    this.#hasLetters = hasLetters;
  }

  feed(bytes: Uint8Array): EscPosCommand[] {
    return this.#parser
      .feed(bytes)
      .filter((command) => this.#hasLetters || isGraphic(command))
      .flatMap((command) => this.#translated(command) ?? []);
  }

  #translated(command: StarCommand): EscPosCommand | EscPosCommand[] | null {
    if (command.type === 'text') return command;
    const { name, data } = command;
    const control = controls[name];
    if (control !== undefined) return { type: 'control', name: control };
    const known = mechanismNames[name];
    if (known !== undefined) return commandOf(...known);
    const renamed = sameButForTheName[name];
    if (renamed !== undefined) return commandOf(renamed, data);
    const [first = 0, second = 0] = data;
    switch (name) {
      case 'ESC i':
        return commandOf('GS !', [(second << 4) | first]);
      case 'ESC d':
        return commandOf('GS V', [first % 2 === 1 ? 66 : 65, 0]);
      case 'ESC GS t':
        return commandOf('ESC t', [pages[first] ?? 0]);
      case 'ESC GS y S': {
        const setting = qrSettings[first];
        return setting === undefined
          ? null
          : commandOf('GS ( k', [49, setting, setting === 69 ? firstQrLevel + second : second]);
      }
      case 'ESC GS y D':
        return commandOf('GS ( k', [49, 80, 48, ...data]);
      case 'ESC GS y P':
        return commandOf('GS ( k', [49, 81, 48]);
      case 'ESC GS S':
        return commandOf('GS v', [48, 0, ...data]);
      case 'b':
        this.#rows.push(data);
        return null;
      case 'ESC * r Y':
        for (let row = 0; row < first; row += 1) this.#rows.push([]);
        return null;
      case 'ESC * r A':
        this.#rows = [];
        [this.#atFormFeed, this.#atEnd] = [0, 0];
        return null;
      case 'ESC * r F':
        this.#atFormFeed = first;
        return null;
      case 'ESC * r E':
        this.#atEnd = first;
        return null;
      case 'ESC FF':
        return this.#page(first === 4 ? this.#atEnd : this.#atFormFeed);
      case 'ESC * r B':
        return this.#page(this.#atEnd);
      case 'ESC * r D':
        return commandOf('ESC p', [first === 2 ? 1 : 0]);
      default:
        return null;
    }
  }

  /** Nothing without rows, of which one is enough, be it blank. */
  #page(ending: number): EscPosCommand[] {
    const picture = this.#picture();
    const cut = cutsOf[ending];
    if (picture === null) return [];
    return cut === undefined ? [picture] : [picture, commandOf('GS V', [cut, 0])];
  }

  #picture(): EscPosCommand | null {
    const rows = this.#rows;
    this.#rows = [];
    const rowBytes = Math.max(0, ...rows.map((row) => row.length));
    if (rowBytes === 0) return null;
    const dots = rows.flatMap((row) => [...row, ...Array.from({ length: rowBytes - row.length }, () => 0)]);
    return commandOf('GS v', [48, 0, rowBytes & 0xff, rowBytes >> 8, rows.length & 0xff, rows.length >> 8, ...dots]);
  }
}

const isGraphic = (command: StarCommand): boolean =>
  command.type === 'command' &&
  (command.name === 'b' ||
    command.name.startsWith('ESC * r') ||
    command.name === 'ESC FF' ||
    graphicCommands.has(command.name));
