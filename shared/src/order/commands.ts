import { z } from 'zod';
import { AmountMinor, DecimalText, QuantityText } from '../money/money.ts';
import { Tender } from '../payment/payment.ts';
import { Key, Uuid } from '../time/ids.ts';
import { ModifierChoice } from './line.ts';

/** Commands of the order machine: line-level, so that two waiters on one check never overwrite each other. */
const note = z.string().max(200);
const reason = z.string().trim().min(1).max(200);
const order = { orderId: Uuid };

export const orderCommands = {
  'order.open': z.strictObject({
    ...order,
    orderTypeId: Key,
    label: z.string().max(60),
    guestCount: z.int().min(1).max(999).nullable(),
    /** Given by the till itself, with its own letters, when the appliance was away; absent: the appliance gives one. */
    number: z.string().min(2).max(20).optional(),
  }),
  'order.add_line': z.strictObject({
    ...order,
    lineId: Uuid,
    itemId: Key,
    variantId: Key,
    quantity: QuantityText,
    modifiers: z.array(ModifierChoice).max(60),
    note,
    seat: z.int().min(1).max(99).nullable(),
    course: z.int().min(1).max(20).nullable(),
    /** Sells at this unit price instead of the menu's; needs `order.price_override`. */
    priceOverride: z.strictObject({ unitPriceMinor: AmountMinor.min(0), reason }).nullable(),
  }),
  /** Something that is not on the menu, at a price that a person types. */
  'order.add_open_item': z.strictObject({
    ...order,
    lineId: Uuid,
    name: z.string().trim().min(1).max(80),
    unitPriceMinor: AmountMinor.min(0),
    quantity: QuantityText,
    taxCategoryId: Key,
    stationId: Key.nullable(),
    note,
  }),
  /** Changes a line that the kitchen does not know yet. Null leaves as is. */
  'order.change_line': z.strictObject({
    ...order,
    lineId: Uuid,
    quantity: QuantityText.nullable(),
    variantId: Key.nullable(),
    modifiers: z.array(ModifierChoice).max(60).nullable(),
    note: note.nullable(),
    seat: z.int().min(1).max(99).nullable(),
    course: z.int().min(1).max(20).nullable(),
  }),
  /** Takes away a line that was never sent. */
  'order.remove_line': z.strictObject({ ...order, lineId: Uuid }),
  /** Takes back some or all of a line that the kitchen knows. */
  'order.void_line': z.strictObject({ ...order, lineId: Uuid, quantity: QuantityText, reason }),
  'order.comp_line': z.strictObject({ ...order, lineId: Uuid, reason }),
  'order.apply_discount': z.strictObject({
    ...order,
    discountId: Uuid,
    lineId: Uuid.nullable(),
    name: z.string().trim().min(1).max(80),
    kind: z.enum(['percent', 'amount']),
    rate: DecimalText.nullable(),
    amountMinor: AmountMinor.min(1).nullable(),
  }),
  'order.remove_discount': z.strictObject({ ...order, discountId: Uuid }),
  'order.change_details': z.strictObject({
    ...order,
    orderTypeId: Key.nullable(),
    label: z.string().max(60).nullable(),
    guestCount: z.int().min(1).max(999).nullable(),
    note: z.string().max(400).nullable(),
  }),
  /** Fires to the kitchen: the lines named, or all that are not sent yet when null. */
  'order.send': z.strictObject({ ...order, sendId: Uuid, lineIds: z.array(Uuid).max(500).nullable() }),
  'order.pay_cash': z.strictObject({
    ...order,
    paymentId: Uuid,
    /** What of the due it is meant to pay; null is all of it. */
    amountMinor: AmountMinor.min(1).nullable(),
    tenderedMinor: AmountMinor.min(1),
    tipMinor: AmountMinor.min(0),
  }),
  /** Journals the intent before anybody touches the card terminal. */
  'order.start_card_payment': z.strictObject({
    ...order,
    paymentId: Uuid,
    amountMinor: AmountMinor.min(1).nullable(),
    tipMinor: AmountMinor.min(0),
  }),
  'order.resolve_card_payment': z.strictObject({
    ...order,
    paymentId: Uuid,
    outcome: z.enum(['captured', 'declined', 'cancelled', 'unknown']),
    reference: z.string().max(64).nullable(),
    lastFour: z
      .string()
      .regex(/^\d{4}$/)
      .nullable(),
  }),
  /** Sets the tip of a captured card payment, before the order is closed. */
  'order.adjust_tip': z.strictObject({ ...order, paymentId: Uuid, tipMinor: AmountMinor.min(0) }),
  'order.close': z.strictObject({ ...order }),
  'order.void': z.strictObject({ ...order, reason }),
  'order.refund': z.strictObject({
    ...order,
    refundId: Uuid,
    paymentId: Uuid,
    tender: Tender,
    /** Lines and how many of each; the machine computes the money, the last one takes the remainder. */
    lines: z.array(z.strictObject({ lineId: Uuid, quantity: QuantityText })).max(500),
    /** Only when no lines are named: an amount out of goodwill, at most what was paid. */
    amountMinor: AmountMinor.min(1).nullable(),
    /** How much of the tip goes back as well. */
    tipMinor: AmountMinor.min(0),
    reason,
    reference: z.string().max(64).nullable(),
  }),
  /** Asks for paper: the first receipt of a closed order, later ones say COPY. Without a printer it is refused. */
  'order.print_receipt': z.strictObject({ ...order, printerId: Key.nullable() }),
} as const;

export type OrderCommandType = keyof typeof orderCommands;
export type OrderCommand = {
  [T in OrderCommandType]: { type: T; payload: z.infer<(typeof orderCommands)[T]> };
}[OrderCommandType];
