import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What is wrong with a cable. Bytes are counted from when it was set, towards the printer. */
export interface CableTrouble {
  /** Once so many bytes have passed, the cable waits for this before the next. */
  at?: { bytes: number; act: () => Promise<void> };
  /** After so many bytes nothing passes any more in either direction, and nobody says so. */
  deadAfterBytes?: number;
  bytesPerSecond?: number;
  /** Said to the appliance before every answer of the printer, one byte at a time. */
  alsoSays?: readonly number[];
}

const tickMs = 20;

/** The cable to a network printer, which can be troubled at a byte. */
export class PrinterCable {
  readonly #target: { host: string; port: number };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #trouble: CableTrouble = {};
  #passed = 0;
  /** Bytes that reached the printer since the trouble was set. */
  get passedBytes(): number {
    return this.#passed;
  }

  constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#server = createServer((inward) => this.#join(inward));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  set(trouble: CableTrouble): void {
    this.#trouble = trouble;
    this.#passed = 0;
  }

  /** A new cable: what was held is lost, and both ends hear that the old one is gone. */
  replace(): void {
    this.set({});
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(inward: Socket): void {
    const outward = connect(this.#target);
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.resetAndDestroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.end();
      });
    }
    void this.#toPrinter(inward, outward);
    void this.#fromPrinter(outward, inward);
  }

  async #toPrinter(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) await this.#pass(chunk, to);
      to.end();
    } catch {
      to.destroy();
    }
  }

  async #pass(chunk: Buffer, to: Socket): Promise<void> {
    for (let rest = chunk; rest.length > 0;) {
      const { at, deadAfterBytes, bytesPerSecond } = this.#trouble;
      if (deadAfterBytes !== undefined && this.#passed >= deadAfterBytes) return;
      if (at !== undefined && this.#passed >= at.bytes) {
        const { at: _once, ...lasting } = this.#trouble;
        this.#trouble = lasting;
        await at.act();
      }
      const most = Math.min(
        bytesPerSecond === undefined ? rest.length : Math.max(1, Math.round((bytesPerSecond * tickMs) / 1000)),
        deadAfterBytes === undefined ? rest.length : deadAfterBytes - this.#passed,
        at === undefined ? rest.length : Math.max(1, at.bytes - this.#passed),
      );
      const piece = rest.subarray(0, most);
      rest = rest.subarray(piece.length);
      this.#passed += piece.length;
      to.write(piece);
      if (bytesPerSecond !== undefined) await delay(tickMs);
    }
  }

  async #fromPrinter(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        const { deadAfterBytes, alsoSays } = this.#trouble;
        if (deadAfterBytes !== undefined && this.#passed >= deadAfterBytes) continue;
        if (alsoSays === undefined) to.write(chunk);
        else
          for (const byte of [...alsoSays, ...chunk]) {
            to.write(Buffer.of(byte));
            await delay(0);
          }
      }
      to.end();
    } catch {
      to.destroy();
    }
  }
}
