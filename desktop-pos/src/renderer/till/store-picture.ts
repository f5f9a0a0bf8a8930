import type { CashSession } from '@auraconnect/shared/cash/cash.ts';
import { indexCatalogue, type CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Availability } from '@auraconnect/shared/menu/catalogue.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';

/** The store as this till knows it, from the last `GET /bootstrap` and what the stream said since. */
export interface StorePicture {
  storeName: string;
  deviceId: string;
  deviceName: string;
  businessDate: string;
  claimed: boolean;
  index: CatalogueIndex;
  /** What is left of limited items; 0 is 86. Items that are not named are not limited. */
  remaining: ReadonlyMap<string, number>;
  cashSession: CashSession | null;
}

export function pictureOf(bootstrap: Bootstrap): StorePicture {
  return {
    storeName: bootstrap.storeName,
    deviceId: bootstrap.device.deviceId,
    deviceName: bootstrap.device.name,
    businessDate: bootstrap.businessDate,
    claimed: bootstrap.claimed,
    index: indexCatalogue(bootstrap.catalogue),
    remaining: remainingOf(bootstrap.availability),
    cashSession: bootstrap.cashSession,
  };
}

export function remainingOf(availability: readonly Availability[]): ReadonlyMap<string, number> {
  return withAvailability(new Map(), availability);
}

/** The same with some items as they are now. */
export function withAvailability(
  known: ReadonlyMap<string, number>,
  changed: readonly Availability[],
): ReadonlyMap<string, number> {
  const remaining = new Map(known);
  for (const { itemId, remaining: left } of changed) {
    if (left === null) remaining.delete(itemId);
    else remaining.set(itemId, left);
  }
  return remaining;
}
