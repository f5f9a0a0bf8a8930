import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { bufferCapBytes } from '@auraconnect/appliance/adapters/ws/stream-client.ts';
import { StoreStream } from '@auraconnect/shared/client/store-stream.ts';
import { browserPorts } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { frame, openRawSocket } from '../support/raw-socket.ts';
import { faultTest, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';
import { Shop } from './support/shop.ts';

const quietMs = 4_000;
const mostMs = 90_000;
const framesOfAnEvening = 20_000;

const megabytesOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0') / 1024;

const p99 = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? Number.NaN;

faultTest(
  'a screen that reads nothing, but says that it lives, is dropped and costs nobody else anything',
  [],
  async () => {
    const shop = await Shop.open({ tills: 2, screens: 2 });
    const [slow, good] = shop.devices.screens;
    if (slow === undefined || good === undefined) throw new Error('the shop has no screens');
    let seqSeen = 0;
    let losses = 0;
    const stream = new StoreStream({
      url: `${shop.baseUrl.replace('http', 'ws')}/api/v1/stream`,
      deviceToken: good.deviceToken,
      topics: ['orders', 'kitchen'],
      view: () => 'all',
      ports: browserPorts,
      handlers: {
        onSnapshot: (_data, seq) => (seqSeen = Math.max(seqSeen, seq)),
        onDelta: (_data, seq) => (seqSeen = Math.max(seqSeen, seq)),
        onState: ({ link }) => void (losses += link === 'waiting' ? 1 : 0),
      },
    });
    try {
      await shop.start();
      stream.run();
      const latencies = async (forMs: number, isOver: () => boolean): Promise<number[]> => {
        const seenMs: number[] = [];
        const endMs = performance.now() + forMs;
        await Promise.all(
          shop.sellers.map(async (seller) => {
            while (performance.now() < endMs && !isOver()) {
              const startedMs = performance.now();
              await seller.sell();
              seenMs.push(performance.now() - startedMs);
            }
          }),
        );
        return seenMs;
      };
      await latencies(2_000, () => false);
      const without = await latencies(quietMs, () => false);

      const raw = await openRawSocket({ port: shop.port, deviceToken: slow.deviceToken });
      raw.socket.write(frame(JSON.stringify({ type: 'subscribe', topics: ['orders', 'kitchen'] })));
      raw.socket.pause();
      const alive = setInterval(
        () => raw.socket.write(frame(JSON.stringify({ type: 'alive', at: new Date().toISOString(), view: 'grill' }))),
        1_000,
      );
      let isDropped = false;
      const startedMs = performance.now();
      // A paused socket hears of its end only by failing to write.
      raw.socket.on('error', () => (isDropped = true));
      raw.socket.on('close', () => (isDropped = true));
      const before = megabytesOf(shop.program.pid ?? 0);
      const beside = await latencies(mostMs, () => isDropped);
      const droppedMs = performance.now() - startedMs;
      clearInterval(alive);
      raw.socket.destroy();
      const grownMegabytes = megabytesOf(shop.program.pid ?? 0) - before;

      seen(
        'slow kitchen screen',
        `dropped: ${isDropped}, after ${(droppedMs / 1000).toFixed(0)} s and ${beside.length} orders; the other screen lost its line ${losses} times; p99 of an order ${p99(without).toFixed(0)} ms without it, ${p99(beside).toFixed(0)} ms beside it; the appliance grew by ${grownMegabytes.toFixed(0)} MB`,
      );
      expect(isDropped).toBe(true);
      expect(losses).toBe(0);
      expect(seqSeen).toBeGreaterThan(0);
      await shop.program.stop();
      expect(wrongAfter(shop.database, shop.acknowledged)).toEqual([]);
    } finally {
      stream.stop();
      await shop.close();
    }
  },
);

faultTest('control: a broadcast without a limit keeps every frame for the screen that reads nothing', [], async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'aura.v1' });
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const joined = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
    const { socket } = await openRawSocket({ port: (server.address() as AddressInfo).port, deviceToken: 'any' });
    socket.pause();
    const screen = await joined;
    const text = JSON.stringify({ type: 'delta', data: 'x'.repeat(2_000) });
    for (let sent = 0; sent < framesOfAnEvening; sent += 1) {
      screen.send(text);
      if (sent % 500 === 0) await delay(1);
    }
    const megabytes = screen.bufferedAmount / 1_000_000;
    seen(
      'control of the slow screen',
      `a plain broadcast of ${framesOfAnEvening} frames holds ${megabytes.toFixed(0)} MB for it and keeps the line; ours stops at ${bufferCapBytes / 1_000_000} MB`,
    );
    expect(screen.readyState).toBe(screen.OPEN);
    expect(screen.bufferedAmount).toBeGreaterThan(10 * bufferCapBytes);
    socket.destroy();
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});
