import type {
  ClientPorts,
  HttpRequest,
  HttpResponse,
  OpenedSocket,
  SocketHandlers,
  Timers,
} from '../src/client/ports.ts';
import type { Clock } from '../src/time/clock.ts';

/** Time that only moves when a test says so. */
export class VirtualTime implements Timers, Clock {
  #tasks: { id: number; atMs: number; task: () => void }[] = [];
  #ids = 0;
  #monotonicMs = 0;
  #wallMs: number;

  constructor(startMs = Date.UTC(2026, 10, 24, 18)) {
    this.#wallMs = startMs;
  }

  nowMs = (): number => this.#wallMs;
  monotonicMs = (): number => this.#monotonicMs;

  /** The wall clock steps (a person or NTP set it); timers do not notice. */
  stepWall(byMs: number): void {
    this.#wallMs += byMs;
  }

  after = (delayMs: number, task: () => void): (() => void) => {
    const id = ++this.#ids;
    this.#tasks.push({ id, atMs: this.#monotonicMs + delayMs, task });
    return () => {
      this.#tasks = this.#tasks.filter((one) => one.id !== id);
    };
  };

  /** Runs what is due, in order, and lets promises settle in between. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#monotonicMs + byMs;
    for (;;) {
      await settle();
      const due = this.#tasks
        .filter((one) => one.atMs <= untilMs)
        .toSorted((a, b) => a.atMs - b.atMs || a.id - b.id)[0];
      if (due === undefined) break;
      this.#tasks = this.#tasks.filter((one) => one.id !== due.id);
      this.#move(due.atMs);
      due.task();
    }
    this.#move(untilMs);
    await settle();
  }

  #move(toMs: number): void {
    this.#wallMs += toMs - this.#monotonicMs;
    this.#monotonicMs = toMs;
  }
}

/** Lets everything that waits only for promises happen. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 200; round += 1) await Promise.resolve();
}

/** One socket as the other end sees it. */
export class FakeSocket implements OpenedSocket {
  readonly url: string;
  readonly subprotocols: readonly string[];
  readonly sent: unknown[] = [];
  readonly #handlers: SocketHandlers;
  state: 'connecting' | 'open' | 'closed' = 'connecting';

  constructor(url: string, subprotocols: readonly string[], handlers: SocketHandlers) {
    this.url = url;
    this.subprotocols = subprotocols;
    this.#handlers = handlers;
  }

  send(text: string): void {
    if (this.state === 'open') this.sent.push(JSON.parse(text));
  }

  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.#handlers.onClose(1000, '');
  }

  opens(): void {
    this.state = 'open';
    this.#handlers.onOpen();
  }

  says(message: unknown): void {
    this.#handlers.onMessage(typeof message === 'string' ? message : JSON.stringify(message));
  }

  drops(code = 1006): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.#handlers.onClose(code, '');
  }

  sentOfType(type: string): Record<string, unknown>[] {
    return (this.sent as Record<string, unknown>[]).filter((message) => message['type'] === type);
  }
}

export interface VirtualClient {
  time: VirtualTime;
  sockets: FakeSocket[];
  requests: HttpRequest[];
  /** Answers the next requests; rejecting means that no answer came. */
  answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;
  ports: ClientPorts;
}

/** Client ports whose network, clock and chance belong to the test. */
export function virtualClient(): VirtualClient {
  const time = new VirtualTime();
  const client: VirtualClient = {
    time,
    sockets: [],
    requests: [],
    answer: () => Promise.reject(new Error('no route to host')),
    ports: {
      sendHttp: async (request) => {
        client.requests.push(request);
        return await client.answer(request);
      },
      openSocket: (url, subprotocols, handlers) => {
        const socket = new FakeSocket(url, subprotocols, handlers);
        client.sockets.push(socket);
        return socket;
      },
      timers: time,
      clock: time,
      random: () => 0.5,
    },
  };
  return client;
}

export function jsonResponse(status: number, body: unknown): HttpResponse {
  return { status, header: () => null, text: JSON.stringify(body) };
}
