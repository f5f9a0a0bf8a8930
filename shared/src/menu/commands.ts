import { z } from 'zod';
import { BusinessDate } from '../time/instant.ts';
import { Key } from '../time/ids.ts';
import { AmountMinor } from '../money/money.ts';
import { CatalogueEntity, SettledEntry } from './catalogue.ts';
import { StoreEdit } from './store-edit.ts';

/**
 * Editing the catalogue at the store and saying what is sold out. Once the store is claimed the cloud owns the catalogue: then an edit
 * is settled there, and only of what a claimed store may change (menu/field-class.ts).
 */
export const menuCommands = {
  /** 0 is 86; null takes the limit away; a number counts down with each sale. */
  'menu.set_availability': z.strictObject({ itemId: Key, remaining: z.int().min(0).max(100_000).nullable() }),
  'catalogue.put': z.strictObject({
    entries: z
      .array(
        z.strictObject({
          entity: CatalogueEntity,
          id: z.string().min(1).max(80),
          payload: z.record(z.string(), z.unknown()),
        }),
      )
      .min(1)
      .max(2000),
  }),
  'catalogue.delete': z.strictObject({ entity: CatalogueEntity, id: z.string().min(1).max(80) }),
  /** Fields of one entry (menu/entry-fields.ts); an absent value takes the field away. What is not named stays as it is. */
  'catalogue.edit': z.strictObject({
    entity: CatalogueEntity,
    id: z.string().min(1).max(80),
    fields: z
      .array(z.strictObject({ path: z.string().min(1).max(400), after: z.unknown().optional() }))
      .min(1)
      .max(200),
  }),
  /** What a size costs in this store. Null takes the store's own price back; then the menu's counts again. */
  'menu.set_price': z.strictObject({
    itemId: Key,
    variantId: Key,
    priceMinor: AmountMinor.min(0).max(100_000_000).nullable(),
  }),
  /** Ends the business day and begins the next one. */
  'day.roll': z.strictObject({ businessDate: BusinessDate }),
} as const;

export const menuEvents = {
  /** Also written by a sale that counts an item down, in the same transaction as the sale. */
  'menu.availability_set': z.object({ itemId: Key, remaining: z.int().min(0).nullable() }),
  /** The catalogue's entries as they are now, from the store's own edit or from the cloud's feed. */
  'catalogue.changed': z.object({
    source: z.enum(['store', 'cloud']),
    /** The feed's position when the cloud was the source. */
    handle: z.string().nullable(),
    offset: z.string().nullable(),
    /** True: what is not named here is gone (a refetch of the whole feed). */
    complete: z.boolean(),
    entries: z.array(SettledEntry),
  }),
  /** A claimed store's own edits, on their way to the cloud. */
  'catalogue.edited': z.object({ edits: z.array(StoreEdit).min(1) }),
  'day.opened': z.object({ businessDate: BusinessDate, previous: BusinessDate.nullable() }),
} as const;

export type MenuCommandType = keyof typeof menuCommands;
export type MenuCommand = {
  [T in MenuCommandType]: { type: T; payload: z.infer<(typeof menuCommands)[T]> };
}[MenuCommandType];
export type MenuEventType = keyof typeof menuEvents;
export type MenuEvent = { [T in MenuEventType]: { type: T; payload: z.infer<(typeof menuEvents)[T]> } }[MenuEventType];
