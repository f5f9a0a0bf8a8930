import { keep, take } from '../take.ts';

/** How many parameter bytes follow ESC x, ESC GS x and ESC RS x (Star Line Mode Command Specifications); others have none. */
const escCounts: Record<string, number> = {
  '@': 0,
  R: 1,
  '-': 1,
  E: 0,
  F: 0,
  '4': 0,
  '5': 0,
  i: 2,
  a: 1,
  d: 1,
  '\u0007': 2,
};
const gsCounts: Record<string, number> = { a: 1, t: 1, '\u0003': 3 };
const rsCounts: Record<string, number> = { a: 1, E: 1 };
/** ESC b n1 n2 n3 n4, its data and RS. */
const barcodeEnd = 0x1e;
/** More than any code has; what goes on beyond it is read and not kept. */
const keptBytes = 8192;
const maxTextBytes = 4096;

/** What a Star reads, in order, by the name that its manual has for it; a control by its two hexadecimal figures. */
export type StarCommand =
  | { readonly type: 'text'; readonly bytes: Uint8Array }
  | { readonly type: 'command'; readonly name: string; readonly data: readonly number[] };

type Reading = Generator<undefined, void, number>;

/** Reads Star's line mode. Total: any bytes in any pieces give commands. */
export class StarParser {
  #commands: StarCommand[] = [];
  #text: number[] = [];
  readonly #reading: Reading;

  constructor() {
    this.#reading = this.#read();
    this.#reading.next(0);
  }

  feed(bytes: Uint8Array): StarCommand[] {
    for (const byte of bytes) this.#reading.next(byte);
    this.#endText();
    return this.#commands.splice(0);
  }

  *#read(): Reading {
    for (;;) {
      const byte = yield;
      if (byte >= 0x20) {
        this.#text.push(byte);
        if (this.#text.length >= maxTextBytes) this.#endText();
        continue;
      }
      this.#endText();
      if (byte !== 0x1b) this.#command(byte.toString(16).padStart(2, '0'), []);
      else yield* this.#escape();
    }
  }

  *#escape(): Reading {
    const letter = String.fromCharCode(yield);
    if (letter === '\u001d') return yield* this.#gs();
    if (letter === '\u001e') {
      const kind = String.fromCharCode(yield);
      return this.#command(`ESC RS ${kind}`, yield* take(rsCounts[kind] ?? 0));
    }
    if (letter === '\u0006') return this.#command('ESC ACK', yield* take(1));
    if (letter === '*') return yield* this.#raster();
    if (letter === 'b') return yield* this.#barcode();
    this.#command(`ESC ${letter}`, yield* take(escCounts[letter] ?? 0));
  }

  *#gs(): Reading {
    const kind = String.fromCharCode(yield);
    if (kind === 'y') {
      const part = String.fromCharCode(yield);
      if (part === 'P') return this.#command('ESC GS y P', []);
      if (part === 'S') return this.#command('ESC GS y S', yield* take(2));
      const [, , low, high] = yield* take(4);
      return this.#command('ESC GS y D', yield* keep(low! + high! * 256, keptBytes));
    }
    if (kind === 'S') {
      const [, xLow, xHigh, yLow, yHigh] = yield* take(6);
      const dots = yield* keep((xLow! + xHigh! * 256) * (yLow! + yHigh! * 256), Number.POSITIVE_INFINITY);
      return this.#command('ESC GS S', [xLow!, xHigh!, yLow!, yHigh!, ...dots]);
    }
    this.#command(`ESC GS ${kind}`, yield* take(gsCounts[kind] ?? 0));
  }

  *#barcode(): Reading {
    const data = yield* take(4);
    for (let byte = yield; byte !== barcodeEnd; byte = yield) if (data.length < keptBytes) data.push(byte);
    this.#command('ESC b', data);
  }

  /** ESC * r A, then rows (b) and other commands of raster mode, until ESC * r B. */
  *#raster(): Reading {
    if ((yield* this.#rasterCommand()) !== 'A') return;
    for (;;) {
      const byte = yield;
      if (byte === 0x62) {
        const [low, high] = yield* take(2);
        this.#command('b', yield* keep(low! + high! * 256, keptBytes));
      } else if (byte === 0x1b) {
        const kind = yield;
        if (kind === 0x0c) this.#command('ESC FF', yield* take(1));
        else if (kind === 0x07) this.#command('ESC \u0007', yield* take(2));
        else if (kind !== 0x2a) this.#command('lost in raster mode', [kind]);
        else if ((yield* this.#rasterCommand()) === 'B') return;
      } else this.#command('lost in raster mode', [byte]);
    }
  }

  /** The rest of ESC * r and its letter: some have a number behind it, in decimal figures that NUL ends. */
  *#rasterCommand(): Generator<undefined, string, number> {
    const [, code] = yield* take(2);
    const letter = String.fromCharCode(code!);
    let figures = '';
    if (!'ABCR'.includes(letter)) for (let byte = yield; byte !== 0; byte = yield) figures += String.fromCharCode(byte);
    const value = Number.parseInt(figures.slice(-5), 10);
    this.#command(`ESC * r ${letter}`, Number.isNaN(value) ? [] : [value]);
    return letter;
  }

  #endText(): void {
    if (this.#text.length > 0) this.#commands.push({ type: 'text', bytes: Uint8Array.from(this.#text) });
    this.#text = [];
  }

  #command(name: string, data: readonly number[]): void {
    this.#commands.push({ type: 'command', name, data });
  }
}
