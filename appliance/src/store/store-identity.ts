import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { StoreStorage } from './storage.ts';

/** Who this box is. Minted once, at the first start, and kept with the journal. */
export interface StoreIdentity {
  storeId: string;
  epoch: string;
  /** The appliance is a device of its own store: what it does by itself stands in its own stream. */
  applianceDeviceId: string;
  applianceIncarnation: string;
}

const keys = {
  storeId: 'store',
  epoch: 'epoch',
  applianceDeviceId: 'appliance_device',
  applianceIncarnation: 'appliance_incarnation',
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
    epoch: read('epoch'),
    applianceDeviceId: read('applianceDeviceId'),
    applianceIncarnation: read('applianceIncarnation'),
  };
}
