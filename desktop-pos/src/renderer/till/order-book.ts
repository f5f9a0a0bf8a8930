import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { eventContextOf, foresee } from './replay-command.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';

/**
 * `staged`: decided, on its way to this device's disk, not shown yet. `kept`: durable here (level T), shown, without an answer.
 */
type EntryState = 'staged' | 'kept';

interface Entry {
  commandId: string;
  command: OrderCommand;
  /** As it was when the command was given, so that it comes out the same when it is replayed on a newer order. */
  context: OrderContext;
  /** What it came to when this till was on its own: that has happened, whatever the order is now. Null: not decided yet. */
  happened: readonly OrderEvent[] | null;
  state: EntryState;
}

interface Page {
  /** The newest the appliance told; null when it knows nothing of this order yet. */
  server: Order | null;
  /** What the stream told while commands were on their way; taken when nothing waits any more. */
  aside: Order | null;
  entries: Entry[];
  /** The server's order plus kept entries, plus staged ones. Null: to be worked out again. */
  shown: Order | null;
  intended: Order | null;
}

/** Closed orders of this till that stay at hand for the change, the receipt and a second look. */
const closedKept = 30;

/**
 * Orders as this till sees them: what the appliance says, plus what was done here and has no answer yet. The answer replaces
 * the foresight; a refusal takes only its own change back.
 */
export class OrderBook {
  readonly #pages = new Map<string, Page>();
  readonly #changed = new Set<string>();

  /** The order as it is shown: everything durable on this device or at the appliance. */
  shown(orderId: string): Order | null {
    const page = this.#pages.get(orderId);
    if (page === undefined) return null;
    page.shown ??= this.#fold(orderId, page, 'kept');
    return page.shown.status === 'none' ? null : page.shown;
  }

  /** The order as the next command will find it: also what is still on its way to the disk. */
  intended(orderId: string): Order {
    const page = this.#pages.get(orderId);
    if (page === undefined) return noOrder(orderId);
    page.intended ??= this.#fold(orderId, page, 'staged');
    return page.intended;
  }

  /** True while the appliance has not answered for everything that is shown (level T, not A). */
  waits(orderId: string): boolean {
    return (this.#pages.get(orderId)?.entries.length ?? 0) > 0;
  }

  /** The open orders as the appliance told them, without anything that waits. */
  toldOpen(): Order[] {
    return [...this.#pages.values()].flatMap(({ server }) => (server?.status === 'open' ? server : []));
  }

  stage(
    commandId: string,
    command: OrderCommand,
    context: OrderContext,
    happened: readonly OrderEvent[] | null = null,
  ): void {
    const page = this.#page(command.payload.orderId);
    page.entries.push({ commandId, command, context, happened, state: 'staged' });
    page.intended = null;
  }

  /** The device has it on its disk, so it may be shown. */
  keep(orderId: string, commandId: string): void {
    const page = this.#page(orderId);
    page.entries = page.entries.map((entry) => (entry.commandId === commandId ? { ...entry, state: 'kept' } : entry));
    this.#touch(orderId, page);
  }

  /** It was decided here after all: from now on it is shown as it came out, whatever the order is now. */
  happen(orderId: string, commandId: string, happened: readonly OrderEvent[]): void {
    const page = this.#page(orderId);
    page.entries = page.entries.map((entry) => (entry.commandId === commandId ? { ...entry, happened } : entry));
    this.#touch(orderId, page);
  }

  /** Answered or given up: what the appliance says (`server`, when it said something) replaces the foresight of this command. */
  drop(orderId: string, commandId: string, server: Order | null): void {
    const page = this.#page(orderId);
    page.entries = page.entries.filter((entry) => entry.commandId !== commandId);
    this.#take(page, server);
    this.#touch(orderId, page);
  }

  /** News of orders from the stream. While commands wait, only their answers say what came of them. */
  heard(orders: readonly Order[]): void {
    for (const order of orders) {
      const page = this.#page(order.orderId);
      if (page.entries.length > 0) {
        if (isNewer(order, page.aside)) page.aside = order;
      } else {
        this.#take(page, order);
        this.#touch(order.orderId, page);
      }
    }
    this.#forgetOld();
  }

  /** All open orders of the store. What is open here and not there was closed, voided or never arrived: it is gone. */
  heardAll(open: readonly Order[]): void {
    const known = new Set(open.map((order) => order.orderId));
    for (const [orderId, page] of this.#pages) {
      if (known.has(orderId) || page.entries.length > 0 || page.server?.status !== 'open') continue;
      this.#pages.delete(orderId);
      this.#changed.add(orderId);
    }
    // After a restored box an order may be older than what is known here: the whole truth is taken as it is.
    for (const order of open) {
      const page = this.#page(order.orderId);
      if (page.entries.length > 0) {
        page.aside = order;
      } else {
        page.server = order;
        page.aside = null;
        this.#touch(order.orderId, page);
      }
    }
  }

  /** Ids whose shown order may be another one than at the last call. */
  takeChanged(): ReadonlySet<string> {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    return changed;
  }

  #page(orderId: string): Page {
    const known = this.#pages.get(orderId);
    if (known !== undefined) return known;
    const page: Page = { server: null, aside: null, entries: [], shown: null, intended: null };
    this.#pages.set(orderId, page);
    return page;
  }

  #take(page: Page, order: Order | null): void {
    if (isNewer(order, page.server)) page.server = order;
    if (page.entries.length > 0) return;
    if (isNewer(page.aside, page.server)) page.server = page.aside;
    page.aside = null;
  }

  #touch(orderId: string, page: Page): void {
    page.shown = null;
    page.intended = null;
    this.#changed.add(orderId);
  }

  /** A kept command that no longer fits (somebody else was faster) is passed over; the appliance will refuse it and say so. */
  #fold(orderId: string, page: Page, upTo: EntryState): Order {
    let order = page.server ?? noOrder(orderId);
    for (const entry of page.entries) {
      if (entry.state === 'staged' && upTo === 'kept') continue;
      if (entry.happened !== null) {
        order = evolveOrderAll(order, entry.happened, eventContextOf(entry.context));
        continue;
      }
      const outcome = foresee(order, entry.command, entry.context);
      if (outcome.type === 'order') order = outcome.order;
    }
    return order;
  }

  #forgetOld(): void {
    const closed = [...this.#pages].filter(
      ([, page]) => page.entries.length === 0 && page.server !== null && page.server.status !== 'open',
    );
    for (const [orderId] of closed.slice(0, Math.max(0, closed.length - closedKept))) this.#pages.delete(orderId);
  }
}

function isNewer(order: Order | null, known: Order | null): order is Order {
  return order !== null && (known === null || order.version >= known.version);
}
