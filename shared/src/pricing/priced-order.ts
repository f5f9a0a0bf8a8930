import { z } from 'zod';
import { AmountMinor, DecimalText } from '../money/money.ts';
import { Key, Uuid } from '../time/ids.ts';

/** One tax of an order: what it was computed on and what it came to. */
export const TaxTotal = z.object({
  taxId: Key,
  name: z.string(),
  rate: DecimalText,
  included: z.boolean(),
  /** The taxable amount, without this tax. */
  baseMinor: AmountMinor,
  amountMinor: AmountMinor,
});
export type TaxTotal = z.infer<typeof TaxTotal>;

export const PricedLine = z.object({
  lineId: Uuid,
  /** One of it with its modifiers, before discounts, as the menu shows it. */
  unitPriceMinor: AmountMinor,
  /** unit price x quantity, before discounts. */
  grossMinor: AmountMinor,
  /** Line discounts plus this line's share of order discounts; zero or more. */
  discountMinor: AmountMinor,
  /** Zero or more: given away (comp) after discounts. */
  compMinor: AmountMinor,
  /** gross - discount - comp: what the guest pays for the line as the menu shows prices. */
  netMinor: AmountMinor,
  /** The line's part of added and included taxes; the parts of all lines add up to the order's. */
  addedTaxMinor: AmountMinor,
  includedTaxMinor: AmountMinor,
  /** net - includedTax: revenue before tax. */
  revenueMinor: AmountMinor,
});
export type PricedLine = z.infer<typeof PricedLine>;

/** What an order comes to. Every figure is derived by `priceOrder` and by nothing else. */
export const OrderTotals = z.object({
  grossMinor: AmountMinor,
  discountMinor: AmountMinor,
  compMinor: AmountMinor,
  /** gross - discount - comp. */
  netMinor: AmountMinor,
  /** net without included taxes: revenue before tax. */
  revenueMinor: AmountMinor,
  addedTaxMinor: AmountMinor,
  includedTaxMinor: AmountMinor,
  taxes: z.array(TaxTotal),
  /** net + added taxes: what the guest owes before tips and cash rounding. */
  totalMinor: AmountMinor,
});
export type OrderTotals = z.infer<typeof OrderTotals>;

export interface PricedOrder {
  lines: PricedLine[];
  totals: OrderTotals;
}
