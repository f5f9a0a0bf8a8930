import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Ports } from '../ports.ts';
import type { BeforeTheStart } from '../printing/before-the-start.ts';
import { paperProblem } from '../printing/print-problems.ts';
import type { Core, InternalEvent, StoreView } from '../store/core.ts';

/** How long a ticket may stay without any screen or printer saying that it has it, before paper takes over or somebody is told. */
export const unacknowledgedAfterMs = 15_000;
const checkEveryMs = 1_000;

/**
 * A ticket never waits for a dark screen: at a station with paper the printer becomes the ticket's owner by an event, and a screen
 * that comes back shows that it was printed. Where there is no paper, or the paper does not come either, the till is told.
 */
export class PaperFallback {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #changed: () => void;
  #cancel: () => void = () => undefined;
  #checking = false;
  #unacknowledged = 0;
  /** Since when each waiting ticket has its owner, as seen here, on the clock that never jumps. */
  #since = new Map<string, { owner: Ticket['owner']; sinceMs: number }>();

  /** Tickets that were there at the start, whose paper may be lying in the kitchen although this box does not know of it. */
  #old: ReadonlySet<string> | null = null;
  readonly #before: BeforeTheStart;

  constructor(core: Core, ports: Ports, before: BeforeTheStart, changed: () => void) {
    this.#core = core;
    this.#ports = ports;
    this.#before = before;
    this.#changed = changed;
  }

  get unacknowledgedTickets(): number {
    return this.#unacknowledged;
  }

  run(): void {
    void this.#check();
    this.#cancel = this.#ports.timers.every(checkEveryMs, () => void this.#check());
  }

  stop(): void {
    this.#cancel();
  }

  async #check(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      this.#old ??= await this.#core.read(ticketsOf);
      const { late, mayLie } = await this.#core.read((view) => {
        const tickets = this.#lateTickets(view);
        const isOld = (ticketId: string): boolean =>
          this.#old?.has(ticketId) === true && takesPaper(view, ticketId) !== null;
        return { late: tickets, mayLie: tickets.some(isOld) };
      });
      if (mayLie) await this.#before.askAgain();
      const { seq } =
        late.length === 0
          ? { seq: null }
          : await this.#core.appendInternal((view) => late.flatMap((ticketId) => this.#toPaper(view, ticketId)));
      const left = seq === null ? late : await this.#core.read((view) => this.#lateTickets(view));
      if (left.length === this.#unacknowledged) return;
      this.#unacknowledged = left.length;
      this.#changed();
    } catch (fault) {
      this.#ports.log.warn({ err: fault }, 'the kitchen fallback could not look at the tickets');
    } finally {
      this.#checking = false;
    }
  }

  /** Decided inside the transaction: the screen may have spoken up in this very moment. */
  #toPaper(view: StoreView, ticketId: string): InternalEvent[] {
    const taking = takesPaper(view, ticketId);
    if (taking === null) return [];
    const { ticket, paper, printerId } = taking;
    const seconds = Math.round(unacknowledgedAfterMs / 1000);
    const taken: InternalEvent = {
      type: 'kitchen.owner_changed',
      payload: { ticketId, owner: 'printer', reason: `No screen has shown it for ${seconds} s.` },
    };
    // Where paper always comes it has been asked for when the order was sent, and only then.
    return [
      taken,
      ...(paper === 'always'
        ? acknowledgedByPaper(view, ticketId, printerId)
        : this.#ticketPaper(view, ticket, printerId)),
    ];
  }

  /** Where it may have come out already, a person says whether it has. */
  #ticketPaper(view: StoreView, { ticketId, firedAt }: Ticket, printerId: string): InternalEvent[] {
    const jobId = this.#ports.ids.next();
    const subject = { type: 'kitchen-ticket' as const, ticketId };
    const queued: InternalEvent = {
      type: 'print.queued',
      payload: { jobId, printerId, document: 'kitchen-ticket', subject, copy: false },
    };
    if (this.#old?.has(ticketId) !== true || !this.#before.mayHaveComeOut(view, firedAt)) return [queued];
    return [queued, { type: 'print.unknown', payload: { jobId, ...paperProblem('brought-back') } }];
  }

  #lateTickets(view: StoreView): string[] {
    const nowMs = this.#ports.clock.monotonicMs();
    const pending = view.activeTickets().filter((ticket) => ticket.status === 'pending');
    this.#since = new Map(
      pending.map(({ ticketId, owner }) => {
        const known = this.#since.get(ticketId);
        return [ticketId, known?.owner === owner ? known : { owner, sinceMs: nowMs }] as const;
      }),
    );
    return pending
      .map(({ ticketId }) => ticketId)
      .filter((ticketId) => nowMs - (this.#since.get(ticketId)?.sinceMs ?? nowMs) >= unacknowledgedAfterMs);
  }
}

const ticketsOf = (view: StoreView): ReadonlySet<string> =>
  new Set(view.activeTickets().map(({ ticketId }) => ticketId));

/** A ticket that a printer takes over; null when it has it already, a screen has spoken up, or its station has no paper. */
function takesPaper(
  view: StoreView,
  ticketId: string,
): { ticket: Ticket; paper: 'always' | 'fallback'; printerId: string } | null {
  const ticket = view.ticket(ticketId);
  const station = view.catalogue().stations.find(({ id }) => id === ticket?.stationId);
  if (!ticket || !station || ticket.status !== 'pending' || ticket.owner === 'printer') return null;
  const { paper, printerId } = station;
  return paper === 'never' || printerId === null ? null : { ticket, paper, printerId };
}

/** Nothing to say while the paper is still to come: whoever prints it acknowledges the ticket of a printer. */
function acknowledgedByPaper(view: StoreView, ticketId: string, printerId: string): InternalEvent[] {
  const isToCome = view
    .openPrintJobs()
    .some(({ subject }) => subject.type === 'kitchen-ticket' && subject.ticketId === ticketId);
  return isToCome
    ? []
    : [{ type: 'kitchen.ticket_acknowledged', payload: { ticketId, by: 'printer', deviceId: printerId } }];
}
