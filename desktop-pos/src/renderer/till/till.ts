import { CommandOutbox, type OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import { PinMemory } from '@auraconnect/shared/client/pin-memory.ts';
import { KeptRows, type KeptRowStore } from '@auraconnect/shared/client/kept-rows.ts';
import type { KeptCommand, OutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import type { ClientPorts } from '@auraconnect/shared/client/ports.ts';
import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { isDeviceRefused } from '@auraconnect/shared/client/store-fault.ts';
import { StoreStream, type StreamState } from '@auraconnect/shared/client/store-stream.ts';
import { cashFactTypes } from '@auraconnect/shared/facts/check-fact.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import { cashFact, numberOpenedIn, type TillDrawer, withNumber } from '@auraconnect/shared/facts/make-fact.ts';
import type { CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type {
  CommandAnswer,
  CommandEnvelope,
  CommandPayload,
  CommandType,
  Refusal,
} from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { Bootstrap, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { StoreStatus, TopicSnapshot } from '@auraconnect/shared/protocol/stream.ts';
import type { Actor } from '@auraconnect/shared/staff/actor.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { Act, ActResult, Approval } from './act.ts';
import { Countdown } from './countdown.ts';
import { ExceptionsList } from './exceptions-list.ts';
import { foreseeCashSession } from './foresee-cash.ts';
import { type Notice, Notices } from './notices.ts';
import { OrderBook } from './order-book.ts';
import { OwnNumbers } from './own-numbers.ts';
import { anybody, staffIdOfToken, type SignedIn } from './person.ts';
import { eventsOf, isCash, numberGivenIn, orderIdOf } from './pending-commands.ts';
import { prepareActs, requestOf } from './prepare-acts.ts';
import { isAlone, isHeldHere, type Taker } from './red-mode.ts';
import { foresee } from './replay-command.ts';
import { businessDateAtTill } from './store-day.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';
import { pictureOf, withAvailability, type StorePicture } from './store-picture.ts';
import { type KeyedMemory, TillMemory } from './till-memory.ts';

export interface TillOptions {
  deviceId: string;
  deviceToken: string;
  incarnation: string;
  streamUrl: string;
  api: StoreApi;
  store: OutboxStore;
  /** What it was answered and the cloud does not have yet; absent: it keeps nothing of that. */
  keptRows?: KeptRowStore;
  ports: ClientPorts;
  ids: IdSource;
  memory: KeyedMemory;
}

export type TillPhase = 'starting' | 'ready' | 'refused';

const bootstrapRetryMs = 4_000;

/** This till: what it knows of the store, what it did itself, and the way to do more. The screens watch its signals. */
export class Till {
  readonly phase: Signal<TillPhase> = new Signal<TillPhase>('starting');
  readonly picture: Signal<StorePicture | null> = new Signal<StorePicture | null>(null);
  readonly orders: Signal<ReadonlyMap<string, Order>> = new Signal<ReadonlyMap<string, Order>>(new Map());
  readonly status: Signal<StoreStatus | null> = new Signal<StoreStatus | null>(null);
  readonly stream: Signal<StreamState>;
  readonly outbox: Signal<OutboxState>;
  readonly cashSession: Signal<CashSession | null> = new Signal<CashSession | null>(null);
  readonly remaining: Signal<ReadonlyMap<string, number>> = new Signal<ReadonlyMap<string, number>>(new Map());
  readonly notices: Signal<readonly Notice[]>;
  /** What happened at tills on their own, does not fit, and waits for a person. */
  readonly exceptions: Signal<readonly OpenException[]>;
  /** Red mode: the appliance does not answer. */
  readonly alone: Signal<boolean>;
  /** Who may sign in while it does not. */
  readonly pins: PinMemory<SignInAnswer>;

  readonly #options: TillOptions;
  readonly #book = new OrderBook();
  readonly #outbox: CommandOutbox;
  readonly #stream: StoreStream;
  readonly #answerWaiters = new Map<string, (answer: CommandAnswer) => void>();
  readonly #countdown = new Countdown();
  readonly #notices: Notices;
  readonly #exceptions: ExceptionsList;
  readonly #numbers: OwnNumbers;
  readonly #memory: TillMemory;
  #cashPending: KeptCommand[] = [];
  #cancelBootstrap: () => void = () => undefined;
  #bootstrapping = false;
  #stopped = false;

  constructor(options: TillOptions) {
    this.#options = options;
    this.#outbox = new CommandOutbox({
      incarnation: options.incarnation,
      store: options.store,
      ...(options.keptRows === undefined ? {} : { kept: new KeptRows({ ...options, store: options.keptRows }) }),
      api: options.api,
      ports: options.ports,
      newId: () => options.ids.next(),
      handlers: {
        onAnswer: (envelope, answer) => this.#answered(envelope, answer),
        onSetAside: (envelope, problem) => this.#setAside(envelope, problem),
        onHappened: (command, foreseen) => this.#happened(command, foreseen),
        onState: (state) => this.#outboxChanged(state),
      },
    });
    this.#stream = new StoreStream({
      url: options.streamUrl,
      deviceToken: options.deviceToken,
      topics: ['orders', 'menu', 'status'],
      view: () => 'pos',
      ports: options.ports,
      handlers: {
        onSnapshot: (data) => this.#heard(data, true),
        onDelta: (data) => this.#heard(data, false),
        onState: (state) => this.#streamChanged(state),
      },
    });
    this.stream = new Signal(this.#stream.state);
    this.outbox = new Signal(this.#outbox.state);
    this.alone = new Signal(isAlone(this.#stream.state, this.#outbox.state));
    this.#memory = new TillMemory(options.memory, options.ports.timers, () => ({
      openOrders: this.#book.toldOpen(),
      remaining: this.picture.get()?.remaining,
    }));
    this.#numbers = new OwnNumbers((last) => this.#memory.keep('own-number', last));
    this.#notices = new Notices((notices) => this.#memory.keep('notices', [...notices]));
    this.notices = this.#notices.list;
    this.#exceptions = new ExceptionsList(options.api);
    this.exceptions = this.#exceptions.list;
    this.pins = new PinMemory({
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      nowMs: () => options.ports.clock.nowMs(),
      keep: (people) => this.#memory.keep('pins', [...people]),
    });
  }

  get api(): StoreApi {
    return this.#options.api;
  }

  get deviceId(): string {
    return this.#options.deviceId;
  }

  newId(): string {
    return this.#options.ids.next();
  }

  /** Milliseconds of the appliance's clock as far as it is known, else of this device's. */
  nowMs(): number {
    return this.#options.ports.clock.nowMs() + (this.stream.get().clockAheadMs ?? 0);
  }

  monotonicMs(): number {
    return this.#options.ports.clock.monotonicMs();
  }

  /** Starts from what was kept, so that a reload without the appliance is ready at once, and then asks the appliance. */
  async run(): Promise<void> {
    await this.#outbox.open();
    const kept = await this.#memory.recall();
    if (this.#stopped) return;
    this.#notices.restore(kept.notices ?? []);
    this.pins.restore(kept.pins ?? []);
    this.#numbers.restore(kept['own-number'], this.#outbox.pending.flatMap(numberGivenIn));
    if (kept.bootstrap !== undefined) {
      this.#look(kept.bootstrap);
      this.#book.heardAll(kept.orders ?? []);
      this.#recallPending();
      this.#publishOrders();
      this.phase.set('ready');
    }
    this.#outbox.run();
    this.#stream.run();
    await this.refresh();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelBootstrap();
    this.#memory.stop();
    this.#outbox.stop();
    this.#stream.stop();
  }

  /** The page may go: what it knows is kept now. */
  keepNow(): void {
    this.#memory.now();
  }

  /** The network may be back: nobody waits for a timer. */
  retryNow(): void {
    this.#stream.retryNow();
    this.#outbox.retryNow();
  }

  /** Reads the store anew. Keeps trying by itself until it has a picture at all. */
  async refresh(): Promise<void> {
    if (this.#bootstrapping || this.#stopped) return;
    this.#bootstrapping = true;
    this.#cancelBootstrap();
    try {
      const bootstrap = await this.api.bootstrap();
      if (this.#stopped) return;
      const first = this.picture.get() === null;
      this.#look(bootstrap);
      await this.#outbox.align(bootstrap.device.lastN);
      if (first) this.#recallPending();
      this.#publishOrders();
      this.phase.set('ready');
      this.#memory.keep('bootstrap', bootstrap);
    } catch (fault) {
      if (isDeviceRefused(fault)) this.phase.set('refused');
      else this.#cancelBootstrap = this.#options.ports.timers.after(bootstrapRetryMs, () => void this.refresh());
    } finally {
      this.#bootstrapping = false;
    }
  }

  order(orderId: string): Order | null {
    return this.orders.get().get(orderId) ?? null;
  }

  /** The order as the next command will find it, also before anything of it may be shown. */
  intended(orderId: string): Order {
    return this.#book.intended(orderId);
  }

  /** True when the order was opened, or is just being opened: the next command must not open it again. */
  isOpened(orderId: string): boolean {
    return this.intended(orderId).status !== 'none';
  }

  /** True while not everything that is shown of this order is at the appliance. */
  waits(orderId: string): boolean {
    return this.#book.waits(orderId);
  }

  /** True when this till may take money for the order now: always with the appliance, on its own only for checks that it holds. */
  mayTakeMoney(order: Order): boolean {
    return !this.alone.get() || isHeldHere(order, this.#taker());
  }

  /**
   * Does several things to one order: all are taken, or none. Resolves when they are durable on this device (level T); the
   * appliance hears of them in the background.
   */
  async act(person: SignedIn, acts: readonly Act[]): Promise<ActResult> {
    const [first] = acts;
    if (first === undefined) throw new Error('nothing to do');
    const { orderId } = first.command.payload;
    const preparation = prepareActs(this.#book.intended(orderId), acts, {
      isAlone: this.alone.get(),
      hasHappened: this.#decidesAlone((envelope) => orderIdOf(envelope) === orderId),
      taker: this.#taker(),
      drawer: this.#drawer(),
      contextFor: ({ approval }) => this.#context(person.actor, approval?.approver ?? null),
      numbered: (act) => this.#numbered(act),
      newId: () => this.newId(),
    });
    if (!preparation.ok) return preparation;
    const { prepared, order } = preparation;
    for (const { commandId, act, context, taken, happened } of prepared) {
      this.#countdown.take(commandId, taken);
      this.#book.stage(commandId, act.command, context, happened);
    }
    try {
      await Promise.all(prepared.map((one) => this.#outbox.add(requestOf(one, person))));
    } catch (fault) {
      for (const { commandId } of prepared) this.#release(orderId, commandId, null);
      this.#publishOrders();
      throw fault;
    }
    for (const { commandId } of prepared) if (this.#isPending(commandId)) this.#book.keep(orderId, commandId);
    this.#publishOrders();
    this.#publishRemaining();
    return { ok: true, order: this.#book.shown(orderId) ?? order };
  }

  /** A command that is not about an order. Resolves with the appliance's answer, however long that takes. */
  async command<T extends CommandType>(
    person: SignedIn,
    type: T,
    payload: CommandPayload<T>,
    approval?: Approval,
  ): Promise<CommandAnswer> {
    const commandId = approval?.commandId ?? this.newId();
    const answer = new Promise<CommandAnswer>((resolve) => this.#answerWaiters.set(commandId, resolve));
    try {
      const approvalToken = approval?.approvalToken ?? null;
      const envelope = await this.#outbox.add({
        commandId,
        type,
        payload,
        staffToken: person.staffToken,
        approvalToken,
        ...this.#cashFactOf(type),
      });
      if (isCash(envelope) && this.#isPending(commandId)) this.#cashPending.push(envelope);
      this.#publishCash();
    } catch (fault) {
      this.#answerWaiters.delete(commandId);
      throw fault;
    }
    return await answer;
  }

  /** Somebody signed in: what of theirs waits with an old token goes on with the new one. */
  async signedIn(person: SignedIn): Promise<void> {
    await this.#outbox.renewTokens(({ staffToken }) =>
      staffIdOfToken(staffToken) === person.staffId ? person.staffToken : null,
    );
  }

  /** A person takes over what somebody left behind who does not come back. */
  async sendAs(person: SignedIn): Promise<void> {
    await this.#outbox.renewTokens(({ staffToken }) => (staffToken === null ? null : person.staffToken));
  }

  /** Whose sign-in the next waiting command needs. */
  waitsFor(): string | null {
    return staffIdOfToken(this.#outbox.pending[0]?.staffToken ?? null);
  }

  /** An order that a list showed (an old one) becomes one that can be acted on. */
  recall(order: Order): void {
    this.#book.heard([order]);
    this.#publishOrders();
  }

  /** What a refund would give back; null when it would be refused for another reason than a missing permission. */
  foreseeRefundMinor(order: Order, command: OrderCommand): number | null {
    const outcome = foresee(order, command, this.#context(anybody(''), null));
    const refund = outcome.type === 'order' ? outcome.order.refunds.at(-1) : undefined;
    return refund === undefined ? null : refund.amountMinor + refund.tipMinor;
  }

  dismissNotice(id: string): void {
    this.#notices.dismiss(id);
  }

  #taker(): Taker {
    const session = this.cashSession.get();
    return { deviceId: this.deviceId, cashSessionId: session?.status === 'open' ? session.sessionId : null };
  }

  /** A check that is opened without the appliance gets its number here, once and for good. */
  #numbered(act: Act): Act {
    const { command } = act;
    if (command.type !== 'order.open' || !this.alone.get()) return act;
    const number = this.#numbers.next();
    return number === null ? act : { ...act, command: { type: command.type, payload: { ...command.payload, number } } };
  }

  #context(actor: Actor, approver: Actor | null, atMs = this.nowMs()): OrderContext {
    const picture = this.picture.get();
    if (picture === null) throw new Error('the till has no picture of its store yet');
    const { index } = picture;
    const remaining = this.remaining.get();
    return {
      index,
      remaining: (itemId) => remaining.get(itemId) ?? null,
      now: formatTimestamp(atMs, index.settings.timeZone),
      businessDate: this.#businessDate(),
      actor,
      approver,
      deviceId: this.deviceId,
      cashSession: this.cashSession.get(),
      newId: () => this.newId(),
      // With the appliance there it gives the number; until it has, the order is shown without one.
      numberFor: (given) => given ?? '',
    };
  }

  /** What is done without the appliance has happened; and so has what follows from it before it is there. */
  #decidesAlone(concerns: (envelope: CommandEnvelope) => boolean): boolean {
    return (
      this.alone.get() || this.#outbox.pending.some((envelope) => envelope.fact !== undefined && concerns(envelope))
    );
  }

  #cashFactOf(type: CommandType): { fact?: Fact; foreseen?: Fact } {
    const picture = this.picture.get();
    if (!cashFactTypes.has(type) || picture === null) return {};
    const { timeZone } = picture.index.settings;
    const fact = cashFact(formatTimestamp(this.nowMs(), timeZone), this.#businessDate(), this.#drawer());
    return this.#decidesAlone(isCash) ? { fact } : { foreseen: fact };
  }

  /** Nobody answered what was given as a command: it has happened, and a check that waits for its number gets one of this till. */
  #happened({ commandId, payload }: KeptCommand, foreseen: Fact): Fact | null {
    const number = numberOpenedIn(foreseen) === '' ? this.#numbers.next() : '';
    if (number === null) return null;
    const fact = number === '' ? foreseen : withNumber(foreseen, number);
    if (typeof payload['orderId'] === 'string') {
      this.#book.happen(payload['orderId'], commandId, eventsOf(fact));
      this.#publishOrders();
    }
    return fact;
  }

  #drawer(): TillDrawer | null {
    const session = this.cashSession.get();
    return session?.status === 'open' ? session : null;
  }

  #businessDate(): string {
    return businessDateAtTill({
      picture: this.picture.get(),
      told: this.status.get()?.businessDate,
      drawer: this.#drawer(),
      isAlone: this.alone.get(),
      nowMs: this.nowMs(),
      orders: this.orders.get().values(),
    });
  }

  #isPending(commandId: string): boolean {
    return this.#outbox.pending.some((envelope) => envelope.commandId === commandId);
  }

  #answered(envelope: CommandEnvelope, answer: CommandAnswer): void {
    const orderId = orderIdOf(envelope);
    if (orderId !== null) {
      if (answer.status === 'refused') this.#notices.tell(envelope, orderId, this.#book.shown(orderId), answer.refusal);
      this.#release(orderId, envelope.commandId, answer.order);
      this.#publishOrders();
      this.#publishRemaining();
    }
    if (isCash(envelope)) {
      this.#cashPending = this.#cashPending.filter((one) => one.commandId !== envelope.commandId);
      void this.refresh().then(() => this.#publishCash());
    }
    this.#settleWaiter(envelope.commandId, answer);
  }

  #setAside(envelope: CommandEnvelope, problem: Problem): void {
    const refusal: Refusal = { code: problem.code, message: problem.title, data: problem.data ?? {} };
    this.#answered(envelope, {
      commandId: envelope.commandId,
      status: 'refused',
      repeated: false,
      refusal,
      order: null,
    });
  }

  #settleWaiter(commandId: string, answer: CommandAnswer): void {
    const resolve = this.#answerWaiters.get(commandId);
    this.#answerWaiters.delete(commandId);
    resolve?.(answer);
  }

  #release(orderId: string, commandId: string, server: Order | null): void {
    this.#countdown.release(commandId);
    this.#book.drop(orderId, commandId, server);
  }

  #heard(data: TopicSnapshot, whole: boolean): void {
    switch (data.topic) {
      case 'orders':
        if (whole) this.#book.heardAll(data.orders);
        else this.#book.heard(data.orders);
        this.#publishOrders();
        return;
      case 'menu':
        this.picture.update((picture) =>
          picture === null
            ? null
            : { ...picture, remaining: withAvailability(whole ? new Map() : picture.remaining, data.availability) },
        );
        this.#publishRemaining();
        this.#memory.menuMoved();
        if (data.revision !== this.picture.get()?.index.revision) void this.refresh();
        return;
      case 'status':
        this.#heardStatus(data.status);
        return;
      case 'kitchen':
        return;
    }
  }

  #heardStatus(status: StoreStatus): void {
    const before = this.status.get();
    this.status.set(status);
    const sessionOf = (one: StoreStatus | null): string | undefined =>
      one?.openCashSessions.find((session) => session.deviceId === this.deviceId)?.sessionId;
    void this.#exceptions.heard(status);
    if (before?.businessDate !== status.businessDate || sessionOf(before) !== sessionOf(status)) void this.refresh();
  }

  #streamChanged(state: StreamState): void {
    const before = this.stream.get();
    this.stream.set(state);
    this.alone.set(isAlone(state, this.outbox.get()));
    if (before.link !== 'open' && state.link === 'open') {
      this.#outbox.retryNow();
      void this.refresh();
    }
    // The upgrade of a revoked device fails without a reason that a browser would tell: the HTTP side knows.
    if (state.failures > before.failures && state.failures % 3 === 0) void this.refresh();
  }

  #outboxChanged(state: OutboxState): void {
    this.outbox.set(state);
    this.alone.set(isAlone(this.stream.get(), state));
    if (state.link === 'refused') this.phase.set('refused');
  }

  #look(bootstrap: Bootstrap): void {
    this.#memory.looked(bootstrap);
    const { numberPrefix, lastN } = bootstrap.device;
    // A device that the appliance has heard of and that remembers nothing has lost its memory: no number can be above that count.
    this.#numbers.introduce(numberPrefix ?? '', this.#outbox.lastN === 0 ? lastN : 0);
    this.picture.set(pictureOf(bootstrap));
    this.#publishRemaining();
    this.#publishCash();
  }

  /** What an earlier page took and nobody answered is shown again as it was. */
  #recallPending(): void {
    this.#cashPending = this.#outbox.pending.filter(isCash);
    this.#publishCash();
    for (const [place, envelope] of this.#outbox.pending.entries()) {
      const orderId = orderIdOf(envelope);
      if (orderId === null) continue;
      const command = { type: envelope.type, payload: envelope.payload } as unknown as OrderCommand;
      const { fact } = envelope;
      const context = {
        ...this.#context(anybody(''), null, Date.parse(fact?.occurredAt ?? envelope.sentAt)),
        ...(fact === undefined ? {} : { businessDate: fact.businessDate }),
        remaining: () => null,
        // The drawer as it was then: it may have been counted since.
        cashSession: this.#drawerAfter(this.#outbox.pending.slice(0, place).filter(isCash)),
      };
      const happened = fact === undefined ? null : eventsOf(fact);
      this.#book.stage(envelope.commandId, command, context, happened);
      this.#book.keep(orderId, envelope.commandId);
    }
  }

  #publishOrders(): void {
    const changed = this.#book.takeChanged();
    if (changed.size === 0) return;
    const orders = new Map(this.orders.get());
    for (const orderId of changed) {
      const order = this.#book.shown(orderId);
      if (order === null) orders.delete(orderId);
      else orders.set(orderId, order);
    }
    this.orders.set(orders);
    this.#memory.ordersMoved();
  }

  #publishRemaining(): void {
    this.remaining.set(this.#countdown.left(this.picture.get()?.remaining));
  }

  #publishCash(): void {
    if (this.picture.get() !== null) this.cashSession.set(this.#drawerAfter(this.#cashPending));
  }

  #drawerAfter(pending: readonly KeptCommand[]): CashSession | null {
    const picture = this.picture.get();
    return picture === null ? null : foreseeCashSession(picture.cashSession, pending, picture);
  }
}
