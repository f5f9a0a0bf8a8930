import { z } from 'zod';

/** An amount of money in integer minor units (cents) of a currency that the surrounding document names. May be negative. */
export const AmountMinor = z.int();
export type AmountMinor = z.infer<typeof AmountMinor>;

/** An ISO 4217 code, for example `USD`. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
export type Currency = z.infer<typeof Currency>;

/** An exact decimal written as a string, for example `0.08875` or `-3`. Never a float. */
export const DecimalText = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/);
export type DecimalText = z.infer<typeof DecimalText>;

/** How many of an item: a positive exact decimal such as `2` or `0.350`. */
export const QuantityText = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})?$/)
  .refine((text) => Number(text) > 0, 'must be more than zero');
export type QuantityText = z.infer<typeof QuantityText>;
