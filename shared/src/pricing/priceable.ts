import type { AppliedTax, TaxPolicy } from '../tax/tax.ts';

/** What pricing needs to know of a modifier; `SoldModifier` satisfies it. */
export interface PriceableModifier {
  quantity: number;
  /** For one; may be negative (something left out). The line adds this x quantity to its unit price. */
  unitPriceMinor: number;
  /** Null: taxed with the line. */
  taxes: readonly AppliedTax[] | null;
}

/** What pricing needs to know of a line; `OrderLine` satisfies it. */
export interface PriceableLine {
  /** Unique within the order; also decides which line takes an odd cent, so that the order of lines changes nothing. */
  lineId: string;
  /** Exact decimals. */
  quantity: string;
  voidedQuantity: string;
  unitPriceMinor: number;
  modifiers: readonly PriceableModifier[];
  taxes: readonly AppliedTax[];
  /** Not null: what is left of the line after its own discounts is given away. */
  comp: object | null;
}

/** What pricing needs to know of a discount; `Discount` satisfies it. */
export interface PriceableDiscount {
  /** Null: off the whole order. */
  lineId: string | null;
  kind: 'percent' | 'amount';
  /** A fraction, `0.1` is ten percent. */
  rate: string | null;
  amountMinor: number | null;
}

export interface PriceableOrder {
  lines: readonly PriceableLine[];
  /** In the order in which they were given: each takes off what the ones before it left. */
  discounts: readonly PriceableDiscount[];
  taxPolicy: TaxPolicy;
}
