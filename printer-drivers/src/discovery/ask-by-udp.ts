import { createSocket } from 'node:dgram';
import { pause } from './pause.ts';

export interface UdpQuestion {
  readonly port: number;
  readonly questions: readonly Uint8Array[];
  /** Broadcast addresses of the own nets. */
  readonly broadcasts: readonly string[];
  /** What a datagram says, or null when it is no answer. */
  readonly read: (bytes: Uint8Array) => string | null;
  readonly found: (host: string, name: string | null) => void;
  /** How long answers are waited for; the question goes out twice, since a datagram may be lost. */
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks everybody in the own nets and hears who answers. Each answer is told as it comes.
 *
 * @throws the system's error when there is no network to ask on
 */
export async function askByUdp({
  port,
  questions,
  broadcasts,
  read,
  found,
  waitMs,
  signal,
}: UdpQuestion): Promise<void> {
  if (broadcasts.length === 0 || signal?.aborted === true) return;
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, () => {
        socket.off('error', reject);
        resolve();
      });
    });
    socket.setBroadcast(true);
    // A net that went down meanwhile is no reason not to hear the others.
    socket.on('error', () => {});
    socket.on('message', (bytes, { address }) => {
      const name = read(bytes);
      if (name !== null) found(address, name === '' ? null : name);
    });
    const ask = (): void => {
      for (const broadcast of broadcasts)
        for (const question of questions) socket.send(question, port, broadcast, () => {});
    };
    ask();
    await pause(waitMs / 3, signal);
    ask();
    await pause((waitMs * 2) / 3, signal);
  } finally {
    socket.close();
  }
}
