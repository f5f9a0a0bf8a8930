import { z } from 'zod';
import { JournalRow, Sha256Hex } from '../journal/journal-row.ts';
import { Uuid } from '../time/ids.ts';

/**
 * Rows that answers led to, as the devices keep them until the cloud has them too (DESIGN rule 7): a box that was brought back from an
 * older copy gets from the devices what nobody else has.
 */
export const mostPlacesPerLook = 2_000;
export const mostRowsPerOffer = 500;

/** Where a kept row stood, and which it is. */
export const KeptPlace = z.object({ id: Uuid, epoch: Uuid, seq: z.int().min(1), hash: Sha256Hex });
export type KeptPlace = z.infer<typeof KeptPlace>;

/** `POST /api/v1/kept-rows/look`: what has become of them, in the same order. */
export const KeptLook = z.object({
  places: z.array(KeptPlace).max(mostPlacesPerLook),
  /**
   * The highest number of a command of this device that led to something which it keeps no more: where the appliance has that much, what
   * is missing between were refusals. Absent: the device does not know.
   */
  forgottenN: z.int().min(0).optional(),
});
export type KeptLook = z.infer<typeof KeptLook>;
/** `replicated`: the cloud has it, it need not be kept. `here`: the appliance has it. `missing`: offer it. */
export type KeptState = 'replicated' | 'here' | 'missing';
export interface KeptLookAnswer {
  states: KeptState[];
}

/** `POST /api/v1/kept-rows/offer`: rows that the appliance was missing, verbatim. It takes them over when all devices had time to offer theirs. */
export const KeptOffer = z.object({ rows: z.array(JournalRow).min(1).max(mostRowsPerOffer) });
export type KeptOffer = z.infer<typeof KeptOffer>;
export interface KeptOfferAnswer {
  /** How many of all that were offered were new. */
  adopted: number;
  /** How many wait for what other devices offer: offer them again. */
  waiting: number;
}

const families = ['order.', 'cash.', 'kitchen.', 'print.', 'exception.', 'day.', 'menu.'] as const;

/** What a device's own work leads to. Who belongs to the store and what it sells is not for a device to tell. */
export const mayBeKept = ({ type }: Pick<JournalRow, 'type'>): boolean =>
  type === 'catalogue.edited' || families.some((family) => type.startsWith(family));
