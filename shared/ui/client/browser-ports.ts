import type {
  ClientPorts,
  HttpRequest,
  HttpResponse,
  OpenedSocket,
  SocketHandlers,
} from '@auraconnect/shared/client/ports.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';

/** The browser's network, clock, timers and chance, in the shape in which the client side asks for them. */
export const browserPorts: ClientPorts = {
  sendHttp,
  openSocket,
  timers: {
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  },
  clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
  random: () => Math.random(),
};

/** `crypto.randomUUID` exists only on https and localhost; a till on the LAN has `getRandomValues` everywhere. */
export const browserIds: IdSource = createIdSource(browserPorts.clock, {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});

async function sendHttp(request: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(request.timeoutMs),
  });
  return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() };
}

function openSocket(url: string, subprotocols: readonly string[], handlers: SocketHandlers): OpenedSocket {
  const socket = new WebSocket(url, [...subprotocols]);
  let ended = false;
  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = true;
    handlers.onClose(code, reason);
  };
  socket.addEventListener('open', () => handlers.onOpen());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') handlers.onMessage(event.data);
  });
  socket.addEventListener('close', (event) => end(event.code, event.reason));
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      socket.close();
      // A dead network never confirms a close: the caller is told now.
      end(1000, '');
    },
  };
}

/** The stream's address beside an HTTP base address: `http://box:4100` gives `ws://box:4100/api/v1/stream`. */
export function streamUrlOf(baseUrl: string): string {
  const url = new URL('/api/v1/stream', baseUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
