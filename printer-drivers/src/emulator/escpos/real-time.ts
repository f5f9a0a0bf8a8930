/**
 * Commands that a printer carries out the moment they arrive, before everything that waits in its receive buffer. Also
 * when the same bytes are part of an image or of text: "if print data includes the same character strings, the printer
 * performs the same operation" (TM-T88III manual on DLE DC4). Whoever sends such bytes opens the drawer.
 */
export type RealTimeCommand =
  | { readonly type: 'status'; readonly n: 1 | 2 | 3 | 4 }
  | { readonly type: 'recover'; readonly n: number }
  | { readonly type: 'drawer-pulse'; readonly pin: 2 | 5 }
  /** Of a Star: everything at once, as it would say by itself. */
  | { readonly type: 'whole-status' };

const dle = 0x10;

/** Finds real-time commands in a raw stream; keeps what it has seen of one that is cut off between two pieces. */
export class RealTimeScanner {
  #pending: number[] = [];

  scan(bytes: Uint8Array): RealTimeCommand[] {
    const commands: RealTimeCommand[] = [];
    let from = 0;
    while (from < bytes.length) {
      if (this.#pending.length === 0) {
        const found = bytes.indexOf(dle, from);
        if (found < 0) break;
        from = found;
      }
      this.#step(bytes[from]!, commands);
      from += 1;
    }
    return commands;
  }

  #step(byte: number, commands: RealTimeCommand[]): void {
    const sequence = [...this.#pending, byte];
    const outcome = recognise(sequence);
    if (outcome === 'more') {
      this.#pending = sequence;
      return;
    }
    this.#pending = [];
    if (outcome !== 'none') commands.push(outcome);
    else if (byte === dle) this.#pending = [byte];
  }
}

function recognise(sequence: readonly number[]): RealTimeCommand | 'more' | 'none' {
  const [first, second, third, fourth, fifth] = sequence;
  if (first !== dle) return 'none';
  if (second === undefined) return 'more';
  switch (second) {
    case 0x04:
      if (third === undefined) return 'more';
      return third >= 1 && third <= 4 ? { type: 'status', n: third as 1 | 2 | 3 | 4 } : 'none';
    case 0x05:
      if (third === undefined) return 'more';
      return third <= 2 ? { type: 'recover', n: third } : 'none';
    case 0x14:
      if (third === undefined) return 'more';
      if (third !== 1) return 'none';
      if (fourth === undefined) return 'more';
      if (fourth > 1) return 'none';
      if (fifth === undefined) return 'more';
      return fifth >= 1 && fifth <= 8 ? { type: 'drawer-pulse', pin: fourth === 0 ? 2 : 5 } : 'none';
    default:
      return 'none';
  }
}
