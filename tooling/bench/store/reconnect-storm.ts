import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { send } from './http-till.ts';

const patienceMs = 20_000;
/** Between two looks: more of them would be work of their own. */
const pauseMs = 10;

export interface Storm {
  /** Screens that had the whole board again. */
  served: number;
  /** The longest that a small request had to wait meanwhile. */
  stallMs: number;
}

/** Opens the socket of one screen. */
export type OpenSocket = (index: number) => WebSocket;

/**
 * Every screen comes back at the same moment, as after a switch was off and on again: connects, says what it follows, and has its
 * board again with the frame that ends it.
 */
export async function reconnectAll(
  count: number,
  open: OpenSocket,
  isLast: (frame: Buffer) => boolean,
  healthUrl: string,
): Promise<Storm> {
  const sockets: WebSocket[] = [];
  let isOver = false;
  const stall = longestWait(healthUrl, () => isOver);
  const boards = Array.from({ length: count }, async (_, index) => {
    const socket = open(index);
    sockets.push(socket);
    return untilLast(socket, isLast);
  });
  const served = (await Promise.all(boards)).filter(Boolean).length;
  isOver = true;
  const stallMs = await stall;
  for (const socket of sockets) socket.terminate();
  return { served, stallMs };
}

function untilLast(socket: WebSocket, isLast: (frame: Buffer) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    const end = (had: boolean): void => {
      clearTimeout(timer);
      resolve(had);
    };
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', topics: ['menu', 'kitchen'] })));
    socket.on('message', (frame: Buffer) => isLast(frame) && end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}

/** What a screen is sent when it comes back. */
export async function framesOf(socket: WebSocket, isLast: (frame: Buffer) => boolean): Promise<string[]> {
  const frames: string[] = [];
  socket.on('message', (frame: Buffer) => frames.push(frame.toString()));
  if (!(await untilLast(socket, isLast))) throw new Error('the first screen got no board');
  socket.terminate();
  return frames;
}

async function longestWait(url: string, isOver: () => boolean): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let longestMs = 0;
  while (!isOver()) {
    const startedMs = performance.now();
    await send(agent, url);
    longestMs = Math.max(longestMs, performance.now() - startedMs);
    await delay(pauseMs);
  }
  agent.destroy();
  return longestMs;
}
