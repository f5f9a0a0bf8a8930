import type { CommandRequest } from '@auraconnect/shared/client/command-outbox.ts';
import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import { numberOpenedIn, orderFact, type TillDrawer } from '@auraconnect/shared/facts/make-fact.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import { evolveOrderAll } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { Act } from './act.ts';
import type { SignedIn } from './person.ts';
import { refusedAlone, type Taker } from './red-mode.ts';
import { eventContextOf } from './replay-command.ts';

/** One thing to do, decided here. */
export interface Prepared {
  commandId: string;
  act: Act;
  context: OrderContext;
  /** Pieces that it takes of limited items. */
  taken: ReadonlyMap<string, number>;
  /** What it comes to at this till; null where there is nothing to tell (paper that was asked for). */
  fact: Fact | null;
  /** Set when this till decides by itself. */
  happened: readonly OrderEvent[] | null;
}

export interface PrepareParts {
  isAlone: boolean;
  /** What is decided here has happened: the till is alone, or something before it on the same order waits as a fact. */
  hasHappened: boolean;
  taker: Taker;
  drawer: TillDrawer | null;
  contextFor(act: Act): OrderContext;
  /** Gives a check that is opened here a number, where the till does that. */
  numbered(act: Act): Act;
  newId(): string;
}

export type Preparation =
  | { ok: true; prepared: Prepared[]; order: Order }
  | { ok: false; refusal: Refusal; index: number };

/** Decides several things one after the other, each on what those before it will have done: all of them, or none. */
export function prepareActs(before: Order, acts: readonly Act[], parts: PrepareParts): Preparation {
  const { isAlone, hasHappened, taker, drawer } = parts;
  let order = before;
  const prepared: Prepared[] = [];
  for (const [index, given] of acts.entries()) {
    const context = parts.contextFor(given);
    const refusal = isAlone ? refusedAlone(given.command.type, order, taker) : null;
    if (refusal !== null) return { ok: false, refusal, index };
    const act = parts.numbered(given);
    const decision = decideOrder(order, act.command, context);
    if (decision.type === 'refusal') return { ok: false, refusal: decision.refusal, index };
    const { businessDate } = context;
    const isPaper = act.command.type === 'order.print_receipt';
    const fact = isPaper ? null : orderFact(order, decision.events, context, { businessDate, drawer });
    order = evolveOrderAll(order, decision.events, eventContextOf(context));
    prepared.push({
      commandId: act.approval?.commandId ?? parts.newId(),
      act,
      context,
      taken: takenBy(decision.alsoEvents, context),
      fact,
      happened: hasHappened && fact !== null && numberOpenedIn(fact) !== '' ? decision.events : null,
    });
  }
  return { ok: true, prepared, order };
}

export function requestOf({ commandId, act, fact, happened }: Prepared, { staffToken }: SignedIn): CommandRequest {
  const told = happened === null ? { foreseen: fact } : { fact };
  return {
    commandId,
    type: act.command.type,
    payload: act.command.payload,
    staffToken,
    approvalToken: act.approval?.approvalToken ?? null,
    ...(fact === null ? {} : told),
  } as CommandRequest;
}

type AlsoEvents = Extract<ReturnType<typeof decideOrder>, { type: 'events' }>['alsoEvents'];

function takenBy(alsoEvents: AlsoEvents, { remaining }: OrderContext): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { type, payload } of alsoEvents) {
    if (type !== 'menu.availability_set' || payload.remaining === null) continue;
    taken.set(payload.itemId, (remaining(payload.itemId) ?? 0) - payload.remaining);
  }
  return taken;
}
