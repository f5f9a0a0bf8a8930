import { connect as connectSocket } from 'node:net';
import type { Connection, Network } from '../../ports.ts';

export const nodeNetwork: Network = {
  fetch: (url, init) => fetch(url, init),
  connect: ({ host, port, timeoutMs }) =>
    new Promise<Connection>((resolve, reject) => {
      const socket = connectSocket({ host, port });
      let failure: Error | null = null;
      const timer = setTimeout(
        () => socket.destroy(new Error(`no answer from ${host}:${port} within ${timeoutMs} ms`)),
        timeoutMs,
      );
      socket.once('error', (error) => {
        failure = error;
        clearTimeout(timer);
        reject(error);
      });
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.setNoDelay(true);
        resolve({
          write: (bytes) =>
            new Promise((done, failed) => socket.write(bytes, (error) => (error ? failed(error) : done()))),
          onData: (listener) => void socket.on('data', (chunk: Buffer) => listener(chunk)),
          onClose: (listener) => void socket.once('close', () => listener(failure)),
          close: () => void socket.destroy(),
        });
      });
    }),
};
