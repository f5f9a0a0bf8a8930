import type { WebSocket } from 'ws';

/** Screens that each hear the same stream, and when an order was on the last of them. */
export class ScreenWall {
  readonly #sockets: WebSocket[] = [];
  #waiting: { orderId: string; missing: Set<number>; seen: () => void } | null = null;
  /** Frames that told of an order, per screen. */
  readonly told: number[];

  private constructor(count: number) {
    this.told = Array.from({ length: count }, () => 0);
  }

  /** @param open makes the socket of one screen; resolves once all are connected. */
  static async connect(count: number, open: (index: number) => WebSocket): Promise<ScreenWall> {
    const wall = new ScreenWall(count);
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const socket = open(index);
        wall.#sockets[index] = socket;
        await new Promise<void>((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        });
        socket.on('message', (data: Buffer) => wall.#hear(index, data));
      }),
    );
    return wall;
  }

  #hear(index: number, data: Buffer): void {
    const waiting = this.#waiting;
    if (waiting === null || !waiting.missing.has(index) || !data.includes(waiting.orderId)) return;
    waiting.missing.delete(index);
    this.told[index] = (this.told[index] ?? 0) + 1;
    if (waiting.missing.size === 0) waiting.seen();
  }

  /** @returns ms from now until the last screen of `among` has the order; null when some have not after 5 s. */
  async untilSeen(orderId: string, among: number, order: () => Promise<unknown>): Promise<number | null> {
    const startedMs = performance.now();
    const seen = new Promise<true>((resolve) => {
      const missing = new Set(Array.from({ length: among }, (_, index) => index));
      this.#waiting = { orderId, missing, seen: () => resolve(true) };
    });
    const sent = order();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), 5_000)));
    const inTime = await Promise.race([seen, late]);
    clearTimeout(timer);
    const tookMs = performance.now() - startedMs;
    await sent;
    this.#waiting = null;
    return inTime ? tookMs : null;
  }

  /** @param topicsOf what each screen follows. */
  subscribe(topicsOf: (index: number) => readonly string[]): void {
    this.#sockets.forEach((socket, index) =>
      socket.send(JSON.stringify({ type: 'subscribe', topics: topicsOf(index) })),
    );
  }

  say(message: unknown): void {
    const text = JSON.stringify(message);
    for (const socket of this.#sockets) socket.send(text);
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}
