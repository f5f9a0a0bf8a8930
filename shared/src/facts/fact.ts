import { z } from 'zod';
import { orderEvents } from '../order/events.ts';
import { Uuid } from '../time/ids.ts';
import { BusinessDate, Timestamp } from '../time/instant.ts';

/**
 * A check as its till knew it: enough to open it again where nobody has heard of it. Its number is empty when it was opened before the
 * till knew that it was alone: then the appliance's answer, which would have brought one, had not come yet.
 */
export const CheckHeader = orderEvents['order.opened'].omit({ orderId: true }).extend({ number: z.string().max(20) });
export type CheckHeader = z.infer<typeof CheckHeader>;

/**
 * What a till on its own decided by itself and what has happened since (DESIGN rule 3). It travels with its command, and the appliance
 * records it with its own prices, taxes, number, drawer and day: it is never refused for what the store has become meanwhile, and
 * never priced again. What does not fit goes to a person as an exception.
 */
export const Fact = z.strictObject({
  /** In the store's own offset. */
  occurredAt: Timestamp,
  /** The day of the drawer session it belongs to; without one, the day that the till last heard of. */
  businessDate: BusinessDate,
  /** The drawer session that was open at the till. */
  cashSessionId: Uuid.nullable(),
  /** The check before this; null for a check that it opens, and for what is no order. */
  check: CheckHeader.nullable(),
  /** What the till's own order machine made of the command; empty for what is no order. */
  events: z.array(z.strictObject({ type: z.string().max(60), payload: z.record(z.string(), z.unknown()) })).max(4),
  /** Lines that the till told the kitchen of by itself (DESIGN rule 4): the appliance fires only the rest. */
  firedLineIds: z.array(Uuid).max(500),
});
export type Fact = z.infer<typeof Fact>;

/**
 * A fact that is younger than this is still dinner: its ticket goes to the kitchen at once. An older one may have been cooked from a slip of
 * paper long ago, so it waits for a person's word.
 */
export const freshForMs = 5 * 60_000;

/** So long somebody still stands at the drawer with the cash in the hand: it springs open. */
export const atHandForMs = 15_000;
