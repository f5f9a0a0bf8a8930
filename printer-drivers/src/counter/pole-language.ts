import { byteTableOf, type PrinterLetters } from '../drivers/letters/code-pages.ts';
import { sayableText } from '../drivers/letters/sayable.ts';
import { poleColumns } from './pole-display.ts';

/**
 * How a display wants its two lines. `cd5220`: ESC Q A and ESC Q B write a whole line (Partner's CD5220, which most cheap displays have as one of
 * their emulations). `esc-pos`: Epson's DM-D series: overwrite mode, home, cursor to the second line.
 */
export type PoleDialect = 'cd5220' | 'esc-pos';

const esc = 0x1b;
const us = 0x1f;

/** The page that every display has in its ROM; a switch in mid-line is not understood by all of them. */
const page = 'cp437';
const pageNumber = 0;
const letters: PrinterLetters = { codePages: [{ name: page, number: pageNumber }] };

/** Once after the wire was opened. */
export function poleStart(): Uint8Array {
  // Initialise, then the code page.
  return Uint8Array.from([esc, 0x40, esc, 0x74, pageNumber]);
}

export function poleLines(top: string, bottom: string, dialect: PoleDialect): Uint8Array {
  const [first, second] = [lineBytes(top), lineBytes(bottom)];
  if (dialect === 'cd5220') return Uint8Array.from([esc, 0x51, 0x41, ...first, 0x0d, esc, 0x51, 0x42, ...second, 0x0d]);
  return Uint8Array.from([us, 0x01, 0x0b, ...first, us, 0x24, 1, 2, ...second]);
}

export const poleClear: Uint8Array = Uint8Array.from([0x0c]);

/** Twenty bytes, none of which is a command. */
function lineBytes(text: string): number[] {
  const table = byteTableOf(page);
  const bytes = [...sayableText(text.replaceAll('\n', ' '), letters)].map((character) => {
    const codePoint = character.codePointAt(0) ?? 0x20;
    if (codePoint >= 0x20 && codePoint < 0x7f) return codePoint;
    return table.get(codePoint) ?? 0x20;
  });
  return [...bytes, ...Array<number>(poleColumns).fill(0x20)].slice(0, poleColumns);
}

/** A name at the beginning and an amount at the end of a line; the amount is never cut. */
export function twoEnds(start: string, end: string): string {
  const amount = sayableText(end, letters);
  const room = Math.max(poleColumns - amount.length - 1, 0);
  const name = sayableText(start.replaceAll('\n', ' '), letters).slice(0, room).trimEnd();
  return `${name}${' '.repeat(Math.max(poleColumns - name.length - amount.length, 0))}${amount}`;
}
