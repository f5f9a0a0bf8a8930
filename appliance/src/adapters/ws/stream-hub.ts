import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import {
  ClientMessage,
  heartbeatIntervalMs,
  type ServerMessage,
  type StoreStatus,
} from '@auraconnect/shared/protocol/stream.ts';
import type { Ports } from '../../ports.ts';
import type { Core } from '../../store/core.ts';
import { StreamClient, type StreamDevice } from './stream-client.ts';
import { TopicFeeds, type TopicFrame } from './topic-feeds.ts';

export const streamPath = '/api/v1/stream';
const subprotocol = 'aura.v1';
const maxPayloadBytes = 64 * 1024;
/** With a look every 2 s nobody that is gone counts as there for longer than 9 s. */
const silenceLimitMs = 7_000;
/** Many small changes of the status in one moment are one frame. */
const statusDelayMs = 100;

export interface StreamHubParts {
  core: Core;
  ports: Pick<Ports, 'clock' | 'timers' | 'log'>;
  /** The device that holds this key; null when nobody does or it was taken away. */
  deviceOf(deviceToken: string): StreamDevice | null;
  /** Whether a page from this origin may follow the store. Absent: not a browser. */
  originAllowed(origin: string | undefined, host: string | undefined): boolean;
  status(): StoreStatus;
}

export interface ScreenPresence {
  deviceId: string;
  name: string;
  view: string | null;
  connected: boolean;
  lastSeenAt: string;
}

/**
 * Pushes what became durable to every till and screen: one frame serialised once for all, numbered per topic, a heartbeat every
 * 2 s as the boards' proof of freshness. No frame can kill it and no slow client can hold up another.
 */
export class StreamHub {
  readonly #parts: StreamHubParts;
  readonly #feeds: TopicFeeds;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxPayloadBytes,
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  });
  readonly #clients = new Set<StreamClient>();
  readonly #presence = new Map<string, ScreenPresence>();
  #cancels: (() => void)[] = [];
  #cancelStatus: (() => void) | null = null;
  #stopped = false;

  constructor(parts: StreamHubParts) {
    this.#parts = parts;
    this.#feeds = new TopicFeeds(parts.core, parts.status);
    this.#server.on('error', (error) => parts.ports.log.error({ err: error }, 'the stream server'));
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  run(): void {
    const { core, ports } = this.#parts;
    this.#cancels = [
      core.onDurable((batch) => {
        for (const frame of this.#feeds.framesOf(batch)) this.#publish(frame);
        this.statusChanged();
      }),
      ports.timers.every(heartbeatIntervalMs, () => this.#beat()),
    ];
  }

  /** Says goodbye and stops taking connections. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancelStatus?.();
    for (const client of this.#clients) client.close(1001, 'The appliance is stopping.');
    const clients = [...this.#clients];
    this.#parts.ports.timers.after(500, () => clients.forEach((client) => client.terminate()));
    this.#server.close();
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Tills and screens that were here since the start, for the status strip. */
  screens(): ScreenPresence[] {
    return [...this.#presence.values()];
  }

  /** Whether some glass shows this station now. */
  showsStation(stationId: string): boolean {
    return [...this.#clients].some(
      ({ device, view }) => device.kind === 'kds' && (view === stationId || view === 'all'),
    );
  }

  statusChanged(): void {
    if (this.#stopped || this.#cancelStatus) return;
    this.#cancelStatus = this.#parts.ports.timers.after(statusDelayMs, () => {
      this.#cancelStatus = null;
      this.#publish(this.#feeds.statusFrame());
    });
  }

  /** A device was taken away: its sockets close at once. */
  dropDevice(deviceId: string): void {
    for (const client of this.#clients)
      if (client.device.deviceId === deviceId) client.close(4401, 'This device was taken away.');
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A peer that breaks off in mid-handshake must not end the program.
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?')[0];
    if (path !== streamPath || this.#stopped) return refuse(socket, '404 Not Found');
    if (!this.#parts.originAllowed(request.headers.origin, request.headers.host))
      return refuse(socket, '403 Forbidden');
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const token = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length);
    const device = token === undefined || !offered.includes(subprotocol) ? null : this.#parts.deviceOf(token);
    if (!device) return refuse(socket, '401 Unauthorized');
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, device));
  }

  #welcome(socket: WebSocket, device: StreamDevice): void {
    const { core, ports } = this.#parts;
    const client = new StreamClient(socket, device, this.#feeds, ports.clock.monotonicMs());
    this.#clients.add(client);
    socket.on('error', (error) =>
      ports.log.info({ deviceId: device.deviceId, err: error }, 'a screen sent what is no frame'),
    );
    socket.on('message', (data, isBinary) => this.#hear(client, data, isBinary));
    socket.on('close', () => {
      this.#clients.delete(client);
      this.#seen(client, false);
    });
    core
      .read((view) => view.storeName)
      .then(
        (storeName) => {
          const { boot, epoch, durableSeq } = core;
          const hello: ServerMessage = {
            type: 'hello',
            boot,
            epoch,
            durableSeq,
            serverTime: core.timestamp(),
            storeName,
          };
          client.send(JSON.stringify(hello));
        },
        () => client.close(1013, 'Try again later.'),
      );
    this.#seen(client, true);
  }

  #hear(client: StreamClient, data: RawData, isBinary: boolean): void {
    const read = isBinary ? null : ClientMessage.safeParse(parseJson(data));
    if (!read?.success) {
      const complaint: ServerMessage = {
        type: 'error',
        code: 'message_malformed',
        message: 'This message is not one of the stream.',
      };
      client.send(JSON.stringify(complaint));
      return;
    }
    const message = read.data;
    const failed = (fault: unknown): void => {
      this.#parts.ports.log.warn({ err: fault }, 'a snapshot could not be made');
      client.close(1013, 'Try again later.');
    };
    switch (message.type) {
      case 'subscribe':
        client.subscribe(message.topics).catch(failed);
        return;
      case 'resync':
        client.resync(message.topic).catch(failed);
        return;
      case 'alive': {
        const changed = client.view !== message.view;
        client.alive(message.view, this.#parts.ports.clock.monotonicMs());
        this.#seen(client, true);
        if (changed) this.statusChanged();
      }
    }
  }

  #beat(): void {
    const nowMs = this.#parts.ports.clock.monotonicMs();
    const heartbeat = this.#feeds.heartbeat();
    for (const client of this.#clients) {
      if (client.silentForMs(nowMs) > silenceLimitMs) {
        client.terminate();
        continue;
      }
      client.send(heartbeat);
      client.catchUp(nowMs).then(
        (helped) => helped || client.close(1013, 'Too slow: connect again.'),
        () => client.terminate(),
      );
    }
  }

  #publish(frame: TopicFrame): void {
    for (const client of this.#clients) client.push(frame);
  }

  #seen(client: StreamClient, connected: boolean): void {
    const { deviceId, name } = client.device;
    const still = connected || [...this.#clients].some((other) => other.device.deviceId === deviceId);
    const before = this.#presence.get(deviceId);
    this.#presence.set(deviceId, {
      deviceId,
      name,
      view: client.view,
      connected: still,
      lastSeenAt: this.#parts.core.timestamp(),
    });
    if (before?.connected !== still) this.statusChanged();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** `ws` hands a message over as one buffer unless it was told otherwise; the types allow for both. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(textOf(data)) as unknown;
  } catch {
    return undefined;
  }
}
