import { CommandOutbox } from '@auraconnect/shared/client/command-outbox.ts';
import { MemoryOutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import { StoreProblem, StoreUnreachable } from '@auraconnect/shared/client/store-fault.ts';
import type {
  CommandAnswer,
  CommandEnvelope,
  CommandPayload,
  CommandType,
} from '@auraconnect/shared/protocol/command.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import type { Box, CommandsReply } from './box.ts';
import { eveningMs, type PairedDevice } from './first-image.ts';
import type { Line } from './virtual-network.ts';
import { Life } from './virtual-time.ts';
import type { World } from './world.ts';

const timeoutMs = 8_000;
const menu = [
  ['fries', 'regular'],
  ['minestrone', 'regular'],
  ['cola', 'small'],
  ['tiramisu', 'regular'],
] as const;

/** A command that was acknowledged: whatever happens, it must be in the journal with this answer. */
export interface Acknowledged {
  envelope: CommandEnvelope;
  answer: CommandAnswer;
}

/** A device that sends commands: the real outbox over a memory that outlives its page. */
export class Terminal {
  readonly name: string;
  readonly device: PairedDevice;
  readonly line: Line;
  protected readonly world: World;
  protected readonly box: Box;
  protected readonly chance: SeededRandom;
  protected readonly ids: IdSource;
  #kept = new MemoryOutboxStore();
  #life: Life;
  #outbox: CommandOutbox;
  #retries = 0;
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Taken at level T: the device has promised to deliver them. */
  readonly taken = new Map<string, CommandEnvelope>();
  readonly setAside: CommandEnvelope[] = [];
  onOrder: (order: Order) => void = () => undefined;

  constructor(world: World, name: string, device: PairedDevice, box: Box, line: Line) {
    this.world = world;
    this.name = name;
    this.device = device;
    this.box = box;
    this.line = line;
    this.chance = world.chanceOf(name);
    this.ids = world.idsOf(name);
    this.#life = new Life(world.time);
    this.#outbox = this.#open();
  }

  get pendingCount(): number {
    return this.#outbox.pending.length;
  }

  get life(): Life {
    return this.#life;
  }

  async boot(): Promise<void> {
    await this.#outbox.open();
    this.#outbox.run();
  }

  /** Somebody reloads the page, or pulls the plug and puts it in again. */
  async reload(): Promise<void> {
    this.#life.end();
    this.#outbox.stop();
    this.world.trace(this.name, `reloads with ${this.#outbox.pending.length} commands waiting`);
    if (this.world.bug === 'outbox-in-memory') this.#kept = new MemoryOutboxStore();
    this.#life = new Life(this.world.time);
    this.#outbox = this.#open();
    await this.boot();
  }

  async give<T extends CommandType>(type: T, payload: CommandPayload<T>, staffToken = 'anna'): Promise<void> {
    const envelope = await this.#outbox.add({ type, payload, staffToken });
    this.taken.set(envelope.commandId, envelope);
  }

  retryNow(): void {
    this.#outbox.retryNow();
  }

  #open(): CommandOutbox {
    const life = this.#life;
    const { world, chance } = this;
    return new CommandOutbox({
      incarnation: this.device.incarnation,
      store: this.#kept,
      api: { commands: (envelopes) => this.#send(envelopes) },
      ports: {
        timers: { after: (delayMs, task) => life.after(delayMs, task) },
        clock: { nowMs: () => Math.round(eveningMs + world.time.nowMs), monotonicMs: () => world.time.nowMs },
        random: () => chance.fraction(),
      },
      newId: () => this.ids.next(),
      handlers: {
        onAnswer: (envelope, answer) => {
          if (life.over) return;
          this.acknowledged.set(envelope.commandId, { envelope, answer });
          world.trace(
            this.name,
            `hears ${answer.status}${answer.repeated ? ' again' : ''} of ${envelope.type} ${envelope.n}`,
          );
          if (answer.order) this.onOrder(answer.order);
          world.afterAnswer(this.name, envelope, answer);
        },
        onSetAside: (envelope) => void this.setAside.push(envelope),
        onState: () => undefined,
      },
    });
  }

  async #send(envelopes: readonly CommandEnvelope[]): Promise<CommandAnswer[]> {
    const life = this.#life;
    let reply: CommandsReply;
    try {
      const list = this.world.bug === 'retry-without-key' ? this.#unkeyed(envelopes) : envelopes;
      reply = await this.line.request<CommandsReply>(list, timeoutMs, (body: never) =>
        this.box.commands(this.device, body),
      );
    } catch (cause) {
      this.#retries += 1;
      throw new StoreUnreachable('', cause);
    }
    // A page that is gone hears nothing.
    if (life.over) return new Promise(() => undefined);
    if (reply.problem !== null) {
      const { code, data } = reply.problem;
      throw new StoreProblem(
        { type: 'about:blank', title: code, status: reply.status, code, ...(data ? { data } : {}) },
        '',
      );
    }
    return reply.answers;
  }

  /** Planted: each try is a command of its own, with a number of its own. */
  #unkeyed(envelopes: readonly CommandEnvelope[]): CommandEnvelope[] {
    return envelopes.map((envelope) => ({
      ...envelope,
      commandId: this.ids.next(),
      n: envelope.n + this.#retries,
    }));
  }
}

/** A till with a cashier who sells one order after the other. */
export class Till extends Terminal {
  readonly orderIds: string[] = [];
  readonly closed = new Map<string, Order>();
  #sessionId = '';

  async openDrawer(): Promise<void> {
    this.#sessionId = this.ids.next();
    await this.give('cash.open_session', { sessionId: this.#sessionId, floatMinor: 20_000 });
    this.onOrder = (order) => {
      if (order.status === 'closed') this.closed.set(order.orderId, order);
    };
  }

  /** One guest, with the pauses of a person; goes on over a reload as a cashier would. */
  sell(atMs: number): void {
    const { chance, ids } = this;
    const orderId = ids.next();
    this.orderIds.push(orderId);
    let delayMs = atMs;
    const step = (act: () => Promise<void>): void => {
      delayMs += 50 + chance.fraction() * 900;
      this.world.time.after(delayMs, () => void act());
    };
    step(() =>
      this.give('order.open', {
        orderId,
        orderTypeId: chance.pick(['dine-in', 'takeaway']),
        label: '',
        guestCount: null,
      }),
    );
    for (let line = chance.between(1, 3); line > 0; line -= 1) {
      const [itemId, variantId] = chance.pick(menu);
      const lineId = ids.next();
      step(() =>
        this.give('order.add_line', {
          orderId,
          lineId,
          itemId,
          variantId,
          quantity: String(chance.between(1, 3)),
          modifiers: [],
          note: '',
          seat: null,
          course: null,
          priceOverride: null,
        }),
      );
    }
    const sendId = ids.next();
    step(() => this.give('order.send', { orderId, sendId, lineIds: null }));
    const paymentId = ids.next();
    if (chance.fraction() < 0.6) {
      step(() =>
        this.give('order.pay_cash', { orderId, paymentId, amountMinor: null, tenderedMinor: 50_000, tipMinor: 0 }),
      );
    } else {
      step(() => this.give('order.start_card_payment', { orderId, paymentId, amountMinor: null, tipMinor: 100 }));
      step(() =>
        this.give('order.resolve_card_payment', {
          orderId,
          paymentId,
          outcome: 'captured',
          reference: 'T1',
          lastFour: null,
        }),
      );
    }
    step(() => this.give('order.close', { orderId }));
  }
}
