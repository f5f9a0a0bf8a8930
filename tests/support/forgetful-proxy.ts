import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Passes requests on to a server, and now and then loses the answer after the server has done its work: what a mobile link does to
 * a store when a train goes by.
 */
export class ForgetfulProxy {
  readonly #targetUrl: string;
  readonly #server: Server;
  /** Asked for each request that was answered; true loses the answer. */
  forgets: (path: string) => boolean = () => false;
  lostAnswers = 0;
  /** How often a path was answered with a status, as `/v1/shape 409`. */
  readonly answered = new Map<string, number>();
  /** Waited for before a request goes on its way. */
  holds: (path: string) => Promise<void> = () => Promise.resolve();

  constructor(targetUrl: string) {
    this.#targetUrl = targetUrl;
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const path = request.url ?? '/';
      await this.holds(path);
      const answer = await fetch(new URL(path, this.#targetUrl), {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        signal: gone.signal,
        ...(chunks.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(chunks)) }),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      const told = `${new URL(path, this.#targetUrl).pathname} ${answer.status}`;
      this.answered.set(told, (this.answered.get(told) ?? 0) + 1);
      if (this.forgets(path)) {
        this.lostAnswers += 1;
        response.destroy();
        return;
      }
      const headers = Object.fromEntries(
        [...answer.headers].filter(
          ([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name),
        ),
      );
      response.writeHead(answer.status, headers).end(body);
    } catch {
      response.destroy();
    }
  }
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (
      typeof value === 'string' &&
      !['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'].includes(name)
    )
      headers.set(name, value);
  }
  return headers;
}
