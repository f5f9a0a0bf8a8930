import { cashFact, orderFact, type TillDrawer } from '@auraconnect/shared/facts/make-fact.ts';
import { permissions } from '@auraconnect/shared/staff/permissions.ts';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { OrderCommand, OrderCommandType } from '@auraconnect/shared/order/commands.ts';
import type { PayloadOf } from '@auraconnect/shared/order/commands-of.ts';
import { checkNumberPrefix } from '@auraconnect/shared/order/check-number.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type {
  CommandAnswer,
  CommandEnvelope,
  CommandPayload,
  CommandType,
} from '@auraconnect/shared/protocol/command.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { StoreCore } from '../store/store-core.ts';
import type { CoreTill } from './test-core.ts';
import { newId } from './test-store.ts';

/**
 * A till without the appliance: it knows the store as it was when the line was cut, decides by itself, and keeps what it did until it
 * is back. The same steps as the real till takes, without its screens.
 */
export class LonelyTill {
  readonly #core: StoreCore;
  readonly #till: CoreTill;
  readonly #index: CatalogueIndex;
  readonly #remaining: ReadonlyMap<string, number | null>;
  readonly #orders = new Map<string, Order>();
  readonly #queue: CommandEnvelope[] = [];
  readonly #prefix: string;
  businessDate: string;
  drawer: TillDrawer | null;
  /** Its clock: what it does happened so long ago. */
  readonly #nowMs: () => number;
  #count = 0;

  constructor(core: StoreCore, till: CoreTill, minutesAgo = 0) {
    const { view } = core;
    this.#core = core;
    this.#till = till;
    this.#index = view.index();
    this.#remaining = new Map(view.availability().map(({ itemId, remaining }) => [itemId, remaining]));
    for (const order of view.openOrders()) this.#orders.set(order.orderId, order);
    this.#prefix = checkNumberPrefix(view.device(till.deviceId)?.ordinal ?? 0);
    this.businessDate = view.businessDate;
    this.drawer = view.openCashSessionOf(till.deviceId);
    this.#nowMs = () => core.now() - minutesAgo * 60_000;
  }

  order(orderId: string): Order {
    return this.#orders.get(orderId) ?? noOrder(orderId);
  }

  do<T extends OrderCommandType>(type: T, payload: PayloadOf<T>): CommandEnvelope {
    const command = { type, payload } as unknown as OrderCommand;
    const before = this.order(command.payload.orderId);
    const { drawer, businessDate } = this;
    const now = formatTimestamp(this.#nowMs(), this.#index.settings.timeZone);
    const context = {
      index: this.#index,
      remaining: (itemId: string) => this.#remaining.get(itemId) ?? null,
      now,
      businessDate,
      actor: { staffId: 'anna', permissions: new Set(permissions), discountLimitPercent: '100' },
      approver: null,
      deviceId: this.#till.deviceId,
      cashSession: drawer === null ? null : { ...drawer, deviceId: this.#till.deviceId, status: 'open' as const },
      newId,
      numberFor: (given: string | null) => given ?? '',
    };
    const decision = decideOrder(before, command, context);
    if (decision.type === 'refusal') throw new Error(`the till itself refuses ${type}: ${decision.refusal.code}`);
    const eventContext = { actor: 'anna', deviceId: this.#till.deviceId, occurredAt: now, businessDate };
    this.#orders.set(before.orderId, evolveOrderAll(before, decision.events, eventContext));
    const fact = orderFact(before, decision.events, context, { businessDate, drawer });
    const envelope = { ...this.#till.command(type, payload as unknown as CommandPayload<T>), fact };
    this.#queue.push(envelope);
    return envelope;
  }

  cash<T extends Extract<CommandType, `cash.${string}`>>(type: T, payload: CommandPayload<T>): void {
    const now = formatTimestamp(this.#nowMs(), this.#index.settings.timeZone);
    const fact = cashFact(now, this.businessDate, this.drawer);
    this.#queue.push({ ...this.#till.command(type, payload), fact });
    const { sessionId } = payload as { sessionId: string };
    if (type === 'cash.open_session') this.drawer = { sessionId, businessDate: this.businessDate };
    if (type === 'cash.close_session') this.drawer = null;
  }

  open(label = ''): string {
    const orderId = newId();
    this.#count += 1;
    const number = `${this.#prefix}${this.#count}`;
    this.do('order.open', { orderId, orderTypeId: 'takeaway', label, guestCount: null, number });
    return orderId;
  }

  add(orderId: string, itemId: string, quantity = '1'): string {
    const lineId = newId();
    this.do('order.add_line', addLine(orderId, lineId, itemId, quantity));
    return lineId;
  }

  pay(orderId: string, tenderedMinor = 50_000): string {
    const paymentId = newId();
    this.do('order.pay_cash', { orderId, paymentId, amountMinor: null, tenderedMinor, tipMinor: 0 });
    return paymentId;
  }

  close(orderId: string): void {
    this.do('order.close', { orderId });
  }

  /** A guest from the first word to the change. */
  sell(itemId: string, quantity = '1'): string {
    const orderId = this.open();
    this.add(orderId, itemId, quantity);
    this.pay(orderId);
    this.close(orderId);
    return orderId;
  }

  /** What waits, taken out of the till's hands: for tests that send it themselves. */
  takeQueue(): CommandEnvelope[] {
    return this.#queue.splice(0);
  }
  /** The line is back: everything goes over, in order. */
  async comeBack(): Promise<CommandAnswer[]> {
    const answers: CommandAnswer[] = [];
    for (const envelope of this.#queue.splice(0)) {
      const outcome = await this.#till.submit(envelope);
      if ('problem' in outcome) throw new Error(outcome.problem.title);
      answers.push(outcome.answer);
    }
    await this.#core.settled();
    return answers;
  }
}

export const addLine = (orderId: string, lineId: string, itemId: string, quantity = '1') => ({
  orderId,
  lineId,
  itemId,
  variantId: 'regular',
  quantity,
  modifiers: [],
  note: '',
  seat: null,
  course: null,
  priceOverride: null,
});
