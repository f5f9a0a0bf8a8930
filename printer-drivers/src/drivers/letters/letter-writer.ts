import type { ByteWriter } from '../byte-writer.ts';
import { byteTableOf, type PrinterLetters } from './code-pages.ts';
import { sayableText, unsayable } from './sayable.ts';

/**
 * Writes text in a printer's own letters, and changes the code page where the one in force lacks a character. Of text it writes
 * no byte below 0x20 and no DEL, whatever a guest typed: the tables hold none.
 */
export class LetterWriter {
  readonly #out: ByteWriter;
  readonly #letters: PrinterLetters;
  readonly #pageCommand: readonly number[];
  #page = 0;

  /** @param pageCommand selects the page whose number follows: `ESC t`, or `ESC GS t` of a Star */
  constructor(out: ByteWriter, letters: PrinterLetters, pageCommand: readonly number[]) {
    this.#out = out;
    this.#letters = letters;
    this.#pageCommand = pageCommand;
  }

  /** The page that was in force before does not count. */
  selectFirstPage(): void {
    this.#selectPage(0);
  }

  write(text: string): void {
    for (let index = this.#out.printable(text, 0); index < text.length; index = this.#out.printable(text, index)) {
      const codePoint = text.codePointAt(index)!;
      const units = codePoint > 0xffff ? 2 : 1;
      let count = 1;
      // A rule is one letter 48 times.
      while (text.codePointAt(index + count * units) === codePoint) count += 1;
      this.#out.repeat(this.#character(codePoint), count);
      index += count * units;
    }
  }

  /** The byte of a character on the page that is in force after this. */
  #character(codePoint: number): number {
    // Every page has the no-break space elsewhere, some clones as a block: a blank is a blank.
    if (codePoint === 0xa0) return 0x20;
    const byte = this.#byteOf(codePoint);
    if (byte !== undefined) return byte;
    // Only the layout's own rules get here (a code page without box drawing); documents were made sayable before.
    const spelling = sayableText(String.fromCodePoint(codePoint), this.#letters);
    // A spelling may itself be of a code page; whatever it is, never the low byte of a letter, which could be a command.
    const code = spelling.length === 1 ? spelling.charCodeAt(0) : 0;
    const spelt = code >= 0x20 && code < 0x7f ? code : this.#byteOf(code);
    return spelt ?? unsayable.charCodeAt(0);
  }

  /** Stays on the page in force as long as it has the character, because every change is some bytes more. */
  #byteOf(codePoint: number): number | undefined {
    const pages = this.#letters.codePages;
    const current = pages[this.#page];
    const byte = current && byteTableOf(current.name).get(codePoint);
    if (byte !== undefined) return byte;
    for (const [index, page] of pages.entries()) {
      const found = byteTableOf(page.name).get(codePoint);
      if (found === undefined) continue;
      this.#selectPage(index);
      return found;
    }
    return undefined;
  }

  #selectPage(index: number): void {
    const page = this.#letters.codePages[index];
    if (page === undefined) return;
    this.#out.bytes([...this.#pageCommand, page.number]);
    this.#page = index;
  }
}
