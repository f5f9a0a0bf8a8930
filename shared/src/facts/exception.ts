import { z } from 'zod';
import type { Permission } from '../staff/permissions.ts';
import { Key, Uuid } from '../time/ids.ts';
import { BusinessDate, Timestamp } from '../time/instant.ts';

/** How a person may settle an exception. */
export const SettleWay = z.enum(['seen', 'refund', 'tip', 'credit', 'cook', 'served', 'supplement']);
export type SettleWay = z.infer<typeof SettleWay>;

/** A figure or a word that says what did not fit. Amounts are in minor units and their names end in `Minor`. */
const Figure = z.union([z.string().max(300), z.number(), z.boolean(), z.null(), z.array(z.string().max(80)).max(500)]);
export const ExceptionData = z.record(z.string().max(40), Figure);
export type ExceptionData = z.infer<typeof ExceptionData>;

export const exceptionEvents = {
  /** Something happened at a till on its own that does not fit what the store has become. It is recorded; a person has to look. */
  'exception.raised': z.object({
    exceptionId: Uuid,
    /** One of `exceptionKinds`; a newer store may know more. */
    code: z.string().max(60),
    /** The same thing again, while it is open, is no second exception. */
    about: z.string().max(200),
    orderId: Uuid.nullable(),
    orderNumber: z.string(),
    orderLabel: z.string(),
    cashSessionId: Uuid.nullable(),
    commandType: z.string().max(60),
    /** Of the till and of the person who did it. */
    deviceId: z.string(),
    staffId: z.string(),
    happenedAt: Timestamp,
    businessDate: BusinessDate,
    data: ExceptionData,
  }),
  /** Who and when are the event's own. */
  'exception.settled': z.object({
    exceptionId: Uuid,
    orderId: Uuid.nullable(),
    way: SettleWay,
    note: z.string().max(200),
    approvedBy: Key.nullable(),
  }),
} as const;

export const exceptionCommands = {
  'exception.settle': z.strictObject({ exceptionId: Uuid, way: SettleWay, note: z.string().trim().max(200) }),
} as const;

export type ExceptionRaised = z.infer<(typeof exceptionEvents)['exception.raised']>;
export type ExceptionSettled = z.infer<(typeof exceptionEvents)['exception.settled']>;
export type ExceptionCommandType = keyof typeof exceptionCommands;
export type ExceptionCommand = {
  [T in ExceptionCommandType]: { type: T; payload: z.infer<(typeof exceptionCommands)[T]> };
}[ExceptionCommandType];
export type ExceptionEvent = {
  [T in keyof typeof exceptionEvents]: { type: T; payload: z.infer<(typeof exceptionEvents)[T]> };
}[keyof typeof exceptionEvents];

/** An exception that nobody has settled yet. */
export interface OpenException extends ExceptionRaised {
  raisedAt: string;
}

interface Kind {
  ways: readonly [SettleWay, ...SettleWay[]];
  permission: Permission;
}
/** Whoever may end the day answers for what is left over of it. */
const looked: Kind = { ways: ['seen'], permission: 'day.roll' };

/** What an exception can be about, how it may be settled, and who may do that. */
export const exceptionKinds = {
  /** Sold while it was 86 at the store, or more of it than was left. */
  item_out: looked,
  /** Sold while it was no longer on the menu, or not at that hour. */
  item_gone: looked,
  price_differs: looked,
  tax_differs: looked,
  /** A discount, comp, void, price or refund by somebody whose role does not let them any more. */
  permission_gone: looked,
  /** A discount that is larger than what is allowed or than what there was to discount. */
  discount_differs: looked,
  /** The check was closed or voided elsewhere before this was added: it goes on under another number. */
  check_ended: looked,
  /** The check was closed or voided elsewhere, so this change of it was not made. */
  change_not_made: looked,
  /** Nobody here had heard of the check. */
  check_unknown: looked,
  number_taken: looked,
  /** More was paid than is owed: paid at two tills. */
  overpaid: { ways: ['refund', 'tip', 'credit'], permission: 'order.refund' },
  /** The till closed the check, but there is more on it than was paid. */
  still_due: looked,
  not_closed: looked,
  total_differs: looked,
  /** More went back than was paid. */
  refund_differs: looked,
  payment_differs: looked,
  /** A ticket that is too old to surprise the kitchen with. */
  kitchen_waits: { ways: ['cook', 'served'], permission: 'order.take' },
  /** The drawer had been counted: what came later is a numbered supplement of its Z. */
  drawer_counted: { ways: ['supplement'], permission: 'cash.session' },
  drawer_unknown: looked,
  drawer_differs: looked,
  /** The business day had ended. */
  day_ended: looked,
  /** The till's clock is ahead of the store's day. */
  clock_ahead: looked,
} as const satisfies Record<string, Kind>;
export type ExceptionCode = keyof typeof exceptionKinds;

/** A kind that only a newer version knows can be looked at and put away. */
export const kindOf = (code: string): Kind =>
  Object.hasOwn(exceptionKinds, code) ? exceptionKinds[code as ExceptionCode] : looked;

/** An exception before it has an id. */
export interface Found {
  code: ExceptionCode;
  /** What makes it another one than others of its code. */
  about: string;
  data: ExceptionData;
}

export const found = (code: ExceptionCode, about: string, data: ExceptionData = {}): Found => ({
  code,
  about: `${code} ${about}`,
  data,
});
