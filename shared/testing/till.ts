import type { CashSession } from '../src/cash/cash.ts';
import { noCashSession } from '../src/cash/evolve.ts';
import type { CatalogueIndex } from '../src/menu/catalogue-index.ts';
import type { MenuEvent } from '../src/menu/commands.ts';
import type { OrderCommand, OrderCommandType } from '../src/order/commands.ts';
import type { PayloadOf } from '../src/order/commands-of.ts';
import type { OrderContext, OrderDecision } from '../src/order/context.ts';
import { decideOrder } from '../src/order/decide.ts';
import type { EventContext, OrderEvent } from '../src/order/events.ts';
import { evolveOrderAll, noOrder } from '../src/order/evolve.ts';
import type { Order } from '../src/order/order.ts';
import type { Actor } from '../src/staff/actor.ts';
import { type Permission, permissions } from '../src/staff/permissions.ts';
import { formatTimestamp } from '../src/time/timestamp.ts';
import { anIndex } from './builders.ts';
import { seededIds } from './seeded-random.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export const anActor = (
  staffId = 'gianni',
  allowed: readonly Permission[] = permissions,
  discountLimitPercent = '100',
): Actor => ({
  staffId,
  permissions: new Set(allowed),
  discountLimitPercent,
});

let tills = 0;

type WithoutOrder<T extends OrderCommandType> = Omit<PayloadOf<T>, 'orderId'>;

/** One till with one order, without any machine around it: what it does goes through the order machine and nothing else. */
export class Till {
  index: CatalogueIndex;
  order: Order;
  actor: Actor = anActor();
  approver: Actor | null = null;
  businessDate = '2026-11-24';
  readonly deviceId = '0197c000-0000-7000-8000-0000000000d1';
  cashSession: CashSession | null;
  /** Items that are limited, and what is left of them. */
  readonly remaining = new Map<string, number>();
  /** Stations that have a screen; null: all of them. */
  screens: Set<string> | null = null;
  readonly clock: VirtualClock = virtualClock();
  /** Everything that happened to the order, first to last. */
  readonly history: OrderEvent[] = [];
  /** Every till mints its own. */
  readonly #ids = seededIds((tills += 1));

  constructor(index: CatalogueIndex = anIndex()) {
    this.index = index;
    this.order = noOrder(this.newId());
    this.cashSession = { ...noCashSession(this.newId()), status: 'open', deviceId: this.deviceId };
  }

  newId(): string {
    return this.#ids.next();
  }

  get now(): string {
    return formatTimestamp(this.clock.nowMs(), this.index.settings.timeZone);
  }

  get eventContext(): EventContext {
    return {
      actor: this.actor.staffId,
      deviceId: this.deviceId,
      occurredAt: this.now,
      businessDate: this.businessDate,
    };
  }

  get context(): OrderContext {
    const { screens } = this;
    return {
      index: this.index,
      remaining: (itemId) => this.remaining.get(itemId) ?? null,
      now: this.now,
      businessDate: this.businessDate,
      actor: this.actor,
      approver: this.approver,
      deviceId: this.deviceId,
      cashSession: this.cashSession,
      newId: () => this.newId(),
      numberFor: (given) => given ?? '42',
      ...(screens === null ? {} : { screensFor: (stationId: string) => screens.has(stationId) }),
    };
  }

  /** Decides and, when it is accepted, applies. */
  try<T extends OrderCommandType>(type: T, payload: WithoutOrder<T>): OrderDecision {
    const command = { type, payload: { orderId: this.order.orderId, ...payload } } as unknown as OrderCommand;
    const decision = decideOrder(this.order, command, this.context);
    if (decision.type === 'refusal') return decision;
    this.apply(decision.events, decision.alsoEvents);
    return decision;
  }

  apply(events: readonly OrderEvent[], alsoEvents: readonly MenuEvent[] = []): void {
    this.history.push(...events);
    this.order = evolveOrderAll(this.order, events, this.eventContext);
    for (const event of alsoEvents) {
      if (event.type !== 'menu.availability_set') continue;
      const { itemId, remaining } = event.payload;
      if (remaining === null) this.remaining.delete(itemId);
      else this.remaining.set(itemId, remaining);
    }
  }

  /** The events of a command that must be accepted. */
  do<T extends OrderCommandType>(type: T, payload: WithoutOrder<T>): OrderEvent[] {
    const decision = this.try(type, payload);
    if (decision.type === 'refusal')
      throw new Error(`${type} was refused: ${decision.refusal.code} ${JSON.stringify(decision.refusal.data)}`);
    return decision.events;
  }

  /** Why a command is refused; `accepted` when it is not. */
  whyNot<T extends OrderCommandType>(type: T, payload: WithoutOrder<T>): string {
    const decision = this.try(type, payload);
    return decision.type === 'refusal' ? decision.refusal.code : 'accepted';
  }

  open(orderTypeId = 'dine-in'): this {
    this.do('order.open', { orderTypeId, label: '', guestCount: null });
    return this;
  }

  /** Adds a line and gives its id. */
  add(itemId = 'burger', more: Partial<WithoutOrder<'order.add_line'>> = {}): string {
    const lineId = more.lineId ?? this.newId();
    const variantId = this.index.items.get(itemId)?.variants[0]?.id ?? 'regular';
    this.do('order.add_line', {
      lineId,
      itemId,
      variantId,
      quantity: '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
      ...more,
    });
    return lineId;
  }

  send(lineIds: string[] | null = null): OrderEvent[] {
    return this.do('order.send', { sendId: this.newId(), lineIds });
  }

  /** Pays all that is owed in cash and gives the payment's id. */
  payCash(more: Partial<WithoutOrder<'order.pay_cash'>> = {}): string {
    const paymentId = more.paymentId ?? this.newId();
    this.do('order.pay_cash', { paymentId, amountMinor: null, tenderedMinor: 100_000, tipMinor: 0, ...more });
    return paymentId;
  }

  /** Starts a card payment of all that is owed and settles it; null leaves it without an answer. */
  payCard(
    outcome: 'captured' | 'declined' | 'cancelled' | 'unknown' | null = 'captured',
    more: Partial<WithoutOrder<'order.start_card_payment'>> = {},
  ): string {
    const paymentId = more.paymentId ?? this.newId();
    this.do('order.start_card_payment', { paymentId, amountMinor: null, tipMinor: 0, ...more });
    if (outcome !== null) this.resolveCard(paymentId, outcome);
    return paymentId;
  }

  resolveCard(paymentId: string, outcome: 'captured' | 'declined' | 'cancelled' | 'unknown'): void {
    this.do('order.resolve_card_payment', { paymentId, outcome, reference: null, lastFour: null });
  }

  close(): OrderEvent[] {
    return this.do('order.close', {});
  }
}
