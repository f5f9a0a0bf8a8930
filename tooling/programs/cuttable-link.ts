import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP link that can be cut: what the internet is to a store. While it is cut, open connections are reset and new ones are
 * refused as a router without an uplink does; nothing that was in flight arrives.
 */
export class CuttableLink {
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #cut = false;

  constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  get isCut(): boolean {
    return this.#cut;
  }

  async listen(port: number): Promise<void> {
    const server = createServer((inward) => this.#join(inward));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  }

  #join(inward: Socket): void {
    inward.on('error', () => inward.destroy());
    if (this.#cut) {
      inward.resetAndDestroy();
      return;
    }
    const outward = connect(this.#target);
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    inward.pipe(outward).pipe(inward);
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.#cut = false;
  }

  async close(): Promise<void> {
    this.cut();
    const server = this.#server;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
