import { z } from 'zod';
import { AmountMinor, DecimalText, QuantityText } from '../money/money.ts';
import { AppliedTax } from '../tax/tax.ts';
import { Key, Uuid } from '../time/ids.ts';

/** A chosen modifier in a command: which one, how many, and what was chosen in the groups that it opens. */
export interface ModifierChoice {
  groupId: string;
  modifierId: string;
  quantity: number;
  choices: ModifierChoice[];
}
export const ModifierChoice: z.ZodType<ModifierChoice> = z.strictObject({
  groupId: Key,
  modifierId: Key,
  quantity: z.int().min(1).max(20),
  get choices() {
    return z.array(ModifierChoice).max(20);
  },
});

/** A modifier as it was sold: flat, in the order a person reads them; `depth` 1 hangs under the depth 0 before it. */
export const SoldModifier = z.object({
  groupId: Key,
  modifierId: Key,
  name: z.string(),
  kitchenName: z.string().nullable(),
  quantity: z.int().min(1),
  depth: z.int().min(0).max(5),
  /** For one, after free choices and price level; what the line adds is this x quantity. */
  unitPriceMinor: AmountMinor,
  /** Null: taxed with the line. */
  taxes: z.array(AppliedTax).nullable(),
});
export type SoldModifier = z.infer<typeof SoldModifier>;

/** A price that a person or an importer set instead of the menu's. */
export const PriceOverride = z.object({
  menuPriceMinor: AmountMinor,
  reason: z.string().max(200),
  approvedBy: Key.nullable(),
});
export type PriceOverride = z.infer<typeof PriceOverride>;

/** A line as it was sold. It keeps its own names, prices and rates for ever. */
export const SoldLine = z.object({
  lineId: Uuid,
  /** Null for an open item. */
  itemId: Key.nullable(),
  variantId: Key.nullable(),
  name: z.string(),
  kitchenName: z.string().nullable(),
  /** Null when the item has only one variant. */
  variantName: z.string().nullable(),
  categoryId: Key.nullable(),
  quantity: QuantityText,
  /** One of it without modifiers. */
  unitPriceMinor: AmountMinor,
  override: PriceOverride.nullable(),
  priceLevelId: Key.nullable(),
  modifiers: z.array(SoldModifier),
  taxes: z.array(AppliedTax),
  stationIds: z.array(Key),
  note: z.string().max(200),
  seat: z.int().min(1).max(99).nullable(),
  course: z.int().min(1).max(20).nullable(),
  /** What its taxes were looked up by, so that they can be looked up again when the order's type changes. */
  taxCategoryId: Key.optional(),
  /** True when a countdown was lowered for it, so that taking it off again gives the count back. */
  countedDown: z.boolean().optional(),
});
export type SoldLine = z.infer<typeof SoldLine>;

/** A percentage as a fraction (`0.1`) or an amount, off one line or off the whole order. */
export const Discount = z.object({
  discountId: Uuid,
  lineId: Uuid.nullable(),
  name: z.string().max(80),
  kind: z.enum(['percent', 'amount']),
  /** For `percent`. */
  rate: DecimalText.nullable(),
  /** For `amount`. */
  amountMinor: AmountMinor.nullable(),
  approvedBy: Key.nullable(),
});
export type Discount = z.infer<typeof Discount>;
