import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

/**
 * A program of its own: what arrives is appended to a file, the file is synced once, and a frame of the size of a kitchen's goes to
 * everybody who listens. Nothing is decided, checked or remembered.
 */
const [path = '', syncMs = '0', port = ''] = process.argv.slice(2);
const file = await open(path, 'a');
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    if (text === '') response.end('ok');
    else
      keep(text).then(
        () => {
          const commands = JSON.parse(text) as { payload: unknown }[];
          const frame = JSON.stringify({ type: 'delta', data: commands.map(({ payload }) => payload) });
          for (const client of sockets.clients) client.send(frame);
          response.end('{}');
        },
        () => response.destroy(),
      );
  });
});
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined));
server.listen(Number(port), '127.0.0.1');

async function keep(text: string): Promise<void> {
  await file.appendFile(text);
  await Promise.all([file.datasync(), Number(syncMs) > 0 ? delay(Number(syncMs)) : null]);
}

process.on('SIGTERM', () => process.exit(0));
