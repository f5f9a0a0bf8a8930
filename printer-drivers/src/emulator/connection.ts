import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EscPosCommand } from './escpos/parser.ts';
import type { RealTimeCommand } from './escpos/real-time.ts';
import type { Language } from './language.ts';

/** A small buffer, as in the printers of most counters (TM-T88III): a printer that stops is noticed at once. */
const receiveBufferBytes = 4096;
/** How much is printed before the printer looks again whether it may. */
const pieceBytes = 256;
/** A printer on a serial line stops the sender when so much is waiting (TM-T88III: 128 bytes left) and lets it go on at half. */
const stopBytes = receiveBufferBytes - 128;
const goAheadBytes = receiveBufferBytes / 2;
const xon = 0x11;
const xoff = 0x13;

export interface ConnectionOwner {
  /** Whether the mechanism may print now. */
  mayPrint(): boolean;
  /** Whether the interface answers at all. */
  isDeaf(): boolean;
  /** How fast bytes come in over its wire; null: as fast as they are sent. */
  bytesPerSecond(): number | null;
  /** Whether it tells the sender by XOFF and XON when it has enough, as on a serial line. */
  saysWhenFull(): boolean;
  carryOut(command: EscPosCommand, connection: Connection): Promise<void>;
  /** Called now and then, when what was received has been carried out. */
  pieceDone(): void;
  carryOutNow(command: RealTimeCommand, connection: Connection): void;
  /** Counts arriving bytes; returns how many of them are still taken before the fault resets the connection. */
  admit(byteCount: number): number;
  connectionEnded(connection: Connection): Promise<void>;
}

/**
 * One client of a virtual printer: a receive buffer of a real printer's size, real-time commands carried out on arrival,
 * everything else in order. A full buffer stops reading, so that TCP makes the sender wait.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #reader: ReturnType<Language['reader']>;
  readonly #scanner: ReturnType<Language['scanner']>;
  readonly #buffer: Uint8Array[] = [];
  #bufferedBytes = 0;
  #senderDone = false;
  #pumping = false;
  #ended = false;
  #saidFull = false;
  /** Whether this client asked for automatic status (GS a, ESC RS a). */
  automaticStatus = false;

  constructor(socket: Socket, owner: ConnectionOwner, language: Language) {
    this.#reader = language.reader();
    this.#scanner = language.scanner();
    this.#socket = socket;
    this.#owner = owner;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('end', () => this.#senderIsDone());
    socket.on('close', () => this.#senderIsDone());
  }

  get waitingBytes(): number {
    return this.#bufferedBytes;
  }

  send(bytes: readonly number[]): void {
    if (!this.#socket.destroyed && this.#socket.writable) this.#socket.write(Uint8Array.from(bytes));
  }

  /** Goes on after a fault was mended. */
  resume(): void {
    if (this.#owner.isDeaf()) this.#socket.pause();
    else if (this.#bufferedBytes < receiveBufferBytes) this.#socket.resume();
    void this.#pump();
  }

  /** The wire is cut: the peer sees a reset, and what is in the buffer is still printed. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** The power is cut: the buffer is gone too. */
  powerOff(): void {
    this.#buffer.length = 0;
    this.#bufferedBytes = 0;
    this.#socket.resetAndDestroy();
  }

  #receive(bytes: Uint8Array): void {
    const admitted = this.#owner.admit(bytes.length);
    const taken = bytes.subarray(0, admitted);
    for (const command of this.#scanner.scan(taken)) this.#owner.carryOutNow(command, this);
    for (let from = 0; from < taken.length; from += pieceBytes)
      this.#buffer.push(taken.subarray(from, from + pieceBytes));
    this.#bufferedBytes += taken.length;
    if (admitted < bytes.length) this.reset();
    else if (this.#bufferedBytes >= receiveBufferBytes || this.#owner.isDeaf()) this.#socket.pause();
    if (!this.#saidFull && this.#bufferedBytes >= stopBytes && this.#owner.saysWhenFull()) this.#sayFull(true);
    void this.#pump();
  }

  #sayFull(full: boolean): void {
    this.#saidFull = full;
    this.send([full ? xoff : xon]);
  }

  #senderIsDone(): void {
    this.#senderDone = true;
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#buffer.length > 0 && this.#owner.mayPrint()) {
      const piece = this.#buffer.shift()!;
      const speed = this.#owner.bytesPerSecond();
      if (speed !== null) await sleep((piece.length / speed) * 1000);
      for (const command of this.#reader.feed(piece)) await this.#owner.carryOut(command, this);
      this.#owner.pieceDone();
      this.#bufferedBytes = Math.max(this.#bufferedBytes - piece.length, 0);
      if (this.#bufferedBytes < receiveBufferBytes && !this.#owner.isDeaf()) this.#socket.resume();
      if (this.#saidFull && this.#bufferedBytes < goAheadBytes) this.#sayFull(false);
    }
    this.#pumping = false;
    if (this.#senderDone && this.#buffer.length === 0 && !this.#ended) {
      this.#ended = true;
      await this.#owner.connectionEnded(this);
      // Our side closes only now: an orderly end says that everything before it was taken and printed.
      this.#socket.end();
    }
  }
}
