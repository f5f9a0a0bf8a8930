import { z } from 'zod';
import { BusinessDate } from '../time/instant.ts';
import { Key } from '../time/ids.ts';
import { CatalogueEntity, CatalogueEntry } from './catalogue.ts';

/** Editing the catalogue at the store (only while the store is not claimed) and saying what is sold out (always). */
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
    entries: z.array(CatalogueEntry),
  }),
  'day.opened': z.object({ businessDate: BusinessDate, previous: BusinessDate.nullable() }),
} as const;

export type MenuCommandType = keyof typeof menuCommands;
export type MenuCommand = {
  [T in MenuCommandType]: { type: T; payload: z.infer<(typeof menuCommands)[T]> };
}[MenuCommandType];
export type MenuEventType = keyof typeof menuEvents;
export type MenuEvent = { [T in MenuEventType]: { type: T; payload: z.infer<(typeof menuEvents)[T]> } }[MenuEventType];
