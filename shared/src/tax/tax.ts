import { z } from 'zod';
import { DecimalText } from '../money/money.ts';
import { roundingModes } from '../money/rounding.ts';
import { BusinessDate } from '../time/instant.ts';
import { Key } from '../time/ids.ts';

export const RoundingMode = z.enum(roundingModes);
export type RoundingMode = z.infer<typeof RoundingMode>;

/** How an authority wants tax rounded. `document` rounds once per tax over all lines, `line` rounds each line. */
export const TaxPolicy = z.object({ roundPer: z.enum(['line', 'document']), mode: RoundingMode });
export type TaxPolicy = z.infer<typeof TaxPolicy>;

/** A tax as configured: which tax categories and order types it applies to, and when. */
export const Tax = z.object({
  id: Key,
  name: z.string().min(1).max(60),
  /** A fraction: `0.08875` is 8.875 %. */
  rate: DecimalText,
  /** True: the menu's prices contain it. */
  included: z.boolean(),
  /** Order in which stacked taxes apply. */
  position: z.int(),
  /** True: computed on the price plus the taxes before it. */
  compound: z.boolean(),
  taxCategoryIds: z.array(Key),
  /** Empty: all order types. */
  orderTypeIds: z.array(Key),
  validFrom: BusinessDate.nullable(),
  /** Inclusive. */
  validTo: BusinessDate.nullable(),
});
export type Tax = z.infer<typeof Tax>;

/** A tax as an order line was sold under it; kept with the line for ever. */
export const AppliedTax = z.object({
  taxId: Key,
  name: z.string(),
  rate: DecimalText,
  included: z.boolean(),
  compound: z.boolean(),
});
export type AppliedTax = z.infer<typeof AppliedTax>;
