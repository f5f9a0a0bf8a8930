import { CommandOutbox } from '@auraconnect/shared/client/command-outbox.ts';
import { KeptRows, MemoryKeptRows } from '@auraconnect/shared/client/kept-rows.ts';
import { type KeptCommand, MemoryOutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import { StoreProblem, StoreUnreachable } from '@auraconnect/shared/client/store-fault.ts';
import type {
  CommandAnswer,
  CommandEnvelope,
  CommandPayload,
  CommandType,
} from '@auraconnect/shared/protocol/command.ts';
import type { KeptOfferAnswer } from '@auraconnect/shared/protocol/kept-rows.ts';
import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import { numberOpenedIn, orderFact, type TillDrawer, withNumber } from '@auraconnect/shared/facts/make-fact.ts';
import { checkNumberPrefix } from '@auraconnect/shared/order/check-number.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import { permissions } from '@auraconnect/shared/staff/permissions.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
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
  protected box: Box;
  protected readonly chance: SeededRandom;
  protected readonly ids: IdSource;
  #kept = new MemoryOutboxStore();
  readonly #keptRows = new MemoryKeptRows();
  #life: Life;
  #outbox: CommandOutbox;
  #retries = 0;
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Taken at level T: the device has promised to deliver them. */
  readonly taken = new Map<string, CommandEnvelope>();
  /** When a person gave each command. */
  readonly #givenMs = new Map<string, number>();
  readonly setAside: CommandEnvelope[] = [];
  onOrder: (order: Order) => void = () => undefined;
  /** The store has answered: what this device knows of it is of now. */
  protected onHeard(): void {}
  /** Nobody answered the first try: what was foreseen has happened. */
  protected onHappened(_command: KeptCommand, foreseen: Fact): Fact | null {
    return foreseen;
  }

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

  /** The store does not answer this device. */
  protected get isAlone(): boolean {
    return this.#outbox.state.failures > 0;
  }

  protected pendingOf(orderId: string): KeptCommand[] {
    return this.#outbox.pending.filter(({ payload }) => payload['orderId'] === orderId);
  }

  waitsFor(type: CommandType): boolean {
    return this.#outbox.pending[0]?.type === type;
  }

  get pendingCount(): number {
    return this.#outbox.pending.length;
  }

  /** Since when the oldest command that has no answer waits; null: none does. */
  get waitsSinceMs(): number | null {
    const [oldest] = this.#outbox.pending;
    return oldest === undefined ? null : (this.#givenMs.get(oldest.commandId) ?? 0);
  }

  get life(): Life {
    return this.#life;
  }

  /** It is told another address. */
  moveTo(box: Box): void {
    this.box = box;
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

  async give<T extends CommandType>(
    type: T,
    payload: CommandPayload<T>,
    staffToken = 'anna',
    told: { fact?: Fact; foreseen?: Fact } = {},
  ): Promise<void> {
    const envelope = await this.#outbox.add({ type, payload, staffToken, ...told });
    this.taken.set(envelope.commandId, envelope);
    this.#givenMs.set(envelope.commandId, this.world.time.nowMs);
  }

  retryNow(): void {
    this.#outbox.retryNow();
  }

  #open(): CommandOutbox {
    const life = this.#life;
    const { world, chance } = this;
    const { incarnation } = this.device;
    const timers = { after: (delayMs: number, task: () => void) => life.after(delayMs, task) };
    return new CommandOutbox({
      incarnation,
      store: this.#kept,
      ...(world.bug === 'answers-not-kept'
        ? {}
        : { kept: new KeptRows({ incarnation, store: this.#keptRows, ports: { timers }, api: this.#keptApi() }) }),
      api: { commands: (envelopes) => this.#send(envelopes) },
      ports: {
        timers,
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
          this.onHeard();
          if (answer.order) this.onOrder(answer.order);
          world.afterAnswer(this.name, envelope, answer);
        },
        onHappened: (command, foreseen) => this.onHappened(command, foreseen),
        onSetAside: (envelope) => void this.setAside.push(envelope),
        onState: () => undefined,
      },
    });
  }

  #keptApi(): ConstructorParameters<typeof KeptRows>[0]['api'] {
    return {
      lookForKept: (places, forgottenN) =>
        this.line.request({ places, ...(forgottenN !== null && { forgottenN }) }, timeoutMs, (body: never) =>
          this.box.look(this.device, body),
        ),
      offerKept: async (rows) => {
        const answer = await this.line.request<KeptOfferAnswer | string>(rows, timeoutMs, (body: never) =>
          this.box.offer(this.device, body),
        );
        if (typeof answer === 'string') throw new StoreUnreachable('', new Error(answer));
        this.world.trace(this.name, `offers ${rows.length} rows: ${answer.adopted} adopted, ${answer.waiting} wait`);
        return answer;
      },
    };
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
  /** What it closed without the store, and for how much: what the store had told of the check, and what happened here since. */
  readonly soldAlone = new Map<string, number>();
  readonly #orders = new Map<string, Order>();
  readonly #heard = new Map<string, Order>();
  #index = this.world.first.index;
  #businessDate = '';
  #drawer: TillDrawer | null = null;
  /** Kept by the device, over reloads. */
  #ownNumber = 0;

  async openDrawer(): Promise<void> {
    const sessionId = this.ids.next();
    await this.give('cash.open_session', { sessionId, floatMinor: 20_000 });
    this.#drawer = { sessionId, businessDate: '' };
    this.onOrder = (order) => {
      this.#heard.set(order.orderId, order);
      if (order.status === 'closed') this.closed.set(order.orderId, order);
      if (this.pendingOf(order.orderId).length === 0) this.#orders.set(order.orderId, order);
    };
  }

  protected override onHeard(): void {
    const { view } = this.box.core ?? {};
    if (view === undefined) return;
    this.#index = view.index();
    this.#businessDate = view.businessDate;
    if (this.#drawer?.businessDate === '') this.#drawer = view.openCashSessionOf(this.device.deviceId) ?? this.#drawer;
  }

  /** As the real till does: decides at once, and while the store does not answer what it decided has happened. */
  async #act(command: OrderCommand): Promise<void> {
    const { orderId } = command.payload;
    const hasHappened = this.isAlone || this.pendingOf(orderId).some(({ fact }) => fact !== undefined);
    const canTell = this.#businessDate !== '' && this.#drawer !== null && this.#drawer.businessDate !== '';
    const given = this.isAlone && canTell ? this.#numbered(command) : command;
    const before = this.#orders.get(orderId) ?? noOrder(orderId);
    const context = this.#context();
    const decision = decideOrder(before, given, context);
    const events = decision.type === 'events' ? decision.events : [];
    const eventContext = { actor: 'anna', deviceId: this.device.deviceId, occurredAt: context.now };
    const after = evolveOrderAll(before, events, { ...eventContext, businessDate: this.#businessDate });
    this.#orders.set(orderId, after);
    const isNumbered = given.type !== 'order.open' || given.payload.number !== undefined;
    if (!canTell || decision.type !== 'events') return this.give(given.type, given.payload as never);
    const fact = orderFact(before, events, context, { businessDate: this.#businessDate, drawer: this.#drawer });
    if (!hasHappened || !isNumbered) return this.give(given.type, given.payload as never, 'anna', { foreseen: fact });
    this.#hasDone(given.type, fact);
    await this.give(given.type, given.payload as never, 'anna', { fact });
  }

  protected override onHappened({ type, payload }: KeptCommand, foreseen: Fact): Fact {
    const fact = numberOpenedIn(foreseen) === '' ? withNumber(foreseen, this.#nextNumber()) : foreseen;
    const orderId = String(payload['orderId']);
    const known = this.#orders.get(orderId);
    const number = numberOpenedIn(fact);
    if (known !== undefined && number !== null) this.#orders.set(orderId, { ...known, number });
    this.#hasDone(type, fact);
    return fact;
  }

  #hasDone(type: string, { events }: Fact): void {
    this.world.trace(this.name, `has done ${type} alone`);
    for (const { type: happened, payload } of events) {
      if (happened !== 'order.closed') continue;
      const orderId = String(payload['orderId']);
      this.soldAlone.set(orderId, this.#totalOf(orderId));
    }
  }

  #totalOf(orderId: string): number {
    const happened = this.pendingOf(orderId)
      .flatMap((command) => (command.fact ?? command.foreseen)?.events ?? [])
      .filter(({ type }) => type !== 'order.closed');
    const context = {
      actor: 'anna',
      deviceId: this.device.deviceId,
      occurredAt: this.#context().now,
      businessDate: this.#businessDate,
    };
    const heard = this.#heard.get(orderId) ?? noOrder(orderId);
    return evolveOrderAll(heard, happened as OrderEvent[], context).totals.totalMinor;
  }

  #numbered(command: OrderCommand): OrderCommand {
    if (command.type !== 'order.open') return command;
    return { ...command, payload: { ...command.payload, number: this.#nextNumber() } };
  }

  #nextNumber(): string {
    this.#ownNumber += 1;
    const ordinal = this.world.first.tills.findIndex(({ deviceId }) => deviceId === this.device.deviceId) + 1;
    return `${checkNumberPrefix(ordinal)}${this.#ownNumber}`;
  }

  #context(): OrderContext {
    const { deviceId } = this.device;
    return {
      index: this.#index,
      remaining: () => null,
      now: formatTimestamp(this.world.wallMs, this.#index.settings.timeZone),
      businessDate: this.#businessDate,
      actor: { staffId: 'anna', permissions: new Set(permissions), discountLimitPercent: '100' },
      approver: null,
      deviceId,
      cashSession: this.#drawer === null ? null : { ...this.#drawer, deviceId, status: 'open' },
      newId: () => this.ids.next(),
      numberFor: (number) => number ?? '',
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
      this.#act({
        type: 'order.open',
        payload: { orderId, orderTypeId: chance.pick(['dine-in', 'takeaway']), label: '', guestCount: null },
      }),
    );
    for (let line = chance.between(1, 3); line > 0; line -= 1) {
      const [itemId, variantId] = chance.pick(menu);
      const lineId = ids.next();
      step(() =>
        this.#act({
          type: 'order.add_line',
          payload: {
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
          },
        }),
      );
    }
    const sendId = ids.next();
    step(() => this.#act({ type: 'order.send', payload: { orderId, sendId, lineIds: null } }));
    const paymentId = ids.next();
    if (chance.fraction() < 0.6) {
      step(() =>
        this.#act({
          type: 'order.pay_cash',
          payload: { orderId, paymentId, amountMinor: null, tenderedMinor: 50_000, tipMinor: 0 },
        }),
      );
    } else {
      step(() =>
        this.#act({
          type: 'order.start_card_payment',
          payload: { orderId, paymentId, amountMinor: null, tipMinor: 100 },
        }),
      );
      step(() =>
        this.#act({
          type: 'order.resolve_card_payment',
          payload: { orderId, paymentId, outcome: 'captured', reference: 'T1', lastFour: null },
        }),
      );
    }
    step(() => this.#act({ type: 'order.close', payload: { orderId } }));
  }
}
