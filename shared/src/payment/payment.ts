import { z } from 'zod';
import { AmountMinor } from '../money/money.ts';
import { Timestamp } from '../time/instant.ts';
import { Key, Uuid } from '../time/ids.ts';

export const Tender = z.enum(['cash', 'card-external']);
export type Tender = z.infer<typeof Tender>;

/**
 * A card payment is `intended` in the journal before anybody touches the card terminal. `unknown` means the answer
 * never came: it is asked again by our reference, never charged again blindly. Cash is `captured` at once.
 */
export const PaymentState = z.enum(['intended', 'authorized', 'captured', 'declined', 'cancelled', 'unknown']);
export type PaymentState = z.infer<typeof PaymentState>;

export const Payment = z.object({
  paymentId: Uuid,
  tender: Tender,
  state: PaymentState,
  /** What it pays of the order, after cash rounding; without the tip. */
  amountMinor: AmountMinor,
  tipMinor: AmountMinor,
  /** What the guest handed over; null for cards. */
  tenderedMinor: AmountMinor.nullable(),
  changeMinor: AmountMinor,
  /** Cash rounding given (negative) or taken (positive) so that coins exist for it. */
  roundingMinor: AmountMinor,
  /** The bank terminal's own reference, never a card number. */
  reference: z.string().max(64).nullable(),
  lastFour: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
  cashSessionId: Uuid.nullable(),
  takenBy: Key,
  takenAt: Timestamp,
});
export type Payment = z.infer<typeof Payment>;

export const Refund = z.object({
  refundId: Uuid,
  paymentId: Uuid,
  tender: Tender,
  amountMinor: AmountMinor,
  tipMinor: AmountMinor,
  /** What of the order went back; empty for an amount without lines. */
  lines: z.array(z.object({ lineId: Uuid, quantity: z.string(), revenueMinor: AmountMinor, taxMinor: AmountMinor })),
  reason: z.string().max(200),
  reference: z.string().max(64).nullable(),
  cashSessionId: Uuid.nullable(),
  refundedBy: Key,
  approvedBy: Key.nullable(),
  refundedAt: Timestamp,
});
export type Refund = z.infer<typeof Refund>;
