import type { TFunction } from 'i18next';
import type { OrderTimelineEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import { eventSchemas, type EventPayload, type EventType } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';

export interface TimelineWriting {
  t: TFunction;
  order: Order;
  money: (amountMinor: number) => string;
  quantity: (quantity: string) => string;
  /** Station by key, for tickets. */
  stationName: (stationId: string) => string;
  staffName: (staffId: string) => string;
}

type Sentence<T extends EventType> = (payload: EventPayload<T>, writing: TimelineWriting) => string;

const lineName = (order: Order, lineId: string): string =>
  order.lines.find((line) => line.lineId === lineId)?.name ?? '';

function stationOf({ order, stationName }: TimelineWriting, ticketId: string): string {
  const ticket = order.tickets.find((known) => known.ticketId === ticketId);
  return ticket === undefined ? '' : stationName(ticket.stationId);
}

function withApprover(sentence: string, approvedBy: string | null, { t, staffName }: TimelineWriting): string {
  return approvedBy === null ? sentence : `${sentence} ${t('event.approved', { name: staffName(approvedBy) })}`;
}

/** What happened, as a person would tell it. Events without a sentence of their own are named by their type. */
const sentences: { [T in EventType]?: Sentence<T> } = {
  'order.opened': ({ number }, { t }) => t('event.opened', { number }),
  'order.line_added': ({ line }, { t, quantity, money }) =>
    t('event.lineAdded', { quantity: quantity(line.quantity), name: line.name, price: money(line.unitPriceMinor) }),
  'order.line_changed': ({ line }, { t, quantity }) =>
    t('event.lineChanged', { quantity: quantity(line.quantity), name: line.name }),
  'order.line_removed': (_payload, { t }) => t('event.lineRemoved'),
  'order.line_voided': (payload, writing) =>
    withApprover(
      writing.t('event.lineVoided', {
        quantity: writing.quantity(payload.quantity),
        name: lineName(writing.order, payload.lineId),
        reason: payload.reason,
      }),
      payload.approvedBy,
      writing,
    ),
  'order.line_comped': (payload, writing) =>
    withApprover(
      writing.t('event.lineComped', { name: lineName(writing.order, payload.lineId), reason: payload.reason }),
      payload.approvedBy,
      writing,
    ),
  'order.discount_applied': ({ discount }, writing) =>
    withApprover(writing.t('event.discountApplied', { name: discount.name }), discount.approvedBy, writing),
  'order.discount_removed': (_payload, { t }) => t('event.discountRemoved'),
  'order.details_changed': (_payload, { t }) => t('event.detailsChanged'),
  'order.sent': ({ lineIds, tickets }, { t, stationName }) =>
    t('event.sent', {
      count: lineIds.length,
      stations: [...new Set(tickets.map(({ stationId }) => stationName(stationId)))].join(', '),
    }),
  'order.payment_taken': ({ payment }, { t, money }) =>
    t(payment.state === 'captured' ? 'event.paid' : 'event.paymentStarted', {
      amount: money(payment.amountMinor),
      tender: t(`tender.${payment.tender}`),
    }),
  'order.payment_resolved': ({ state }, { t }) => t('event.paymentResolved', { state: t(`payment.${state}`) }),
  'order.tip_adjusted': ({ tipMinor }, { t, money }) => t('event.tipAdjusted', { amount: money(tipMinor) }),
  'order.closed': ({ totals }, { t, money }) => t('event.closed', { amount: money(totals.totalMinor) }),
  'order.voided': (payload, writing) =>
    withApprover(writing.t('event.voided', { reason: payload.reason }), payload.approvedBy, writing),
  'order.refunded': ({ refund }, writing) =>
    withApprover(
      writing.t('event.refunded', {
        amount: writing.money(refund.amountMinor + refund.tipMinor),
        reason: refund.reason,
      }),
      refund.approvedBy,
      writing,
    ),
  'exception.raised': (_payload, { t }) => t('event.exceptionRaised'),
  'exception.settled': (payload, writing) =>
    withApprover(
      [writing.t('event.exceptionSettled'), payload.note].filter(Boolean).join(': '),
      payload.approvedBy,
      writing,
    ),
  'order.overpaid_kept_as_tip': ({ amountMinor }, { t, money }) => t('event.keptAsTip', { amount: money(amountMinor) }),
  'kitchen.ticket_acknowledged': ({ ticketId }, writing) =>
    writing.t('event.ticketSeen', { station: stationOf(writing, ticketId) }),
  'kitchen.item_done': ({ lineId, done }, { t, order }) =>
    t(done ? 'event.itemDone' : 'event.itemUndone', { name: lineName(order, lineId) }),
  'kitchen.ticket_bumped': ({ ticketId }, writing) =>
    writing.t('event.ticketBumped', { station: stationOf(writing, ticketId) }),
  'kitchen.ticket_recalled': ({ ticketId }, writing) =>
    writing.t('event.ticketRecalled', { station: stationOf(writing, ticketId) }),
  'kitchen.owner_changed': ({ ticketId, owner }, writing) =>
    writing.t(owner === 'printer' ? 'event.toPrinter' : 'event.toScreen', { station: stationOf(writing, ticketId) }),
  'kitchen.order_served': (_payload, { t }) => t('event.served'),
  'print.queued': (_payload, { t }) => t('event.printQueued'),
  'print.sending': (_payload, { t }) => t('event.printSending'),
  'print.confirmed': (_payload, { t }) => t('event.printed'),
  'print.failed': (_payload, { t }) => t('event.printFailed'),
  'print.unknown': (_payload, { t }) => t('event.printUnknown'),
  'print.moved': (_payload, { t }) => t('event.printMoved'),
};

const isKnown = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

/**
 * One sentence for an event. A payload that its schema refuses (written by a version that is newer than this page) is not
 * guessed at.
 */
export function timelineSentence(
  entry: Pick<OrderTimelineEntry, 'type' | 'payload'>,
  writing: TimelineWriting,
): string {
  const { type, payload } = entry;
  if (!isKnown(type)) return writing.t('event.unknown', { type });
  const sentence = sentences[type] as Sentence<EventType> | undefined;
  if (sentence === undefined) return writing.t('event.unknown', { type });
  const parsed = eventSchemas[type].safeParse(payload);
  return parsed.success ? sentence(parsed.data, writing) : writing.t('event.unreadable', { type });
}
