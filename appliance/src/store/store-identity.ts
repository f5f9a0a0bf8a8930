import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { StoreStorage } from './storage.ts';

/** Who this box is. Minted once, at the first start, and kept with the journal. */
export interface StoreIdentity {
  storeId: string;
  /** The first of this store; the current one is that of the journal's last row. */
  firstEpoch: string;
  /** The appliance is a device of its own store: what it does by itself stands in its own stream. */
  applianceDeviceId: string;
}

const keys = {
  storeId: 'store',
  firstEpoch: 'epoch',
  applianceDeviceId: 'appliance_device',
} as const;

export function readOrMintIdentity(
  { journal, transaction }: Pick<StoreStorage, 'journal' | 'transaction'>,
  ids: IdSource,
): StoreIdentity {
  const known = (key: keyof typeof keys): string | null => journal.meta(keys[key]);
  const missing = (Object.keys(keys) as (keyof typeof keys)[]).filter((key) => known(key) === null);
  if (missing.length > 0) {
    transaction.run(() => {
      for (const key of missing) journal.setMeta(keys[key], ids.next());
    });
  }
  const read = (key: keyof typeof keys): string => known(key) ?? '';
  return {
    storeId: read('storeId'),
    firstEpoch: read('firstEpoch'),
    applianceDeviceId: read('applianceDeviceId'),
  };
}
