import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelFault } from '../byte-channel.ts';
import type { ByteChannel, WireTimeouts } from '../byte-channel.ts';

export interface TcpAddress {
  readonly host: string;
  /** Raw printing is 9100. */
  readonly port: number;
}

const keepAliveDelayMs = 15_000;
/** Longer than a packet takes to a printer and back in a store. */
const unaskedEndMs = 100;

/** Connects to a printer on the network. @throws ChannelFault when it cannot be reached in time or the signal says stop */
export async function openTcpChannel(
  address: TcpAddress,
  timeouts: WireTimeouts,
  signal?: AbortSignal,
): Promise<ByteChannel> {
  if (signal?.aborted === true) throw new ChannelFault('channel.cancelled', 'Cancelled before connecting.');
  const socket = connect({ host: address.host, port: address.port });
  const where = `${address.host}:${address.port}`;
  await new Promise<void>((resolve, reject) => {
    const giveUp = (fault: ChannelFault): void => {
      settle();
      socket.on('error', () => {});
      socket.destroy();
      reject(fault);
    };
    const timer = setTimeout(
      () =>
        giveUp(
          new ChannelFault('channel.unreachable', `No connection to ${where} within ${timeouts.connectTimeoutMs} ms.`),
        ),
      timeouts.connectTimeoutMs,
    );
    const onAbort = (): void =>
      giveUp(new ChannelFault('channel.cancelled', `Cancelled while connecting to ${where}.`));
    const onError = (error: Error): void =>
      giveUp(new ChannelFault('channel.unreachable', `Cannot connect to ${where}.`, error, reasonOf(error)));
    const onConnect = (): void => {
      settle();
      resolve();
    };
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.off('connect', onConnect);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('connect', onConnect);
  });
  return new TcpChannel(socket, timeouts.writeTimeoutMs);
}

/** A machine that is there and refuses is not a cable that is out: printers that serve one client turn away the second. */
function reasonOf(error: NodeJS.ErrnoException): string | undefined {
  if (error.code === 'ECONNREFUSED')
    return 'The printer cannot be reached: it refuses the connection. It is off, still starting, or in use by another program.';
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return 'The network knows no printer of this name: check its address in the settings.';
  return undefined;
}

class TcpChannel implements ByteChannel {
  readonly closed: Promise<ChannelFault | null>;
  readonly #socket: Socket;
  readonly #writeTimeoutMs: number;
  #fault: ChannelFault | null = null;
  #peerEnded = false;

  constructor(socket: Socket, writeTimeoutMs: number) {
    this.#socket = socket;
    this.#writeTimeoutMs = writeTimeoutMs;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveDelayMs);
    socket.on('error', (error) => {
      this.#fault ??= new ChannelFault('channel.lost', 'The connection broke.', error);
    });
    socket.on('end', () => {
      this.#peerEnded = true;
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#fault));
    });
    // Without a reader a socket never notices that its peer is gone.
    socket.resume();
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#socket.removeAllListeners('data');
    this.#socket.on('data', listener);
  }

  async write(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      if (this.#socket.destroyed || !this.#socket.writable) {
        reject(this.#lost());
        return;
      }
      const timer = setTimeout(() => {
        this.#fault ??= new ChannelFault('channel.stalled', `The printer took nothing for ${this.#writeTimeoutMs} ms.`);
        this.destroy();
        reject(this.#fault);
      }, this.#writeTimeoutMs);
      this.#socket.write(bytes, (error) => {
        clearTimeout(timer);
        if (error === null || error === undefined) resolve();
        else reject(this.#fault ?? new ChannelFault('channel.lost', 'The connection broke.', error));
      });
    });
  }

  async finish(timeoutMs: number): Promise<void> {
    // An end answers ours only when it comes behind it: a printer that serves one client turns the next one away by an end as orderly,
    // without having read a byte of what the system has taken from us.
    const asked = new AbortController();
    await Promise.race([sleep(unaskedEndMs, null, { signal: asked.signal }), this.closed]).finally(() => asked.abort());
    if (this.#peerEnded) throw this.#lost();
    this.#socket.end();
    const timer = setTimeout(() => {
      this.#fault ??= new ChannelFault(
        'channel.stalled',
        `The printer did not end the connection within ${timeoutMs} ms.`,
      );
      this.destroy();
    }, timeoutMs);
    const fault = await this.closed;
    clearTimeout(timer);
    if (fault !== null) throw fault;
    if (!this.#peerEnded) throw this.#lost();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #lost(): ChannelFault {
    return this.#fault ?? new ChannelFault('channel.lost', 'The connection is closed.');
  }
}
