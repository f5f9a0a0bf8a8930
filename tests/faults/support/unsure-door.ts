import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';

/** A way to the store on which answers get lost after the store has done its work, and requests arrive twice. */
export class UnsureDoor {
  readonly #target: string;
  readonly #chance: SeededRandom;
  readonly #loses: number;
  readonly #repeats: number;
  readonly #server: Server;
  lost = 0;
  repeated = 0;

  constructor(target: string, chance: SeededRandom, { loses, repeats }: { loses: number; repeats: number }) {
    this.#target = target;
    this.#chance = chance;
    this.#loses = loses;
    this.#repeats = repeats;
    this.#server = createServer((request, response) => void this.#pass(request, response));
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

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const once = (): Promise<Response> => this.#hand(request, body);
    const isWrite = request.method === 'POST';
    try {
      const first = once();
      if (isWrite && this.#chance.fraction() < this.#repeats) {
        this.repeated += 1;
        // Beside the first, as a retransmission that overtakes it.
        await (await once()).text();
      }
      const answer = await first;
      const text = await answer.text();
      if (isWrite && this.#chance.fraction() < this.#loses) {
        this.lost += 1;
        response.destroy();
      } else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    } catch {
      response.destroy();
    }
  }

  #hand({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): Promise<Response> {
    return fetch(new URL(url, this.#target), {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'x-staff-token': String(headers['x-staff-token'] ?? ''),
        'content-type': 'application/json',
      },
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
  }
}
