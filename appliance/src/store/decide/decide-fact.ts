import type { CashCommand, CashEvent, CashSession } from '@auraconnect/shared/cash/cash.ts';
import { noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import { cashFactTypes, checkOrderFact } from '@auraconnect/shared/facts/check-fact.ts';
import { type ExceptionRaised, type Found, found } from '@auraconnect/shared/facts/exception.ts';
import { atHandForMs, type Fact, freshForMs } from '@auraconnect/shared/facts/fact.ts';
import { recordCashFact } from '@auraconnect/shared/facts/record-cash-fact.ts';
import { recordOrderFact } from '@auraconnect/shared/facts/record-order-fact.ts';
import type { MenuEvent } from '@auraconnect/shared/menu/commands.ts';
import { checkNumberPrefix } from '@auraconnect/shared/order/check-number.ts';
import { type OrderCommand, orderCommands } from '@auraconnect/shared/order/commands.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { Refusal, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import type { StateView } from '../view.ts';
import type { SignedInContext } from './decide-command.ts';
import { type DecisionContext, refuse } from './decision.ts';

/** A till's clock may be so far ahead before anybody hears of it. */
const clockToleranceMs = 2 * 60_000;
/** Devices at which people sell; a screen or a program never sells on its own. */
const mayBeAlone: ReadonlySet<string> = new Set(['pos', 'setup']);

export interface FactDecision {
  type: 'fact';
  /** Its own time and day, under which its events stand in the journal. */
  past: { occurredAt: string; businessDate: string };
  isFresh: boolean;
  /** So young that whoever did it still stands at the till. */
  isAtHand: boolean;
  events: (OrderEvent | CashEvent)[];
  /** What moves now because of it. */
  alsoEvents: MenuEvent[];
  found: Found[];
  orderId: string | null;
}

/**
 * What happened at a till on its own, as events with their own time and day, and what of it does not fit. It is refused only when it
 * cannot have happened: it contradicts itself, or comes from a device that does not sell.
 */
export function decideFact(
  command: StoreCommand,
  fact: Fact,
  context: DecisionContext,
): FactDecision | { type: 'refusal'; refusal: Refusal } {
  const { view, deviceId, actor } = context;
  if (actor === null) return refuse('sign_in_needed');
  const kind = view.device(deviceId)?.kind ?? '';
  if (!mayBeAlone.has(kind)) return refuse('fact_not_allowed', { kind });
  const session = fact.cashSessionId === null ? null : view.cashSession(fact.cashSessionId);
  if (session !== null && session.deviceId !== deviceId) return invalid('it names the drawer of another till');
  const when = timeOf(fact, session, context);
  const signedIn = { ...context, actor };
  if (Object.hasOwn(orderCommands, command.type)) return orderFact(command as OrderCommand, fact, when, signedIn);
  if (cashFactTypes.has(command.type)) return cashFact(command as CashCommand, when, signedIn);
  return invalid('this cannot have happened at a till on its own');
}

const invalid = (problem: string) => refuse('fact_invalid', { problem });

interface When {
  past: FactDecision['past'];
  isFresh: boolean;
  isAtHand: boolean;
  session: CashSession | null;
  found: Found[];
}

/** DESIGN rule 10: a fact keeps the day of its drawer session. A clock that runs ahead opens no day that has not begun. */
function timeOf(fact: Fact, session: CashSession | null, { view, now, deviceId }: DecisionContext): When {
  const list: Found[] = [];
  const ageMs = Date.parse(now) - Date.parse(fact.occurredAt);
  const told = session?.businessDate ?? fact.businessDate;
  const businessDate = told > view.calendarDate ? view.businessDate || view.calendarDate : told;
  const { occurredAt } = fact;
  if (ageMs < -clockToleranceMs || businessDate !== told)
    list.push(found('clock_ahead', deviceId, { occurredAt, now }));
  if (fact.cashSessionId !== null && session === null)
    list.push(found('drawer_unknown', fact.cashSessionId, { reason: 'session_unknown' }));
  const isEnded = session?.status !== 'closed' && businessDate < view.businessDate;
  if (isEnded)
    list.push(found('day_ended', `${businessDate} ${deviceId}`, { businessDate, storeDate: view.businessDate }));
  return {
    // Nothing in the journal happened later than it was written.
    past: { occurredAt: ageMs < 0 ? now : occurredAt, businessDate },
    isFresh: ageMs < freshForMs,
    isAtHand: Math.abs(ageMs) < atHandForMs,
    session,
    found: list,
  };
}

function orderFact(
  command: OrderCommand,
  fact: Fact,
  when: When,
  context: SignedInContext,
): ReturnType<typeof decideFact> {
  const { view, deviceId } = context;
  const { past, isFresh, isAtHand, session } = when;
  const numberPrefix = checkNumberPrefix(view.device(deviceId)?.ordinal ?? 0);
  const checked = checkOrderFact(command, fact, { numberPrefix, currency: view.index().settings.currency });
  if (!checked.ok) return invalid(checked.problem);
  const recorded = recordOrderFact(command, { ...fact, ...past }, checked.events, {
    index: view.index(),
    remaining: (itemId) => view.remaining(itemId),
    now: past.occurredAt,
    businessDate: past.businessDate,
    actor: context.actor,
    approver: context.approver,
    deviceId,
    cashSession: session,
    newId: context.newId,
    numberFor: (given) => given ?? '',
    screensFor: context.screensFor,
    order: (orderId) => view.order(orderId),
    isNumberTaken: (number, orderId) => view.isNumberTaken(number, past.businessDate, orderId),
    isFresh,
  });
  const { events, alsoEvents, orderId } = recorded;
  const late = session !== null && events.some(countsInDrawer) ? counted(session) : [];
  return {
    type: 'fact',
    past,
    isFresh,
    isAtHand,
    events,
    alsoEvents,
    found: [...recorded.found, ...when.found, ...late],
    orderId,
  };
}

const inDrawer: ReadonlySet<string> = new Set([
  'order.payment_taken',
  'order.closed',
  'order.refunded',
  'order.voided',
]);
const countsInDrawer = ({ type }: OrderEvent | CashEvent): boolean => inDrawer.has(type) || type.startsWith('cash.');

/** The drawer was counted before this came: it is a supplement of that Z, one until a person has filed it. */
const counted = ({ sessionId, status, zNumber, supplements }: CashSession): Found[] =>
  status !== 'closed'
    ? []
    : [found('drawer_counted', sessionId, { zNumber, supplement: (supplements?.length ?? 0) + 1 })];

function cashFact(command: CashCommand, when: When, context: SignedInContext): ReturnType<typeof decideFact> {
  const { view, deviceId, actor, approver } = context;
  const { past, isFresh, isAtHand } = when;
  const { sessionId } = command.payload;
  const session = view.cashSession(sessionId);
  if (session !== null && session.deviceId !== deviceId) return invalid('it names the drawer of another till');
  const recorded = recordCashFact(session ?? noCashSession(sessionId), command, {
    now: past.occurredAt,
    deviceId,
    actor,
    approver,
    openSession: view.openCashSessionOf(deviceId),
    figures: () => ({
      orders: view.ordersOfSession(sessionId),
      previousGrandTotalMinor: context.previousGrandTotalMinor(),
      nextZNumber: context.nextZNumber(),
    }),
  });
  const late = session !== null && recorded.events.length > 0 ? counted(session) : [];
  return {
    type: 'fact',
    past: session === null ? past : { ...past, businessDate: session.businessDate },
    isFresh,
    isAtHand,
    events: recorded.events,
    alsoEvents: [],
    found: [...recorded.found, ...when.found.filter(({ code }) => code !== 'drawer_unknown'), ...late],
    orderId: null,
  };
}

/** The exceptions that are new, as events; asked after the fact's own events, so that a check that they opened has its number. */
export function exceptionsOf(
  { found: list, orderId, past }: FactDecision,
  {
    view,
    commandType,
    deviceId,
    staffId,
    cashSessionId,
    newId,
  }: {
    view: StateView;
    commandType: string;
    deviceId: string;
    staffId: string;
    cashSessionId: string | null;
    newId(): string;
  },
): { type: 'exception.raised'; payload: ExceptionRaised }[] {
  const known = new Set(view.openExceptions().map(({ about }) => about));
  const order = orderId === null ? null : view.order(orderId);
  return list.flatMap(({ code, about, data }) => {
    if (known.has(about)) return [];
    known.add(about);
    return [
      {
        type: 'exception.raised' as const,
        payload: {
          exceptionId: newId(),
          code,
          about,
          orderId: ofStore.has(code) ? null : orderId,
          orderNumber: ofStore.has(code) ? '' : (order?.number ?? ''),
          orderLabel: ofStore.has(code) ? '' : (order?.label ?? ''),
          cashSessionId,
          commandType,
          deviceId,
          staffId,
          happenedAt: past.occurredAt,
          businessDate: past.businessDate,
          data,
        },
      },
    ];
  });
}

/** About a drawer, a day or a clock, whichever check showed it. */
const ofStore: ReadonlySet<string> = new Set([
  'drawer_counted',
  'drawer_unknown',
  'drawer_differs',
  'day_ended',
  'clock_ahead',
]);
