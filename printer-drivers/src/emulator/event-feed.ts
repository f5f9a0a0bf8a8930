import type { Request, Response } from 'express';
import type { Paper, VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';

const heartbeatMs = 10_000;
/** A reader that falls so far behind is sent away; it comes back by itself and asks for what it missed. */
const maxBacklogBytes = 4 * 1024 * 1024;
const maxReaders = 64;

/**
 * Server-sent events: `paper` for each paper that came out, `printer` when a printer's faults, drawer or counters change.
 * Papers carry the id `<printer>:<n>`. Nothing is replayed: a page that reconnects asks `/papers?after=`.
 */
export class EventFeed {
  readonly #readers = new Set<Response>();
  readonly #heartbeat = setInterval(() => this.#send(': still here\n\n'), heartbeatMs).unref();

  subscribe(request: Request, response: Response): void {
    if (this.#readers.size >= maxReaders) {
      response.status(503).set('Retry-After', '10').end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    this.#readers.add(response);
    request.once('close', () => this.#readers.delete(response));
  }

  paper(paper: Paper): void {
    if (this.#readers.size > 0)
      this.#send(`event: paper\nid: ${paper.printerId}:${paper.n}\ndata: ${JSON.stringify(paper)}\n\n`);
  }

  printer(printer: VirtualPrinter): void {
    if (this.#readers.size > 0) this.#send(`event: printer\ndata: ${JSON.stringify(printer)}\n\n`);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }

  #send(text: string): void {
    for (const reader of this.#readers) {
      reader.write(text);
      if (reader.writableLength <= maxBacklogBytes) continue;
      this.#readers.delete(reader);
      reader.destroy();
    }
  }
}
