import type { Ports } from '../ports.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';

/** How long a ticket may stay without any screen saying that it has it, before paper takes over or somebody is told. */
export const unacknowledgedAfterMs = 15_000;
const checkEveryMs = 1_000;

/**
 * A ticket never waits for a dark screen: at a station with paper as its fallback the printer becomes the ticket's owner by an
 * event, and a screen that comes back shows that it was printed. Stations without paper raise the till's alarm instead.
 */
export class PaperFallback {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #changed: () => void;
  #cancel: () => void = () => undefined;
  #checking = false;
  #unacknowledged = 0;
  /** When each waiting ticket was first looked at, on the clock that never jumps. */
  #since = new Map<string, number>();

  constructor(core: Core, ports: Ports, changed: () => void) {
    this.#core = core;
    this.#ports = ports;
    this.#changed = changed;
  }

  get unacknowledgedTickets(): number {
    return this.#unacknowledged;
  }

  run(): void {
    this.#cancel = this.#ports.timers.every(checkEveryMs, () => void this.#check());
  }

  stop(): void {
    this.#cancel();
  }

  async #check(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      const late = await this.#core.read((view) => this.#lateTickets(view));
      if (late.length > 0) await this.#core.appendInternal((view) => late.flatMap((ticketId) => this.#toPaper(view, ticketId)));
      const left = late.length === 0 ? 0 : await this.#core.read((view) => this.#lateTickets(view).filter((id) => view.ticket(id)?.owner === 'screen').length);
      if (left !== this.#unacknowledged) {
        this.#unacknowledged = left;
        this.#changed();
      }
    } catch (fault) {
      this.#ports.log.warn({ err: fault }, 'the kitchen fallback could not look at the tickets');
    } finally {
      this.#checking = false;
    }
  }

  #toPaper(view: StoreView, ticketId: string): InternalEvent[] {
    const ticket = view.ticket(ticketId);
    const station = view.catalogue().stations.find(({ id }) => id === ticket?.stationId);
    if (!ticket || ticket.owner === 'printer' || station?.paper !== 'fallback' || !station.printerId) return [];
    return [
      { type: 'kitchen.owner_changed', payload: { ticketId, owner: 'printer', reason: 'No screen has shown it for 15 s.' } },
      {
        type: 'print.queued',
        payload: { jobId: this.#ports.ids.next(), printerId: station.printerId, document: 'kitchen-ticket', subject: { type: 'kitchen-ticket', ticketId }, copy: false },
      },
    ];
  }

  #lateTickets(view: StoreView): string[] {
    const nowMs = this.#ports.clock.monotonicMs();
    const pending = view.activeTickets().filter((ticket) => ticket.status === 'pending');
    const since = new Map(pending.map(({ ticketId }) => [ticketId, this.#since.get(ticketId) ?? nowMs] as const));
    this.#since = since;
    return pending.map(({ ticketId }) => ticketId).filter((ticketId) => nowMs - (since.get(ticketId) ?? nowMs) > unacknowledgedAfterMs);
  }
}
