import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { Terminal } from './till.ts';

const lookEveryMs = 1_000;

/** A kitchen screen with a cook: says what it shows, and bumps what is made. */
export class KitchenGlass extends Terminal {
  /** Tickets that were on its glass. */
  readonly shown = new Set<string>();
  readonly #asked = new Set<string>();
  isOff = false;

  run(): void {
    const look = (): void => {
      this.world.time.after(lookEveryMs, look);
      if (!this.isOff) void this.#look();
      else if (this.world.bug === 'screen-acknowledges-unseen') void this.#pretend();
    };
    look();
  }

  async #look(): Promise<void> {
    const tickets = await this.line.request<Ticket[]>({}, 3_000, () => this.box.tickets()).catch((): Ticket[] => []);
    if (this.isOff) return;
    const fresh = tickets.filter(({ ticketId, status }) => status === 'pending' && !this.#asked.has(ticketId));
    for (const { ticketId } of tickets) this.shown.add(ticketId);
    await this.#acknowledge(fresh);
    for (const { ticketId, status, bumpedAt } of tickets) {
      const key = `bump ${ticketId}`;
      if (status !== 'shown' || bumpedAt !== null || this.#asked.has(key) || this.chance.fraction() > 0.15) continue;
      this.#asked.add(key);
      await this.give('kitchen.bump', { ticketId });
    }
  }

  async #acknowledge(tickets: readonly Ticket[]): Promise<void> {
    if (tickets.length === 0) return;
    for (const { ticketId } of tickets) this.#asked.add(ticketId);
    await this.give('kitchen.acknowledge', { ticketIds: tickets.map(({ ticketId }) => ticketId) });
  }

  /** Planted: the glass is dark, and says that it shows what is there. */
  async #pretend(): Promise<void> {
    const tickets = await this.box.tickets();
    await this.#acknowledge(
      (tickets ?? []).filter(({ ticketId, status }) => status === 'pending' && !this.#asked.has(ticketId)),
    );
  }
}
