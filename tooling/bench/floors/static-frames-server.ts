import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** A program of its own: whoever asks for anything gets the same frames, read from a file at the start. Nobody is known, nothing is decided. */
const [path = '', port = ''] = process.argv.slice(2);
const frames = (JSON.parse(readFileSync(path, 'utf8')) as string[]).map((frame) => Buffer.from(frame));
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

const server = createServer((_request, response) => response.end('ok'));
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) =>
    opened.once('message', () => {
      for (const frame of frames) opened.send(frame, { binary: false });
    }),
  ),
);
server.listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
