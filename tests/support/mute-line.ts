import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The cable to a printer. While it is mute, what the printer says after it has been given a job never arrives: the paper comes out and
 * nobody hears of it.
 */
export class MuteLine {
  readonly #target: { host: string; port: number };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Bytes towards the printer, of one connection, after which its answers get lost; null never. */
  muteAfterBytes: number | null = null;

  constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#server = createServer((inward) => this.#join(inward));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(inward: Socket): void {
    const outward = connect(this.#target);
    let sentBytes = 0;
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.end();
      });
    }
    inward.on('data', (chunk: Buffer) => {
      sentBytes += chunk.length;
      outward.write(chunk);
    });
    outward.on('data', (chunk: Buffer) => {
      if (this.muteAfterBytes === null || sentBytes <= this.muteAfterBytes) inward.write(chunk);
    });
  }
}
