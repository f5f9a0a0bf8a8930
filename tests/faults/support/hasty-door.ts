import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';

const hasteMs = 500;

/** The mistake that the store must not make: it says yes to commands at once and hands them on a moment later. */
export class HastyDoor {
  readonly #server: Server;

  constructor(target: string) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const { method = 'GET', url = '/', headers } = request;
        const { authorization = '', 'x-staff-token': staff = '' } = headers;
        const handOn = async (): Promise<Response> =>
          fetch(new URL(url, target), {
            method,
            headers: { authorization, 'x-staff-token': String(staff), 'content-type': 'application/json' },
            ...(method === 'GET' ? {} : { body }),
          });
        if (method === 'GET') {
          void handOn().then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
          return;
        }
        const envelopes = JSON.parse(body.toString('utf8')) as CommandEnvelope[];
        const yes = envelopes.map(({ commandId }) => ({ commandId, status: 'accepted' }) as CommandAnswer);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(yes));
        setTimeout(() => void handOn().catch(() => undefined), hasteMs);
      });
    });
  }

  /** @returns its address */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}
