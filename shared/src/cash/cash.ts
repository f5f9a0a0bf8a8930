import { z } from 'zod';
import { AmountMinor } from '../money/money.ts';
import { Key, Uuid } from '../time/ids.ts';

/** A drawer session: one drawer, from the float to the count. X reads it, Z closes it, numbered and for ever. */
export interface CashSession {
  sessionId: string;
  /** The till whose drawer it is. */
  deviceId: string;
  status: 'none' | 'open' | 'closed';
  businessDate: string;
  openedAt: string;
  openedBy: string;
  floatMinor: number;
  movements: { movementId: string; kind: 'in' | 'out'; amountMinor: number; reason: string; by: string; at: string }[];
  noSales: { reason: string; by: string; at: string }[];
  /** Cash taken and given back by orders, without tips; tips in cash apart. */
  cashSalesMinor: number;
  cashTipsMinor: number;
  cashRefundsMinor: number;
  /** float + sales + tips + in - out - refunds. */
  expectedMinor: number;
  countedMinor: number | null;
  closedAt: string | null;
  closedBy: string | null;
  zNumber: number | null;
  /** What came after its Z, from a till that was on its own; absent while there is nothing. */
  supplements?: CashSupplement[];
}

export const cashCommands = {
  'cash.open_session': z.strictObject({ sessionId: Uuid, floatMinor: AmountMinor.min(0) }),
  'cash.pay_in': z.strictObject({
    sessionId: Uuid,
    movementId: Uuid,
    amountMinor: AmountMinor.min(1),
    reason: z.string().trim().min(1).max(200),
  }),
  'cash.pay_out': z.strictObject({
    sessionId: Uuid,
    movementId: Uuid,
    amountMinor: AmountMinor.min(1),
    reason: z.string().trim().min(1).max(200),
  }),
  /** Opens the drawer without a sale. */
  'cash.no_sale': z.strictObject({ sessionId: Uuid, reason: z.string().trim().min(1).max(200) }),
  /** Prints an X reading; nothing changes. */
  'cash.print_x': z.strictObject({ sessionId: Uuid }),
  /** Counts and closes: gives the Z report its number. */
  'cash.close_session': z.strictObject({ sessionId: Uuid, countedMinor: AmountMinor.min(0) }),
} as const;

/** The figures of an X or Z report. A Z keeps them in the journal, so that it never changes afterwards. */
export const CashReport = z.object({
  sessionId: Uuid,
  deviceId: z.string(),
  businessDate: z.string(),
  /** Null on an X reading. */
  zNumber: z.int().nullable(),
  openedAt: z.string(),
  openedBy: z.string(),
  takenAt: z.string(),
  takenBy: z.string(),
  orderCount: z.int(),
  revenueMinor: AmountMinor,
  taxMinor: AmountMinor,
  discountMinor: AmountMinor,
  compMinor: AmountMinor,
  voidCount: z.int(),
  voidMinor: AmountMinor,
  refundCount: z.int(),
  refundMinor: AmountMinor,
  tipMinor: AmountMinor,
  tenders: z.array(
    z.object({
      tender: z.string(),
      count: z.int(),
      amountMinor: AmountMinor,
      tipMinor: AmountMinor,
      refundMinor: AmountMinor,
    }),
  ),
  taxes: z.array(z.object({ name: z.string(), rate: z.string(), baseMinor: AmountMinor, amountMinor: AmountMinor })),
  floatMinor: AmountMinor,
  paidInMinor: AmountMinor,
  paidOutMinor: AmountMinor,
  cashSalesMinor: AmountMinor,
  cashTipsMinor: AmountMinor,
  cashRefundsMinor: AmountMinor,
  expectedMinor: AmountMinor,
  countedMinor: AmountMinor.nullable(),
  differenceMinor: AmountMinor.nullable(),
  /** Revenue of all Z reports so far, this one included: never reset. */
  grandTotalMinor: AmountMinor,
});
export type CashReport = z.infer<typeof CashReport>;

/** What a drawer session took that arrived only after its Z: counted from 1, its figures are what comes on top. */
export interface CashSupplement {
  number: number;
  filedAt: string;
  filedBy: string;
  report: CashReport;
}

export const cashEvents = {
  'cash.session_opened': z.object({ sessionId: Uuid, deviceId: z.string(), floatMinor: AmountMinor }),
  'cash.paid_in': z.object({ sessionId: Uuid, movementId: Uuid, amountMinor: AmountMinor, reason: z.string() }),
  'cash.paid_out': z.object({ sessionId: Uuid, movementId: Uuid, amountMinor: AmountMinor, reason: z.string() }),
  'cash.no_sale': z.object({ sessionId: Uuid, reason: z.string(), approvedBy: Key.nullable() }),
  'cash.session_closed': z.object({ sessionId: Uuid, countedMinor: AmountMinor, report: CashReport }),
  /** `report` holds the differences to the Z and the supplements before; its float is zero and nothing is counted. */
  'cash.supplement_filed': z.object({ sessionId: Uuid, number: z.int().min(1), report: CashReport }),
} as const;

export type CashCommandType = keyof typeof cashCommands;
export type CashCommand = {
  [T in CashCommandType]: { type: T; payload: z.infer<(typeof cashCommands)[T]> };
}[CashCommandType];
export type CashEventType = keyof typeof cashEvents;
export type CashEvent = { [T in CashEventType]: { type: T; payload: z.infer<(typeof cashEvents)[T]> } }[CashEventType];
