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

/** Every member by its place: what was read back from a journal has its members in another order than what was just worked out. */
const textOf = ({ taxId, name, rate, included, compound }: AppliedTax): string =>
  JSON.stringify([taxId, name, rate, included, compound]);

/** Whether the same taxes apply, in the same order; null and none are not the same. */
export function sameTaxes(one: readonly AppliedTax[] | null, other: readonly AppliedTax[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((tax, place) => textOf(tax) === textOf(other[place] as AppliedTax));
}
