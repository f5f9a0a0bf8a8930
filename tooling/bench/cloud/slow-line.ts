import { connect, createServer, type Server, type Socket } from 'node:net';

export interface LineLimits {
  /** There and back. */
  roundTripMs: number;
  /** Each way; null: as much as the machine carries. */
  bitsPerSecond: number | null;
}

/** A TCP line of a certain length and width, in front of a server on this machine. What it carried is counted. */
export class SlowLine {
  readonly #limits: LineLimits;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  upBytes = 0;
  downBytes = 0;

  constructor(target: { host: string; port: number }, limits: LineLimits) {
    this.#target = target;
    this.#limits = limits;
    this.#server = createServer({ noDelay: true }, (inward) => this.#join(inward));
  }

  /** Resolves with the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(inward: Socket): void {
    const outward = connect({ ...this.#target, noDelay: true });
    this.#carry(inward, outward, (count) => (this.upBytes += count));
    this.#carry(outward, inward, (count) => (this.downBytes += count));
  }

  #carry(from: Socket, to: Socket, counted: (count: number) => void): void {
    const { roundTripMs, bitsPerSecond } = this.#limits;
    // When the line has put the last byte on its way; a byte arrives half a round trip later.
    let freeAtMs = 0;
    const arrives = inTurn();
    this.#sockets.add(from);
    from.on('data', (chunk) => {
      counted(chunk.length);
      const nowMs = performance.now();
      const takesMs = bitsPerSecond === null ? 0 : (chunk.length * 8_000) / bitsPerSecond;
      freeAtMs = Math.max(freeAtMs, nowMs) + takesMs;
      // The sender notices a full line, as TCP lets it.
      if (freeAtMs - nowMs > 100) {
        from.pause();
        setTimeout(() => from.resume(), freeAtMs - nowMs - 50);
      }
      arrives(freeAtMs + roundTripMs / 2, () => void (to.destroyed || to.write(chunk)));
    });
    from.on('end', () => arrives(Math.max(freeAtMs, performance.now()) + roundTripMs / 2, () => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => this.#sockets.delete(from));
  }
}

/** Runs what is handed to it at its time and never before what was handed in earlier: on a busy machine timers overtake each other. */
function inTurn(): (dueMs: number, act: () => void) => void {
  const waiting: { dueMs: number; act: () => void }[] = [];
  let isWaiting = false;
  const next = (): void => {
    isWaiting = false;
    while ((waiting[0]?.dueMs ?? Infinity) <= performance.now()) waiting.shift()?.act();
    const [first] = waiting;
    if (first === undefined) return;
    isWaiting = true;
    setTimeout(next, Math.ceil(first.dueMs - performance.now()));
  };
  return (dueMs, act) => {
    waiting.push({ dueMs, act });
    if (!isWaiting) next();
  };
}
