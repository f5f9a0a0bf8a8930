import { take } from '../take.ts';
import { escParameterCounts, fsParameterCounts, gsParameterCounts } from './command-lengths.ts';

/**
 * What a printer reads from its receive buffer, in order.
 *
 * `command` names are written as in Epson's manuals (`ESC @`, `GS ( k`). `data` holds the parameters; of long payloads
 * (images) only the beginning is kept, `skippedBytes` says how much was read beyond it.
 */
export type EscPosCommand =
  | { readonly type: 'text'; readonly bytes: Uint8Array }
  | { readonly type: 'control'; readonly name: 'LF' | 'CR' | 'HT' | 'FF' | 'CAN' | 'BEL' }
  | { readonly type: 'command'; readonly name: string; readonly data: readonly number[]; readonly skippedBytes: number }
  /** A byte or command that no table knows, and that a printer passes over. */
  | { readonly type: 'unknown'; readonly bytes: readonly number[] };

type Reader = Generator<undefined, void, number>;

const dle = 0x10;
const esc = 0x1b;
const fs = 0x1c;
const gs = 0x1d;
const controls: Readonly<Record<number, 'LF' | 'CR' | 'HT' | 'FF' | 'CAN' | 'BEL'>> = {
  0x07: 'BEL',
  0x09: 'HT',
  0x0a: 'LF',
  0x0c: 'FF',
  0x0d: 'CR',
  0x18: 'CAN',
};

/** As much as GS ( L and GS ( k can say. */
const keptPayloadBytes = 65_535;
const maxTextBytes = 4096;

/**
 * Reads an ESC/POS stream. Total: any bytes in any pieces give a sequence of commands, nothing is ever thrown and no state
 * grows without bound. A command that is cut off stays half read until its rest comes.
 */
export class EscPosParser {
  #commands: EscPosCommand[] = [];
  #text: number[] = [];
  readonly #reader: Reader;

  constructor() {
    this.#reader = this.#read();
    this.#reader.next(0);
  }

  feed(bytes: Uint8Array): EscPosCommand[] {
    for (const byte of bytes) this.#reader.next(byte);
    this.#endText();
    const commands = this.#commands;
    this.#commands = [];
    return commands;
  }

  *#read(): Reader {
    for (;;) {
      const byte = yield;
      if (byte >= 0x20) {
        this.#text.push(byte);
        if (this.#text.length >= maxTextBytes) this.#endText();
        continue;
      }
      this.#endText();
      const control = controls[byte];
      if (control !== undefined) this.#commands.push({ type: 'control', name: control });
      else if (byte === esc) yield* this.#escape();
      else if (byte === gs) yield* this.#groupSeparator();
      else if (byte === fs) yield* this.#fileSeparator();
      else if (byte === dle) yield* this.#realTime();
      else this.#unknown([byte]);
    }
  }

  *#escape(): Reader {
    const code = yield;
    const name = `ESC ${String.fromCharCode(code)}`;
    switch (String.fromCharCode(code)) {
      case '(':
        return yield* this.#parenthesis('ESC');
      case '*': {
        const header = yield* take(3);
        const columns = header[1]! + header[2]! * 256;
        return yield* this.#payload(name, header, columns * (header[0]! >= 32 ? 3 : 1));
      }
      case '&':
        return yield* this.#userCharacters(name);
      case 'D':
        return yield* this.#untilNul(name);
      case 'c':
        return this.#command(name, yield* take(2));
      default:
        return yield* this.#simple(name, [esc, code], escParameterCounts[String.fromCharCode(code)]);
    }
  }

  *#groupSeparator(): Reader {
    const code = yield;
    const name = `GS ${String.fromCharCode(code)}`;
    switch (String.fromCharCode(code)) {
      case '(':
        return yield* this.#parenthesis('GS');
      case '8': {
        const header = yield* take(5);
        const [letter, a, b, c, d] = header;
        return yield* this.#payload(
          `GS 8 ${String.fromCharCode(letter!)}`,
          [],
          a! + b! * 0x100 + c! * 0x10000 + d! * 0x1000000,
        );
      }
      case '*': {
        const header = yield* take(2);
        return yield* this.#payload(name, header, header[0]! * header[1]! * 8);
      }
      case 'v': {
        const header = yield* take(6);
        const [, , xLow, xHigh, yLow, yHigh] = header;
        return yield* this.#payload(name, header, (xLow! + xHigh! * 256) * (yLow! + yHigh! * 256));
      }
      case 'V': {
        const mode = yield;
        // 65, 66 and 97 to 104 have a feed distance, 0, 1, 48 and 49 have none.
        return this.#command(name, mode >= 65 ? [mode, yield] : [mode]);
      }
      case 'k':
        return yield* this.#barcode(name);
      case 'C': {
        const kind = yield;
        const counts: Readonly<Record<string, number>> = { '0': 2, '1': 6, '2': 2, ';': 10 };
        return this.#command(name, [kind, ...(yield* take(counts[String.fromCharCode(kind)] ?? 0))]);
      }
      case 'g': {
        const kind = yield;
        return this.#command(name, [kind, ...(yield* take(3))]);
      }
      case 'Q': {
        const header = yield* take(6);
        const [, , xLow, xHigh, yLow, yHigh] = header;
        return yield* this.#payload(name, header, (xLow! + xHigh! * 256) * Math.ceil((yLow! + yHigh! * 256) / 8));
      }
      case 'z':
        return this.#command(name, yield* take(3));
      default:
        return yield* this.#simple(name, [gs, code], gsParameterCounts[String.fromCharCode(code)]);
    }
  }

  *#fileSeparator(): Reader {
    const code = yield;
    const name = `FS ${String.fromCharCode(code)}`;
    switch (String.fromCharCode(code)) {
      case '(':
        return yield* this.#parenthesis('FS');
      case '2':
        return yield* this.#payload(name, yield* take(2), 72);
      case '?':
        return this.#command(name, yield* take(2));
      case 'g': {
        const header = yield* take(8);
        const stores = header[0] === 0x31;
        return yield* this.#payload(name, header, stores ? header[6]! + header[7]! * 256 : 0);
      }
      case 'q':
        return yield* this.#storedImages(name);
      default:
        return yield* this.#simple(name, [fs, code], fsParameterCounts[String.fromCharCode(code)]);
    }
  }

  /** Real-time commands were carried out when they arrived (see `real-time.ts`); in the buffer they are only passed over. */
  *#realTime(): Reader {
    const code = yield;
    const counts: Readonly<Record<number, number>> = { 0x04: 1, 0x05: 1 };
    if (code === 0x14) {
      const kind = yield;
      return this.#command('DLE DC4', [kind, ...(yield* take(kind === 8 ? 7 : 2))]);
    }
    const count = counts[code];
    if (count === undefined) return this.#unknown([dle, code]);
    const parameters = yield* take(count);
    // DLE EOT 7 and 8 have a second parameter.
    if (code === 0x04 && (parameters[0] === 7 || parameters[0] === 8)) parameters.push(yield);
    return this.#command(code === 0x04 ? 'DLE EOT' : 'DLE ENQ', parameters);
  }

  *#simple(name: string, bytes: readonly number[], parameterCount: number | undefined): Reader {
    if (parameterCount === undefined) return this.#unknown(bytes);
    this.#command(name, parameterCount === 0 ? [] : yield* take(parameterCount));
  }

  /** ESC ( x, GS ( x and FS ( x say how long they are, so even unknown ones are passed over whole. */
  *#parenthesis(prefix: string): Reader {
    const [letter, low, high] = yield* take(3);
    yield* this.#payload(`${prefix} ( ${String.fromCharCode(letter!)}`, [], low! + high! * 256);
  }

  *#payload(name: string, header: readonly number[], length: number): Reader {
    const data = [...header];
    let skippedBytes = 0;
    for (let count = 0; count < length; count += 1) {
      const byte = yield;
      if (data.length < keptPayloadBytes) data.push(byte);
      else skippedBytes += 1;
    }
    this.#commands.push({ type: 'command', name, data, skippedBytes });
  }

  /** GS k has two forms: m 0 to 6 ends with NUL, m 65 and above says how long it is. */
  *#barcode(name: string): Reader {
    const mode = yield;
    if (mode >= 65) return yield* this.#payload(name, [mode], yield);
    yield* this.#untilNul(name, [mode]);
  }

  *#untilNul(name: string, header: readonly number[] = []): Reader {
    const data = [...header];
    for (;;) {
      const byte = yield;
      if (byte === 0) return this.#command(name, data);
      if (data.length < keptPayloadBytes) data.push(byte);
    }
  }

  *#userCharacters(name: string): Reader {
    const header = yield* take(3);
    const [bytesHigh, first, last] = header;
    for (let code = first!; code <= last!; code += 1) {
      const width = yield;
      for (let count = 0; count < width * bytesHigh!; count += 1) yield;
    }
    this.#command(name, header);
  }

  /** FS q n [xL xH yL yH d...]: logos for the printer's own memory. */
  *#storedImages(name: string): Reader {
    const count = yield;
    for (let image = 0; image < count; image += 1) {
      const [xLow, xHigh, yLow, yHigh] = yield* take(4);
      const length = (xLow! + xHigh! * 256) * (yLow! + yHigh! * 256) * 8;
      for (let index = 0; index < length; index += 1) yield;
    }
    this.#command(name, [count]);
  }

  #endText(): void {
    if (this.#text.length === 0) return;
    this.#commands.push({ type: 'text', bytes: Uint8Array.from(this.#text) });
    this.#text = [];
  }

  #command(name: string, data: readonly number[]): void {
    this.#commands.push({ type: 'command', name, data, skippedBytes: 0 });
  }

  #unknown(bytes: readonly number[]): void {
    this.#commands.push({ type: 'unknown', bytes });
  }
}
