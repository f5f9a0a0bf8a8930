import type { Clock } from '../time/clock.ts';

/** What the client side needs of its machine. Browsers give it through `shared/ui/client`, tests through fakes. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  /** The port gives up after this long and rejects. */
  timeoutMs: number;
}

export interface HttpResponse {
  status: number;
  /** Null when the header is absent. */
  header(name: string): string | null;
  text: string;
}

/** Rejects when no answer came: refused, no route, cut off, too slow. Any HTTP status is an answer and resolves. */
export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

export interface SocketHandlers {
  onOpen(): void;
  onMessage(text: string): void;
  /** Called once, also when the socket never opened. `code` is the close code, 1006 when there was none. */
  onClose(code: number, reason: string): void;
}

export interface OpenedSocket {
  /** Frames sent before `onOpen` or after the end are dropped. */
  send(text: string): void;
  close(): void;
}

export type OpenSocket = (url: string, subprotocols: readonly string[], handlers: SocketHandlers) => OpenedSocket;

export interface Timers {
  /** Runs `task` once after the delay and returns what cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

export interface ClientPorts {
  sendHttp: SendHttp;
  openSocket: OpenSocket;
  timers: Timers;
  clock: Clock;
  /** Uniform in [0, 1): spreads the retries of many devices. Never for secrets. */
  random(): number;
}
