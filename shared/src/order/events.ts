import { z } from 'zod';
import { AmountMinor, Currency, QuantityText } from '../money/money.ts';
import { Payment, Refund, Tender } from '../payment/payment.ts';
import { OrderTotals } from '../pricing/priced-order.ts';
import { TaxPolicy } from '../tax/tax.ts';
import { Timestamp } from '../time/instant.ts';
import { Key, Uuid } from '../time/ids.ts';
import { Discount, SoldLine } from './line.ts';

/** One part of a send that goes to one station; `kitchen/` makes a ticket of it. */
export const FiredTicket = z.object({
  ticketId: Uuid,
  stationId: Key,
  lineIds: z.array(Uuid),
  /** The one who shows or prints it first (DESIGN rule 13: one journaled owner). */
  owner: z.enum(['screen', 'printer']),
});
export type FiredTicket = z.infer<typeof FiredTicket>;

/** What happened to orders. Facts: they carry all that is needed to price and print without any menu. */
export const orderEvents = {
  'order.opened': z.object({
    orderId: Uuid,
    number: z.string().min(1).max(20),
    orderTypeId: Key,
    label: z.string(),
    guestCount: z.int().nullable(),
    currency: Currency,
    taxPolicy: TaxPolicy,
    cashRoundingMinor: z.int(),
  }),
  'order.line_added': z.object({ orderId: Uuid, line: SoldLine }),
  /** The line as it is now; only ever for a line that was not sent. */
  'order.line_changed': z.object({ orderId: Uuid, line: SoldLine }),
  'order.line_removed': z.object({ orderId: Uuid, lineId: Uuid }),
  'order.line_voided': z.object({
    orderId: Uuid,
    lineId: Uuid,
    quantity: QuantityText,
    reason: z.string(),
    approvedBy: Key.nullable(),
    /** Tickets on which the kitchen must see it struck through. */
    ticketIds: z.array(Uuid),
  }),
  'order.line_comped': z.object({ orderId: Uuid, lineId: Uuid, reason: z.string(), approvedBy: Key.nullable() }),
  'order.discount_applied': z.object({ orderId: Uuid, discount: Discount }),
  'order.discount_removed': z.object({ orderId: Uuid, discountId: Uuid }),
  'order.details_changed': z.object({
    orderId: Uuid,
    orderTypeId: Key,
    label: z.string(),
    guestCount: z.int().nullable(),
    note: z.string(),
    /** Lines whose taxes change with the order type; empty otherwise. */
    lines: z.array(SoldLine),
  }),
  'order.sent': z.object({ orderId: Uuid, sendId: Uuid, lineIds: z.array(Uuid), tickets: z.array(FiredTicket) }),
  /** Cash taken, or a card payment whose intent is now journaled (`state` says which). */
  'order.payment_taken': z.object({ orderId: Uuid, payment: Payment }),
  'order.payment_resolved': z.object({
    orderId: Uuid,
    paymentId: Uuid,
    state: z.enum(['captured', 'declined', 'cancelled', 'unknown']),
    reference: z.string().nullable(),
    lastFour: z.string().nullable(),
  }),
  'order.tip_adjusted': z.object({ orderId: Uuid, paymentId: Uuid, tipMinor: AmountMinor }),
  'order.closed': z.object({
    orderId: Uuid,
    totals: OrderTotals,
    paidMinor: AmountMinor,
    tipMinor: AmountMinor,
    cashSessionId: Uuid.nullable(),
  }),
  'order.voided': z.object({
    orderId: Uuid,
    reason: z.string(),
    approvedBy: Key.nullable(),
    ticketIds: z.array(Uuid),
    cashSessionId: Uuid.nullable(),
  }),
  'order.refunded': z.object({ orderId: Uuid, refund: Refund }),
  /** What was paid twice, at two tills, and what the guest left as a tip: no part of the check any more. */
  'order.overpaid_kept_as_tip': z.object({
    orderId: Uuid,
    paymentId: Uuid,
    tender: Tender,
    cashSessionId: Uuid.nullable(),
    /** What of the payment becomes its tip. */
    amountMinor: AmountMinor.min(1),
  }),
} as const;

export type OrderEventType = keyof typeof orderEvents;
export type OrderEvent = {
  [T in OrderEventType]: { type: T; payload: z.infer<(typeof orderEvents)[T]> };
}[OrderEventType];

/** What the journal adds to an event and `evolve` needs: who, where, when. */
export const EventContext = z.object({
  actor: z.string(),
  deviceId: z.string(),
  occurredAt: Timestamp,
  businessDate: z.string(),
});
export type EventContext = z.infer<typeof EventContext>;

/**
 * Any event of the journal, for machines that follow more than one kind: a known type's payload has passed its schema, and an
 * unknown type is passed over.
 */
export interface AnyEvent {
  type: string;
  payload: unknown;
}
