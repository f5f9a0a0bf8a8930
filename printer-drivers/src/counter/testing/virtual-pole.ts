import { codePageUpperHalves } from '../../drivers/letters/code-pages.ts';
import { poleColumns } from '../pole-display.ts';

/** A display that keeps the picture it would show. It reads both dialects as their manuals have them, byte by byte. */
export class VirtualPole {
  #rows = [blank(), blank()];
  #place = { row: 0, column: 0 };
  #command: number[] = [];

  get lines(): string[] {
    return this.#rows.map((row) => row.join(''));
  }

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (this.#command.length > 0 || byte === 0x1b || byte === 0x1f) {
      this.#command.push(byte);
      if (this.#carryOut(this.#command)) this.#command = [];
    } else if (byte === 0x0c) {
      this.#clear();
    } else if (byte === 0x0b) {
      this.#place = { row: 0, column: 0 };
    } else if (byte >= 0x20) {
      this.#put(byte);
    }
  }

  /** True when the command is whole. */
  #carryOut([lead, kind, first = -1, second]: number[]): boolean {
    if (kind === undefined) return false;
    if (lead === 0x1f) {
      // US MD1, US MD2, US MD3: how it scrolls.
      if (kind <= 3) return true;
      if (kind !== 0x24) throw new Error(`US ${kind} is no command of this display.`);
      if (second === undefined) return false;
      this.#place = { column: first - 1, row: second - 1 };
      return true;
    }
    if (kind === 0x40) {
      this.#clear();
      return true;
    }
    if (kind === 0x74) return first !== -1;
    if (kind !== 0x51) throw new Error(`ESC ${kind} is no command of this display.`);
    if (this.#command.at(-1) !== 0x0d) return false;
    this.#place = { row: first - 0x41, column: 0 };
    this.#rows[this.#place.row] = blank();
    for (const byte of this.#command.slice(3, -1)) this.#put(byte);
    return true;
  }

  #put(byte: number): void {
    const { row, column } = this.#place;
    const character = byte < 0x80 ? String.fromCharCode(byte) : ([...codePageUpperHalves.cp437][byte - 0x80] ?? ' ');
    this.#rows[row]?.splice(column, 1, character);
    this.#place = column + 1 < poleColumns ? { row, column: column + 1 } : { row: 1 - row, column: 0 };
  }

  #clear(): void {
    this.#rows = [blank(), blank()];
    this.#place = { row: 0, column: 0 };
  }
}

const blank = (): string[] => Array.from({ length: poleColumns }, () => ' ');
