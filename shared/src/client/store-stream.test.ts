import { describe, expect, it } from 'vitest';
import { virtualClient, type FakeSocket, type VirtualClient } from '../../testing/virtual-client.ts';
import type { StreamTopic, TopicSnapshot } from '../protocol/stream.ts';
import { resyncPatienceMs } from './topic-cursor.ts';
import { silenceLimitMs, StoreStream, type StreamState } from './store-stream.ts';

const boot = '0190a000-0000-7000-8000-000000000001';
const otherBoot = '0190a000-0000-7000-8000-000000000002';
const hello = (of = boot) => ({
  type: 'hello',
  boot: of,
  epoch: 'e',
  durableSeq: 10,
  serverTime: '2026-11-24T18:00:00.000Z',
  storeName: 'Demo',
});
const availability = (itemId: string): TopicSnapshot => ({
  topic: 'menu',
  revision: 1,
  availability: [{ itemId, remaining: 0 }],
});
const snapshot = (n: number, itemId: string, of = boot) => ({
  type: 'snapshot',
  boot: of,
  n,
  seq: n,
  data: availability(itemId),
});
const delta = (n: number, itemId: string, of = boot) => ({
  type: 'delta',
  boot: of,
  n,
  seq: n,
  data: availability(itemId),
});
const heartbeat = (n: number, of = boot) => ({
  type: 'heartbeat',
  boot: of,
  at: '2026-11-24T18:00:40.000Z',
  durableSeq: 12,
  n: { kitchen: 0, orders: 0, menu: n, status: 0 },
});

function start(topics: StreamTopic[] = ['menu']): {
  client: VirtualClient;
  stream: StoreStream;
  heard: string[];
  states: StreamState[];
  socket: () => FakeSocket;
} {
  const client = virtualClient();
  const heard: string[] = [];
  const states: StreamState[] = [];
  const named = (data: TopicSnapshot): string =>
    data.topic === 'menu' ? (data.availability[0]?.itemId ?? '') : data.topic;
  const stream = new StoreStream({
    url: 'ws://till.test/api/v1/stream',
    deviceToken: 'secret',
    topics,
    view: () => 'pos',
    ports: client.ports,
    handlers: {
      onSnapshot: (data) => heard.push(`all ${named(data)}`),
      onDelta: (data) => heard.push(named(data)),
      onState: (state) => states.push(state),
    },
  });
  stream.run();
  return { client, stream, heard, states, socket: () => client.sockets.at(-1) as FakeSocket };
}

function connected(): ReturnType<typeof start> {
  const session = start();
  session.socket().opens();
  session.socket().says(hello());
  session.socket().says(snapshot(5, 'soup'));
  return session;
}

describe('a screen that follows the appliance', () => {
  it('shows its key as a subprotocol, subscribes, and says what it shows', () => {
    const { socket } = start();
    expect(socket().subprotocols).toEqual(['aura.v1', 'token.secret']);
    socket().opens();
    expect(socket().sent[0]).toEqual({ type: 'subscribe', topics: ['menu'] });
    expect(socket().sent[1]).toMatchObject({ type: 'alive', view: 'pos' });
  });

  it('takes the snapshot and then the frames that follow it one by one', () => {
    const { socket, heard } = connected();
    socket().says(delta(6, 'steak'));
    socket().says(delta(7, 'fish'));
    expect(heard).toEqual(['all soup', 'steak', 'fish']);
  });

  it('asks for everything again when a frame is missing, and takes nothing until it comes', () => {
    const { socket, heard } = connected();
    socket().says(delta(7, 'fish'));
    expect(socket().sentOfType('resync')).toEqual([{ type: 'resync', topic: 'menu' }]);
    socket().says(delta(8, 'cake'));
    expect(heard).toEqual(['all soup']);
    expect(socket().sentOfType('resync')).toHaveLength(1);
    socket().says(snapshot(8, 'everything'));
    socket().says(delta(9, 'tea'));
    expect(heard).toEqual(['all soup', 'all everything', 'tea']);
  });

  it('finds by the heartbeat that it missed the last frame', () => {
    const { socket } = connected();
    socket().says(heartbeat(6));
    expect(socket().sentOfType('resync')).toHaveLength(1);
  });

  it('does not apply a frame twice', () => {
    const { socket, heard } = connected();
    socket().says(delta(5, 'soup again'));
    expect(heard).toEqual(['all soup']);
    expect(socket().sentOfType('resync')).toHaveLength(0);
  });

  it('trusts no number of another boot', () => {
    const { socket, heard } = connected();
    socket().says(delta(6, 'ghost', otherBoot));
    expect(heard).toEqual(['all soup']);
    expect(socket().sentOfType('resync')).toHaveLength(1);
  });

  it('asks again when a snapshot does not come', async () => {
    const { client, socket } = start();
    socket().opens();
    socket().says(heartbeat(4));
    expect(socket().sentOfType('resync')).toHaveLength(0);
    await client.time.advance(resyncPatienceMs);
    socket().says(heartbeat(4));
    expect(socket().sentOfType('resync')).toHaveLength(1);
  });

  it('lets a topic grow old while it waits for a resync, although heartbeats arrive', async () => {
    const { client, socket, stream } = connected();
    await client.time.advance(2_000);
    socket().says(heartbeat(9));
    expect(stream.state.lastHeardMs).toBe(2_000);
    expect(stream.state.lastCurrentMs.menu).toBe(0);
    socket().says(snapshot(9, 'all'));
    expect(stream.state.lastCurrentMs.menu).toBe(2_000);
  });

  it('answers every heartbeat with what it shows', () => {
    const { socket } = connected();
    const before = socket().sentOfType('alive').length;
    socket().says(heartbeat(5));
    expect(socket().sentOfType('alive')).toHaveLength(before + 1);
  });

  it('knows how far its own clock is off', () => {
    const { socket, stream } = connected();
    socket().says(heartbeat(5));
    expect(stream.state.clockAheadMs).toBe(40_000);
  });

  it('gives up a connection that has gone silent, and comes back', async () => {
    const { client, socket, stream } = connected();
    const first = socket();
    await client.time.advance(silenceLimitMs);
    expect(first.state).toBe('closed');
    expect(stream.state.link).toBe('waiting');
    await client.time.advance(10_000);
    expect(client.sockets.length).toBeGreaterThan(1);
  });

  it('waits longer after each failure, up to the cap, and starts over once it is served', async () => {
    const { client, stream } = start();
    const gaps: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      const before = client.time.monotonicMs();
      client.sockets.at(-1)?.drops();
      const count = client.sockets.length;
      while (client.sockets.length === count) await client.time.advance(25);
      gaps.push(client.time.monotonicMs() - before);
    }
    expect(gaps[0]).toBeLessThan(gaps[3] as number);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(8_000);
    client.sockets.at(-1)?.opens();
    client.sockets.at(-1)?.says(hello(otherBoot));
    client.sockets.at(-1)?.says(snapshot(1, 'new day', otherBoot));
    expect(stream.state.failures).toBe(0);
  });

  it('comes back at once when the network is said to be back', () => {
    const { client, socket, stream } = connected();
    socket().drops();
    expect(client.sockets).toHaveLength(1);
    stream.retryNow();
    expect(client.sockets).toHaveLength(2);
  });

  it('ignores what an old socket still says after it was replaced', () => {
    const { socket, stream, heard } = connected();
    const old = socket();
    old.drops();
    stream.retryNow();
    old.says(delta(6, 'ghost'));
    expect(heard).toEqual(['all soup']);
  });

  it('is quiet after it was stopped', async () => {
    const { client, stream } = connected();
    stream.stop();
    await client.time.advance(60_000);
    expect(client.sockets).toHaveLength(1);
    expect(stream.state.link).toBe('stopped');
  });

  it('lives through frames that make no sense', () => {
    const { socket, heard } = connected();
    for (const nonsense of [
      '{',
      'null',
      '[]',
      '7',
      '{"type":"delta"}',
      '{"type":"snapshot","data":null}',
      '{"type":"heartbeat"}',
      '{"type":"news"}',
    ]) {
      socket().says(nonsense);
    }
    socket().says(delta(6, 'steak'));
    expect(heard.at(-1)).toBe('steak');
  });
});
