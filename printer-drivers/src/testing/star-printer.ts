import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

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

export type StarCommand =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'command'; readonly name: string; readonly data: readonly number[] };

type Reading = Generator<undefined, void, number>;

/** Reads Star's line mode. Total: any bytes in any pieces give commands. */
export class StarParser {
  #commands: StarCommand[] = [];
  #text = '';
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
        this.#text += String.fromCharCode(byte);
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
    this.#command(`ESC ${letter}`, yield* take(escCounts[letter] ?? 0));
  }

  *#gs(): Reading {
    const kind = String.fromCharCode(yield);
    if (kind === 'y') {
      const function1 = String.fromCharCode(yield);
      if (function1 === 'P') return this.#command('ESC GS y P', []);
      if (function1 === 'S') return this.#command('ESC GS y S', yield* take(2));
      const [, , low, high] = yield* take(4);
      return this.#command('ESC GS y D', yield* take(low! + high! * 256));
    }
    if (kind === 'S') {
      const [, xLow, xHigh, yLow, yHigh] = yield* take(6);
      return this.#command('ESC GS S', yield* take((xLow! + xHigh! * 256) * (yLow! + yHigh! * 256)));
    }
    this.#command(`ESC GS ${kind}`, yield* take(gsCounts[kind] ?? 0));
  }

  /** ESC * r A, then rows (b) and further ESC * r, until ESC * r B. */
  *#raster(): Reading {
    const begun = yield* take(2);
    this.#command('ESC * r', begun);
    if (begun[1] !== 0x41) return;
    for (;;) {
      const byte = yield;
      if (byte === 0x62) {
        const [low, high] = yield* take(2);
        this.#command('b', yield* take(low! + high! * 256));
      } else if (byte === 0x1b) {
        const [, , letter] = yield* take(3);
        if (letter !== 0x42) while ((yield) !== 0);
        this.#command('ESC * r', [0x72, letter!]);
        if (letter === 0x42) return;
      } else this.#command('lost in raster mode', [byte]);
    }
  }

  #endText(): void {
    if (this.#text !== '') this.#commands.push({ type: 'text', text: this.#text });
    this.#text = '';
  }

  #command(name: string, data: readonly number[]): void {
    this.#commands.push({ type: 'command', name, data });
  }
}

function* take(count: number): Generator<undefined, number[], number> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(yield);
  return bytes;
}

/** A Star printer on the network: prints what it reads, answers as the manual says, and can be broken. */
export class StarPrinter {
  paperOut = false;
  coverOpen = false;
  stalled = false;
  drawerClosed = true;
  resetAfterBytes: number | null = null;
  readonly papers: string[] = [];
  kicks = 0;
  #paper = '';
  #etbCounter = 30;
  #printEnds = 0;
  #server: Server | null = null;
  #port = 0;
  #automatic = false;
  readonly #sockets = new Set<Socket>();
  #parser = new StarParser();
  #waiting: { command: StarCommand; socket: Socket }[] = [];

  get port(): number {
    return this.#port;
  }

  async switchOn(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    await new Promise<void>((resolve) => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async switchOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#waiting = [];
    if (server !== null)
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
  }

  /** A person has helped: what waited comes out. */
  goOn(): void {
    for (const { command, socket } of this.#waiting.splice(0)) this.#carryOut(command, socket);
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#sockets.delete(socket);
      // What came of a job that broke off is torn off by hand.
      this.#tearOff();
      this.#parser = new StarParser();
    });
    socket.on('data', (bytes) => this.#receive(bytes, socket));
  }

  #receive(bytes: Uint8Array, socket: Socket): void {
    let taken = bytes;
    if (this.resetAfterBytes !== null) {
      taken = bytes.subarray(0, this.resetAfterBytes);
      this.resetAfterBytes -= taken.length;
      if (taken.length < bytes.length) {
        this.resetAfterBytes = null;
        socket.resetAndDestroy();
      }
    }
    if (this.stalled) return;
    for (const command of this.#parser.feed(taken)) {
      // In real time, whatever waits; everything else in its turn.
      if (command.type === 'command' && command.name === 'ESC ACK') this.#sayStatus(socket, false);
      else if (this.#isBlocked || this.#waiting.length > 0) this.#waiting.push({ command, socket });
      else this.#carryOut(command, socket);
    }
  }

  get #isBlocked(): boolean {
    return this.paperOut || this.coverOpen || this.stalled;
  }

  #carryOut(command: StarCommand, socket: Socket): void {
    if (command.type === 'text') {
      this.#paper += command.text;
      return;
    }
    const { name, data } = command;
    if (name === '0a') this.#paper += '\n';
    if (name === '07') this.kicks += 1;
    if (name === 'ESC d') this.#tearOff();
    if (name === 'ESC RS a') this.#automatic = data[0] === 1;
    if (name === '17') {
      this.#etbCounter = (this.#etbCounter + 1) % 32;
      if (this.#automatic) this.#sayStatus(socket, true);
    }
    if (name === 'ESC GS \u0003' && data[0] === 1) {
      this.#printEnds = (this.#printEnds + 1) % 256;
      socket.write(Uint8Array.of(0x1b, 0x1d, 0x03, 1, data[1]!, data[2]!, this.#printEnds, 0));
    }
  }

  #tearOff(): void {
    if (this.#paper.trim() !== '') this.papers.push(this.#paper.trim());
    this.#paper = '';
  }

  #sayStatus(socket: Socket, byEtb: boolean): void {
    const counter = this.#etbCounter;
    const offline = this.paperOut || this.coverOpen;
    socket.write(
      Uint8Array.of(
        0x23,
        0x06,
        (this.coverOpen ? 0x20 : 0) | (offline ? 0x08 : 0) | (this.drawerClosed ? 0x04 : 0) | (byEtb ? 0x02 : 0),
        0,
        0,
        this.paperOut ? 0x0c : 0,
        0,
        ((counter & 0x18) << 2) | ((counter & 0x07) << 1),
        0,
      ),
    );
  }
}
