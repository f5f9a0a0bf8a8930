import { commandOf } from '../escpos/command-of.ts';
import type { EscPosCommand } from '../escpos/parser.ts';
import { NamedParser, type Grammar, type NamedCommand } from './named-parser.ts';
import { stripe, stripeAsRaster } from './stripes.ts';

/**
 * What a Daruma reads, as far as public documents agree: the maker's "Manual da impressora DR700" (rev. 06), as its list of
 * control codes was published and as nfephp-org/posprint quotes it in its code; where that is silent, what ACBr, pyescpos,
 * OpenAC.Net.EscPos and node-thermal-printer send to these printers.
 *
 * - `ESC !` has one parameter; what node-thermal-printer's table has behind it is DC2, which ends condensed letters
 * - `ESC p` opens the drawer and has none: "there is no command for drawers 1 and 2, nor for times" (ACBr)
 * - `ESC t 2` is code page 850, the one number that two tables have in common
 */
export const darumaGrammar: Grammar = {
  BEL: 0,
  HT: 0,
  LF: 0,
  VT: 0,
  FF: 0,
  CR: 0,
  SO: 0,
  SI: 0,
  DC1: 0,
  DC2: 0,
  DC3: 0,
  DC4: 0,
  EM: 0,
  'ESC @': 0,
  'ESC !': 1,
  'ESC -': 1,
  'ESC *': stripe,
  'ESC E': 0,
  'ESC F': 0,
  'ESC W': 1,
  'ESC j': 1,
  'ESC m': 0,
  'ESC p': 0,
  'ESC t': 1,
  'ESC w': 1,
};

const mechanismNames: Readonly<Record<string, readonly [name: string, data: readonly number[]]>> = {
  DC1: ['ESC E', [1]],
  DC3: ['ESC E', [0]],
  EM: ['ESC d', [4]],
  'ESC E': ['ESC E', [1]],
  'ESC F': ['ESC E', [0]],
  'ESC m': ['ESC m', []],
  'ESC p': ['ESC p', [0]],
};
const sameButForTheName: Readonly<Record<string, string>> = {
  'ESC -': 'ESC -',
  'ESC j': 'ESC a',
  'ESC t': 'ESC t',
};
const controls = ['BEL', 'HT', 'LF', 'FF', 'CR'] as const;
const doubleHeight = 0x10;
const doubleWidth = 0x20;

/** Daruma's commands for the mechanism that Epson's move: the same paper comes out. It answers nothing. */
export class DarumaTranslator {
  readonly #parser = new NamedParser(darumaGrammar);
  #width = 1;
  #height = 1;

  feed(bytes: Uint8Array): EscPosCommand[] {
    return this.#parser.feed(bytes).flatMap((command) => this.#translated(command) ?? []);
  }

  #translated(command: NamedCommand): EscPosCommand | null {
    if (command.type !== 'command') return command;
    const { name, data } = command;
    const control = controls.find((known) => known === name);
    if (control !== undefined) return { type: 'control', name: control };
    const known = mechanismNames[name];
    if (known !== undefined) return commandOf(...known);
    const renamed = sameButForTheName[name];
    if (renamed !== undefined) return commandOf(renamed, data);
    const [first = 0] = data;
    switch (name) {
      case 'ESC @':
        this.#size(1, 1);
        return commandOf('ESC @', []);
      case 'ESC !':
        // Bold and underlined as well, on Epson's own bits.
        this.#size((first & doubleWidth) > 0 ? 2 : 1, (first & doubleHeight) > 0 ? 2 : 1);
        return commandOf('ESC !', data);
      case 'ESC W':
        return this.#size((first & 1) + 1, this.#height);
      case 'SO':
        return this.#size(2, this.#height);
      case 'DC4':
        return this.#size(1, this.#height);
      case 'ESC w':
        return this.#size(this.#width, (first & 1) + 1);
      case 'ESC *':
        // Printed at once: "it only printed right without" a line feed behind each (OpenAC.Net.EscPos issue 2, on a DR700 and a DR800).
        return stripeAsRaster(data);
      default:
        return null;
    }
  }

  #size(width: number, height: number): EscPosCommand {
    this.#width = width;
    this.#height = height;
    return commandOf('GS !', [((width - 1) << 4) | (height - 1)]);
  }
}
