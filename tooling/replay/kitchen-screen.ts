import { StoreStream } from '@auraconnect/shared/client/store-stream.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { addDecimal } from '@auraconnect/shared/money/decimal.ts';
import { browserPorts, streamUrlOf } from '@auraconnect/shared/ui/client/browser-ports.ts';
import type { Figures } from './order-file.ts';
import type { Command } from './order-commands.ts';
import type { Terminal } from './terminal.ts';

/**
 * A kitchen screen with a cook in front of it: takes tickets from the stream as every board does, says that it shows them, and
 * bumps them as soon as they may be cooked. Keeps a tally of all it ever saw.
 */
export class KitchenScreen {
  readonly #terminal: Terminal;
  readonly #stream: StoreStream;
  readonly #fault: (error: unknown) => void;
  readonly #open = new Map<string, Ticket>();
  readonly #asked = new Set<string>();
  readonly #orders = new Set<string>();
  readonly #lines = new Map<string, string>();
  #working = false;

  constructor(terminal: Terminal, onFault: (error: unknown) => void) {
    this.#terminal = terminal;
    this.#fault = onFault;
    this.#stream = new StoreStream({
      url: streamUrlOf(terminal.identity.baseUrl),
      deviceToken: terminal.identity.deviceToken,
      topics: ['kitchen'],
      view: () => 'all',
      ports: browserPorts,
      backoff: { firstMs: 20, mostMs: 300 },
      handlers: {
        onSnapshot: (data) => {
          // What was served while this screen was away is not in it any more.
          this.#open.clear();
          if (data.topic === 'kitchen') this.#see(data.tickets);
        },
        onDelta: (data) => {
          if (data.topic === 'kitchen') this.#see(data.tickets);
        },
        onState: () => undefined,
      },
    });
  }

  run(): void {
    this.#stream.run();
  }

  stop(): void {
    this.#stream.stop();
  }

  /** Tickets that are not bumped yet. */
  get openCount(): number {
    return this.#open.size;
  }

  figures(): Omit<Figures, 'revenueMinor'> {
    const quantity = [...this.#lines.values()].reduce((total, one) => addDecimal(total, one), '0');
    return { orders: this.#orders.size, lines: this.#lines.size, quantity };
  }

  #see(tickets: readonly Ticket[]): void {
    for (const ticket of tickets) {
      this.#orders.add(ticket.orderId);
      for (const line of ticket.lines) this.#lines.set(line.lineId, line.quantity);
      if (ticket.servedAt === null && ticket.status !== 'cancelled') this.#open.set(ticket.ticketId, ticket);
      else this.#open.delete(ticket.ticketId);
    }
    this.#work().catch(this.#fault);
  }

  /** Acknowledges, bumps and serves what is open, as many at a time as have arrived. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
        const at = batch.reduce((latest, ticket) => (ticket.firedAt > latest ? ticket.firedAt : latest), '');
        await this.#terminal.send(batch.flatMap(commandsFor), at);
      }
    } finally {
      this.#working = false;
    }
  }

  #next(): Ticket[] {
    const batch = [...this.#open.values()].filter((ticket) => !this.#asked.has(ticket.ticketId)).slice(0, 100);
    for (const { ticketId } of batch) this.#asked.add(ticketId);
    return batch;
  }
}

function commandsFor(ticket: Ticket): Command[] {
  const { ticketId, orderId } = ticket;
  const commands: Command[] = [];
  if (ticket.acknowledgedAt === null && ticket.owner === 'screen')
    commands.push({ type: 'kitchen.acknowledge', payload: { ticketIds: [ticketId] } });
  if (ticket.bumpedAt === null) commands.push({ type: 'kitchen.bump', payload: { ticketId } });
  // The part of one station leaves the pass by itself; a shared order leaves when its last part is made.
  if (ticket.alsoAt.length === 0) commands.push({ type: 'kitchen.serve', payload: { orderId } });
  return commands;
}
