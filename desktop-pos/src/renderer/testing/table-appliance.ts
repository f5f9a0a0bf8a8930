import { decideCash } from '@auraconnect/shared/cash/decide.ts';
import { evolveCash, noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import { checkOrderFact } from '@auraconnect/shared/facts/check-fact.ts';
import type { Found } from '@auraconnect/shared/facts/exception.ts';
import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import { recordOrderFact } from '@auraconnect/shared/facts/record-order-fact.ts';
import type { CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { HttpRequest, HttpResponse } from '@auraconnect/shared/client/ports.ts';
import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { anybody } from '../till/person.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { jsonResponse } from '@auraconnect/shared/testing/virtual-client.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';

export const deviceId = '0190a000-0000-7000-8000-00000000d001';
export const incarnation = '0190a000-0000-7000-8000-00000000d0ff';
export const boot = '0190a000-0000-7000-8000-00000000b001';
export const drawerId = '0190a000-0000-7000-8000-00000000ca51';
const businessDate = '2026-11-24';

/**
 * The store's rules without its disk and its network: the real machines decide, so a till in a test hears exactly what the
 * appliance would say. The whole appliance is tried in the browser tests.
 */
export class TableAppliance {
  readonly index = indexCatalogue(demoCatalogue());
  readonly orders = new Map<string, Order>();
  readonly availability = new Map<string, number>();
  cashSession: CashSession | null = null;
  lastN = 0;
  reachable = true;
  /** The next commands are done, and their answers get lost on the way. */
  losesAnswers = false;
  /** Permissions as the appliance sees them; null: everything. */
  forbidden: string | null = null;
  nextNumber = 101;
  /** The letters of the till’s own numbers; without them it gives none. */
  numberPrefix = '';
  /** What did not fit of what the till did on its own. */
  readonly found: Found[] = [];
  readonly #answers = new Map<string, CommandAnswer>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  withOpenDrawer(): this {
    const context = this.#eventContext();
    const opened = {
      type: 'cash.session_opened',
      payload: { sessionId: drawerId, deviceId, floatMinor: 20_000 },
    } as const;
    this.cashSession = evolveCash(noCashSession(drawerId), opened, context);
    return this;
  }

  answer = (request: HttpRequest): HttpResponse => {
    if (!this.reachable) throw new Error('no route to host');
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    if (path === '/bootstrap') return jsonResponse(200, this.bootstrap());
    if (path === '/commands') {
      const answers = (JSON.parse(request.body ?? '[]') as CommandEnvelope[]).map((envelope) => this.decide(envelope));
      if (this.losesAnswers) throw new Error('cut off');
      return jsonResponse(200, answers);
    }
    return jsonResponse(404, { type: 'about:blank', title: 'Nothing here.', status: 404, code: 'not_found' });
  };

  bootstrap(): Bootstrap {
    return {
      storeId: '0190a000-0000-7000-8000-0000000000a1',
      storeName: 'Bella Napoli',
      epoch: '0190a000-0000-7000-8000-0000000000e1',
      durableSeq: 1,
      serverTime: this.#now(),
      businessDate,
      claimed: false,
      device: {
        deviceId,
        name: 'Till 1',
        kind: 'pos',
        incarnation,
        lastN: this.lastN,
        numberPrefix: this.numberPrefix,
      },
      catalogue: this.index.catalogue,
      availability: [...this.availability].map(([itemId, remaining]) => ({ itemId, remaining })),
      cashSession: this.cashSession,
    };
  }

  status(more: Partial<StoreStatus> = {}): StoreStatus {
    return {
      businessDate,
      proposedBusinessDate: null,
      printers: [],
      screens: [],
      unacknowledgedTickets: 0,
      cloud: { state: 'connected', pendingEvents: 0, lastContactAt: null, reason: null },
      openCashSessions: [],
      ...more,
    };
  }

  decide(envelope: CommandEnvelope): CommandAnswer {
    const known = this.#answers.get(envelope.commandId);
    if (known !== undefined) return { ...known, repeated: true };
    if (envelope.n !== this.lastN + 1) throw new Error(`gap: ${envelope.n} after ${this.lastN}`);
    this.lastN = envelope.n;
    const answer = envelope.type.startsWith('cash.') ? this.#decideCash(envelope) : this.#decideOrder(envelope);
    this.#answers.set(envelope.commandId, answer);
    return answer;
  }

  #recordFact(order: Order, command: OrderCommand, fact: Fact): Order {
    const { currency } = this.index.settings;
    const checked = checkOrderFact(command, fact, { numberPrefix: this.numberPrefix, currency });
    if (!checked.ok) throw new Error(`the till told what cannot be: ${checked.problem}`);
    const { occurredAt, businessDate: day } = fact;
    const recorded = recordOrderFact(command, fact, checked.events, {
      index: this.index,
      remaining: (itemId) => this.availability.get(itemId) ?? null,
      now: occurredAt,
      businessDate: day,
      actor: anybody('anna'),
      approver: null,
      deviceId,
      cashSession: this.cashSession,
      newId: () => crypto.randomUUID(),
      numberFor: (given) => given ?? '',
      order: (orderId) => this.orders.get(orderId) ?? null,
      isNumberTaken: () => false,
      isFresh: true,
    });
    this.found.push(...recorded.found);
    return evolveOrderAll(order, recorded.events, { actor: 'anna', deviceId, occurredAt, businessDate: day });
  }

  #decideOrder({ commandId, type, payload, n, fact }: CommandEnvelope): CommandAnswer {
    const command = { type, payload } as unknown as OrderCommand;
    const { orderId } = command.payload;
    const order = this.orders.get(orderId) ?? noOrder(orderId);
    const base = { commandId, repeated: false };
    if (fact !== undefined) {
      const after = this.#recordFact(order, command, fact);
      this.orders.set(orderId, after);
      return { ...base, status: 'accepted', epoch: 'e', seq: n, order: after };
    }
    if (type === this.forbidden) {
      const refusal = {
        code: 'permission_needed',
        message: 'This needs a permission: ask a manager to approve it.',
        data: {},
      };
      return { ...base, status: 'refused', refusal, order: order.status === 'none' ? null : order };
    }
    const decision = decideOrder(order, command, {
      index: this.index,
      remaining: (itemId) => this.availability.get(itemId) ?? null,
      now: this.#now(),
      businessDate,
      actor: anybody('anna'),
      approver: null,
      deviceId,
      cashSession: this.cashSession,
      newId: () => crypto.randomUUID(),
      numberFor: (given) => given ?? String(this.nextNumber++),
    });
    if (decision.type === 'refusal') {
      return { ...base, status: 'refused', refusal: decision.refusal, order: order.status === 'none' ? null : order };
    }
    const after = evolveOrderAll(order, decision.events, this.#eventContext());
    this.orders.set(orderId, after);
    for (const { type: also, payload: change } of decision.alsoEvents) {
      if (also === 'menu.availability_set' && change.remaining !== null)
        this.availability.set(change.itemId, change.remaining);
    }
    return { ...base, status: 'accepted', epoch: 'e', seq: n, order: after };
  }

  #decideCash({ commandId, type, payload, n }: CommandEnvelope): CommandAnswer {
    const command = { type, payload } as never as Parameters<typeof decideCash>[1];
    const session = this.cashSession ?? noCashSession(command.payload.sessionId);
    const decision = decideCash(session, command, {
      now: this.#now(),
      deviceId,
      actor: anybody('anna'),
      approver: null,
      openSession: this.cashSession,
      figures: () => ({ orders: [...this.orders.values()], previousGrandTotalMinor: 0, nextZNumber: 1 }),
    });
    if (decision.type === 'refusal')
      return { commandId, repeated: false, status: 'refused', refusal: decision.refusal, order: null };
    this.cashSession = decision.events.reduce(
      (state, event) => evolveCash(state, event, this.#eventContext()),
      session,
    );
    return { commandId, repeated: false, status: 'accepted', epoch: 'e', seq: n, order: null };
  }

  #now(): string {
    return formatTimestamp(this.#nowMs(), this.index.settings.timeZone);
  }

  #eventContext(): { actor: string; deviceId: string; occurredAt: string; businessDate: string } {
    return { actor: 'anna', deviceId, occurredAt: this.#now(), businessDate };
  }
}
