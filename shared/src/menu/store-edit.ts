import { z } from 'zod';
import { Uuid } from '../time/ids.ts';

/** One field as the store saw it and as it shall be; absent values are fields that are not there. */
const EditedField = z.object({
  path: z.string().min(1).max(400),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/**
 * What a claimed store changes of an entry that the cloud owns. It travels up, the cloud settles it against what was changed there
 * meanwhile, and the answer comes down with the entry. Until then the store sells by its own edit.
 */
export const StoreEdit = z.object({
  editId: Uuid,
  entity: z.string().min(1).max(40),
  id: z.string().min(1).max(80),
  kind: z.enum(['fields', 'add', 'delete']),
  /** Hybrid clock (time/hybrid-clock.ts). */
  stamp: z.string().min(1).max(120),
  /** Empty when the whole entry is added or deleted. */
  fields: z.array(EditedField).max(2000),
  /** The entry as the store sees it after the edit, without prices of its own; of one that it deletes, as it saw it last. */
  payload: z.record(z.string(), z.unknown()),
});
export type StoreEdit = z.infer<typeof StoreEdit>;

/** What the cloud says of an entry's settlement, beside its payload. */
export const EntrySettlement = z.object({
  /** The highest stamp of any edit of the entry. */
  stamp: z.string().max(120),
  /** The store's edits that are settled in this rev; the newest last. */
  edits: z.array(Uuid),
  /** Prices that the store set for itself, by path: they count there instead of the menu's until somebody revokes them. */
  prices: z.record(z.string(), z.int()),
});
export type EntrySettlement = z.infer<typeof EntrySettlement>;

/** An edit whose answer has not come down yet. */
export interface PendingEdit extends StoreEdit {
  by: string;
  at: string;
}
