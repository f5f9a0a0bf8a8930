import { take } from '../take.ts';

/** What a printer reads, in order, by the name that its maker's manual has for it. */
export type NamedCommand =
  | { readonly type: 'text'; readonly bytes: Uint8Array }
  | { readonly type: 'command'; readonly name: string; readonly data: readonly number[] }
  /** What no table of this language knows, and the printer passes over. What follows it is read as text. */
  | { readonly type: 'unknown'; readonly bytes: readonly number[] };

type Parameters = Generator<undefined, number[], number>;

/**
 * A language: its commands by name (`ESC *`, `ESC i Q`, `LF`), each with how many parameter bytes follow, or a reader of them where
 * that depends on what they say. No name begins another one.
 */
export type Grammar = Readonly<Record<string, number | (() => Parameters)>>;

const controlBytes: Readonly<Record<string, number>> = {
  BEL: 0x07,
  HT: 0x09,
  LF: 0x0a,
  VT: 0x0b,
  FF: 0x0c,
  CR: 0x0d,
  SO: 0x0e,
  SI: 0x0f,
  DC1: 0x11,
  DC2: 0x12,
  DC3: 0x13,
  DC4: 0x14,
  EM: 0x19,
  ESC: 0x1b,
};
const maxTextBytes = 4096;

/** Where a command that is half read may go on, or what it is. */
interface Place {
  readonly next: Map<number, Place>;
  command: { readonly name: string; readonly read: () => Parameters } | null;
}

/** Reads a stream by a grammar. Total: any bytes in any pieces give commands, and what is cut off waits for its rest. */
export class NamedParser {
  readonly #root: Place;
  readonly #reading: Generator<undefined, void, number>;
  #commands: NamedCommand[] = [];
  #text: number[] = [];

  constructor(grammar: Grammar) {
    this.#root = placesOf(grammar);
    this.#reading = this.#read();
    this.#reading.next(0);
  }

  feed(bytes: Uint8Array): NamedCommand[] {
    for (const byte of bytes) this.#reading.next(byte);
    this.#endText();
    return this.#commands.splice(0);
  }

  *#read(): Generator<undefined, void, number> {
    for (;;) {
      const byte = yield;
      if (byte < 0x20) {
        this.#endText();
        yield* this.#command(byte);
        continue;
      }
      this.#text.push(byte);
      if (this.#text.length >= maxTextBytes) this.#endText();
    }
  }

  *#command(first: number): Generator<undefined, void, number> {
    const bytes = [first];
    let place = this.#root.next.get(first);
    while (place !== undefined && place.command === null) {
      const byte = yield;
      bytes.push(byte);
      place = place.next.get(byte);
    }
    if (place === undefined) this.#commands.push({ type: 'unknown', bytes });
    else this.#commands.push({ type: 'command', name: place.command!.name, data: yield* place.command!.read() });
  }

  #endText(): void {
    if (this.#text.length > 0) this.#commands.push({ type: 'text', bytes: Uint8Array.from(this.#text) });
    this.#text = [];
  }
}

function placesOf(grammar: Grammar): Place {
  const root: Place = { next: new Map(), command: null };
  for (const [name, parameters] of Object.entries(grammar)) {
    let place = root;
    for (const part of name.split(' ')) {
      const byte = controlBytes[part] ?? part.charCodeAt(0);
      const next = place.next.get(byte) ?? { next: new Map(), command: null };
      place.next.set(byte, next);
      place = next;
    }
    place.command = { name, read: typeof parameters === 'number' ? () => take(parameters) : parameters };
  }
  return root;
}
